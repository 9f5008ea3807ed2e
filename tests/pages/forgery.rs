//! Forms that other sites, or other sessions, would like to send.

use reqwest::StatusCode;

use crate::browser::{Browser, csrf};
use crate::colleague;
use crate::support::app::{App, PASSWORD};
use remit::domain::StaffRole;

/// Every address of a company that takes a form.
const OWN_FORMS: &[&str] = &[
    "/app/payment/add/",
    "/app/payment/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071/edit/",
    "/app/payment/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071/delete/",
    "/app/payment/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071/process/",
    "/app/api_key/add/",
    "/app/api_key/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071/revoke/",
    "/app/webhook/add/",
    "/app/webhook/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071/",
    "/app/webhook/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071/delete/",
    "/app/webhook/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071/test/",
    "/app/webhook/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071/rotate/",
    "/app/webhook/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071/retry/",
    "/app/webhook/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071/replay/",
    "/app/company",
    "/app/company/account",
    "/app/company/password",
    "/app/sign-out-everywhere",
    "/logout",
    "/theme",
];

/// Every address of staff that takes a form.
const STAFF_FORMS: &[&str] = &[
    "/admin/logout",
    "/admin/confirm",
    "/admin/me/password",
    "/admin/me/sessions",
    "/admin/me/totp",
    "/admin/me/totp/remove",
    "/admin/me/recovery-codes",
    "/admin/password-links",
    "/theme",
];

#[tokio::test]
async fn no_form_is_taken_without_the_token_of_its_session() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let mut other = Browser::signed_up(&app).await;
    let others = csrf(&other.read("/app").await);
    let stranger = csrf(&Browser::at(&app).read("/signup").await);
    for path in OWN_FORMS {
        for token in ["", "x", &others, &stranger] {
            let page = browser.post(path, &[("csrf_token", token)]).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} {token}");
            page.says(&["This form has expired"]);
        }
        assert_eq!(browser.post(path, &[]).await.status, StatusCode::FORBIDDEN);
    }
    assert!(browser.read("/app").await.contains("Acme"), "still in");
}

#[tokio::test]
async fn no_form_of_staff_is_taken_without_the_token_of_its_session() {
    let app = App::spawn().await;
    let mut ann = colleague::logged_in(&app, "ann@remit.example", StaffRole::Admin).await;
    let mut bob = colleague::logged_in(&app, "bob@remit.example", StaffRole::Viewer).await;
    let bobs = csrf(&bob.read("/admin/me/").await);
    let companys = csrf(&Browser::signed_up(&app).await.read("/app").await);
    for path in STAFF_FORMS {
        for token in ["", &bobs, &companys] {
            let page = ann.post(path, &[("csrf_token", token)]).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} {token}");
        }
    }
    ann.read("/admin/me/").await;
}

#[tokio::test]
async fn before_there_is_a_session_a_form_is_tied_to_its_browser() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    colleague::add(&app, "ann@remit.example", StaffRole::Viewer).await;
    for (path, email) in [
        ("/login", company.email.as_str()),
        ("/admin/login", "ann@remit.example"),
        ("/signup", "new@acme.example"),
    ] {
        let attackers = csrf(&Browser::at(&app).read(path).await);
        let mut victim = Browser::at(&app);
        victim.read(path).await;
        let fields = [
            ("csrf_token", attackers.as_str()),
            ("email", email),
            ("password", PASSWORD),
        ];
        let page = victim.post(path, &fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.header("set-cookie").is_empty());
    }
}

#[tokio::test]
async fn a_form_that_another_site_sends_is_refused_even_with_the_token() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let token = csrf(&browser.read("/app").await);
    let response = app
        .request(reqwest::Method::POST, "/app/sign-out-everywhere")
        .header(
            "cookie",
            format!("remit_session={}", browser.cookies["remit_session"]),
        )
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(format!("csrf_token={token}"))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    browser.read("/app").await;
}

#[tokio::test]
async fn a_flash_message_is_of_our_making() {
    let app = App::spawn().await;
    let mut browser = Browser::at(&app);
    for forged in ["WW91IHdvbg", "WW91IHdvbg.AAAA", ".", "K1lvdSB3b24.x"] {
        browser
            .cookies
            .insert("remit_flash".to_owned(), forged.to_owned());
        let html = browser.read("/login").await;
        assert!(!html.contains("class=\"flash"), "{forged}");
    }
}
