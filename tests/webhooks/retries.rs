//! A delivery is sent again at once, whatever became of it.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::answers::{done, refused};
use crate::asking::{NOWHERE, about, made, until_delivery};
use crate::support::app::{App, Company};
use crate::support::subscriber::{Reply, Subscriber};
use crate::support::wait::eventually;

fn retry(company: &Company<'_>, hook: &str, delivery: &Value) -> RequestBuilder {
    let at = format!("/deliveries/{}/retry", delivery["id"].as_str().unwrap());
    about(company, Method::POST, hook, &at)
}

fn attempts(delivery: &Value) -> usize {
    delivery["attempts"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_delivered_one_is_delivered_again_under_the_same_id() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let receiver = Subscriber::listen().await;
    let hook = made(&acme, &receiver.url(), json!({})).await;
    let id = hook.text_of("id");
    acme.create_payment().await;
    let first = until_delivery(&acme, id, "the first", |d| d["status"] == "delivered").await;
    let ask = || retry(&acme, id, &first).header("idempotency-key", "k");
    let asked = done(ask(), 202).await;
    for field in [
        "id",
        "event_id",
        "sequence",
        "type",
        "created_at",
        "attempts",
    ] {
        assert_eq!(asked.body[field], first[field], "{field}");
    }
    assert_eq!(asked.body["status"], "pending");
    assert!(asked.body["next_attempt_at"].is_string());
    let both = receiver.until(2).await;
    assert_eq!(both[0].header("webhook-id"), both[1].header("webhook-id"));
    assert_eq!(both[0].body, both[1].body);
    let second = |d: &Value| d["status"] == "delivered" && attempts(d) == 2;
    let again = until_delivery(&acme, id, "the second", second).await;
    assert_eq!(
        (
            &again["id"],
            &again["attempts"][0],
            &again["attempts"][1]["number"]
        ),
        (&first["id"], &first["attempts"][0], &json!(2))
    );
    let replayed = done(ask(), 202).await;
    assert!(replayed.is_replayed());
    assert_eq!(replayed.body, asked.body);
    acme.create_payment().await;
    assert_eq!(receiver.until(3).await[2].event()["sequence"], 2);
}

#[tokio::test]
async fn a_failed_one_is_delivered_once_it_can_be() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let receiver = Subscriber::listen().await;
    let hook = made(&acme, &receiver.url(), json!({})).await;
    let id = hook.text_of("id");
    acme.create_payment().await;
    until_delivery(&acme, id, "the first", |d| d["status"] == "delivered").await;
    // As if it had been given up long ago.
    psql.batch_execute("update finished_delivery set status = 'failed', attempts = 10")
        .await
        .unwrap();
    let failed = until_delivery(&acme, id, "the failed one", |d| d["status"] == "failed").await;
    done(retry(&acme, id, &failed), 202).await;
    receiver.until(2).await;
    let delivered = until_delivery(&acme, id, "the second", |d| d["status"] == "delivered").await;
    assert_eq!(delivered["attempts"][1]["number"], 11);
}

#[tokio::test]
async fn two_retries_at_once_are_both_accepted() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let receiver = Subscriber::listen().await;
    let hook = made(&acme, &receiver.url(), json!({})).await;
    let id = hook.text_of("id");
    acme.create_payment().await;
    let delivered = until_delivery(&acme, id, "it", |d| d["status"] == "delivered").await;
    // The first has put it back and is about to commit.
    psql.batch_execute("begin").await.unwrap();
    let put_back = "select rules.put_back($1::text::uuid, $2::text::uuid, $3::text::uuid)";
    let delivery = delivered["id"].as_str().unwrap();
    let first = psql.query_one(put_back, &[&acme.id, &id, &delivery]).await;
    assert!(first.unwrap().get::<_, bool>(0));
    let commit = async {
        until_somebody_waits(&app.psql().await).await;
        psql.batch_execute("commit").await.unwrap();
    };
    tokio::join!(done(retry(&acme, id, &delivered), 202), commit);
    receiver.until(2).await;
}

/// Waits until a statement waits for what another transaction holds.
async fn until_somebody_waits(psql: &tokio_postgres::Client) {
    let waiting = "select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'";
    eventually("a statement that waits", async || {
        let row = psql.query_one(waiting, &[]).await.unwrap();
        (row.get::<_, i64>(0) > 0).then_some(())
    })
    .await;
}

#[tokio::test]
async fn one_that_waits_waits_no_longer() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let first_fails = |before: usize, _: &_| Reply::Status(if before == 0 { 500 } else { 204 });
    let receiver = Subscriber::answering(first_fails).await;
    let hook = made(
        &acme,
        &receiver.url(),
        json!({"event_types": ["webhook.disabled"]}),
    )
    .await;
    let id = hook.text_of("id");
    acme.create_payment().await;
    crate::asking::until_events(&app, &acme, 1).await;
    const WAITS: &str = "insert into delivery (company_id, webhook_id, sequence, next_attempt_at)
        values ($1::text::uuid, $2::text::uuid, 1, '2999-01-01Z')";
    psql.execute(WAITS, &[&acme.id, &id]).await.unwrap();
    let waits = until_delivery(&acme, id, "it", |_| true).await;
    assert_eq!(waits["next_attempt_at"], "2999-01-01T00:00:00.000000Z");
    let asked = done(retry(&acme, id, &waits), 202).await;
    assert_eq!(
        (&asked.body["id"], &asked.body["status"]),
        (&waits["id"], &json!("pending"))
    );
    assert_ne!(asked.body["next_attempt_at"], waits["next_attempt_at"]);
    receiver.until(1).await;
    let tried = until_delivery(&acme, id, "an attempt", |d| attempts(d) == 1).await;
    done(retry(&acme, id, &tried), 202).await;
    until_delivery(&acme, id, "its delivery", |d| d["status"] == "delivered").await;
}

#[tokio::test]
async fn what_is_not_there_is_not_retried() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let hook = made(&acme, NOWHERE, json!({})).await;
    let other = made(&acme, NOWHERE, json!({"event_types": ["webhook.test"]})).await;
    acme.create_payment().await;
    let delivery = until_delivery(&acme, hook.text_of("id"), "it", |_| true).await;
    let unknown = json!({"id": uuid::Uuid::now_v7()});
    refused(
        retry(&acme, other.text_of("id"), &delivery),
        404,
        "not_found",
    )
    .await;
    refused(retry(&acme, hook.text_of("id"), &unknown), 404, "not_found").await;
    let malformed = json!({"id": "1"});
    refused(
        retry(&acme, hook.text_of("id"), &malformed),
        404,
        "not_found",
    )
    .await;
}
