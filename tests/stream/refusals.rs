//! What is refused before a stream begins, and in which order.

use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use crate::listening::{Listening, ask};
use crate::support::app::App;

/// Checks the status and the code of a refusal; returns the problem.
async fn refused(request: RequestBuilder, status: u16, code: &str) -> Value {
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), status);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["code"], code);
    problem
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_is_refused_for_its_caller_its_number_and_its_query_in_this_order() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let wrong = ["", "?after=x", "?key=secret", "?after=x&after=y"];
    for query in wrong {
        let request = app.request(Method::GET, &format!("/v1/events/stream{query}"));
        refused(request.bearer_auth("wrong"), 401, "unauthenticated").await;
    }
    for cursor in ["x", "", "-1", "1.5", "+1", "%2B1", "1e3"] {
        refused(
            ask(&acme, &format!("?after={cursor}")),
            400,
            "invalid_cursor",
        )
        .await;
        let request = ask(&acme, "?after=0").header("last-event-id", cursor);
        refused(request, 400, "invalid_cursor").await;
    }
    let key = format!("?access_token={}", acme.api_key);
    let problem = refused(ask(&acme, &key), 422, "validation_failed").await;
    assert_eq!(problem["errors"][0]["parameter"], "access_token");
    let twice = ask(&acme, "?limit=1")
        .header("last-event-id", "1")
        .header("last-event-id", "2");
    let problem = refused(twice, 422, "validation_failed").await;
    assert_eq!(problem["errors"].as_array().unwrap().len(), 2);
    let mut open = Vec::new();
    for _ in 0..10 {
        open.push(Listening::to(&acme).await);
    }
    for query in wrong {
        refused(ask(&acme, query), 429, "rate_limited").await;
    }
    let suspend = "update company set suspended_at = now()";
    app.psql().await.batch_execute(suspend).await.unwrap();
    for query in wrong {
        refused(ask(&acme, query), 403, "company_suspended").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_in_the_address_is_no_credential() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for name in ["key", "api_key", "access_token", "token"] {
        let path = format!("/v1/events/stream?{name}={}", acme.api_key);
        refused(app.request(Method::GET, &path), 401, "unauthenticated").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_is_asked_for_by_get_alone() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        let request = acme.request(method, "/v1/events/stream");
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 405);
        assert_eq!(answer.headers()["allow"], "GET, HEAD");
    }
    for _ in 0..12 {
        let head = acme.request(Method::HEAD, "/v1/events/stream");
        let head = head.send().await.unwrap();
        assert_eq!(head.status(), 200);
        assert_eq!(head.headers()["content-type"], "text/event-stream");
    }
}
