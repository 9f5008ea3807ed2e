//! A stream ends with what it depends on: its credential, its company, its server.

use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::listening::{Listening, insert};
use crate::support::app::App;

/// Checks that a stream ends within 5 s of now.
async fn assert_ends(mut stream: Listening, why: &str) {
    let began = Instant::now();
    stream.end().await;
    assert!(began.elapsed() < Duration::from_secs(5), "{why}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_within_5_seconds_of_its_key_and_others_go_on() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let other_key = acme.make_api_key().await;
    let stream = Listening::to(&acme).await;
    let mut other = Listening::with(
        app.request(Method::GET, "/v1/events/stream")
            .bearer_auth(other_key),
    )
    .await;
    let keys = acme.session_request(Method::GET, "/v1/api-keys");
    let keys: Value = keys.send().await.unwrap().json().await.unwrap();
    let last4 = &acme.api_key[acme.api_key.len() - 4..];
    let mut keys = keys["data"].as_array().unwrap().iter();
    let id = &keys.find(|key| key["last4"] == last4).unwrap()["id"];
    let path = format!("/v1/api-keys/{}", id.as_str().unwrap());
    let revoked = acme.session_request(Method::DELETE, &path).send().await;
    assert_eq!(revoked.unwrap().status(), StatusCode::NO_CONTENT);
    assert_ends(stream, "revoked").await;
    insert(&app.psql().await, &acme, 1).await;
    assert_eq!(other.sequences(1).await, [1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_within_5_seconds_of_its_session_and_of_a_revocation_in_psql() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let by_key = Listening::to(&acme).await;
    let by_session = acme.session_request(Method::GET, "/v1/events/stream");
    let by_session = Listening::with(by_session).await;
    let logged_out = acme.session_request(Method::DELETE, "/v1/token").send();
    assert_eq!(logged_out.await.unwrap().status(), StatusCode::NO_CONTENT);
    assert_ends(by_session, "logged out").await;
    psql.batch_execute("update api_key set revoked_at = now()")
        .await
        .unwrap();
    assert_ends(by_key, "revoked by hand").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_within_5_seconds_of_its_key_expiring_or_its_company_being_suspended() {
    let app = App::spawn().await;
    let (acme, bolt, psql) = (
        app.sign_up("Acme").await,
        app.sign_up("Bolt").await,
        app.psql().await,
    );
    let (expires, suspended) = (Listening::to(&acme).await, Listening::to(&bolt).await);
    psql.execute(
        "update api_key set expires_at = now() where company_id::text = $1",
        &[&acme.id],
    )
    .await
    .unwrap();
    psql.execute(
        "update company set suspended_at = now() where id::text = $1",
        &[&bolt.id],
    )
    .await
    .unwrap();
    tokio::join!(
        assert_ends(expires, "expired"),
        assert_ends(suspended, "suspended")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_end_at_once_when_their_server_stops() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut streams = Vec::new();
    for _ in 0..10 {
        streams.push(Listening::to(&acme).await);
    }
    drop(acme);
    let began = Instant::now();
    app.stopped().await;
    assert!(began.elapsed() < Duration::from_secs(3));
    for stream in &mut streams {
        stream.end().await;
    }
}
