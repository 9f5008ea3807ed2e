//! A batch creates what is right, says what is wrong with the rest, and can be repeated.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::answers::{done, invalid, refused};
use crate::support::app::{App, Company, draft};

fn batch(company: &Company<'_>, key: &str, payments: &Value) -> RequestBuilder {
    company
        .request(Method::POST, "/v1/payments/batch")
        .header("idempotency-key", key.to_owned())
        .json(&json!({"payments": payments}))
}

fn numbered(number: usize) -> Value {
    let mut body = draft();
    body["description"] = json!(number.to_string());
    body
}

async fn count(company: &Company<'_>) -> usize {
    let page = done(company.request(Method::GET, "/v1/payments?limit=100"), 200).await;
    page.body["data"].as_array().unwrap().len()
}

#[tokio::test]
async fn each_payment_of_a_batch_has_a_result_of_its_own() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut payments: Vec<_> = (0..6).map(numbered).collect();
    payments[1]["amount_cents"] = json!(0);
    payments[1]["status"] = json!("failed");
    payments[3] = json!("no payment");
    payments[4] = json!({});
    let answer = done(batch(&acme, "k", &json!(payments)), 200).await;
    let results = answer.body["results"].as_array().unwrap();
    let statuses: Vec<_> = results
        .iter()
        .map(|result| result["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [201, 422, 201, 422, 422, 201]);
    for (index, result) in results.iter().enumerate() {
        assert_eq!(result["index"], index);
        if result["status"] == 201 {
            let payment = &result["payment"];
            assert_eq!(
                (&payment["description"], &payment["version"]),
                (&json!(index.to_string()), &json!(1))
            );
            let path = format!("/v1/payments/{}", payment["id"].as_str().unwrap());
            assert_eq!(
                &done(acme.request(Method::GET, &path), 200).await.body,
                payment
            );
            assert_eq!(result.as_object().unwrap().len(), 3);
        } else {
            let problem = &result["problem"];
            assert_eq!(
                (&problem["code"], &problem["status"]),
                (&json!("validation_failed"), &json!(422))
            );
            assert_eq!(result.as_object().unwrap().len(), 3);
        }
    }
    let pointers = |index: usize| {
        let errors = results[index]["problem"]["errors"].as_array().unwrap();
        let mut pointers: Vec<_> = errors
            .iter()
            .map(|e| e["pointer"].as_str().unwrap())
            .collect();
        pointers.sort_unstable();
        pointers
    };
    assert_eq!(pointers(1), ["/amount_cents", "/status"]);
    assert_eq!(pointers(3), [""]);
    assert_eq!(
        pointers(4),
        ["/account_name", "/account_number", "/amount_cents", "/bsb"]
    );
    assert_eq!(count(&acme).await, 3);
}

#[tokio::test]
async fn a_batch_has_1_to_500_payments() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let many = |number| json!((0..number).map(numbered).collect::<Vec<_>>());
    invalid(
        batch(&acme, "none", &json!([])),
        &[("/payments", "too_short")],
    )
    .await;
    invalid(
        batch(&acme, "501", &many(501)),
        &[("/payments", "too_long")],
    )
    .await;
    invalid(
        batch(&acme, "type", &json!({})),
        &[("/payments", "wrong_type")],
    )
    .await;
    let other = acme
        .request(Method::POST, "/v1/payments/batch")
        .header("idempotency-key", "other");
    invalid(
        other.json(&json!({"payment": []})),
        &[("/payment", "unknown_field"), ("/payments", "required")],
    )
    .await;
    assert_eq!(count(&acme).await, 0);
    let answer = done(batch(&acme, "500", &many(500)), 200).await;
    let results = answer.body["results"].as_array().unwrap();
    assert_eq!(results.len(), 500);
    for (index, result) in results.iter().enumerate() {
        assert_eq!(result["payment"]["description"], index.to_string());
    }
    let rows = app
        .psql()
        .await
        .query("select from payment", &[])
        .await
        .unwrap();
    assert_eq!(rows.len(), 500);
}

#[tokio::test]
async fn a_batch_needs_an_idempotency_key() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let request = acme.request(Method::POST, "/v1/payments/batch");
    invalid(
        request.json(&json!({"payments": [draft()]})),
        &[("", "required")],
    )
    .await;
    assert_eq!(count(&acme).await, 0);
}

#[tokio::test]
async fn a_repeated_batch_is_answered_alike_and_creates_nothing() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let table = [
        (
            "mixed",
            json!([numbered(0), {"amount_cents": -1}, numbered(1)]),
            2,
        ),
        ("right", json!([numbered(0)]), 3),
        ("wrong", json!([{}, 1]), 3),
    ];
    for (key, payments, kept) in table {
        let first = done(batch(&acme, key, &payments), 200).await;
        let again = done(batch(&acme, key, &payments), 200).await;
        assert_eq!(first.text, again.text, "{key}");
        assert_eq!(
            (first.is_replayed(), again.is_replayed()),
            (false, true),
            "{key}"
        );
        refused(
            batch(&acme, key, &json!([numbered(9)])),
            422,
            "idempotency_key_reused",
        )
        .await;
        assert_eq!(count(&acme).await, kept, "{key}");
    }
}
