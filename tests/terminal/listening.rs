//! Listening without forwarding, and how it ends.

use reqwest::{Method, StatusCode};
use rustix::process::Signal;
use serde_json::Value;

use crate::program::Program;
use crate::support::app::App;

#[tokio::test(flavor = "multi_thread")]
async fn events_are_told_from_where_one_says() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for _ in 0..3 {
        acme.create_payment().await;
    }
    let server = format!("http://{}/", app.address);
    let mut program = Program::run(&server, &acme, &["listen", "--after", "1"]);
    let said = program.until("Events of").await;
    assert!(said.contains("Acme"), "{said}");
    for sequence in [2, 3] {
        let line = program.until("payment.created").await;
        assert!(line.contains(&format!(" {sequence} ")), "{line}");
    }
    program.signal(Signal::TERM);
    assert_eq!(program.ended().await.code, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_key_ends_it() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let server = format!("http://{}", app.address);
    let mut program = Program::run(&server, &acme, &["listen"]);
    program.until("Ready").await;
    let keys = acme.session_request(Method::GET, "/v1/api-keys");
    let keys: Value = keys.send().await.unwrap().json().await.unwrap();
    let path = format!("/v1/api-keys/{}", keys["data"][0]["id"].as_str().unwrap());
    let revoked = acme.session_request(Method::DELETE, &path).send().await;
    assert_eq!(revoked.unwrap().status(), StatusCode::NO_CONTENT);
    let ended = program.ended().await;
    assert_eq!(ended.code, 4, "{ended:?}");
    assert!(ended.err.contains("unauthenticated"), "{}", ended.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_eleventh_stream_is_refused_with_the_reason() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let server = format!("http://{}", app.address);
    let mut open = Vec::new();
    for _ in 0..10 {
        let mut program = Program::run(&server, &acme, &["listen"]);
        program.until("Ready").await;
        open.push(program);
    }
    let ended = Program::run(&server, &acme, &["listen"]).ended().await;
    assert_eq!(ended.code, 5, "{ended:?}");
    assert!(
        ended.err.contains("10 streams") && ended.err.contains("rate_limited"),
        "{}",
        ended.err
    );
    // Causing an event takes no stream.
    let caused = Program::run(&server, &acme, &["trigger", "payment.created"]);
    assert_eq!(caused.ended().await.code, 0);
}
