//! The headers and cookies that keep a page to itself, and pages in place of errors.

use reqwest::header::SET_COOKIE;
use reqwest::{Method, StatusCode};

use crate::browser::Browser;
use crate::colleague;
use crate::support::app::{App, options};
use remit::domain::StaffRole;

/// What every page says, and refuses to say.
#[track_caller]
fn is_guarded(path: &str, page: &crate::browser::Page) {
    let policy = page.header("content-security-policy");
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(part), "{path}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{path}");
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(page.header("cache-control"), "no-store", "{path}");
    assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
    assert!(
        page.header("content-type").starts_with("text/html"),
        "{path}"
    );
    for inline in [" style=", "<style", " onclick=", "hx-on", "javascript:"] {
        assert!(!page.html.contains(inline), "{path}: {inline}");
    }
    let bare =
        page.html.matches("<script").count() - page.html.matches("<script src=\"/assets/").count();
    assert_eq!(bare, 0, "{path}: a script that is inline");
}

#[tokio::test]
async fn every_page_is_guarded_whatever_its_status() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let created = browser
        .submit("/app/payment/add/", "/app/payment/add/", PAYMENT)
        .await;
    let payment = created.location().to_owned();
    let (edit, delete) = (format!("{payment}edit/"), format!("{payment}delete/"));
    for path in [
        "/signup",
        "/app",
        "/app/payment/",
        "/app/payment/add/",
        &payment,
        &edit,
        &delete,
        "/app/webhook/",
        "/app/webhook/add/",
        "/app/api_key/",
        "/app/api_key/add/",
        "/app/event/",
        "/app/event/1/",
        "/app/records",
        "/app/company",
        "/app/nowhere",
        "/app/payment/none/",
        "/password/none",
    ] {
        is_guarded(path, &browser.get(path).await);
    }
    is_guarded("/login", &Browser::at(&app).get("/login").await);
    let mut ann = colleague::logged_in(&app, "ann@remit.example", StaffRole::Admin).await;
    for path in [
        "/admin/me/",
        "/admin/me/totp",
        "/admin/confirm",
        "/admin/permissions",
        "/admin/password-links",
        "/admin/password-links/none",
        "/admin/login/none",
    ] {
        is_guarded(path, &ann.get(path).await);
    }
    is_guarded("/admin/login", &Browser::at(&app).get("/admin/login").await);
}

/// A payment's form.
pub const PAYMENT: &[(&str, &str)] = &[
    ("direction", "debit"),
    ("amount", "125.50"),
    ("account_name", "Jane Citizen"),
    ("bsb", "000000"),
    ("account_number", "000123456"),
    ("reference", "INV-1"),
];

fn cookies(page: &crate::browser::Page) -> Vec<String> {
    let all = page.headers.get_all(SET_COOKIE).iter();
    all.map(|cookie| cookie.to_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
    let app = App::spawn().await;
    let mut browser = Browser::at(&app);
    let mut seen = cookies(&browser.get("/signup").await);
    seen.extend(cookies(&browser.sign_up("pay@acme.example").await));
    seen.extend(cookies(
        &browser.submit("/app", "/theme", &[("theme", "dark")]).await,
    ));
    colleague::add(&app, "ann@remit.example", StaffRole::Admin).await;
    let mut ann = Browser::at(&app);
    let page =
        colleague::log_in(&mut ann, "ann@remit.example", crate::support::app::PASSWORD).await;
    let staff = cookies(&page);
    assert!(
        staff
            .iter()
            .any(|c| c.starts_with("remit_staff=") && c.contains("SameSite=Strict"))
    );
    for cookie in seen.iter().chain(&staff) {
        assert!(cookie.contains("; Path=/; HttpOnly; SameSite="), "{cookie}");
        assert!(
            !cookie.contains("Secure") && !cookie.contains("Domain"),
            "{cookie}"
        );
    }
    assert!(seen.iter().any(|c| c.starts_with("remit_session=remits_")));
    assert!(browser.read("/app").await.contains("class=\"theme-dark\""));
}

#[tokio::test]
async fn over_https_cookies_are_secure_and_of_this_host_alone() {
    let mut https = options();
    https.public_url = Some("https://pay.example".to_owned());
    let app = App::spawn_with(https).await;
    let mut browser = Browser::at(&app);
    let mut seen = cookies(&browser.get("/signup").await);
    seen.extend(cookies(&browser.sign_up("pay@acme.example").await));
    assert!(seen.len() >= 3);
    for cookie in &seen {
        assert!(cookie.starts_with("__Host-remit_"), "{cookie}");
        assert!(
            cookie.contains("; Path=/; HttpOnly; SameSite=Lax; Secure"),
            "{cookie}"
        );
    }
    let page = browser.get("/app").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.header("strict-transport-security")
            .starts_with("max-age=")
    );
}

#[tokio::test]
async fn the_api_takes_no_cookie_and_the_pages_no_header() {
    let app = App::spawn().await;
    let browser = Browser::signed_up(&app).await;
    let token = &browser.cookies["remit_session"];
    let ignored = app
        .request(Method::GET, "/v1/company")
        .header("cookie", format!("remit_session={token}"))
        .send()
        .await
        .unwrap();
    assert_eq!(ignored.status(), StatusCode::UNAUTHORIZED);
    let response = app.request(Method::GET, "/v1/company").bearer_auth(token);
    assert_eq!(response.send().await.unwrap().status(), StatusCode::OK);
    let company = app.sign_up("Bolt").await;
    for cookie in [&company.api_key, "nonsense", ""] {
        let mut browser = Browser::at(&app);
        browser
            .cookies
            .insert("remit_session".to_owned(), cookie.to_owned());
        assert_eq!(browser.get("/app").await.location(), "/login?next=%2Fapp");
    }
}

#[tokio::test]
async fn errors_of_pages_are_pages_and_those_of_the_api_are_problems() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    for (path, status) in [
        ("/app/nowhere", StatusCode::NOT_FOUND),
        ("/app/payment/x/y/z", StatusCode::NOT_FOUND),
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, status, "{path}");
        page.says(&["There is nothing here", page.header("x-request-id")]);
    }
    for (path, allow) in [
        ("/logout", "POST"),
        ("/app/payment/x/process/", "POST"),
        ("/theme", "POST"),
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert_eq!(page.header("allow"), allow);
        is_guarded(path, &page);
    }
    let page = browser.post("/app/payment/", &[]).await;
    assert_eq!(
        (page.status, page.header("allow")),
        (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD")
    );
    let huge = "x".repeat(300 * 1024);
    let page = browser.post("/app/api_key/add/", &[("name", &huge)]).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    let response = app
        .request(Method::POST, "/login")
        .json(&serde_json::json!({"email": "a"}))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    let problem = app
        .request(Method::GET, "/v1/nowhere")
        .send()
        .await
        .unwrap();
    assert_eq!(
        problem.headers()["content-type"],
        "application/problem+json"
    );
}

#[tokio::test]
async fn a_page_that_cannot_be_made_in_time_says_so() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let psql = app.psql().await;
    psql.batch_execute("begin; lock table payment in access exclusive mode")
        .await
        .unwrap();
    let page = browser.get("/app").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(page.header("retry-after"), "1");
    page.says(&["We are busy"]);
    is_guarded("/app", &page);
    let page = browser.get("/app/payment/").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    page.says(&["This took longer than 2 seconds"]);
    is_guarded("/app/payment/", &page);
}

#[tokio::test]
async fn assets_are_named_after_their_content_kept_for_ever_and_small() {
    let app = App::spawn().await;
    let mut finance = colleague::logged_in(&app, "fi@example.com", StaffRole::Finance).await;
    let html = finance.read("/admin/payment/").await;
    let (mut files, mut bytes) = (0, 0);
    for (at, _) in html.match_indices("\"/assets/") {
        let path = html[at + 1..].split_once('"').unwrap().0;
        let plain = app.request(Method::GET, path).send().await.unwrap();
        assert_eq!(plain.status(), StatusCode::OK, "{path}");
        assert!(!plain.headers().contains_key("content-encoding"));
        let request = app
            .request(Method::GET, path)
            .header("accept-encoding", "gzip, br");
        let compressed = request.send().await.unwrap();
        assert_eq!(compressed.headers()["content-encoding"], "gzip");
        for answer in [&plain, &compressed] {
            let headers = answer.headers();
            assert_eq!(
                headers["cache-control"],
                "public, max-age=31536000, immutable"
            );
            assert_eq!(headers["vary"], "Accept-Encoding");
            assert_eq!(headers["x-content-type-options"], "nosniff");
        }
        let tag = compressed.headers()["etag"].clone();
        assert_ne!(tag, plain.headers()["etag"], "each form has its own tag");
        let request = app
            .request(Method::GET, path)
            .header("accept-encoding", "gzip")
            .header("if-none-match", tag);
        let again = request.send().await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        files += 1;
        let content = compressed.bytes().await.unwrap();
        assert!(content.starts_with(&[0x1f, 0x8b]), "{path}");
        bytes += content.len();
    }
    assert!(files >= 6);
    assert!(bytes <= 45_000, "{bytes} bytes of scripts and styles");
    let missing = app
        .request(Method::GET, "/assets/base.css")
        .send()
        .await
        .unwrap();
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
}
