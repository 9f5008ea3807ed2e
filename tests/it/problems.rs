//! Whatever is refused is refused as a problem (RFC 9457), with a request id.

use reqwest::Method;
use serde_json::json;

use crate::answers::{Answer, done, invalid, raw, refused};
use crate::support::app::{App, draft};

#[tokio::test]
async fn an_unknown_address_is_not_found() {
    let app = App::spawn().await;
    for path in [
        "/v1",
        "/v1/",
        "/v2/payments",
        "/v1/payment",
        "/v1/payments/",
        "/v1/payments/a/b/c",
    ] {
        for method in [Method::GET, Method::POST] {
            refused(app.request(method, path), 404, "not_found").await;
        }
    }
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let app = App::spawn().await;
    let id = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071";
    let of_payment = format!("/v1/payments/{id}");
    let table = [
        ("PUT", "/v1/companies", "POST"),
        ("GET", "/v1/companies", "POST"),
        ("POST", "/v1/company", "GET, HEAD, PATCH"),
        ("GET", "/v1/company/password", "POST"),
        ("GET", "/v1/token", "DELETE, POST"),
        ("PATCH", "/v1/api-keys", "GET, HEAD, POST"),
        ("GET", "/v1/api-keys/x", "DELETE"),
        ("DELETE", "/v1/payments", "GET, HEAD, POST"),
        ("PUT", &of_payment, "DELETE, GET, HEAD, PATCH"),
        ("GET", &format!("{of_payment}/process"), "POST"),
        ("GET", "/v1/payments/batch", "POST"),
        ("OPTIONS", "/v1/payments", "GET, HEAD, POST"),
        ("BREW", "/v1/payments", "GET, HEAD, POST"),
        ("POST", "/healthz", "GET, HEAD"),
        ("DELETE", "/readyz", "GET, HEAD"),
        ("POST", "/openapi.json", "GET, HEAD"),
    ];
    for (method, path, allowed) in table {
        let method = method.parse().unwrap();
        let answer = refused(app.request(method, path), 405, "method_not_allowed").await;
        let mut allow: Vec<_> = answer.header("allow").split(", ").collect();
        allow.sort_unstable();
        assert_eq!(allow.join(", "), allowed, "{path}");
    }
}

#[tokio::test]
async fn head_answers_as_get_without_a_body() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let path = format!("/v1/payments/{}", payment["id"].as_str().unwrap());
    let answer = done(acme.request(Method::HEAD, &path), 200).await;
    assert_eq!((answer.header("etag"), answer.text.as_str()), ("\"1\"", ""));
    let unknown = acme.request(Method::HEAD, "/v1/payments/unknown");
    let answer = Answer::read(unknown.send().await.unwrap()).await;
    assert_eq!((answer.status, answer.text.as_str()), (404, ""));
}

#[tokio::test]
async fn every_answer_has_the_request_id_that_was_given_or_a_new_one() {
    let app = App::spawn().await;
    let longest = "x".repeat(128);
    for path in ["/healthz", "/v1/payments", "/nowhere"] {
        for id in ["a", "!~-9", &longest] {
            let request = app.request(Method::GET, path).header("x-request-id", id);
            let answer = Answer::read(request.send().await.unwrap()).await;
            assert_eq!(answer.header("x-request-id"), id, "{path}");
        }
    }
    let mut drawn = Vec::new();
    for bad in ["", "a b", "tab\there", &"x".repeat(129)] {
        let request = app
            .request(Method::GET, "/nowhere")
            .header("x-request-id", bad);
        drawn.push(
            refused(request, 404, "not_found")
                .await
                .header("x-request-id")
                .to_owned(),
        );
    }
    let answer = refused(app.request(Method::GET, "/nowhere"), 404, "not_found").await;
    drawn.push(answer.header("x-request-id").to_owned());
    drawn.sort_unstable();
    drawn.dedup();
    assert_eq!(drawn.len(), 5);
    assert!(
        drawn.iter().all(|id| uuid::Uuid::try_parse(id).is_ok()),
        "{drawn:?}"
    );
}

#[tokio::test]
async fn a_body_of_256_kib_is_taken_and_a_larger_one_refused() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let body = |bytes: usize| {
        let text = draft().to_string();
        format!("{text}{}", " ".repeat(bytes - text.len()))
    };
    let post = |body: String| {
        acme.request(Method::POST, "/v1/payments")
            .header("content-type", "application/json")
            .body(body)
    };
    done(post(body(256 * 1024)), 201).await;
    refused(post(body(256 * 1024 + 1)), 413, "body_too_large").await;
    for path in ["/v1/payments", "/v1/companies", "/v1/token"] {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: remit\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
            acme.api_key
        );
        let chunks = format!("10000\r\n{}\r\n", " ".repeat(0x10000)).repeat(5);
        let (head, answer) = raw(&app, format!("{head}{chunks}0\r\n\r\n").as_bytes()).await;
        assert!(head.starts_with("http/1.1 413"), "{path}: {head}");
        assert!(
            head.contains("content-type: application/problem+json"),
            "{head}"
        );
        assert!(answer.contains(r#""code":"body_too_large""#), "{answer}");
    }
}

#[tokio::test]
async fn only_json_is_read() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let post = |kind: &str| {
        let request = acme
            .request(Method::POST, "/v1/payments")
            .body(draft().to_string());
        if kind.is_empty() {
            request
        } else {
            request.header("content-type", kind)
        }
    };
    for kind in [
        "",
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "application/jsonp",
    ] {
        refused(post(kind), 415, "unsupported_media_type").await;
    }
    for kind in [
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/json ;charset=UTF-8",
    ] {
        done(post(kind), 201).await;
    }
}

#[tokio::test]
async fn what_is_not_json_is_malformed() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let bodies: [&[u8]; 12] = [
        b"",
        b" ",
        b"{",
        b"{}}",
        b"{'a': 1}",
        b"{\"a\": 01}",
        b"{\"a\": NaN}",
        b"\xef\xbb\xbf{}",
        b"{\"account_name\": \"\xff\"}",
        b"{\"account_name\": \"\\ud800\"}",
        b"{\"account_name\": \"\\udc00\\ud800\"}",
        b"{\"account_name\": \"a\nb\"}",
    ];
    for body in bodies {
        for (method, path) in [
            ("POST", "/v1/payments"),
            ("PATCH", "/v1/payments/unknown"),
            ("POST", "/v1/payments/batch"),
        ] {
            let request = acme
                .request(method.parse().unwrap(), path)
                .header("content-type", "application/json")
                .body(body.to_vec());
            refused(request, 400, "malformed").await;
        }
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let request = app
        .request(Method::POST, "/v1/token")
        .header("content-type", "application/json");
    refused(request.body(deep), 400, "malformed").await;
}

#[tokio::test]
async fn json_that_is_no_object_is_wrong_as_a_whole() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for body in [
        json!(null),
        json!([]),
        json!([draft()]),
        json!("text"),
        json!(1),
        json!(true),
    ] {
        for path in ["/v1/payments", "/v1/payments/batch"] {
            let request = acme
                .request(Method::POST, path)
                .header("idempotency-key", "k");
            invalid(request.json(&body), &[("", "wrong_type")]).await;
        }
    }
}

#[tokio::test]
async fn all_wrong_fields_are_named_at_once() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let body = json!({
        "amount_cents": 0, "account_name": "", "bsb": 62000, "reference": "0", "direction": "up",
        "description": 1, "metadata": [], "a/b~c": 1, "status": "successful",
    });
    let request = acme.request(Method::POST, "/v1/payments").json(&body);
    let answer = refused(request, 422, "validation_failed").await;
    let wrong = [
        ("/account_name", "too_short"),
        ("/account_number", "required"),
        ("/amount_cents", "out_of_range"),
        ("/a~1b~0c", "unknown_field"),
        ("/bsb", "wrong_type"),
        ("/description", "wrong_type"),
        ("/direction", "not_allowed"),
        ("/metadata", "wrong_type"),
        ("/reference", "invalid_format"),
        ("/status", "unknown_field"),
    ];
    assert_eq!(answer.errors(), wrong);
}
