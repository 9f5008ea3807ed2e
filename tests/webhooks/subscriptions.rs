//! A webhook is made as it is asked for, and refused with all that is wrong.

use reqwest::Method;
use serde_json::{Value, json};

use crate::answers::{done, invalid, refused};
use crate::asking::{NOWHERE, about, all_pages, create, get, made};
use crate::support::app::App;

#[tokio::test]
async fn a_webhook_has_the_fields_of_the_contract() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let hook = made(&acme, NOWHERE, json!({})).await;
    let id = hook.text_of("id");
    assert_eq!(hook.header("location"), format!("/v1/webhooks/{id}"));
    assert_eq!(hook.header("etag"), "\"1\"");
    let names: Vec<_> = hook.body.as_object().unwrap().keys().cloned().collect();
    let expected = [
        "id",
        "url",
        "event_types",
        "fields",
        "description",
        "enabled",
        "disabled_reason",
        "secret",
        "created_at",
        "updated_at",
        "version",
    ];
    assert_eq!(names, expected);
    assert_eq!(hook.body["url"], NOWHERE);
    assert_eq!(hook.body["event_types"], json!(["*"]));
    assert_eq!(hook.body["enabled"], json!(true));
    for field in ["fields", "description", "disabled_reason"] {
        assert_eq!(hook.body[field], json!(null), "{field}");
    }
    let read = get(&acme, id).await;
    let mut expected = hook.body.clone();
    expected.as_object_mut().unwrap().shift_remove("secret");
    assert_eq!(read.body, expected);
    assert_eq!(read.header("etag"), "\"1\"");
}

#[tokio::test]
async fn what_is_asked_for_is_kept_once() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let asked = json!({
        "event_types": ["payment.failed", "payment.*", "payment.failed"],
        "fields": ["status", "processing", "status"], "description": "  The ledger ",
    });
    let hook = made(&acme, "HTTP://LocalHost:9/Hook", asked).await;
    assert_eq!(hook.body["url"], "http://localhost:9/Hook");
    assert_eq!(
        hook.body["event_types"],
        json!(["payment.failed", "payment.*"])
    );
    assert_eq!(hook.body["fields"], json!(["status", "processing"]));
    assert_eq!(hook.body["description"], "The ledger");
}

#[tokio::test]
async fn all_patterns_of_events_and_all_fields_of_payments_may_be_asked_for() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let patterns = [
        "*",
        "payment.*",
        "payment.created",
        "payment.updated",
        "payment.processing",
        "payment.successful",
        "payment.failed",
        "payment.disputed",
        "payment.deleted",
        "webhook.*",
        "webhook.test",
        "webhook.disabled",
    ];
    let hook = made(&acme, NOWHERE, json!({"event_types": patterns})).await;
    assert_eq!(hook.body["event_types"], json!(patterns));
    let payment = acme.create_payment().await;
    let names = payment.as_object().unwrap().keys();
    let fields: Vec<_> = names
        .filter(|name| !["version", "updated_at"].contains(&name.as_str()))
        .collect();
    let hook = made(&acme, NOWHERE, json!({"fields": fields})).await;
    assert_eq!(hook.body["fields"], json!(fields));
}

#[tokio::test]
async fn a_webhooks_fields_obey_their_rules() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let with = |more: Value| {
        let mut body = json!({"url": NOWHERE});
        let more = more.as_object().unwrap().clone();
        body.as_object_mut().unwrap().extend(more);
        body
    };
    let table: Vec<(Value, &[(&str, &str)])> = vec![
        (json!({}), &[("/url", "required")]),
        (json!({"url": null}), &[("/url", "wrong_type")]),
        (json!({"url": " "}), &[("/url", "too_short")]),
        (
            json!({"url": "ftp://acme.example/"}),
            &[("/url", "invalid_format")],
        ),
        (
            json!({"url": "https://u:p@acme.example/"}),
            &[("/url", "invalid_format")],
        ),
        (
            json!({"url": "https://acme.example/#x"}),
            &[("/url", "invalid_format")],
        ),
        (
            json!({"url": "https://10.0.0.1/"}),
            &[("/url", "not_allowed")],
        ),
        (
            json!({"url": "http://1.1.1.1/"}),
            &[("/url", "not_allowed")],
        ),
        (
            json!({"url": "https://[::ffff:169.254.169.254]/"}),
            &[("/url", "not_allowed")],
        ),
        (
            json!({"url": "https://nobody.invalid/"}),
            &[("/url", "not_allowed")],
        ),
        (
            with(json!({"event_types": []})),
            &[("/event_types", "too_short")],
        ),
        (
            with(json!({"event_types": null})),
            &[("/event_types", "wrong_type")],
        ),
        (
            with(json!({"event_types": "*"})),
            &[("/event_types", "wrong_type")],
        ),
        (
            with(json!({"event_types": vec!["*"; 21]})),
            &[("/event_types", "too_long")],
        ),
        (
            with(json!({"event_types": ["*", "payment.lost", 7, "payment"]})),
            &[
                ("/event_types/1", "not_allowed"),
                ("/event_types/2", "wrong_type"),
                ("/event_types/3", "not_allowed"),
            ],
        ),
        (with(json!({"fields": []})), &[("/fields", "too_short")]),
        (
            with(json!({"fields": vec!["status"; 31]})),
            &[("/fields", "too_long")],
        ),
        (
            with(json!({"fields": ["version", "status", "updated_at", "processing.state"]})),
            &[
                ("/fields/0", "not_allowed"),
                ("/fields/2", "not_allowed"),
                ("/fields/3", "not_allowed"),
            ],
        ),
        (
            with(json!({"description": ""})),
            &[("/description", "too_short")],
        ),
        (
            with(json!({"description": "é".repeat(501)})),
            &[("/description", "too_long")],
        ),
        (
            with(json!({"description": "a\u{7}b"})),
            &[("/description", "invalid_format")],
        ),
        (
            with(json!({"secret": "whsec_mine"})),
            &[("/secret", "unknown_field")],
        ),
        (
            with(json!({"enabled": true})),
            &[("/enabled", "unknown_field")],
        ),
        (
            json!({"url": "https://10.0.0.1/", "fields": [], "event_types": ["x"], "mine": 1}),
            &[
                ("/event_types/0", "not_allowed"),
                ("/fields", "too_short"),
                ("/mine", "unknown_field"),
                ("/url", "not_allowed"),
            ],
        ),
        (json!([]), &[("", "wrong_type")]),
    ];
    for (body, wrong) in table {
        invalid(create(&acme, &body), wrong).await;
    }
    assert!(all_pages(&acme, "/v1/webhooks", 20).await.is_empty());
    let most = json!({"description": "é".repeat(500), "fields": null});
    made(&acme, NOWHERE, most).await;
}

#[tokio::test]
async fn a_refused_address_says_what_to_do() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let body = json!({"url": "http://1.1.1.1/"});
    let answer = invalid(create(&acme, &body), &[("/url", "not_allowed")]).await;
    assert!(
        answer.text_of("detail").contains("https"),
        "{}",
        answer.text
    );
}

#[tokio::test]
async fn whoever_has_no_credential_cannot_have_an_address_looked_up() {
    let app = App::spawn().await;
    for body in [json!({"url": "https://10.0.0.1/"}), json!({"url": 1})] {
        let request = app.request(Method::POST, "/v1/webhooks").json(&body);
        refused(request, 401, "unauthenticated").await;
    }
    let acme = app.sign_up("Acme").await;
    let hook = made(&acme, NOWHERE, json!({})).await;
    let path = format!("/v1/webhooks/{}", hook.text_of("id"));
    let request = app.request(Method::PATCH, &path);
    refused(
        request.json(&json!({"url": "https://10.0.0.1/"})),
        401,
        "unauthenticated",
    )
    .await;
}

#[tokio::test]
async fn a_list_of_webhooks_is_newest_first_in_pages_and_without_secrets() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        let hook = made(&acme, NOWHERE, json!({})).await;
        ids.insert(0, hook.body["id"].clone());
    }
    for limit in [1, 2, 5, 100] {
        let listed = all_pages(&acme, "/v1/webhooks", limit).await;
        let found: Vec<_> = listed.iter().map(|hook| hook["id"].clone()).collect();
        assert_eq!(found, ids, "limit {limit}");
        assert!(listed.iter().all(|hook| hook.get("secret").is_none()));
    }
    let request = |query: &str| acme.request(Method::GET, &format!("/v1/webhooks{query}"));
    invalid(
        request("?limit=0&url=x"),
        &[("limit", "out_of_range"), ("url", "unknown_field")],
    )
    .await;
    refused(request("?after=AAAA"), 400, "invalid_cursor").await;
}

#[tokio::test]
async fn a_deleted_webhook_is_gone_with_its_secret_and_what_waited_for_it() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let hook = made(&acme, NOWHERE, json!({})).await;
    let id = hook.text_of("id");
    acme.create_payment().await;
    crate::asking::until_delivery(&acme, id, "a delivery that waits", |_| true).await;
    done(about(&acme, Method::DELETE, id, ""), 204).await;
    for (method, at) in [
        (Method::GET, ""),
        (Method::DELETE, ""),
        (Method::GET, "/deliveries"),
        (Method::POST, "/test"),
        (Method::POST, "/rotate-secret"),
    ] {
        refused(about(&acme, method, id, at), 404, "not_found").await;
    }
    const LEFT: &str =
        "select (select count(*) from webhook_secret) + (select count(*) from delivery)";
    crate::support::wait::eventually("nothing left of it", async || {
        let left: i64 = psql.query_one(LEFT, &[]).await.unwrap().get(0);
        (left == 0).then_some(())
    })
    .await;
}
