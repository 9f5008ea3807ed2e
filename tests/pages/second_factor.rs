//! The second factor of staff: demanded of those who move money, used once a code.

use reqwest::StatusCode;

use crate::browser::{Browser, Page};
use crate::colleague::{self, Authenticator, demanding};
use crate::support::app::{App, PASSWORD};
use remit::domain::StaffRole;

const ANN: &str = "ann@remit.example";

/// Ann at a server that demands a second factor: her browser, her app and her recovery codes.
async fn enrolled(app: &App) -> (Browser, Authenticator, Vec<String>) {
    colleague::add(app, ANN, StaffRole::Admin).await;
    let mut browser = Browser::at(app);
    let page = colleague::log_in(&mut browser, ANN, PASSWORD).await;
    assert_eq!(page.location(), "/admin/me/totp");
    let html = browser.read("/admin/me/totp").await;
    let phone = Authenticator::reading(&html);
    let fields = [("code", phone.code(0))];
    let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = browser
        .submit("/admin/me/totp", "/admin/me/totp", &fields)
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let codes: Vec<String> = page
        .html
        .split("<li>")
        .filter_map(|part| part.split_once("</li>"))
        .map(|(code, _)| code.to_owned())
        .filter(|code| code.len() == 11)
        .collect();
    assert_eq!(codes.len(), 10);
    (browser, phone, codes)
}

/// Logs in with the password; a code is then asked for.
async fn past_the_password(app: &App) -> Browser {
    let mut browser = Browser::at(app);
    let page = colleague::log_in(&mut browser, ANN, PASSWORD).await;
    assert_eq!(page.location(), "/admin/login/code?next=%2Fadmin%2F");
    browser
}

async fn give_code(browser: &mut Browser, code: &str) -> Page {
    let path = "/admin/login/code";
    browser.submit(path, path, &[("code", code)]).await
}

#[tokio::test]
async fn who_moves_money_sets_a_second_factor_up_before_anything_else() {
    let app = App::spawn_with(demanding()).await;
    for (email, role) in [
        ("fay@remit.example", StaffRole::Finance),
        (ANN, StaffRole::Admin),
    ] {
        colleague::add(&app, email, role).await;
        let mut browser = Browser::at(&app);
        let page = colleague::log_in(&mut browser, email, PASSWORD).await;
        assert_eq!(page.location(), "/admin/me/totp");
        for path in [
            "/admin/",
            "/admin/me/",
            "/admin/permissions",
            "/admin/password-links",
            "/admin/confirm",
        ] {
            let page = browser.get(path).await;
            assert_eq!(page.location(), "/admin/me/totp", "{path}");
        }
        let before = browser.read("/admin/me/totp").await;
        let again = browser.read("/admin/me/totp").await;
        let secret = |html: &str| html.split_once("class=\"secret\">").unwrap().1[..32].to_owned();
        assert_eq!(
            secret(&before),
            secret(&again),
            "the same until it is in force"
        );
        let page = browser
            .submit("/admin/me/totp", "/admin/me/totp", &[("code", "000000")])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    colleague::logged_in(&app, "sue@remit.example", StaffRole::Support).await;
}

#[tokio::test]
async fn on_the_private_cluster_an_admin_needs_none() {
    let app = App::spawn().await;
    let mut browser = colleague::logged_in(&app, ANN, StaffRole::Admin).await;
    browser.read("/admin/permissions").await;
}

#[tokio::test]
async fn a_login_takes_the_code_of_now_and_no_code_works_twice() {
    let app = App::spawn_with(demanding()).await;
    let (mut browser, phone, _) = enrolled(&app).await;
    browser.read("/admin/me/").await;
    let mut second = past_the_password(&app).await;
    for path in [
        "/admin/",
        "/admin/me/",
        "/admin/permissions",
        "/admin/me/totp",
    ] {
        let page = second.get(path).await;
        assert_eq!(page.location(), "/admin/login/code", "{path}");
    }
    for wrong in [
        phone.code(0),
        "000000".to_owned(),
        String::new(),
        phone.code(20),
    ] {
        let page = give_code(&mut second, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let next = phone.code(1);
    let waiting = second.cookies.clone();
    let page = give_code(&mut second, &next).await;
    assert_eq!(page.location(), "/admin/", "{}", page.html);
    assert_ne!(second.cookies, waiting, "another secret");
    second.read("/admin/me/").await;
    let mut kept = Browser::at(&app);
    kept.cookies = waiting;
    assert_eq!(
        kept.get("/admin/login/code").await.location(),
        "/admin/login?next=%2Fadmin%2Flogin%2Fcode"
    );
    let mut third = past_the_password(&app).await;
    let page = give_code(&mut third, &next).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_recovery_code_stands_in_for_the_app_once() {
    let app = App::spawn_with(demanding()).await;
    let (_, _, codes) = enrolled(&app).await;
    let mut browser = past_the_password(&app).await;
    let typed = format!(" {} ", codes[3].to_uppercase());
    let page = give_code(&mut browser, &typed).await;
    assert_eq!(page.location(), "/admin/", "{}", page.html);
    assert!(
        browser
            .read("/admin/me/")
            .await
            .contains("9 recovery codes left")
    );
    let mut again = past_the_password(&app).await;
    for code in [&codes[3], "abcde-fghij"] {
        let page = give_code(&mut again, code).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(give_code(&mut again, &codes[4]).await.location(), "/admin/");
}

#[tokio::test]
async fn new_recovery_codes_take_the_place_of_the_old() {
    let app = App::spawn_with(demanding()).await;
    let (mut browser, _, codes) = enrolled(&app).await;
    let page = browser
        .submit("/admin/me/", "/admin/me/recovery-codes", &[])
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    assert!(!page.html.contains(&codes[0]));
    let mut again = past_the_password(&app).await;
    let page = give_code(&mut again, &codes[0]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn codes_are_not_guessed_from_many_addresses_either() {
    let app = App::spawn_with(demanding()).await;
    let (_, phone, _) = enrolled(&app).await;
    let mut browser = past_the_password(&app).await;
    let mut page = give_code(&mut browser, "000000").await;
    for _ in 1..30 {
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page = give_code(&mut browser, "000000").await;
    }
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = give_code(&mut browser, &phone.code(1)).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn danger_asks_for_password_and_code_and_is_open_for_ten_minutes() {
    let app = App::spawn_with(demanding()).await;
    let (mut browser, phone, _) = enrolled(&app).await;
    let psql = app.psql().await;
    psql.batch_execute("update staff_session set sudo_until = now()")
        .await
        .unwrap();
    let renew = "/admin/me/recovery-codes";
    let page = browser.submit("/admin/me/", renew, &[]).await;
    assert_eq!(page.location(), "/admin/confirm?next=%2Fadmin%2Fme%2F");
    let next = phone.code(1);
    let confirm = "/admin/confirm?next=%2Fadmin%2Fme%2F";
    for (password, code) in [
        ("wrong", next.as_str()),
        (PASSWORD, "000000"),
        (PASSWORD, ""),
    ] {
        let fields = [("current_password", password), ("code", code)];
        let page = browser.submit(confirm, "/admin/confirm", &fields).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{password} {code}"
        );
    }
    let fields = [
        ("current_password", PASSWORD),
        ("code", next.as_str()),
        ("next", "/admin/me/"),
    ];
    let page = browser.submit(confirm, "/admin/confirm", &fields).await;
    assert_eq!(page.location(), "/admin/me/");
    let page = browser.submit("/admin/me/", renew, &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    let left: f64 = psql
        .query_one(
            "select extract(epoch from sudo_until - now())::float8 from staff_session",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    assert!((500.0..=600.0).contains(&left), "{left}");
}

#[tokio::test]
async fn a_second_factor_that_is_demanded_is_not_removed_another_is() {
    let app = App::spawn_with(demanding()).await;
    let (mut ann, _, _) = enrolled(&app).await;
    let page = ann.submit("/admin/me/", "/admin/me/totp/remove", &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let mut sue = colleague::logged_in(&app, "sue@remit.example", StaffRole::Support).await;
    let phone = Authenticator::reading(&sue.read("/admin/me/totp").await);
    let code = phone.code(0);
    sue.submit("/admin/me/totp", "/admin/me/totp", &[("code", &code)])
        .await;
    let page = sue.submit("/admin/me/", "/admin/me/totp/remove", &[]).await;
    assert_eq!(page.location(), "/admin/me/");
    let html = sue.read("/admin/me/").await;
    assert!(html.contains("Whoever learns your password is in."));
}

#[tokio::test]
async fn the_secret_is_encrypted_at_rest_and_out_of_the_history() {
    let app = App::spawn_with(demanding()).await;
    let (_, phone, _) = enrolled(&app).await;
    drop(phone);
    let psql = app.psql().await;
    let row = psql
        .query_one("select octet_length(secret) from staff_totp", &[])
        .await
        .unwrap();
    // Nonce, 20 bytes of secret, tag.
    assert_eq!(row.get::<_, i32>(0), 24 + 20 + 16);
    let told = psql
        .query(
            "select from outbox where table_name = 'staff_totp' and (new_row ? 'secret' or old_row ? 'secret')
            union all select from change where table_name = 'staff_totp' and (new_values ? 'secret' or old_values ? 'secret')",
            &[],
        )
        .await
        .unwrap();
    assert!(told.is_empty());
}
