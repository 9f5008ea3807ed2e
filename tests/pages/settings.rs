//! A company's keys, details, password and sessions on its pages.

use reqwest::{Method, StatusCode};

use crate::browser::{Browser, input};
use crate::support::app::{App, PASSWORD};

const ADD: &str = "/app/api_key/add/";

#[tokio::test]
async fn an_api_key_is_shown_once_works_and_is_dead_when_revoked() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let page = browser.submit(ADD, ADD, &[("name", "Billing <b>")]).await;
    assert_eq!(page.status, StatusCode::OK);
    let (_, rest) = page.html.split_once("id=\"secret\">").unwrap();
    let key = rest.split_once('<').unwrap().0.to_owned();
    let works = async || {
        let request = app.request(Method::GET, "/v1/company").bearer_auth(&key);
        request.send().await.unwrap().status()
    };
    assert_eq!(works().await, StatusCode::OK);
    let html = browser.read("/app/api_key/").await;
    assert!(!html.contains(&key) && html.contains("Billing &lt;b&gt;"));
    let (_, rest) = html.split_once("class=\"row\" href=\"").unwrap();
    let row = rest.split_once('"').unwrap().0.replace("&#x2F;", "/");
    let revoke = format!("{row}revoke/");
    assert!(
        browser
            .read(&row)
            .await
            .replace("&#x2F;", "/")
            .contains(&format!("href=\"{revoke}\""))
    );
    let mut other = Browser::signed_up(&app).await;
    let page = other.submit("/app/company", &revoke, &[]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(works().await, StatusCode::OK);
    assert_eq!(other.get(&revoke).await.status, StatusCode::NOT_FOUND);
    browser
        .get(&revoke)
        .await
        .says(&["Revoke this key?", "Keep it"]);
    assert_eq!(works().await, StatusCode::OK, "asking does nothing");
    let page = browser.submit(&revoke, &revoke, &[]).await;
    assert_eq!(page.location(), row);
    assert_eq!(works().await, StatusCode::UNAUTHORIZED);
    let html = browser.read(&row).await;
    assert!(html.contains("The key was revoked"), "{html}");
    assert!(!html.contains("revoke/"), "what was done is not offered");
    let page = browser.get(&revoke).await;
    page.says(&["It was revoked on"]);
    assert!(!page.html.contains("Keep it"));
    let page = browser.submit(&row, &revoke, &[]).await;
    assert_eq!(page.location(), row, "{}", page.html);
    browser.get(&row).await.says(&["revoked already"]);
    let page = browser.submit(ADD, ADD, &[("name", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(&["id=\"name-error\">"]);
}

#[tokio::test]
async fn the_name_changes_freely_and_the_account_with_the_password_alone() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let own = "/app/company";
    let page = browser.submit(own, own, &[("name", "Äcme & Söhne")]).await;
    assert_eq!(page.location(), own);
    assert!(
        browser
            .read(own)
            .await
            .contains("value=\"Äcme &amp; Söhne\"")
    );
    let page = browser.submit(own, own, &[("name", "")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let account = "/app/company/account";
    let mut fields = vec![("bsb", "063 111"), ("account_number", "87654321")];
    for password in ["", "wrong"] {
        let mut fields = fields.clone();
        fields.push(("current_password", password));
        let page = browser.submit(own, account, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(&[
            "id=\"current_password-error\">Is not the company&#39;s password.",
            "value=\"063 111\"",
        ]);
    }
    fields.push(("current_password", PASSWORD));
    let page = browser.submit(own, account, &fields).await;
    assert_eq!(page.location(), own, "{}", page.html);
    assert_eq!(
        input(
            &browser.read(own).await.replace(
                "type=\"text\" autocomplete=\"off\" inputmode=\"numeric\" ",
                ""
            ),
            "bsb"
        ),
        "063-111"
    );
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    let mut browser = Browser::at(&app);
    let login = [("email", company.email.as_str()), ("password", PASSWORD)];
    browser.submit("/login", "/login", &login).await;
    let before = browser.cookies["remit_session"].clone();
    let new = "another fine passphrase";
    for (current, chosen, says) in [
        ("wrong", new, "id=\"password_now-error\">"),
        (
            PASSWORD,
            "short",
            "id=\"new_password-error\">Must have at least 12",
        ),
    ] {
        let fields = [("password_now", current), ("new_password", chosen)];
        let page = browser
            .submit("/app/company", "/app/company/password", &fields)
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(&[says]);
    }
    let fields = [("password_now", PASSWORD), ("new_password", new)];
    let page = browser
        .submit("/app/company", "/app/company/password", &fields)
        .await;
    assert_eq!(page.location(), "/app/company", "{}", page.html);
    browser.read("/app").await;
    for token in [&before, &company.session] {
        let mut old = Browser::at(&app);
        old.cookies
            .insert("remit_session".to_owned(), token.clone());
        assert_eq!(old.get("/app").await.location(), "/login?next=%2Fapp");
    }
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_and_no_key() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    let mut browser = Browser::at(&app);
    browser
        .cookies
        .insert("remit_session".to_owned(), company.session.clone());
    let second = company.log_in().await;
    let html = browser.read("/app/company").await;
    let (_, rest) = html.split_once("this one is <code>").unwrap();
    let this = rest.split_once('<').unwrap().0;
    let sessions = browser.read("/app/session/").await;
    assert!(sessions.contains(this), "{sessions}");
    let page = browser
        .submit("/app/company", "/app/sign-out-everywhere", &[])
        .await;
    assert_eq!(page.location(), "/login");
    for (token, status) in [
        (&company.session, StatusCode::UNAUTHORIZED),
        (&second, StatusCode::UNAUTHORIZED),
        (&company.api_key, StatusCode::OK),
    ] {
        let request = app.request(Method::GET, "/v1/company").bearer_auth(token);
        assert_eq!(request.send().await.unwrap().status(), status);
    }
}
