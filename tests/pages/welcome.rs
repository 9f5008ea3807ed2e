//! What a company meets that has nothing yet, and what its payments' outcomes are called.

use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::browser::Browser;
use crate::support::app::App;

#[tokio::test]
async fn the_first_page_tells_what_to_do_and_its_command_works() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let page = browser.get("/app").await;
    page.says(&[
        "Welcome to Remit",
        "href=\"/app/api_key/add/\"",
        "href=\"/app/payment/add/\"",
        "href=\"/app/webhook/add/\"",
        "href=\"/docs\"",
    ]);
    let (_, rest) = page.html.split_once("<code id=\"command\">").unwrap();
    let command = rest.split_once("</code>").unwrap().0;
    let command = command
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x2F;", "/");
    let wanted = format!("http://{}/v1/payments ", app.address);
    assert!(command.contains(&wanted), "{command}");
    let (_, body) = command.split_once("-d '").unwrap();
    let body: Value = serde_json::from_str(body.trim_end_matches('\'')).unwrap();

    let add = "/app/api_key/add/";
    let made = browser.submit(add, add, &[("name", "Shop")]).await;
    let (_, rest) = made.html.split_once("id=\"secret\">").unwrap();
    let key = rest.split_once('<').unwrap().0;
    browser.get("/app").await.says(&["You have one."]);
    let request = app.request(Method::POST, "/v1/payments").bearer_auth(key);
    let created = request.json(&body).send().await.unwrap();
    assert_eq!(created.status(), StatusCode::CREATED);
    let html = browser.read("/app").await;
    assert!(!html.contains("Welcome to Remit") && html.contains("Jane Citizen"));
}

#[tokio::test]
async fn an_empty_list_says_what_would_be_there_and_how_to_add_it() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    for (list, says, adds) in [
        (
            "/app/payment/",
            "You have no payments yet",
            "/app/payment/add/",
        ),
        (
            "/app/webhook/",
            "You have no webhooks yet",
            "/app/webhook/add/",
        ),
        (
            "/app/api_key/",
            "You have no API keys yet",
            "/app/api_key/add/",
        ),
    ] {
        let html = browser.read(list).await.replace("&#x2F;", "/");
        assert!(html.contains(says), "{html}");
        assert_eq!(
            html.matches(&format!("href=\"{adds}\"")).count(),
            2,
            "{html}"
        );
    }
    let page = browser.get("/app/payment/?status=failed").await;
    page.says(&["Nothing matches."]);
    browser
        .get("/app/event/")
        .await
        .says(&["Nothing has happened yet"]);
}

/// A payment from this account, once its page says this.
async fn outcome(browser: &mut Browser, account: &str, says: &str) -> String {
    let add = "/app/payment/add/";
    let fields = [
        ("direction", "debit"),
        ("amount", "12.50"),
        ("account_name", "Jane Citizen"),
        ("bsb", "062-000"),
        ("account_number", account),
    ];
    let payment = browser
        .submit(add, add, &fields)
        .await
        .location()
        .to_owned();
    let process = format!("{payment}process/");
    let page = browser.submit(&payment, &process, &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    browser.until(&payment, |html| html.contains(says)).await
}

#[tokio::test]
async fn what_went_wrong_with_a_payment_is_told_in_words_with_what_to_do() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let failed = outcome(&mut browser, "111111113", "It failed.").await;
    for text in [
        "The account is closed.",
        "No money moved.",
        "account closed",
    ] {
        assert!(failed.contains(text), "{text}: {failed}");
    }
    for deed in ["process/", "delete/"] {
        assert!(!failed.contains(deed), "{deed} would be refused");
    }
    let late = outcome(&mut browser, "444444440", "It failed.").await;
    for text in [
        "mostly there was not enough money",
        "was taken back from you",
    ] {
        assert!(late.contains(text), "{text}: {late}");
    }
    let disputed = outcome(&mut browser, "666666660", "The payer disputes it").await;
    assert!(disputed.contains("The bank may take the money back."));
}
