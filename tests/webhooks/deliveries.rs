//! What became of deliveries is listed, newest first, pending and finished together.

use reqwest::Method;
use serde_json::{Value, json};
use tokio_postgres::Client;

use crate::answers::{done, invalid, refused};
use crate::asking::{
    about, all_pages, deliveries, made, patch, quiet, until_delivery, until_events,
};
use crate::support::app::App;
use crate::support::subscriber::{Reply, Subscriber};

/// Gives a webhook so many deliveries of the company's first event: every third delivered, every
/// fifth of the others failed, the rest waiting for long.
async fn fill(psql: &Client, company: &str, hook: &str, count: i32) {
    const DELIVERIES: &str = "
        with made as (
            select public.uuidv7() as id, n, case when n % 3 = 0 then 'delivered' when n % 5 = 0 then 'failed' else 'pending' end as status
            from generate_series(1, $3::integer) n
        ), finished as (
            insert into finished_delivery (company_id, webhook_id, id, sequence, status, attempts, created_at)
            select $1::text::uuid, $2::text::uuid, m.id, 1, m.status, 2, now() from made m where m.status <> 'pending'
        ), tried as (
            insert into attempt (company_id, delivery_id, number, started_at, duration_ms, status_code, error, response_excerpt)
            select $1::text::uuid, m.id, number, '2026-11-23T01:02:03Z', 12, case number when 2 then 503 end,
                case number when 1 then 'timed_out' end, case number when 2 then 'busy' end
            from made m, unnest('{2,1}'::integer[]) number where m.status <> 'pending'
        )
        insert into delivery (company_id, webhook_id, id, sequence, next_attempt_at)
        select $1::text::uuid, $2::text::uuid, m.id, 1, '2999-01-01Z' from made m where m.status = 'pending'";
    psql.execute(DELIVERIES, &[&company, &hook, &count])
        .await
        .unwrap();
}

fn status_of(number: usize) -> &'static str {
    match number {
        n if n % 3 == 0 => "delivered",
        n if n % 5 == 0 => "failed",
        _ => "pending",
    }
}

#[tokio::test]
async fn pages_of_pending_and_finished_deliveries_are_newest_first_and_complete() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    acme.create_payment().await;
    until_events(&app, &acme, 1).await;
    let id = quiet(&acme).await;
    fill(&psql, &acme.id, &id, 61).await;
    let newest_first: Vec<_> = (1..=61).rev().map(status_of).collect();
    let path = format!("/v1/webhooks/{id}/deliveries");
    for limit in [1, 7, 20, 100] {
        let listed = all_pages(&acme, &path, limit).await;
        let found: Vec<_> = listed
            .iter()
            .map(|d| d["status"].as_str().unwrap())
            .collect();
        assert_eq!(found, newest_first, "limit {limit}");
        let ids: Vec<_> = listed.iter().map(|d| d["id"].as_str().unwrap()).collect();
        assert!(ids.is_sorted_by(|a, b| a > b));
    }
    for wanted in [
        vec!["pending"],
        vec!["delivered"],
        vec!["failed"],
        vec!["pending", "failed"],
        vec!["delivered", "failed"],
        vec!["delivered", "delivered"],
        vec!["failed", "pending", "delivered"],
    ] {
        let query: Vec<_> = wanted
            .iter()
            .map(|status| format!("status={status}"))
            .collect();
        let expected: Vec<_> = newest_first.iter().filter(|s| wanted.contains(s)).collect();
        for limit in [3, 100] {
            let listed = all_pages(&acme, &format!("{path}?{}", query.join("&")), limit).await;
            let found: Vec<_> = listed
                .iter()
                .map(|d| d["status"].as_str().unwrap())
                .collect();
            assert_eq!(
                found.iter().collect::<Vec<_>>(),
                expected,
                "{wanted:?} {limit}"
            );
        }
    }
}

#[tokio::test]
async fn a_delivery_says_what_was_sent_and_what_came_back() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    acme.create_payment().await;
    until_events(&app, &acme, 1).await;
    let id = quiet(&acme).await;
    fill(&psql, &acme.id, &id, 3).await;
    let listed = deliveries(&acme, &id, "").await;
    let events = done(acme.request(Method::GET, "/v1/events"), 200).await;
    let (finished, pending) = (&listed.body["data"][0], &listed.body["data"][1]);
    let names: Vec<_> = finished.as_object().unwrap().keys().cloned().collect();
    let expected = [
        "id",
        "event_id",
        "sequence",
        "type",
        "status",
        "attempts",
        "next_attempt_at",
        "created_at",
    ];
    assert_eq!(names, expected);
    assert_eq!(finished["event_id"], events.body["data"][0]["id"]);
    assert_eq!(
        (&finished["sequence"], &finished["type"]),
        (&json!(1), &json!("payment.created"))
    );
    let attempt = |number: i32, status: Value, error: Value, excerpt: Value| {
        json!({
            "number": number, "started_at": "2026-11-23T01:02:03.000000Z", "duration_ms": 12,
            "status_code": status, "error": error, "response_excerpt": excerpt,
        })
    };
    let null = || json!(null);
    let attempts = [
        attempt(1, null(), json!("timed_out"), null()),
        attempt(2, json!(503), null(), json!("busy")),
    ];
    assert_eq!(finished["attempts"], json!(attempts));
    assert_eq!(finished["next_attempt_at"], null());
    assert_eq!(pending["attempts"], json!([]));
    assert_eq!(pending["next_attempt_at"], "2999-01-01T00:00:00.000000Z");
}

#[tokio::test]
async fn a_filtered_page_looks_at_a_bounded_number_and_says_where_to_go_on() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    acme.create_payment().await;
    until_events(&app, &acme, 1).await;
    let id = quiet(&acme).await;
    fill(&psql, &acme.id, &id, 10).await;
    // 2400 delivered ones on top of the two that failed.
    const MANY: &str = "
        insert into finished_delivery (company_id, webhook_id, id, sequence, status, attempts, created_at)
        select $1::text::uuid, $2::text::uuid, public.uuidv7(), 1, 'delivered', 1, now() from generate_series(1, 2400)";
    psql.execute(MANY, &[&acme.id, &id]).await.unwrap();
    let page = deliveries(&acme, &id, "?status=failed").await;
    assert_eq!(
        (&page.body["data"], &page.body["has_more"]),
        (&json!([]), &json!(true))
    );
    let path = format!("/v1/webhooks/{id}/deliveries?status=failed");
    let listed = all_pages(&acme, &path, 20).await;
    assert_eq!(listed.len(), 2);
}

#[tokio::test]
async fn a_lists_parameters_obey_their_rules() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = quiet(&acme).await;
    let request = |query: &str| about(&acme, Method::GET, &id, &format!("/deliveries{query}"));
    invalid(
        request("?status=lost&limit=0&type=x"),
        &[
            ("limit", "out_of_range"),
            ("status", "not_allowed"),
            ("type", "unknown_field"),
        ],
    )
    .await;
    let empty = done(request("?status=failed"), 200).await;
    assert_eq!(
        empty.body,
        json!({"data": [], "has_more": false, "next_cursor": null})
    );
}

#[tokio::test]
async fn a_test_is_sent_to_its_webhook_alone_whatever_it_asks_for() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (receiver, other) = (Subscriber::listen().await, Subscriber::listen().await);
    let failures = json!({"event_types": ["payment.failed"], "fields": ["status"]});
    let hook = made(&acme, &receiver.url(), failures).await;
    made(&acme, &other.url(), json!({})).await;
    let id = hook.text_of("id");
    let ask = || about(&acme, Method::POST, id, "/test").header("idempotency-key", "k");
    let asked = done(ask(), 202).await;
    assert_eq!(asked.body.as_object().unwrap().len(), 1);
    let again = done(ask(), 202).await;
    assert!(again.is_replayed());
    assert_eq!(again.body, asked.body);
    let sent = receiver.until(1).await[0].clone();
    assert_eq!(sent.header("webhook-id"), asked.text_of("event_id"));
    assert!(sent.is_signed_with(hook.text_of("secret")));
    let event = sent.event();
    assert_eq!(
        (&event["id"], &event["type"]),
        (&asked.body["event_id"], &json!("webhook.test"))
    );
    let shown = crate::asking::get(&acme, id).await.body;
    assert_eq!((&event["data"], &event["previous"]), (&shown, &json!({})));
    assert_eq!(event["actor"]["kind"], "company");
    let read = acme.request(
        Method::GET,
        &format!("/v1/events/{}", asked.text_of("event_id")),
    );
    assert_eq!(done(read, 200).await.text, sent.body);
    let delivery = until_delivery(&acme, id, "the test", |d| d["status"] == "delivered").await;
    assert_eq!(delivery["event_id"], asked.body["event_id"]);
    // What comes after it reaches the other, so the test would have too.
    acme.create_payment().await;
    assert_eq!(other.until(1).await[0].event()["type"], "payment.created");
    assert_eq!(receiver.received().len(), 1);
}

#[tokio::test]
async fn a_disabled_webhook_is_neither_tested_nor_sent_anything_again() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    acme.create_payment().await;
    until_events(&app, &acme, 1).await;
    let id = quiet(&acme).await;
    fill(&psql, &acme.id, &id, 3).await;
    let finished = deliveries(&acme, &id, "?status=delivered").await;
    let finished = finished.body["data"][0]["id"].as_str().unwrap().to_owned();
    done(patch(&acme, &id, &json!({"enabled": false})), 200).await;
    let retry = format!("/deliveries/{finished}/retry");
    let replay = about(&acme, Method::POST, &id, "/replay").json(&json!({"from_sequence": 1}));
    for request in [
        about(&acme, Method::POST, &id, "/test").header("idempotency-key", "t"),
        about(&acme, Method::POST, &id, &retry).header("idempotency-key", "r"),
        replay.header("idempotency-key", "p"),
    ] {
        let answer = refused(request, 409, "conflict").await;
        assert!(
            answer.text_of("detail").contains("enable"),
            "{}",
            answer.text
        );
    }
    done(patch(&acme, &id, &json!({"enabled": true})), 200).await;
    let test = about(&acme, Method::POST, &id, "/test").header("idempotency-key", "t");
    assert!(!done(test, 202).await.is_replayed());
}

#[tokio::test]
async fn an_attempts_answer_is_kept() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let reply = |_: usize, _: &_| Reply::Full(503, ("x-a", "b".to_owned()), "busy".to_owned());
    let receiver = Subscriber::answering(reply).await;
    let hook = made(&acme, &receiver.url(), json!({})).await;
    acme.create_payment().await;
    let tried = |d: &Value| !d["attempts"].as_array().unwrap().is_empty();
    let delivery = until_delivery(&acme, hook.text_of("id"), "an attempt", tried).await;
    let attempt = &delivery["attempts"][0];
    assert_eq!(
        (&attempt["number"], &attempt["status_code"]),
        (&json!(1), &json!(503))
    );
    assert_eq!(
        (&attempt["error"], &attempt["response_excerpt"]),
        (&json!(null), &json!("busy"))
    );
    assert!(attempt["duration_ms"].as_i64().unwrap() >= 0);
}
