//! A server that stops finishes what it was asked, and waits for nobody who did not ask.

use std::time::{Duration, Instant};

use crate::raw::Raw;
use crate::support::app::{App, draft};

#[tokio::test(flavor = "multi_thread")]
async fn stopping_waits_for_requests_and_not_for_idle_or_half_open_connections() {
    let app = App::spawn().await;
    let (acme, mut psql) = (app.sign_up("Acme").await, app.psql().await);
    let (_silent, mut half, mut idle) = (
        Raw::connect(&app).await,
        Raw::connect(&app).await,
        Raw::connect(&app).await,
    );
    assert!(half.send("GET /healthz HTTP/1.1\r\nho").await);
    assert!(
        idle.send("GET /healthz HTTP/1.1\r\nhost: remit\r\n\r\n")
            .await
    );
    assert_eq!(idle.answer().await.0, 200);
    // A request that is held up in the database until we say.
    let lock = psql.transaction().await.unwrap();
    lock.execute("lock table payment in share mode", &[])
        .await
        .unwrap();
    let body = draft().to_string();
    let mut asking = Raw::connect(&app).await;
    let request = format!(
        "POST /v1/payments HTTP/1.1\r\nhost: remit\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        acme.api_key,
        body.len()
    );
    assert!(asking.send(&request).await);
    app.until_locked_out(1).await;
    let began = Instant::now();
    let stopping = app.stopped();
    let answered = async {
        idle.rest().await;
        half.rest().await;
        lock.commit().await.unwrap();
        asking.answer().await.0
    };
    let ((), status) = tokio::join!(stopping, answered);
    assert_eq!(status, 201);
    assert!(began.elapsed() < Duration::from_secs(10));
}
