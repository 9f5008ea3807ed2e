//! Signing up, logging in and out.

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::support::app::{App, PASSWORD, options};
use remit::domain::StaffRole;

#[tokio::test]
async fn a_company_signs_up_on_a_page_and_is_in() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let html = browser.read("/app").await;
    assert!(html.contains("Acme") && html.contains("Create a payment"));
    assert!(!browser.cookies.contains_key("remit_visit"), "drawn anew");
}

#[tokio::test]
async fn a_refused_sign_up_shows_each_error_beside_its_field_and_keeps_all_but_the_password() {
    let app = App::spawn().await;
    let mut browser = Browser::at(&app);
    let fields = [
        ("name", "Ac\"me & <b>"),
        ("email", "nobody"),
        ("password", "sesame-7"),
        ("bsb", "12"),
    ];
    let page = browser.submit("/signup", "/signup", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(&[
        "id=\"email-error\">Must be an e-mail address",
        "id=\"password-error\">Must have at least 12 characters.",
        "id=\"bsb-error\">Must be six digits",
        "id=\"account_number-error\">Please fill this in.",
        "value=\"Ac&quot;me &amp; &lt;b&gt;\"",
        "value=\"nobody\"",
    ]);
    assert!(!page.html.contains("sesame-7") && !page.html.contains("name-error"));
    assert!(!browser.cookies.contains_key("remit_session"));
    let common = [("password", "PassWord1234")];
    let page = browser.submit("/signup", "/signup", &common).await;
    page.says(&["among the most common"]);
}

#[tokio::test]
async fn a_taken_email_is_told_in_any_case_and_asking_for_many_is_slowed() {
    let app = App::spawn().await;
    let mut browser = Browser::at(&app);
    let taken = "pay@acme.example";
    assert_eq!(browser.sign_up(taken).await.status, StatusCode::SEE_OTHER);
    let mut stranger = Browser::at(&app);
    let page = stranger.sign_up("Pay@ACME.example").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(&["A company has signed up with this e-mail"]);
    for _ in 1..30 {
        let page = stranger.sign_up(taken).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = stranger.sign_up(taken).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.header("retry-after").parse::<u64>().unwrap() >= 1);
}

#[tokio::test]
async fn a_login_leads_to_the_page_that_was_asked_for() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    let mut browser = Browser::at(&app);
    let turned_away = browser.get("/app/payment/?status=failed").await;
    assert_eq!(turned_away.status, StatusCode::SEE_OTHER);
    let login = turned_away.location().to_owned();
    assert_eq!(login, "/login?next=%2Fapp%2Fpayment%2F%3Fstatus%3Dfailed");
    let html = browser.read(&login).await;
    let next = crate::browser::input(&html, "next").replace("&#x2F;", "/");
    assert_eq!(next, "/app/payment/?status=failed");
    let fields = [
        ("email", company.email.as_str()),
        ("password", PASSWORD),
        ("next", &next),
    ];
    let page = browser.submit(&login, "/login", &fields).await;
    assert_eq!(
        (page.status, page.location()),
        (StatusCode::SEE_OTHER, "/app/payment/?status=failed")
    );
    assert_eq!(browser.get("/login").await.location(), "/app");
}

#[tokio::test]
async fn a_login_leads_to_no_other_host() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ] {
        let mut browser = Browser::at(&app);
        let fields = [
            ("email", company.email.as_str()),
            ("password", PASSWORD),
            ("next", next),
        ];
        let page = browser.submit("/login", "/login", &fields).await;
        assert_eq!(page.location(), "/app", "{next}");
        let link: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let page = browser.get(&format!("/login?next={link}")).await;
        assert_eq!(page.location(), "/app", "{next}");
        let fields = [("theme", "dark"), ("next", next)];
        let page = browser.submit("/app", "/theme", &fields).await;
        assert_eq!(page.location(), "/", "{next}");
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_email_are_answered_alike_and_slowed_with_the_api() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    let mut browser = Browser::at(&app);
    let mut answers = Vec::new();
    for email in [company.email.as_str(), "nobody@example.com"] {
        let fields = [("email", email), ("password", "not the password at all")];
        let page = browser.submit("/login", "/login", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(&["The e-mail or the password is wrong."]);
        let token = crate::browser::csrf(&page.html);
        answers.push(page.html.replace(email, "").replace(&token, ""));
    }
    assert_eq!(answers[0], answers[1]);
    let wrong = serde_json::json!({"email": company.email, "password": "wrong"});
    for _ in 1..30 {
        let request = app.request(reqwest::Method::POST, "/v1/token").json(&wrong);
        assert_eq!(
            request.send().await.unwrap().status(),
            StatusCode::UNAUTHORIZED
        );
    }
    let fields = [("email", company.email.as_str()), ("password", PASSWORD)];
    let page = browser.submit("/login", "/login", &fields).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    page.says(&["Too many tries"]);
}

#[tokio::test]
async fn an_unknown_account_takes_the_same_work_as_a_known_one_at_every_login() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    crate::colleague::add(&app, "ann@remit.example", StaffRole::Viewer).await;
    let mut options = options();
    // Nobody waits for a hashing thread: whoever needs one is told that all are busy.
    options.hash_queue = 0;
    let busy = app.spawn_another_with(options).await;
    for (path, known) in [
        ("/login", company.email.as_str()),
        ("/admin/login", "ann@remit.example"),
    ] {
        for (email, password) in [
            (known, PASSWORD),
            (known, "not the password at all"),
            (known, ""),
            ("nobody@example.com", PASSWORD),
            ("no e-mail", "x"),
        ] {
            let mut browser = Browser::at(&busy);
            let fields = [("email", email), ("password", password)];
            let page = browser.submit(path, path, &fields).await;
            assert_eq!(
                page.status,
                StatusCode::SERVICE_UNAVAILABLE,
                "{path} {email} {password}"
            );
            page.says(&["We are busy"]);
            assert!(!browser.cookies.contains_key("remit_session"));
        }
    }
}

#[tokio::test]
async fn logging_out_ends_the_session_for_whoever_kept_its_cookie() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let kept = browser.cookies.clone();
    let page = browser.submit("/app", "/logout", &[]).await;
    assert_eq!(page.location(), "/login");
    assert!(!browser.cookies.contains_key("remit_session"));
    assert!(browser.read("/login").await.contains("You are logged out."));
    assert!(!browser.read("/login").await.contains("You are logged out."));
    browser.cookies = kept;
    assert_eq!(browser.get("/app").await.location(), "/login?next=%2Fapp");
}

#[tokio::test]
async fn a_login_takes_over_no_session_that_was_there_before() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    let mut browser = Browser::at(&app);
    let attacker = Browser::signed_up(&app).await;
    let planted = attacker.cookies["remit_session"].clone();
    let html = browser.read("/login").await;
    browser
        .cookies
        .insert("remit_session".to_owned(), planted.clone());
    let visit = browser.cookies["remit_visit"].clone();
    let token = crate::browser::csrf(&html);
    let fields = [
        ("csrf_token", token.as_str()),
        ("email", company.email.as_str()),
        ("password", PASSWORD),
    ];
    let page = browser.post("/login", &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_ne!(browser.cookies["remit_session"], planted);
    assert_ne!(browser.cookies.get("remit_visit"), Some(&visit));
}

#[tokio::test]
async fn a_suspended_company_reads_so_and_does_nothing() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    app.psql()
        .await
        .batch_execute("update company set suspended_at = now()")
        .await
        .unwrap();
    let page = browser.get("/app").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    page.says(&["This company is suspended."]);
}
