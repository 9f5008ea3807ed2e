//! Staff log in, look after their passwords and sessions, and prove again to be there.

use reqwest::StatusCode;

use crate::browser::{Browser, csrf};
use crate::colleague;
use crate::support::app::{App, PASSWORD};
use remit::domain::StaffRole;

const ANN: &str = "ann@remit.example";

#[tokio::test]
async fn nobody_sees_a_page_of_staff_without_logging_in() {
    let app = App::spawn().await;
    let mut company = Browser::signed_up(&app).await;
    for path in [
        "/admin/",
        "/admin/me/",
        "/admin/permissions",
        "/admin/confirm",
        "/admin/me/totp",
    ] {
        for browser in [&mut company, &mut Browser::at(&app)] {
            let page = browser.get(path).await;
            let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            assert_eq!(page.location(), format!("/admin/login?next={next}"));
        }
    }
}

#[tokio::test]
async fn a_company_does_not_log_in_as_staff_nor_staff_as_a_company() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    colleague::add(&app, ANN, StaffRole::Admin).await;
    let mut browser = Browser::at(&app);
    let page = colleague::log_in(&mut browser, &company.email, PASSWORD).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let login = [("email", ANN), ("password", PASSWORD)];
    let page = browser.submit("/login", "/login", &login).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn guessing_is_slowed_and_an_unknown_email_is_answered_alike() {
    let app = App::spawn().await;
    colleague::add(&app, ANN, StaffRole::Viewer).await;
    let mut browser = Browser::at(&app);
    let mut answers = Vec::new();
    for email in [ANN, "bob@remit.example"] {
        let page = colleague::log_in(&mut browser, email, "wrong").await;
        let token = csrf(&page.html);
        answers.push(page.html.replace(email, "").replace(&token, ""));
    }
    assert_eq!(answers[0], answers[1]);
    for _ in 1..30 {
        let page = colleague::log_in(&mut browser, "Ann@REMIT.example", "wrong").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = colleague::log_in(&mut browser, ANN, PASSWORD).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_disabled_colleague_is_out_at_once_and_does_not_come_back() {
    let app = App::spawn().await;
    let mut browser = colleague::logged_in(&app, ANN, StaffRole::Support).await;
    browser.read("/admin/permissions").await;
    let psql = app.psql().await;
    psql.batch_execute("update staff set disabled_at = now()")
        .await
        .unwrap();
    let page = browser.get("/admin/permissions").await;
    assert_eq!(page.location(), "/admin/login?next=%2Fadmin%2Fpermissions");
    let page = colleague::log_in(&mut browser, ANN, PASSWORD).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn another_role_takes_a_new_login() {
    let app = App::spawn().await;
    let mut browser = colleague::logged_in(&app, ANN, StaffRole::Viewer).await;
    let psql = app.psql().await;
    psql.batch_execute("update staff set role = 'admin'")
        .await
        .unwrap();
    let page = browser.get("/admin/me/").await;
    assert_eq!(page.location(), "/admin/login?next=%2Fadmin%2Fme%2F");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_or_all_others() {
    let app = App::spawn().await;
    let mut one = colleague::logged_in(&app, ANN, StaffRole::Viewer).await;
    let mut others = Vec::new();
    for _ in 0..3 {
        let mut browser = Browser::at(&app);
        colleague::log_in(&mut browser, ANN, PASSWORD).await;
        others.push(browser);
    }
    let mut stranger = colleague::logged_in(&app, "bob@remit.example", StaffRole::Viewer).await;
    let html = one.read("/admin/me/").await;
    assert_eq!(html.matches("name=\"session\" value=\"0").count(), 3);
    assert!(html.contains("127.0.0.1") && html.contains("this one"));
    let (_, rest) = html.split_once("name=\"session\" value=\"").unwrap();
    let newest = rest.split_once('"').unwrap().0;
    let fields = [("session", newest)];
    stranger
        .submit("/admin/me/", "/admin/me/sessions", &fields)
        .await;
    others[2].read("/admin/me/").await;
    one.submit("/admin/me/", "/admin/me/sessions", &fields)
        .await;
    assert_eq!(
        others[2].get("/admin/me/").await.status,
        StatusCode::SEE_OTHER
    );
    others[1].read("/admin/me/").await;
    let fields = [("session", "others")];
    one.submit("/admin/me/", "/admin/me/sessions", &fields)
        .await;
    for browser in &mut others {
        assert_eq!(
            browser.get("/admin/me/").await.status,
            StatusCode::SEE_OTHER
        );
    }
    assert!(
        one.read("/admin/me/")
            .await
            .contains("2 sessions were ended.")
    );
    stranger.read("/admin/me/").await;
}

#[tokio::test]
async fn logging_out_ends_the_session_for_whoever_kept_its_cookie() {
    let app = App::spawn().await;
    let mut browser = colleague::logged_in(&app, ANN, StaffRole::Viewer).await;
    let kept = browser.cookies.clone();
    let page = browser.submit("/admin/me/", "/admin/logout", &[]).await;
    assert_eq!(page.location(), "/admin/login");
    browser.cookies = kept;
    assert_eq!(
        browser.get("/admin/me/").await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_new_password_ends_other_sessions_and_gives_this_one_another_secret() {
    let app = App::spawn().await;
    let mut browser = colleague::logged_in(&app, ANN, StaffRole::Viewer).await;
    let mut other = Browser::at(&app);
    colleague::log_in(&mut other, ANN, PASSWORD).await;
    let before = browser.cookies.clone();
    let path = "/admin/me/password";
    let new = "another fine passphrase";
    for (current, chosen, says) in [
        (
            "wrong",
            new,
            "id=\"current_password-error\">Is not your password.",
        ),
        (
            PASSWORD,
            "password1234",
            "id=\"new_password-error\">Is among",
        ),
    ] {
        let fields = [("current_password", current), ("new_password", chosen)];
        let page = browser.submit("/admin/me/", path, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(&[says]);
    }
    let fields = [("current_password", PASSWORD), ("new_password", new)];
    let page = browser.submit("/admin/me/", path, &fields).await;
    assert_eq!(page.location(), "/admin/me/", "{}", page.html);
    browser.read("/admin/me/").await;
    let mut kept = Browser::at(&app);
    kept.cookies = before;
    for old in [&mut kept, &mut other] {
        assert_eq!(old.get("/admin/me/").await.status, StatusCode::SEE_OTHER);
    }
    let page = colleague::log_in(&mut other, ANN, new).await;
    assert_eq!(page.location(), "/admin/");
}

#[tokio::test]
async fn a_login_takes_over_no_session_that_was_there_before() {
    let app = App::spawn().await;
    let attacker = colleague::logged_in(&app, "eve@remit.example", StaffRole::Viewer).await;
    colleague::add(&app, ANN, StaffRole::Admin).await;
    let mut browser = Browser::at(&app);
    let html = browser.read("/admin/login").await;
    let planted = attacker.cookies["remit_staff"].clone();
    browser
        .cookies
        .insert("remit_staff".to_owned(), planted.clone());
    let token = csrf(&html);
    let fields = [
        ("csrf_token", token.as_str()),
        ("email", ANN),
        ("password", PASSWORD),
    ];
    let page = browser.post("/admin/login", &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_ne!(browser.cookies["remit_staff"], planted);
    assert!(browser.read("/admin/me/").await.contains(ANN));
}

#[tokio::test]
async fn who_logs_in_and_out_is_on_record_without_a_secret() {
    let app = App::spawn().await;
    let mut browser = colleague::logged_in(&app, ANN, StaffRole::Viewer).await;
    browser.submit("/admin/me/", "/admin/logout", &[]).await;
    let psql = app.psql().await;
    let rows = psql
        .query(
            "select o.operation, o.actor_kind, o.actor_id = s.id, coalesce(o.new_row, o.old_row)::text
            from (select table_name, operation, actor_kind, actor_id, new_row, old_row from outbox
                union all select table_name, operation, actor_kind, actor_id, new_values, old_values from change) o, staff s
            where o.table_name = 'staff_session' order by o.operation desc",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(rows.len(), 2);
    for (row, operation) in rows.iter().zip(["insert", "delete"]) {
        assert_eq!(row.get::<_, &str>(0), operation);
        assert_eq!(row.get::<_, &str>(1), "staff");
        assert!(row.get::<_, bool>(2));
        assert!(!row.get::<_, String>(3).contains("secret_hash"));
    }
}
