//! Every event that can be caused is caused.

use std::time::Duration;

use serde_json::Value;

use crate::program::{PROGRAM, Program, command};
use crate::support::app::{App, options};

/// What can be caused, as the program lists it.
async fn causes() -> Vec<String> {
    let mut list = command(PROGRAM);
    list.args(["trigger", "--list"]);
    let listed = Program::spawn(list).ended().await;
    assert_eq!((listed.code, listed.err.as_str()), (0, ""));
    let name = |line: &str| line.split(' ').next().unwrap().to_owned();
    listed.out.lines().map(name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_cause_that_is_listed_brings_its_event() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let server = format!("http://{}", app.address);
    let causes = causes().await;
    assert_eq!(causes.len(), 13, "{causes:?}");
    for cause in causes {
        let ended = Program::run(&server, &acme, &["trigger", &cause])
            .ended()
            .await;
        assert_eq!(ended.code, 0, "{cause}: {}", ended.err);
        let event: Value = serde_json::from_str(&ended.out).unwrap();
        let (expected, before) = match cause.as_str() {
            "late-return" => ("payment.failed", "successful"),
            "delayed" | "reply-lost" | "request-lost" | "told-twice" => {
                ("payment.successful", "created")
            }
            "disputed-early" | "payment.disputed" => ("payment.disputed", "successful"),
            "payment.failed" | "payment.successful" => (cause.as_str(), "created"),
            same => (same, ""),
        };
        assert_eq!(event["type"], expected, "{cause}");
        assert_eq!(
            event["previous"]["status"].as_str().unwrap_or_default(),
            before,
            "{cause}"
        );
        // It is one of the company's, and the only one of its kind.
        let path = format!(
            "/v1/events?payment_id={}&type={expected}",
            event["data"]["id"].as_str().unwrap()
        );
        let listed: Value = acme.get(&path).await.json().await.unwrap();
        assert_eq!(listed["data"], Value::Array(vec![event]), "{cause}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_fails_with_the_code_that_is_asked_for() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let server = format!("http://{}", app.address);
    for code in [
        "invalid_bsb",
        "payment_stopped",
        "account_closed",
        "customer_deceased",
        "no_account",
        "refer_to_customer",
        "invalid_user_id",
        "technically_invalid",
        "debit_not_authorized",
    ] {
        let arguments = ["trigger", "payment.failed", "--code", code];
        let ended = Program::run(&server, &acme, &arguments).ended().await;
        assert_eq!(ended.code, 0, "{code}: {}", ended.err);
        let event: Value = serde_json::from_str(&ended.out).unwrap();
        assert_eq!(event["data"]["failure"]["code"], code);
    }
    for wrong in [
        ["payment.failed", "--code", "bad_luck"],
        ["payment.disputed", "--code", "no_account"],
    ] {
        let arguments = [&["trigger"], wrong.as_slice()].concat();
        let ended = Program::run(&server, &acme, &arguments).ended().await;
        assert_eq!(ended.code, 2, "{ended:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_does_not_come_in_time_is_said_not_to() {
    let app = App::spawn_with(remit::config::Serve {
        simulator_delay: Duration::from_secs(3600),
        ..options()
    })
    .await;
    let acme = app.sign_up("Acme").await;
    let server = format!("http://{}", app.address);
    let arguments = ["trigger", "payment.disputed", "--timeout", "10ms"];
    let ended = Program::run(&server, &acme, &arguments).ended().await;
    assert_eq!((ended.code, ended.out.as_str()), (6, ""));
    assert!(
        ended.err.contains("payment.disputed of payment"),
        "{}",
        ended.err
    );
}
