//! A webhook's secret is shown when it is made, signs from then on, and is told nowhere else.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::answers::{done, invalid, refused};
use crate::asking::{NOWHERE, about, create, get, made, until_delivery};
use crate::support::app::{App, Company};
use crate::support::subscriber::Subscriber;
use crate::support::wait::eventually;

fn rotate(company: &Company<'_>, id: &str, body: &Value) -> RequestBuilder {
    about(company, Method::POST, id, "/rotate-secret").json(body)
}

fn test(company: &Company<'_>, id: &str) -> RequestBuilder {
    about(company, Method::POST, id, "/test")
}

#[tokio::test]
async fn a_secret_is_32_random_bytes_and_shown_once() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (one, other) = (
        made(&acme, NOWHERE, json!({})).await,
        made(&acme, NOWHERE, json!({})).await,
    );
    let secret = one.text_of("secret");
    assert_eq!(secret.len(), "whsec_".len() + 44);
    assert!(secret.starts_with("whsec_"));
    assert_ne!(secret, other.text_of("secret"));
    let read = get(&acme, one.text_of("id")).await;
    assert!(read.body.get("secret").is_none());
    let changed = crate::asking::patch(&acme, one.text_of("id"), &json!({"description": "x"}));
    assert!(done(changed, 200).await.body.get("secret").is_none());
}

#[tokio::test]
async fn a_repeated_creation_makes_one_webhook_and_shows_no_secret_again() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let ask = || create(&acme, &json!({"url": NOWHERE})).header("idempotency-key", "k");
    let first = done(ask(), 201).await;
    let patch = json!({"description": "changed since"});
    done(
        crate::asking::patch(&acme, first.text_of("id"), &patch),
        200,
    )
    .await;
    let again = done(ask(), 201).await;
    assert!(!first.is_replayed() && again.is_replayed());
    let mut expected = first.body.clone();
    expected["secret"] = json!(null);
    assert_eq!(again.body, expected);
    for header in ["etag", "location"] {
        assert_eq!(again.header(header), first.header(header));
    }
    let listed = done(acme.request(Method::GET, "/v1/webhooks"), 200).await;
    assert_eq!(listed.body["data"].as_array().unwrap().len(), 1);
    let other = create(&acme, &json!({"url": "https://10.0.0.1/"})).header("idempotency-key", "k");
    refused(other, 422, "idempotency_key_reused").await;
}

#[tokio::test]
async fn during_an_overlap_both_secrets_sign_and_never_a_third() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let receiver = Subscriber::listen().await;
    let hook = made(
        &acme,
        &receiver.url(),
        json!({"event_types": ["webhook.test"]}),
    )
    .await;
    let id = hook.text_of("id");
    let mut secrets = vec![hook.text_of("secret").to_owned()];
    let before = Utc::now();
    for body in [json!({}), json!({"overlap_seconds": 604_800})] {
        let rotated = done(rotate(&acme, id, &body), 200).await;
        assert_eq!(rotated.body.as_object().unwrap().len(), 2);
        secrets.push(rotated.text_of("secret").to_owned());
        let ends: DateTime<Utc> = rotated.text_of("previous_expires_at").parse().unwrap();
        let seconds = body["overlap_seconds"].as_i64().unwrap_or(86_400);
        let late = (ends - before).num_seconds() - seconds;
        assert!((0..60).contains(&late), "{late}");
    }
    done(test(&acme, id), 202).await;
    let sent = &receiver.until(1).await[0];
    let good: Vec<_> = secrets.iter().map(|s| sent.is_signed_with(s)).collect();
    assert_eq!(good, [false, true, true]);
    let signatures = sent.header("webhook-signature").split(' ').count();
    assert_eq!(signatures, 2);
}

#[tokio::test]
async fn without_an_overlap_the_old_secret_signs_nothing_any_more() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let receiver = Subscriber::listen().await;
    let hook = made(
        &acme,
        &receiver.url(),
        json!({"event_types": ["webhook.test"]}),
    )
    .await;
    let id = hook.text_of("id");
    done(test(&acme, id), 202).await;
    assert!(receiver.until(1).await[0].is_signed_with(hook.text_of("secret")));
    let rotated = done(rotate(&acme, id, &json!({"overlap_seconds": 0})), 200).await;
    let ends: DateTime<Utc> = rotated.text_of("previous_expires_at").parse().unwrap();
    assert!(ends <= Utc::now() && Utc::now() - ends < chrono::Duration::seconds(30));
    done(test(&acme, id), 202).await;
    let sent = &receiver.until(2).await[1];
    assert!(sent.is_signed_with(rotated.text_of("secret")));
    assert!(!sent.is_signed_with(hook.text_of("secret")));
}

#[tokio::test]
async fn a_secret_on_its_way_out_is_never_prolonged() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let hook = made(&acme, NOWHERE, json!({})).await;
    let id = hook.text_of("id");
    done(rotate(&acme, id, &json!({"overlap_seconds": 10})), 200).await;
    done(rotate(&acme, id, &json!({"overlap_seconds": 604_800})), 200).await;
    let kept = psql
        .query("select expires_at from webhook_secret order by id", &[])
        .await
        .unwrap();
    let expires: Vec<Option<DateTime<Utc>>> = kept.iter().map(|row| row.get(0)).collect();
    assert_eq!(expires.len(), 2);
    assert!(expires[0].unwrap() > Utc::now() + Duration::from_secs(600_000));
    assert_eq!(expires[1], None);
}

#[tokio::test]
async fn a_rotation_obeys_its_rules_and_needs_no_body() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let hook = made(&acme, NOWHERE, json!({})).await;
    let id = hook.text_of("id");
    let table = [
        (
            json!({"overlap_seconds": -1}),
            ("/overlap_seconds", "out_of_range"),
        ),
        (
            json!({"overlap_seconds": 604_801}),
            ("/overlap_seconds", "out_of_range"),
        ),
        (
            json!({"overlap_seconds": 1e30}),
            ("/overlap_seconds", "wrong_type"),
        ),
        (
            json!({"overlap_seconds": "1"}),
            ("/overlap_seconds", "wrong_type"),
        ),
        (
            json!({"overlap_seconds": null}),
            ("/overlap_seconds", "wrong_type"),
        ),
        (json!({"secret": "mine"}), ("/secret", "unknown_field")),
        (json!("soon"), ("", "wrong_type")),
    ];
    for (body, wrong) in table {
        invalid(rotate(&acme, id, &body), &[wrong]).await;
    }
    let bare = || about(&acme, Method::POST, id, "/rotate-secret");
    done(bare(), 200).await;
    refused(bare().body("{}"), 415, "unsupported_media_type").await;
    let broken = bare().header("content-type", "application/json").body("{");
    refused(broken, 400, "malformed").await;
}

#[tokio::test]
async fn a_repeated_rotation_rotates_once_and_shows_no_secret_again() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let hook = made(&acme, NOWHERE, json!({})).await;
    let ask = || rotate(&acme, hook.text_of("id"), &json!({})).header("idempotency-key", "k");
    let first = done(ask(), 200).await;
    let again = done(ask(), 200).await;
    assert!(!first.is_replayed() && again.is_replayed());
    assert_eq!(again.body["secret"], json!(null));
    assert_eq!(
        again.body["previous_expires_at"],
        first.body["previous_expires_at"]
    );
    let count = psql.query_one("select count(*) from webhook_secret", &[]);
    assert_eq!(count.await.unwrap().get::<_, i64>(0), 2);
}

#[tokio::test]
async fn rotations_at_the_same_moment_leave_two_secrets() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let hook = made(&acme, NOWHERE, json!({})).await;
    let body = json!({});
    let rotations = (0..6).map(|_| rotate(&acme, hook.text_of("id"), &body).send());
    for answer in futures_util::future::join_all(rotations).await {
        assert_eq!(answer.unwrap().status(), 200);
    }
    const COUNT: &str =
        "select count(*), count(*) filter (where expires_at is null) from webhook_secret";
    let row = psql.query_one(COUNT, &[]).await.unwrap();
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (2, 1));
}

#[tokio::test]
async fn no_secret_is_in_the_history_the_outbox_an_event_or_a_kept_answer() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let ask = create(&acme, &json!({"url": NOWHERE})).header("idempotency-key", "k");
    let hook = done(ask, 201).await;
    let id = hook.text_of("id");
    let again = rotate(&acme, id, &json!({})).header("idempotency-key", "r");
    let rotated = done(again, 200).await;
    done(test(&acme, id), 202).await;
    until_delivery(&acme, id, "the test", |_| true).await;
    let told = eventually("the secrets' history", async || {
        let rows = psql
            .query(
                "select new_values::text from change where table_name = 'webhook_secret'",
                &[],
            )
            .await
            .unwrap();
        (rows.len() >= 3).then_some(rows)
    })
    .await;
    for row in told {
        assert!(!row.get::<_, String>(0).contains("sealed"));
    }
    const EVERYTHING: &str = "
        select string_agg(t.text, '') from (
            select c::text from change c union all select o::text from outbox o union all select e::text from event e
            union all select k::text from idempotency_key k union all select d::text from delivery d
            union all select s::text from webhook_secret s union all select w::text from webhook w) t (text)";
    let everything: String = psql.query_one(EVERYTHING, &[]).await.unwrap().get(0);
    for secret in [hook.text_of("secret"), rotated.text_of("secret")] {
        let encoded = secret.strip_prefix("whsec_").unwrap();
        use base64::prelude::{BASE64_STANDARD, Engine};
        let raw = BASE64_STANDARD.decode(encoded).unwrap();
        let hex: String = raw.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(!everything.contains(encoded) && !everything.contains(&hex));
    }
    assert!(everything.contains(id));
}
