//! How long each step of a request may take.

use std::time::Duration;

use remit::config::Serve;
use serde_json::json;
use tokio::time::sleep;

use crate::raw::{Raw, assert_last_words, status};
use crate::support::app::{App, draft, options};

/// Clients may take two seconds, and five between requests.
fn brisk() -> Serve {
    let mut options = options();
    options.clients.patience = Duration::from_secs(2);
    options.clients.keep_alive = Duration::from_secs(5);
    options
}

fn assert_about(lasted: Duration, seconds: u64) {
    let expected = Duration::from_secs(seconds);
    assert!(lasted >= expected, "after {lasted:?}");
    assert!(
        lasted < expected + Duration::from_secs(4),
        "after {lasted:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_nothing_is_let_go() {
    let app = App::spawn_with(brisk()).await;
    let (said, lasted) = Raw::connect(&app).await.rest().await;
    assert_eq!(said, "", "there is nothing to answer");
    assert_about(lasted, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_half_a_header_or_drips_it_is_told_and_let_go() {
    let app = App::spawn_with(brisk()).await;
    let mut half = Raw::connect(&app).await;
    assert!(half.send("GET /healthz HTTP/1.1\r\nhost: re").await);
    let (said, lasted) = half.rest().await;
    assert_last_words(&said, 408);
    assert_about(lasted, 2);
    let mut dripping = Raw::connect(&app).await;
    for byte in "GET /healthz HTTP/1.1\r\nhost: remit\r\n\r\n".chars() {
        dripping.send(&byte.to_string()).await;
        sleep(Duration::from_millis(100)).await;
    }
    let (said, lasted) = dripping.rest().await;
    assert_last_words(&said, 408);
    assert_about(lasted, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_drips_a_body_is_told_and_let_go_however_long_it_said_it_is() {
    let app = App::spawn_with(brisk()).await;
    let acme = app.sign_up("Acme").await;
    for length in ["content-length: 2000", "transfer-encoding: chunked"] {
        let mut client = Raw::connect(&app).await;
        let head = format!(
            "POST /v1/payments HTTP/1.1\r\nhost: remit\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\n{length}\r\n\r\n",
            acme.api_key
        );
        assert!(client.send(&head).await);
        for _ in 0..40 {
            let drop = if length.starts_with('c') {
                "x"
            } else {
                "1\r\nx\r\n"
            };
            client.send(drop).await;
            sleep(Duration::from_millis(100)).await;
        }
        let (said, lasted) = client.rest().await;
        assert_last_words(&said, 408);
        assert_about(lasted, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_keeps_its_pace_is_heard_however_long_it_takes() {
    let app = App::spawn_with(brisk()).await;
    let acme = app.sign_up("Acme").await;
    let mut payment = draft();
    payment["metadata"] = (0..20)
        .map(|n| (format!("key{n}"), json!("x".repeat(500))))
        .collect();
    let body = payment.to_string();
    let mut client = Raw::connect(&app).await;
    let head = format!(
        "POST /v1/payments HTTP/1.1\r\nhost: remit\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        acme.api_key,
        body.len()
    );
    assert!(client.send(&head).await);
    for piece in body.as_bytes().chunks(1024) {
        assert!(client.send(std::str::from_utf8(piece).unwrap()).await);
        sleep(Duration::from_millis(300)).await;
    }
    assert_eq!(client.answer().await.0, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_is_kept_between_requests_and_not_for_ever() {
    let app = App::spawn_with(brisk()).await;
    let mut client = Raw::connect(&app).await;
    for _ in 0..2 {
        assert!(
            client
                .send("GET /healthz HTTP/1.1\r\nhost: remit\r\n\r\n")
                .await
        );
        assert_eq!(client.answer().await.0, 200);
        sleep(Duration::from_secs(3)).await;
    }
    let (said, lasted) = client.rest().await;
    assert_eq!(said, "");
    assert_about(lasted, 3 + 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_take_its_answers_is_let_go() {
    let app = App::spawn_with(brisk()).await;
    let acme = app.sign_up("Acme").await;
    crate::thousand::make_long_list(&app, &acme).await;
    let mut client = Raw::connect(&app).await;
    for _ in 0..20 {
        client.send(&crate::thousand::long_list(&acme)).await;
    }
    sleep(Duration::from_secs(6)).await;
    let (said, _) = client.rest().await;
    assert_eq!(status(&said), 200);
    assert!(said.len() < 20_000_000, "it got {} bytes", said.len());
}
