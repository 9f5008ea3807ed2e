//! Links with which a password is chosen anew.

use reqwest::{Method, StatusCode};

use crate::browser::Browser;
use crate::colleague;
use crate::support::app::{App, PASSWORD};
use remit::domain::StaffRole;

const NEW: &str = "another fine passphrase";

/// Makes a link, as somebody who proved to be there.
async fn make(browser: &mut Browser, of: &str, email: &str) -> crate::browser::Page {
    colleague::confirm(browser).await;
    let path = "/admin/password-links";
    let fields = [("of", of), ("email", email)];
    let html = browser.read("/admin/me/").await;
    let token = crate::browser::csrf(&html);
    let all: Vec<_> = fields
        .into_iter()
        .chain([("csrf_token", token.as_str())])
        .collect();
    browser.post(path, &all).await
}

fn link(page: &crate::browser::Page) -> String {
    let (_, rest) = page.html.split_once("id=\"link\">").expect(&page.html);
    rest.split_once('<').unwrap().0.replace("&#x2F;", "/")
}

#[tokio::test]
async fn a_company_chooses_a_password_with_a_link_of_support_once() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    let mut sue = colleague::logged_in(&app, "sue@remit.example", StaffRole::Support).await;
    let path = "/admin/password-links";
    let asked = [("of", "company"), ("email", company.email.as_str())];
    let page = sue.submit(path, path, &asked).await;
    assert_eq!(
        page.location(),
        "/admin/confirm?next=%2Fadmin%2Fpassword-links"
    );
    let earlier = link(&make(&mut sue, "company", &company.email).await);
    let link = link(&make(&mut sue, "company", &company.email.to_uppercase()).await);
    let mut browser = Browser::at(&app);
    assert_eq!(browser.get(&earlier).await.status, StatusCode::NOT_FOUND);
    assert!(browser.read(&link).await.contains(&company.email));
    let short = [("new_password", "short")];
    let page = browser.submit(&link, &link, &short).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = browser.submit(&link, &link, &[("new_password", NEW)]).await;
    assert_eq!(page.location(), "/login", "{}", page.html);
    assert_eq!(browser.get(&link).await.status, StatusCode::NOT_FOUND);
    let request = app
        .request(Method::GET, "/v1/company")
        .bearer_auth(&company.session);
    assert_eq!(
        request.send().await.unwrap().status(),
        StatusCode::UNAUTHORIZED
    );
    for (password, location) in [(PASSWORD, ""), (NEW, "/app")] {
        let login = [("email", company.email.as_str()), ("password", password)];
        let page = browser.submit("/login", "/login", &login).await;
        assert_eq!(page.location(), location);
    }
}

#[tokio::test]
async fn a_colleague_chooses_a_password_with_a_link_of_an_admin() {
    let app = App::spawn().await;
    let mut ann = colleague::logged_in(&app, "ann@remit.example", StaffRole::Admin).await;
    let psql = app.psql().await;
    psql.batch_execute("insert into staff (email, role) values ('new@remit.example', 'viewer')")
        .await
        .unwrap();
    let mut browser = Browser::at(&app);
    let page = colleague::log_in(&mut browser, "new@remit.example", "").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let link = link(&make(&mut ann, "staff", "new@remit.example").await);
    let page = browser.submit(&link, &link, &[("new_password", NEW)]).await;
    assert_eq!(page.location(), "/admin/login", "{}", page.html);
    let page = colleague::log_in(&mut browser, "new@remit.example", NEW).await;
    assert_eq!(page.location(), "/admin/");
    assert_eq!(browser.get(&link).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_may_make_no_link_makes_none() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    colleague::add(&app, "ann@remit.example", StaffRole::Admin).await;
    for (email, role, of, target) in [
        (
            "vic@remit.example",
            StaffRole::Viewer,
            "company",
            company.email.as_str(),
        ),
        (
            "sue@remit.example",
            StaffRole::Support,
            "staff",
            "ann@remit.example",
        ),
        (
            "fay@remit.example",
            StaffRole::Finance,
            "staff",
            "ann@remit.example",
        ),
    ] {
        let mut browser = colleague::logged_in(&app, email, role).await;
        let page = make(&mut browser, of, target).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{email}: {}", page.html);
    }
    let mut ann = Browser::at(&app);
    colleague::log_in(&mut ann, "ann@remit.example", PASSWORD).await;
    for of in ["staff", "company"] {
        let page = make(&mut ann, of, "nobody@remit.example").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(&["Nobody logs in with this e-mail."]);
    }
}

#[tokio::test]
async fn an_expired_link_and_a_made_up_one_lead_nowhere() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    let mut sue = colleague::logged_in(&app, "sue@remit.example", StaffRole::Support).await;
    let link = link(&make(&mut sue, "company", &company.email).await);
    app.psql()
        .await
        .batch_execute(
            "update password_link set expires_at = created_at + interval '1 microsecond'",
        )
        .await
        .unwrap();
    let made_up = format!("{}A", &link[..link.len() - 1]);
    let mut browser = Browser::at(&app);
    for link in [
        link.as_str(),
        &made_up,
        "/password/x",
        "/admin/password-links/x",
    ] {
        assert_eq!(
            browser.get(link).await.status,
            StatusCode::NOT_FOUND,
            "{link}"
        );
        let fields = [("new_password", NEW)];
        let page = browser.submit("/login", link, &fields).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{link}");
    }
}
