//! Who shows no credential is counted by the address it comes from.

use remit::config::Serve;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::support::app::{App, options};

fn limited(proxies: &[&str]) -> Serve {
    let mut options = options();
    options.limits.address_rate = 1;
    options.limits.address_burst = 5;
    options.trusted_proxies = proxies.iter().map(|p| p.parse().unwrap()).collect();
    options
}

/// How many of these logins and sign-ups are not refused for their speed.
async fn heard(app: &App, addresses: &[&str]) -> usize {
    let mut heard = 0;
    for (number, address) in addresses.iter().enumerate() {
        let path = ["/v1/token", "/v1/companies"][number % 2];
        let request = app.request(Method::POST, path).json(&json!({}));
        let answer = request
            .header("x-forwarded-for", *address)
            .send()
            .await
            .unwrap();
        match answer.status() {
            StatusCode::UNPROCESSABLE_ENTITY => heard += 1,
            StatusCode::TOO_MANY_REQUESTS => {
                assert!(answer.headers().contains_key("retry-after"));
            }
            other => panic!("{other}"),
        }
    }
    heard
}

#[tokio::test]
async fn logins_and_sign_ups_of_an_address_are_limited_together() {
    let app = App::spawn_with(limited(&[])).await;
    let forged: Vec<String> = (0..30).map(|n| format!("203.0.113.{n}")).collect();
    let forged: Vec<_> = forged.iter().map(String::as_str).collect();
    // No proxy is trusted: what the header says is nothing.
    assert!((5..=8).contains(&heard(&app, &forged).await));
    assert_eq!(
        app.request(Method::GET, "/healthz")
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
}

#[tokio::test]
async fn behind_trusted_proxies_each_client_is_counted_by_itself_and_ipv6_by_its_64() {
    let app = App::spawn_with(limited(&["127.0.0.0/8"])).await;
    assert!((5..=8).contains(&heard(&app, &["203.0.113.1"; 30]).await));
    assert_eq!(heard(&app, &["203.0.113.2"; 5]).await, 5);
    let neighbours: Vec<String> = (0..30).map(|n| format!("2001:db8:1:2::{n:x}")).collect();
    let neighbours: Vec<_> = neighbours.iter().map(String::as_str).collect();
    assert!((5..=8).contains(&heard(&app, &neighbours).await));
    assert_eq!(heard(&app, &["2001:db8:1:3::1"; 5]).await, 5);
}

#[tokio::test]
async fn a_flood_from_an_address_leaves_its_companies_alone() {
    let app = App::spawn_with(limited(&[])).await;
    let acme = app.sign_up("Acme").await;
    assert_eq!(acme.get("/v1/company").await.status(), 200);
    heard(&app, &["203.0.113.1"; 20]).await;
    for _ in 0..20 {
        assert_eq!(acme.get("/v1/company").await.status(), 200);
    }
}

#[tokio::test]
async fn the_banks_door_is_not_limited() {
    let app = App::spawn_with(limited(&[])).await;
    for _ in 0..20 {
        let request = app.request(Method::POST, "/v1/bank/events").body("{}");
        assert_eq!(request.send().await.unwrap().status(), 401);
    }
}
