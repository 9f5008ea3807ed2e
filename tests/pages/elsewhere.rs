//! Addresses that are no page's, and requests that no page knows: people read a page, programs a problem.

use reqwest::{Method, StatusCode};

use crate::support::app::App;

/// What a browser says it would like.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const HTML: &str = "text/html; charset=utf-8";
const PROBLEM: &str = "application/problem+json";

/// Status, type of the content, and content.
async fn answer(
    app: &App,
    method: Method,
    path: &str,
    accept: &str,
) -> (StatusCode, String, String) {
    let request = app.request(method, path).header("accept", accept);
    let response = request.send().await.unwrap();
    let kind = response.headers()["content-type"].to_str().unwrap();
    (
        response.status(),
        kind.to_owned(),
        response.text().await.unwrap(),
    )
}

#[tokio::test]
async fn an_unknown_address_is_a_page_for_people_and_a_problem_for_programs() {
    let app = App::spawn().await;
    for path in ["/nowhere", "/docs/nowhere", "/%ff", "/v2/payments", "/v1x"] {
        let (status, kind, html) = answer(&app, Method::GET, path, BROWSER).await;
        assert_eq!(
            (status, kind.as_str()),
            (StatusCode::NOT_FOUND, HTML),
            "{path}"
        );
        assert!(
            html.contains("There is nothing here") && html.contains("href=\"/app\""),
            "{html}"
        );
        for accept in ["*/*", "application/json", "text/html-not", "image/webp"] {
            let (status, kind, _) = answer(&app, Method::GET, path, accept).await;
            assert_eq!(
                (status, kind.as_str()),
                (StatusCode::NOT_FOUND, PROBLEM),
                "{path} {accept}"
            );
        }
    }
    for path in ["/v1", "/v1/", "/v1/nowhere", "/v1/payments/x/y"] {
        let (status, kind, _) = answer(&app, Method::GET, path, BROWSER).await;
        assert_eq!(
            (status, kind.as_str()),
            (StatusCode::NOT_FOUND, PROBLEM),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_method_that_an_address_does_not_know_is_told_in_the_askers_language() {
    let app = App::spawn().await;
    for path in ["/docs", "/openapi.json", "/healthz"] {
        let (status, kind, html) = answer(&app, Method::DELETE, path, BROWSER).await;
        let wanted = (StatusCode::METHOD_NOT_ALLOWED, HTML);
        assert_eq!((status, kind.as_str()), wanted, "{path}");
        assert!(html.contains("This page does not work like that"), "{html}");
        let (_, kind, _) = answer(&app, Method::DELETE, path, "*/*").await;
        assert_eq!(kind, PROBLEM, "{path}");
    }
    let request = app
        .request(Method::DELETE, "/docs")
        .header("accept", BROWSER);
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["allow"], "GET, HEAD");
    let (_, kind, _) = answer(&app, Method::PUT, "/v1/payments", BROWSER).await;
    assert_eq!(kind, PROBLEM);
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused_and_not_kept_as_others() {
    let app = App::spawn().await;
    let mut browser = crate::browser::Browser::signed_up(&app).await;
    let html = browser.read("/app/api_key/add/").await;
    let token = crate::browser::csrf(&html);
    let session = browser.cookies.get("remit_session").unwrap().clone();
    for bytes in ["%ff", "%c3", "a%00%80", "%ed%a0%80"] {
        let request = app
            .request(Method::POST, "/app/api_key/add/")
            .header("cookie", format!("remit_session={session}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("csrf_token={token}&name={bytes}"));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{bytes}");
        let html = response.text().await.unwrap();
        assert!(html.contains("This form cannot be read"), "{html}");
    }
    let html = browser.read("/app/api_key/").await;
    assert!(html.contains("You have no API keys yet"), "{html}");
}
