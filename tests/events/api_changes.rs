//! What a company changes by API.

use remit::capture::Ringing;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::app::Company;
use crate::telling::{assert_chain, by_bell_and_by_looking, events, spawn, told, types};

by_bell_and_by_looking!(
    each_change_by_api_makes_one_event,
    a_session_is_an_actor_too,
    a_batch_makes_one_event_for_each_payment,
);

async fn each_change_by_api_makes_one_event(bell: Ringing) {
    let app = spawn(bell).await;
    let acme = app.sign_up("Acme").await;
    let keys: Value = acme
        .session_request(Method::GET, "/v1/api-keys")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let key = &keys["data"][0]["id"];

    let created = change(
        &acme,
        Method::POST,
        "/v1/payments",
        "req-create",
        Some(draft()),
    )
    .await;
    let path = format!("/v1/payments/{}", created["id"].as_str().unwrap());
    let patch = json!({"amount_cents": 5, "reference": "INV-2"});
    let changed = change(&acme, Method::PATCH, &path, "req-patch", Some(patch)).await;
    change(
        &acme,
        Method::PATCH,
        &path,
        "req-nothing",
        Some(json!({"amount_cents": 5})),
    )
    .await;
    change(&acme, Method::DELETE, &path, "req-delete", None).await;
    told(&app.psql().await).await;

    let events = events(&acme).await;
    assert_eq!(
        types(&events),
        ["payment.created", "payment.updated", "payment.deleted"]
    );
    assert_chain(&events);
    let actor = |request: &str| json!({"kind": "company", "id": key, "request_id": request});
    for (event, request) in events.iter().zip(["req-create", "req-patch", "req-delete"]) {
        assert_eq!(event["actor"], actor(request));
        assert!(event["timestamp"].as_str().unwrap().ends_with('Z'));
    }
    assert_eq!(events[0]["data"], created);
    assert_eq!(events[1]["data"], changed);
    assert_eq!(
        events[1]["previous"],
        json!({"amount_cents": 12550, "reference": null})
    );
    assert_eq!(
        events[2]["data"], changed,
        "of a deleted payment: before it"
    );
}

async fn a_session_is_an_actor_too(bell: Ringing) {
    let app = spawn(bell).await;
    let acme = app.sign_up("Acme").await;
    let request = acme
        .session_request(Method::POST, "/v1/payments")
        .json(&draft());
    assert_eq!(request.send().await.unwrap().status(), StatusCode::CREATED);
    let psql = app.psql().await;
    told(&psql).await;
    let session = psql
        .query_one("select id::text from session", &[])
        .await
        .unwrap();
    let events = events(&acme).await;
    assert_eq!(events[0]["actor"]["kind"], "company");
    assert_eq!(events[0]["actor"]["id"], session.get::<_, String>(0));
    assert!(events[0]["actor"]["request_id"].is_string(), "one is made");
}

async fn a_batch_makes_one_event_for_each_payment(bell: Ringing) {
    let app = spawn(bell).await;
    let acme = app.sign_up("Acme").await;
    let wrong = json!({"amount_cents": 0});
    let batch = json!({"payments": [draft(), wrong, draft(), draft()]});
    let request = acme
        .request(Method::POST, "/v1/payments/batch")
        .json(&batch);
    for _ in 0..2 {
        let request = request
            .try_clone()
            .unwrap()
            .header("idempotency-key", "batch");
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    }
    told(&app.psql().await).await;
    assert_eq!(types(&events(&acme).await), ["payment.created"; 3]);
}

fn draft() -> Value {
    crate::support::app::draft()
}

async fn change(
    company: &Company<'_>,
    method: Method,
    path: &str,
    id: &str,
    body: Option<Value>,
) -> Value {
    let mut request = company.request(method, path).header("x-request-id", id);
    if let Some(body) = body {
        request = request.json(&body);
    }
    let answer = request.send().await.unwrap();
    assert!(
        answer.status().is_success(),
        "{}",
        answer.text().await.unwrap()
    );
    answer.json().await.unwrap_or_default()
}
