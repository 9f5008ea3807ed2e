//! What is repeated by itself, and what is not.

use std::sync::atomic::Ordering;

use remit_sdk::{Client, connect, problem, types, types::Code};
use uuid::Uuid;

use crate::support::{busy, invoice, proxy, sign_up};

async fn ids(remit: &Client) -> Vec<Uuid> {
    let page = remit.list_payments().send().await.unwrap().into_inner();
    page.data.iter().map(|one| one.id).collect()
}

/// A refusal on the wire, after which the connection is closed.
fn refusal(status: &str, code: &str, headers: &str) -> String {
    let body = format!(
        r#"{{"type":"/docs#error-{code}","title":"Busy","status":{},"detail":"Busy.","code":"{code}","request_id":"1"}}"#,
        &status[..3]
    );
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/problem+json\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn a_creation_whose_answer_is_cut_off_is_repeated_and_has_one_effect() {
    let acme = sign_up().await;
    let line = proxy(|_, connection| connection == 1).await;
    let remit = connect(&line.url, Some(&acme.secret)).unwrap();
    let created = remit.create_payment().body(invoice()).send().await.unwrap();
    assert_eq!(line.connections.load(Ordering::SeqCst), 2);
    assert_eq!(created.headers()["idempotency-replayed"], "true");
    assert_eq!(ids(&acme.remit).await, [created.id]);
    // Under a key of one's own, the same still.
    let line = proxy(|_, connection| connection == 1).await;
    let remit = connect(&line.url, Some(&acme.secret)).unwrap();
    let create = || {
        remit
            .create_payment()
            .idempotency_key("order-17")
            .body(invoice())
    };
    let (first, second) = (
        create().send().await.unwrap(),
        create().send().await.unwrap(),
    );
    assert_eq!(first.id, second.id);
    assert_eq!(ids(&acme.remit).await, [first.id, created.id]);
}

#[tokio::test]
async fn a_busy_server_is_asked_again_when_it_says() {
    let acme = sign_up().await;
    let after = "retry-after: 1\r\n";
    let door = busy(vec![
        refusal("503 Service Unavailable", "overloaded", after),
        refusal("429 Too Many Requests", "rate_limited", after),
        refusal("409 Conflict", "idempotency_in_progress", after),
    ])
    .await;
    let remit = connect(&door.url, Some(&acme.secret)).unwrap();
    let began = std::time::Instant::now();
    let created = remit.create_payment().body(invoice()).send().await.unwrap();
    assert!(began.elapsed().as_secs() >= 3, "{:?}", began.elapsed());
    assert_eq!(door.connections.load(Ordering::SeqCst), 4);
    assert_eq!(ids(&acme.remit).await, [created.id]);
}

#[tokio::test]
async fn what_might_have_a_second_effect_is_not_repeated_and_others_not_for_ever() {
    let acme = sign_up().await;
    let overloaded = || {
        refusal(
            "503 Service Unavailable",
            "overloaded",
            "retry-after: 0\r\n",
        )
    };
    let door = busy((0..9).map(|_| overloaded()).collect()).await;
    let remit = connect(&door.url, Some(&acme.secret)).unwrap();
    let change = types::CompanyChange::builder().name("Acme".to_owned());
    let refused = remit
        .change_company()
        .body(change)
        .send()
        .await
        .unwrap_err();
    assert_eq!(problem(&refused).unwrap().code, Code::Overloaded);
    assert_eq!(door.connections.load(Ordering::SeqCst), 1);
    let refused = remit.get_company().send().await.unwrap_err();
    assert_eq!(problem(&refused).unwrap().code, Code::Overloaded);
    assert_eq!(door.connections.load(Ordering::SeqCst), 5);
    // A mistake is one the next time too.
    let far = refusal(
        "429 Too Many Requests",
        "rate_limited",
        "retry-after: 3600\r\n",
    );
    let door = busy(vec![far]).await;
    let remit = connect(&door.url, Some(&acme.secret)).unwrap();
    let refused = remit.get_company().send().await.unwrap_err();
    assert_eq!(problem(&refused).unwrap().code, Code::RateLimited);
    assert_eq!(door.connections.load(Ordering::SeqCst), 1);
}
