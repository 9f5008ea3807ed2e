//! Answers that are known before the body has come: whoever is refused so is not hung up on unawares.

use crate::raw::{Raw, assert_last_words, header, status};
use crate::support::app::App;

const HEAD: &str =
    "POST /v1/payments HTTP/1.1\r\nhost: remit\r\ncontent-type: application/json\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_client_whose_body_comes_after_its_header_keeps_its_connection_or_is_told() {
    let app = App::spawn().await;
    let mut client = Raw::connect(&app).await;
    let mut kept = 0;
    for _ in 0..50 {
        assert!(
            client
                .send(&format!("{HEAD}content-length: 2\r\n\r\n"))
                .await
        );
        tokio::task::yield_now().await;
        client.send("{}").await;
        let (head, _) = client.head_and_body().await;
        assert_eq!(status(&head), 401);
        match header(&head, "connection") {
            Some("close") => client = Raw::connect(&app).await,
            _ => kept += 1,
        }
    }
    assert!(kept > 0, "every connection was closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_client_whose_body_does_not_come_is_told_that_the_connection_ends() {
    let app = App::spawn().await;
    for header in [
        "content-length: 2",
        "content-length: 9999999",
        "transfer-encoding: chunked",
    ] {
        for expect in ["", "expect: 100-continue\r\n"] {
            let mut client = Raw::connect(&app).await;
            let head = format!("{HEAD}{header}\r\n{expect}\r\n");
            assert!(client.send(&head).await);
            assert_last_words(&client.rest().await.0, 401);
        }
    }
}
