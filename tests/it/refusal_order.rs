//! A request that is wrong in several ways is refused for the first of them, in one order:
//! 404 route, 405, 401, 403, 413, 415, 400, 422, 404 id, 412, 409.

use reqwest::Method;
use serde_json::json;

use crate::answers::{done, invalid, refused};
use crate::support::app::{App, Company};

const UNKNOWN: &str = "/v1/payments/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071";

/// Bodies that are refused with 413, 415, 400 and 422.
fn wrong_bodies() -> [(&'static str, String); 4] {
    [
        ("application/json", " ".repeat(256 * 1024 + 1)),
        ("text/plain", "{".to_owned()),
        ("application/json", "{".to_owned()),
        ("application/json", r#"{"no_such_field": 1}"#.to_owned()),
    ]
}

/// Everything that takes a body and a credential.
fn operations() -> [(Method, &'static str); 6] {
    [
        (Method::POST, "/v1/payments"),
        (Method::POST, "/v1/payments/batch"),
        (Method::PATCH, UNKNOWN),
        (Method::POST, "/v1/api-keys"),
        (Method::PATCH, "/v1/company"),
        (Method::POST, "/v1/company/password"),
    ]
}

#[tokio::test]
async fn the_address_and_the_method_come_before_the_caller() {
    let app = App::spawn().await;
    for request in [
        app.request(Method::POST, "/v1/nowhere"),
        app.request(Method::POST, "/v1/nowhere")
            .bearer_auth("wrong"),
    ] {
        refused(request.body("{"), 404, "not_found").await;
    }
    let request = app
        .request(Method::PUT, "/v1/payments")
        .bearer_auth("wrong");
    refused(request.body("{"), 405, "method_not_allowed").await;
}

#[tokio::test]
async fn who_asks_comes_before_what_was_sent() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    app.psql()
        .await
        .batch_execute("delete from session; update api_key set revoked_at = now()")
        .await
        .unwrap();
    for credential in ["nonsense", &acme.session, &acme.api_key] {
        for (method, path) in operations() {
            for (content_type, body) in wrong_bodies() {
                let request = app.request(method.clone(), path).bearer_auth(credential);
                let request = request.header("content-type", content_type).body(body);
                refused(request, 401, "unauthenticated").await;
            }
        }
        for path in [
            "/v1/payments?limit=0",
            "/v1/payments?after=x",
            "/v1/api-keys?limit=0",
            UNKNOWN,
        ] {
            let request = app.request(Method::GET, path).bearer_auth(credential);
            refused(request, 401, "unauthenticated").await;
        }
    }
}

#[tokio::test]
async fn what_a_credential_may_comes_before_what_was_sent() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for (method, path) in &operations()[3..] {
        for (content_type, body) in wrong_bodies() {
            let request = acme
                .request(method.clone(), path)
                .header("content-type", content_type);
            refused(request.body(body), 403, "forbidden").await;
        }
    }
    refused(
        acme.request(Method::GET, "/v1/api-keys?limit=0"),
        403,
        "forbidden",
    )
    .await;
    refused(
        acme.request(Method::DELETE, "/v1/api-keys/unknown"),
        403,
        "forbidden",
    )
    .await;
    suspend(&app, &acme).await;
    for (method, path) in operations() {
        for (content_type, body) in wrong_bodies() {
            let request = acme
                .session_request(method.clone(), path)
                .header("content-type", content_type);
            refused(request.body(body), 403, "company_suspended").await;
        }
    }
    refused(acme.request(Method::GET, UNKNOWN), 403, "company_suspended").await;
    refused(
        acme.request(Method::GET, "/v1/payments?limit=0"),
        403,
        "company_suspended",
    )
    .await;
}

async fn suspend(app: &App, company: &Company<'_>) {
    let id = uuid::Uuid::parse_str(&company.id).unwrap();
    let suspend = "update company set suspended_at = now() where id = $1";
    assert_eq!(app.psql().await.execute(suspend, &[&id]).await.unwrap(), 1);
}

#[tokio::test]
async fn size_comes_before_type_before_form_before_fields_before_the_id() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let patch = |content_type: &str, body: String| {
        acme.request(Method::PATCH, UNKNOWN)
            .header("content-type", content_type.to_owned())
            .body(body)
    };
    let long = "{".repeat(256 * 1024 + 1);
    refused(patch("text/plain", long), 413, "body_too_large").await;
    refused(
        patch("text/plain", "{".to_owned()),
        415,
        "unsupported_media_type",
    )
    .await;
    refused(patch("application/json", "{".to_owned()), 400, "malformed").await;
    let wrong = r#"{"status": "failed"}"#.to_owned();
    refused(patch("application/json", wrong), 422, "validation_failed").await;
    refused(patch("application/json", "{}".to_owned()), 404, "not_found").await;
    let process = acme.request(Method::POST, &format!("{UNKNOWN}/process"));
    invalid(
        process.header("idempotency-key", "a b"),
        &[("Idempotency-Key", "invalid_format")],
    )
    .await;
}

#[tokio::test]
async fn fields_come_before_the_id_before_the_version_before_the_state() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = acme.create_payment().await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/v1/payments/{id}");
    done(acme.request(Method::POST, &format!("{path}/process")), 202).await;
    let patch = |path: &str, version: &str, body| {
        acme.request(Method::PATCH, path)
            .header("if-match", version.to_owned())
            .json(&body)
    };
    let refusal = patch(UNKNOWN, "\"9\"", json!({"amount_cents": 0}));
    refused(refusal, 422, "validation_failed").await;
    refused(
        patch(UNKNOWN, "\"9\"", json!({"amount_cents": 1})),
        404,
        "not_found",
    )
    .await;
    refused(
        patch(&path, "\"9\"", json!({"amount_cents": 1})),
        412,
        "version_mismatch",
    )
    .await;
    refused(
        patch(&path, "\"2\"", json!({"amount_cents": 1})),
        409,
        "invalid_state",
    )
    .await;
}
