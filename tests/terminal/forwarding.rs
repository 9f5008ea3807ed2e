//! What reaches the server under development.

use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::door::Door;
use crate::program::Program;
use crate::support::app::{App, Company, draft};
use crate::support::subscriber::{Received, Reply, Subscriber};

/// The sequences of what was received.
fn sequences(received: &[Received]) -> Vec<i64> {
    let sequence = |received: &Received| received.event()["sequence"].as_i64().unwrap();
    received.iter().map(sequence).collect()
}

async fn forward_to(server: &str, company: &Company<'_>, url: &str) -> (Program, String) {
    let mut program = Program::run(server, company, &["listen", "--forward", url]);
    let line = program.until("whsec_").await;
    let secret = &line[line.find("whsec_").unwrap()..];
    program.until("Ready").await;
    (program, secret.to_owned())
}

async fn create(company: &Company<'_>, payments: usize) {
    let drafts = vec![draft(); payments];
    let batch = company
        .request(reqwest::Method::POST, "/v1/payments/batch")
        .header("Idempotency-Key", uuid::Uuid::now_v7().to_string())
        .json(&json!({ "payments": drafts }));
    assert_eq!(batch.send().await.unwrap().status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn events_reach_a_local_server_as_a_webhook_would() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let server = format!("http://{}", app.address);
    let receiver = Subscriber::listen().await;
    let webhook = Subscriber::listen().await;
    let subscribed = acme
        .post("/v1/webhooks", &json!({ "url": webhook.url() }))
        .await;
    assert_eq!(subscribed.status(), 201);
    let (mut program, secret) = forward_to(&server, &acme, &receiver.url()).await;
    let payment = acme.create_payment().await;
    let path = format!("/v1/payments/{}/process", payment["id"].as_str().unwrap());
    assert_eq!(acme.post(&path, &Value::Null).await.status(), 202);
    for kind in [
        "payment.created",
        "payment.processing",
        "payment.updated",
        "payment.successful",
    ] {
        let line = program.until(kind).await;
        assert!(line.contains(payment["id"].as_str().unwrap()), "{line}");
        assert!(line.contains(" 204 in ") && line.ends_with(" ms"), "{line}");
    }
    let (here, there) = (receiver.until(4).await, webhook.until(4).await);
    for (received, by_webhook) in here.iter().zip(&there) {
        assert_eq!(received.body, by_webhook.body);
        assert_eq!(
            received.header("webhook-id"),
            by_webhook.header("webhook-id")
        );
        assert!(received.is_signed_with(&secret));
        assert!(!received.is_signed_with("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        let names = |received: &Received| {
            let mut names: Vec<_> = received.headers.keys().map(ToString::to_string).collect();
            names.retain(|name| name != "accept");
            names.sort();
            names
        };
        assert_eq!(names(received), names(by_webhook));
        assert_eq!(received.header("content-type"), "application/json");
    }
    let ended = program.interrupted().await;
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.contains("Stopped after"), "{}", ended.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_connection_leaves_no_gap_and_repeats_nothing() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    create(&acme, 3).await;
    let receiver = Subscriber::listen().await;
    let door = Door::before(app.address).await;
    let mut told = Program::run(&door.url(), &acme, &["listen", "--after", "0"]);
    told.until("     3 ").await;
    let (mut program, _) = forward_to(&door.url(), &acme, &receiver.url()).await;
    for round in 0..5 {
        // Once before it has heard anything, then after it has.
        door.shut().await;
        program.until("was lost").await;
        create(&acme, 7).await;
        door.open();
        program.until("Connected again").await;
        create(&acme, 40).await;
        if round < 4 {
            // Cut wherever it is.
            receiver.until(round * 47 + 9).await;
        }
    }
    let received = receiver.until(235).await;
    assert_eq!(sequences(&received), (4..=238).collect::<Vec<_>>());
    told.until("   238 ").await;
    assert_eq!(program.interrupted().await.code, 0);
    assert_eq!(receiver.received().len(), 235);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_local_server_that_is_away_is_waited_for() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    // An address of this machine that no other test listens at.
    let place = "127.31.7.1:3007";
    let server = format!("http://{}", app.address);
    let (mut program, secret) = forward_to(&server, &acme, &format!("{place}/hook")).await;
    create(&acme, 3).await;
    let line = program.until("waits for").await;
    assert!(
        line.contains("payment.created") && line.contains(place),
        "{line}"
    );
    let receiver = Subscriber::answering_at(place, |_, _| Reply::Status(200)).await;
    let received = receiver.until(3).await;
    assert_eq!(sequences(&received), [1, 2, 3]);
    assert!(received.iter().all(|one| one.is_signed_with(&secret)));
    program.until(" 200 in ").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_local_server_refuses_or_does_not_answer_is_said_and_holds_up_nothing() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let receiver = Subscriber::answering(|before, _| match before {
        0 => Reply::Status(500),
        1 => Reply::Full(
            302,
            ("location", "http://127.0.0.1:1/".to_owned()),
            String::new(),
        ),
        2 => Reply::Hang,
        _ => Reply::Status(201),
    })
    .await;
    let url = receiver.url();
    let arguments = ["listen", "--forward", &url, "--timeout", "300ms"];
    let mut program = Program::run(&format!("http://{}", app.address), &acme, &arguments);
    program.until("Ready").await;
    create(&acme, 4).await;
    for outcome in [" 500 in ", " 302 in ", " no answer in ", " 201 in "] {
        program.until(outcome).await;
    }
    assert_eq!(sequences(&receiver.received()), [1, 2, 3, 4]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_breaks_the_local_server_is_tried_three_times() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (mut program, _) = forward_to(&format!("http://{}", app.address), &acme, &url).await;
    create(&acme, 1).await;
    let mut heard = Vec::new();
    for _ in 0..3 {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut text = vec![0; 4096];
        let read = connection.read(&mut text).await.unwrap();
        let text = String::from_utf8_lossy(&text[..read]).into_owned();
        heard.push(
            text.lines()
                .find(|line| line.starts_with("webhook-id"))
                .unwrap()
                .to_owned(),
        );
    }
    assert_eq!(heard, vec![heard[0].clone(); 3]);
    program.until("broken off").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_of_ones_own_signs_and_filters_choose() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (receiver, secret) = (
        Subscriber::listen().await,
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    );
    let url = receiver.url();
    let types = "payment.deleted, payment.processing";
    let arguments = [
        "listen",
        "--forward",
        &url,
        "--secret",
        secret,
        "--events",
        types,
    ];
    let mut program = Program::run(&format!("http://{}", app.address), &acme, &arguments);
    program.until("Ready").await;
    for cause in ["payment.successful", "payment.deleted"] {
        let server = format!("http://{}", app.address);
        let caused = Program::run(&server, &acme, &["trigger", cause])
            .ended()
            .await;
        assert_eq!(caused.code, 0, "{}", caused.err);
    }
    let received = receiver.until(2).await;
    let kinds: Vec<_> = received
        .iter()
        .map(|one| one.event()["type"].clone())
        .collect();
    assert_eq!(kinds, ["payment.processing", "payment.deleted"]);
    assert!(received.iter().all(|one| one.is_signed_with(secret)));
    program.until("payment.deleted").await;
    assert!(
        program
            .interrupted()
            .await
            .out
            .contains("Stopped after 2 events.")
    );
}
