//! A range of events is sent again: what the webhook asks for, no more and no less, in order.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::answers::{Answer, done, invalid};
use crate::asking::{about, all_pages, made, patch, until_events};
use crate::support::app::{App, Company};
use crate::support::subscriber::Subscriber;

fn replay(company: &Company<'_>, id: &str, body: &Value) -> RequestBuilder {
    about(company, Method::POST, id, "/replay").json(body)
}

/// Whether a webhook with these filters asks for an event, said without the database.
fn is_wanted(event: &Value, types: &[&str], fields: Option<&[&str]>, id: &str) -> bool {
    let kind = event["type"].as_str().unwrap();
    let of_its_kind = format!("{}.*", kind.split('.').next().unwrap());
    let asked =
        types.contains(&"*") || types.contains(&kind) || types.contains(&of_its_kind.as_str());
    let about_itself = kind == "webhook.test" || event["data"]["id"] == id;
    let changed = event["previous"].as_object().unwrap();
    let concerns = fields.is_none_or(|fields| {
        kind != "payment.updated" || fields.iter().any(|field| changed.contains_key(*field))
    });
    asked && concerns && !about_itself
}

/// Payments that are created, changed, deleted, moved; a webhook that is tested, one disabled.
async fn live(app: &App, acme: &Company<'_>) {
    let psql = app.psql().await;
    let idle = made(
        acme,
        "http://127.0.0.1:9/",
        json!({"event_types": ["webhook.disabled"]}),
    )
    .await;
    done(about(acme, Method::POST, idle.text_of("id"), "/test"), 202).await;
    for number in 0..4 {
        let payment = acme.create_payment().await;
        let path = format!("/v1/payments/{}", payment["id"].as_str().unwrap());
        let change = |body: Value| acme.request(Method::PATCH, &path).json(&body);
        done(change(json!({"description": "new"})), 200).await;
        done(
            change(json!({"amount_cents": number + 1, "reference": "R1"})),
            200,
        )
        .await;
        if number == 0 {
            done(acme.request(Method::DELETE, &path), 204).await;
        }
    }
    psql.batch_execute("update payment set status = 'successful'")
        .await
        .unwrap();
    let disable = "update webhook set enabled = false, disabled_reason = 'gone'";
    psql.batch_execute(disable).await.unwrap();
    // 12 of payments created and changed, a deletion, 3 settled, a test, a webhook disabled.
    until_events(app, acme, 18).await;
}

#[tokio::test]
async fn a_replay_queues_what_the_filters_match_and_says_how_many() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    live(&app, &acme).await;
    let events = all_pages(&acme, "/v1/events", 100).await;
    assert_eq!(events.len(), 18);
    let filters: [(&[&str], Option<&[&str]>); 8] = [
        (&["*"], None),
        (&["payment.*"], None),
        (&["webhook.*"], None),
        (&["payment.updated"], Some(&["amount_cents"])),
        (&["*"], Some(&["description"])),
        (&["payment.created", "payment.deleted"], Some(&["status"])),
        (&["payment.successful", "webhook.disabled"], None),
        (&["payment.disputed"], None),
    ];
    let ranges = [
        (1, None),
        (1, Some(18)),
        (5, Some(12)),
        (7, Some(7)),
        (18, None),
        (19, None),
        (1, Some(1_000_000_000_000_i64)),
    ];
    for (types, fields) in filters {
        let receiver = Subscriber::listen().await;
        let hook = made(
            &acme,
            &receiver.url(),
            json!({"event_types": types, "fields": fields}),
        )
        .await;
        let id = hook.text_of("id");
        let mut expected = Vec::new();
        for (from, to) in ranges {
            let wanted: Vec<i64> = events
                .iter()
                .filter(|event| is_wanted(event, types, fields, id))
                .map(|event| event["sequence"].as_i64().unwrap())
                .filter(|sequence| (from..=to.unwrap_or(i64::MAX)).contains(sequence))
                .collect();
            let asked = json!({"from_sequence": from, "to_sequence": to});
            let answer = done(replay(&acme, id, &asked), 202).await;
            assert_eq!(
                answer.body,
                json!({"count": wanted.len()}),
                "{types:?} {fields:?} {from} {to:?}"
            );
            expected.extend(wanted);
        }
        let received = receiver.until(expected.len()).await;
        let mut sent: Vec<_> = received
            .iter()
            .map(|r| r.event()["sequence"].as_i64().unwrap())
            .collect();
        sent.sort_unstable();
        expected.sort_unstable();
        assert_eq!(sent, expected, "{types:?} {fields:?}");
        assert!(
            received
                .iter()
                .all(|r| r.is_signed_with(hook.text_of("secret")))
        );
        done(about(&acme, Method::DELETE, id, ""), 204).await;
    }
}

#[tokio::test]
async fn a_replay_is_the_same_bytes_and_in_order_for_each_payment() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    live(&app, &acme).await;
    let receiver = Subscriber::listen().await;
    let hook = made(
        &acme,
        &receiver.url(),
        json!({"event_types": ["payment.*"]}),
    )
    .await;
    done(
        replay(&acme, hook.text_of("id"), &json!({"from_sequence": 1})),
        202,
    )
    .await;
    let received = receiver.until(16).await;
    let mut last = std::collections::BTreeMap::new();
    for sent in &received {
        let event = sent.event();
        let sequence = event["sequence"].as_i64().unwrap();
        let before = last.insert(event["data"]["id"].to_string(), sequence);
        assert!(before.is_none_or(|before| before < sequence));
        let path = format!("/v1/events/{}", sent.header("webhook-id"));
        assert_eq!(
            done(acme.request(Method::GET, &path), 200).await.text,
            sent.body
        );
    }
    let sequences: BTreeSet<_> = received
        .iter()
        .map(|r| r.event()["sequence"].to_string())
        .collect();
    assert_eq!(sequences.len(), 16);
}

#[tokio::test]
async fn what_was_missed_while_disabled_is_sent_by_a_replay() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let receiver = Subscriber::listen().await;
    let hook = made(&acme, &receiver.url(), json!({})).await;
    let id = hook.text_of("id");
    acme.create_payment().await;
    receiver.until(1).await;
    done(patch(&acme, id, &json!({"enabled": false})), 200).await;
    acme.create_payment().await;
    // The second tells that it was disabled, which is not for itself.
    until_events(&app, &acme, 3).await;
    done(patch(&acme, id, &json!({"enabled": true})), 200).await;
    let ask = || replay(&acme, id, &json!({"from_sequence": 2})).header("idempotency-key", "k");
    assert_eq!(done(ask(), 202).await.body, json!({"count": 1}));
    assert_eq!(receiver.until(2).await[1].event()["sequence"], 3);
    let again = done(ask(), 202).await;
    assert!(again.is_replayed());
    assert_eq!(again.body, json!({"count": 1}));
    acme.create_payment().await;
    assert_eq!(receiver.until(3).await[2].event()["sequence"], 4);
}

#[tokio::test]
async fn a_range_obeys_its_rules() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = crate::asking::quiet(&acme).await;
    let table: Vec<(Value, &[(&str, &str)])> = vec![
        (json!({}), &[("/from_sequence", "required")]),
        (
            json!({"from_sequence": 0}),
            &[("/from_sequence", "out_of_range")],
        ),
        (
            json!({"from_sequence": null}),
            &[("/from_sequence", "wrong_type")],
        ),
        (
            json!({"from_sequence": "1"}),
            &[("/from_sequence", "wrong_type")],
        ),
        (
            json!({"from_sequence": 1.5}),
            &[("/from_sequence", "wrong_type")],
        ),
        (
            json!({"from_sequence": u64::MAX}),
            &[("/from_sequence", "out_of_range")],
        ),
        (
            json!({"from_sequence": 3, "to_sequence": 2}),
            &[("/to_sequence", "out_of_range")],
        ),
        (
            json!({"from_sequence": 3, "to_sequence": 0, "x": 1}),
            &[("/to_sequence", "out_of_range"), ("/x", "unknown_field")],
        ),
    ];
    for (body, wrong) in table {
        invalid(replay(&acme, &id, &body), wrong).await;
    }
    let none = done(replay(&acme, &id, &json!({"from_sequence": i64::MAX})), 202).await;
    assert_eq!(none.body, json!({"count": 0}));
}

#[tokio::test]
async fn ten_thousand_events_are_queued_at_once_and_not_one_more() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let more = json!({"event_types": ["payment.updated"], "fields": ["metadata"]});
    let hook = made(&acme, "http://127.0.0.1:9/", more).await;
    let id = hook.text_of("id");
    acme.create_payment().await;
    until_events(&app, &acme, 1).await;
    const EVENTS: &str = "
        insert into event (company_id, sequence, id, type, payment_id, body, created_at)
        select e.company_id, n, gen_random_uuid(), 'payment.updated', gen_random_uuid(),
            replace(e.body, '\"previous\":{}', case n % 2 when 0 then '\"previous\":{\"metadata\":{}}' else '\"previous\":{\"status\":1}' end),
            now()
        from event e, generate_series(2, 10001) n";
    psql.batch_execute(EVENTS).await.unwrap();
    let ask = |body: Value| replay(&acme, id, &body).header("idempotency-key", "k");
    let refused = invalid(
        ask(json!({"from_sequence": 1})),
        &[("/to_sequence", "out_of_range")],
    )
    .await;
    let sentence = refused.text_of("detail");
    assert!(
        sentence.contains("1 to 10000") && sentence.contains("10001"),
        "{sentence}"
    );
    let began = Instant::now();
    let request = ask(json!({"from_sequence": 1, "to_sequence": 10_000}));
    let answer = Answer::read(request.send().await.unwrap()).await;
    println!("{:?}: {}", began.elapsed(), answer.text);
    assert_eq!(
        (answer.status, &answer.body),
        (202, &json!({"count": 5_000}))
    );
    assert!(began.elapsed() < Duration::from_secs(2));
}
