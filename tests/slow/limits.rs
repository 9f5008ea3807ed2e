//! How many connections there may be, and how much of a header.

use std::time::Duration;

use crate::raw::{Raw, assert_last_words, header, status};
use crate::support::app::{App, options};
use crate::support::wait::eventually;

const ALIVE: &str = "GET /healthz HTTP/1.1\r\nhost: remit\r\n\r\n";

/// Opens three connections, of which two find room.
async fn fill(app: &App) {
    let mut kept = Vec::new();
    for _ in 0..2 {
        let mut client = Raw::connect(app).await;
        assert!(client.send(ALIVE).await);
        assert_eq!(client.answer().await.0, 200);
        kept.push(client);
    }
    let mut refused = Raw::connect(app).await;
    refused.send(ALIVE).await;
    let (said, lasted) = refused.rest().await;
    assert_last_words(&said, 503);
    assert_eq!(header(&said, "retry-after"), Some("1"));
    assert!(
        lasted < Duration::from_secs(3),
        "at once, not after {lasted:?}"
    );
    assert!(kept[0].send(ALIVE).await);
    assert_eq!(kept[0].answer().await.0, 200, "the others go on");
    drop(kept);
    eventually("room again", async || {
        let mut client = Raw::connect(app).await;
        client.send(ALIVE).await;
        (client.answer().await.0 == 200).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_server_says_so_and_has_room_again_when_somebody_leaves() {
    let mut options = options();
    options.clients.connections = 2;
    fill(&App::spawn_with(options).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_has_so_many_connections_and_no_more() {
    let mut options = options();
    options.clients.address_connections = 2;
    options.clients.uncapped = Vec::new();
    fill(&App::spawn_with(options).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trusted_proxy_has_as_many_connections_as_there_are() {
    let mut options = options();
    options.clients.address_connections = 2;
    options.clients.uncapped = Vec::new();
    options.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let app = App::spawn_with(options).await;
    let mut kept = Vec::new();
    for _ in 0..10 {
        let mut client = Raw::connect(&app).await;
        assert!(client.send(ALIVE).await);
        assert_eq!(client.answer().await.0, 200);
        kept.push(client);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_has_at_most_32_kib_and_100_fields() {
    let app = App::spawn().await;
    let large = format!("x-large: {}\r\n", "x".repeat(40_000));
    let many: String = (0..101).map(|n| format!("x-{n}: 1\r\n")).collect();
    let fits = format!("x-large: {}\r\n", "x".repeat(30_000));
    for (fields, expected) in [(large, 431), (many, 431), (fits, 200)] {
        let mut client = Raw::connect(&app).await;
        let request = format!("GET /healthz HTTP/1.1\r\nconnection: close\r\n{fields}\r\n");
        client.send(&request).await;
        assert_eq!(status(&client.rest().await.0), expected);
    }
}
