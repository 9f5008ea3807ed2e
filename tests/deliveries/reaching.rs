//! From a change to the subscriber.

use std::collections::HashMap;

use remit::capture::Ringing;
use remit::config::Serve;
use serde_json::{Value, json};

use crate::subscribing::{subscribe, subscribe_to, until_count};
use crate::support::app::{App, Company, draft, options};
use crate::support::subscriber::{Received, Subscriber};

#[tokio::test]
async fn a_change_reaches_the_subscriber_signed_and_byte_for_byte_as_the_api_shows_it() {
    let (app, subscriber) = (App::spawn().await, Subscriber::listen().await);
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let hook = subscribe(&psql, &acme, &subscriber.url()).await;
    let payment = acme.create_payment().await;
    let received = &subscriber.until(1).await[0];
    let event = received.event();
    assert_eq!(event["type"], "payment.created");
    assert_eq!(event["data"], payment);
    assert_eq!(received.header("webhook-id"), event["id"]);
    assert_eq!(received.header("content-type"), "application/json");
    assert!(received.header("user-agent").starts_with("Remit/"));
    assert!(received.is_signed_with(&hook.secret));
    assert!(!received.is_signed_with("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    let path = format!("/v1/events/{}", received.header("webhook-id"));
    let shown = acme.get(&path).await.text().await.unwrap();
    assert_eq!(received.body, shown);
    until_count(&psql, "select count(*) from delivery", 0).await;
    let row = psql
        .query_one(
            "select f.status, a.number, a.status_code, a.error, a.response_excerpt
             from finished_delivery f join attempt a on a.delivery_id = f.id",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(row.get::<_, &str>(0), "delivered");
    assert_eq!(row.get::<_, i32>(1), 1);
    assert_eq!(row.get::<_, Option<i32>>(2), Some(204));
    assert_eq!(row.get::<_, Option<&str>>(3), None);
    assert_eq!(row.get::<_, Option<&str>>(4), Some(""));
}

#[tokio::test]
async fn an_edit_in_psql_reaches_the_subscriber() {
    an_edit_reaches_the_subscriber(options()).await;
}

#[tokio::test]
async fn an_edit_in_psql_reaches_the_subscriber_without_bells() {
    let deaf = Serve {
        bell: Ringing::Off,
        ..options()
    };
    an_edit_reaches_the_subscriber(deaf).await;
}

async fn an_edit_reaches_the_subscriber(options: Serve) {
    let (app, subscriber) = (App::spawn_with(options).await, Subscriber::listen().await);
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    subscribe(&psql, &acme, &subscriber.url()).await;
    acme.create_payment().await;
    psql.batch_execute("update payment set amount_cents = 7")
        .await
        .unwrap();
    let event = subscriber.until(2).await[1].event();
    assert_eq!(event["type"], "payment.updated");
    assert_eq!(event["previous"], json!({"amount_cents": 12550}));
    assert_eq!(
        event["actor"],
        json!({"kind": "dba", "id": null, "request_id": null})
    );
}

#[tokio::test]
async fn each_webhook_is_sent_what_it_wants_and_nobody_elses() {
    let app = App::spawn().await;
    let (acme, bolt, psql) = (
        app.sign_up("Acme").await,
        app.sign_up("Bolt").await,
        app.psql().await,
    );
    let (all, deleted, others) = (
        Subscriber::listen().await,
        Subscriber::listen().await,
        Subscriber::listen().await,
    );
    subscribe(&psql, &acme, &all.url()).await;
    subscribe_to(
        &psql,
        &acme,
        &deleted.url(),
        &["payment.deleted", "webhook.*"],
    )
    .await;
    subscribe(&psql, &bolt, &others.url()).await;
    let payment = acme.create_payment().await;
    let path = format!("/v1/payments/{}", payment["id"].as_str().unwrap());
    acme.request(reqwest::Method::DELETE, &path)
        .send()
        .await
        .unwrap();
    bolt.create_payment().await;
    let received = all.until(2).await;
    assert_eq!(kinds(&received), ["payment.created", "payment.deleted"]);
    assert_eq!(kinds(&deleted.until(1).await), ["payment.deleted"]);
    assert_eq!(
        others.until(1).await[0].event()["data"]["company_id"],
        bolt.id.as_str()
    );
    until_count(&psql, "select count(*) from delivery", 0).await;
    assert_eq!(all.received().len() + deleted.received().len(), 3);
    assert_eq!(others.received().len(), 1);
}

#[tokio::test]
async fn what_two_servers_deliver_arrives_once_and_in_order_for_each_payment() {
    let app = App::spawn().await;
    let another = app.spawn_another().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let mut subscribers = Vec::new();
    for _ in 0..4 {
        let subscriber = Subscriber::listen().await;
        subscribe(&psql, &acme, &subscriber.url()).await;
        subscribers.push(subscriber);
    }
    let (payments, edits) = (30, 10);
    create(&acme, payments).await;
    for _ in 0..edits {
        psql.batch_execute("update payment set amount_cents = amount_cents + 1")
            .await
            .unwrap();
    }
    let expected = payments * (1 + edits);
    for subscriber in &subscribers {
        let received = subscriber.until(expected).await;
        assert_in_order(&received);
    }
    until_count(&psql, "select count(*) from delivery", 0).await;
    for subscriber in &subscribers {
        assert_eq!(subscriber.received().len(), expected);
    }
    drop(another);
}

#[tokio::test]
async fn a_forged_notification_causes_nothing() {
    let (app, subscriber) = (App::spawn().await, Subscriber::listen().await);
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    subscribe(&psql, &acme, &subscriber.url()).await;
    for channel in ["pump", "event", "delivery", "work"] {
        for payload in ["", "x", "{\"id\": 1}", "'; drop table payment; --"] {
            let notify = "select pg_notify($1, $2) from generate_series(1, 100)";
            psql.execute(notify, &[&channel, &payload]).await.unwrap();
        }
    }
    acme.create_payment().await;
    let received = subscriber.until(1).await;
    until_count(&psql, "select count(*) from delivery", 0).await;
    assert_eq!(kinds(&received), ["payment.created"]);
    assert_eq!(subscriber.received().len(), 1);
}

/// The types of what was received.
pub fn kinds(received: &[Received]) -> Vec<String> {
    let kind = |received: &Received| received.event()["type"].as_str().unwrap().to_owned();
    received.iter().map(kind).collect()
}

/// Creates so many payments.
pub async fn create(company: &Company<'_>, count: usize) {
    for _ in 0..count {
        let created = company.post("/v1/payments", &draft()).await;
        assert_eq!(created.status(), 201);
    }
}

/// Of each payment, later versions came later.
pub fn assert_in_order(received: &[Received]) {
    let mut versions = HashMap::<String, i64>::new();
    for event in received.iter().map(Received::event) {
        let Value::String(id) = &event["data"]["id"] else {
            panic!("no payment: {event}");
        };
        let version = event["data"]["version"].as_i64().unwrap();
        let before = versions.insert(id.clone(), version).unwrap_or(0);
        assert!(before < version, "{id}: {version} came after {before}");
    }
}
