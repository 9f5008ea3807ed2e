//! Who asks for pages is counted as one who asks the API: a company by its credential, anybody else
//! by the address behind trusted proxies.

use remit::config::Serve;
use reqwest::{Method, Response, StatusCode};

use crate::browser::{Browser, Page};
use crate::colleague;
use crate::support::app::{App, Company, options};
use remit::domain::StaffRole;

fn limited(company: (u32, u32), address: (u32, u32)) -> Serve {
    let mut options = options();
    (options.limits.company_rate, options.limits.company_burst) = company;
    (options.limits.address_rate, options.limits.address_burst) = address;
    options.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    options
}

/// The browser of a company that is logged in.
fn browser_of(app: &App, company: &Company<'_>) -> Browser {
    let mut browser = Browser::at(app);
    let session = company.session.clone();
    browser.cookies.insert("remit_session".to_owned(), session);
    browser
}

/// How many pages came before the one that is refused, and that one.
async fn exhaust(browser: &mut Browser, path: &str) -> (usize, Page) {
    for served in 0..1000 {
        let page = browser.get(path).await;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            return (served, page);
        }
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    }
    panic!("it is never refused");
}

/// Asks with this address behind the proxy, and with these cookies.
async fn ask(app: &App, method: Method, path: &str, address: &str, cookie: &str) -> Response {
    let request = app.request(method, path).header("x-forwarded-for", address);
    request.header("cookie", cookie).send().await.unwrap()
}

#[tokio::test]
async fn a_companys_pages_are_counted_with_its_other_requests() {
    let app = App::spawn_with(limited((1, 30), (1_000_000, 1_000_000))).await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let (served, refused) = exhaust(&mut browser_of(&app, &acme), "/app").await;
    assert!(served < 60, "{served}");
    refused.says(&["That was too fast", "then reload the page"]);
    assert!(!refused.header("retry-after").is_empty());
    assert!(refused.header("ratelimit").contains("r=0"));
    // One bucket: the API finds it empty too, and another company's is full.
    let asked = acme.session_request(Method::GET, "/v1/company").send();
    assert_eq!(asked.await.unwrap().status(), 429);
    browser_of(&app, &bolt).read("/app").await;
}

#[tokio::test]
async fn a_forged_session_is_charged_to_its_address_and_costs_the_company_nothing() {
    let app = App::spawn_with(limited((1, 30), (1, 20))).await;
    let acme = app.sign_up("Acme").await;
    let real = remit::auth::credential::read(&acme.session, "r").unwrap();
    let (kind, row) = (remit::auth::CredentialKind::Session, real.credential_id);
    let forged = remit::auth::credential::draw(kind, real.company_id, row).text;
    let cookie = format!("remit_session={forged}");
    let mut refused = 0;
    for _ in 0..60 {
        let answer = ask(&app, Method::GET, "/app", "203.0.113.9", &cookie).await;
        assert!(!answer.headers().contains_key("ratelimit"));
        match answer.status() {
            // The login, to which it is sent.
            StatusCode::OK => {}
            StatusCode::TOO_MANY_REQUESTS => refused += 1,
            other => panic!("{other}"),
        }
    }
    assert!(refused > 0, "a forged session is never too fast");
    browser_of(&app, &acme).read("/app").await;
}

#[tokio::test]
async fn pages_of_strangers_share_the_allowance_of_their_address_with_the_api() {
    let app = App::spawn_with(limited((1_000_000, 1_000_000), (1, 20))).await;
    let paths = [
        (Method::GET, "/login"),
        (Method::POST, "/signup"),
        (Method::GET, "/admin/login"),
        (Method::POST, "/admin/login"),
        (Method::GET, "/password/none"),
        (Method::GET, "/admin/password-links/none"),
    ];
    for (number, (method, path)) in paths.into_iter().enumerate() {
        let address = format!("203.0.113.{number}");
        let mut answer = ask(&app, method.clone(), path, &address, "").await;
        for _ in 0..200 {
            if answer.status() == StatusCode::TOO_MANY_REQUESTS {
                break;
            }
            answer = ask(&app, method.clone(), path, &address, "").await;
        }
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS, "{path}");
        assert!(answer.headers().contains_key("retry-after"), "{path}");
        let html = answer.text().await.unwrap();
        assert!(html.contains("That was too fast"), "{path}: {html}");
        // The same address at the API, and another one here.
        let api = app.request(Method::POST, "/v1/token").body("{}");
        let api = api.header("x-forwarded-for", &address).send().await;
        assert_eq!(api.unwrap().status(), StatusCode::TOO_MANY_REQUESTS);
        let other = format!("198.51.100.{number}");
        let other = ask(&app, method, path, &other, "").await;
        assert_ne!(other.status(), StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
}

#[tokio::test]
async fn staff_whose_session_is_good_are_not_counted_and_forged_sessions_are() {
    let app = App::spawn_with(limited((1_000_000, 1_000_000), (1, 20))).await;
    let mut ann = colleague::logged_in(&app, "ann@remit.example", StaffRole::Admin).await;
    for _ in 0..40 {
        ann.read("/admin/me/").await;
    }
    let ids = [uuid::Uuid::now_v7()];
    let cookie = format!("remit_staff={}", remit::auth::staff::draw(&ids).text);
    let mut refused = 0;
    for _ in 0..60 {
        let answer = ask(&app, Method::GET, "/admin/me/", "203.0.113.9", &cookie).await;
        refused += usize::from(answer.status() == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused > 0, "a forged session is never too fast");
    ann.read("/admin/me/").await;
}
