//! `POST /v1/payments/{id}/process`: once, whatever comes at the same time.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use remit::capture::Ringing;
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;

use crate::counter::{at_the_bank, becomes, count, create, draft, events, get, process};
use crate::support::app::{App, Company, options};

async fn ask(company: &Company<'_>, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = company.request(Method::POST, &format!("{path}/process"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_requests_at_once_make_one_submission() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let path = create(&acme, &draft(100, "900123456", "debit")).await;
    let answers = join_all((0..50).map(|_| ask(&acme, &path, &[]))).await;
    for answer in answers {
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
    }
    let payment = becomes(&acme, &path, "successful").await;
    assert_eq!(payment["processing"]["attempts"], 1);
    let psql = app.psql().await;
    assert_eq!(
        count(&psql, "select count(*) from bank_submission").await,
        1
    );
    assert_eq!(
        count(&psql, "select count(*) from simulator.transaction").await,
        1
    );
    let events = events(&acme, &path, 4).await;
    let left = events
        .iter()
        .filter(|event| event["type"] == "payment.processing");
    assert_eq!(left.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_again_while_it_is_under_way_changes_nothing() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, _) = at_the_bank(&app, &acme, "debit").await;
    let psql = app.psql().await;
    for state in ["submitted", "unknown", "queued"] {
        let move_to = format!(
            "begin; set local remit.override = 'test'; update payment set processing_state = '{state}'; commit"
        );
        psql.batch_execute(&move_to).await.unwrap();
        let before = get(&acme, &path).await;
        let answer = ask(&acme, &path, &[]).await;
        assert_eq!(answer.status(), StatusCode::ACCEPTED, "{state}");
        assert_eq!(
            answer.headers()["etag"],
            format!("\"{}\"", before["version"])
        );
        assert_eq!(answer.json::<Value>().await.unwrap(), before);
        assert_eq!(get(&acme, &path).await, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_longer_created_is_not_processed() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for (account, status) in [("000123456", "successful"), ("111111113", "failed")] {
        let path = process(&acme, &draft(100, account, "debit")).await;
        becomes(&acme, &path, status).await;
        for replayed in [None, Some("true")] {
            let answer = ask(&acme, &path, &[("idempotency-key", status)]).await;
            assert_eq!(answer.status(), StatusCode::CONFLICT);
            let header = answer
                .headers()
                .get("idempotency-replayed")
                .map(|value| value.to_str().unwrap().to_owned());
            assert_eq!(header.as_deref(), replayed);
            let problem: Value = answer.json().await.unwrap();
            assert_eq!(problem["code"], "invalid_state");
            assert_eq!(problem["current_status"], status);
            assert_eq!(problem["processing_state"], "done");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_companys_payment_cannot_be_processed() {
    let app = App::spawn().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let path = create(&acme, &draft(100, "000123456", "debit")).await;
    for path in [
        &path,
        "/v1/payments/nonsense",
        "/v1/payments/01999999-0000-7000-8000-000000000000",
    ] {
        assert_eq!(ask(&bolt, path, &[]).await.status(), StatusCode::NOT_FOUND);
    }
    assert_eq!(get(&acme, &path).await["processing"]["state"], "none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replay_gives_the_kept_answer_and_may_wait_again() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let path = create(&acme, &draft(100, "000123456", "debit")).await;
    let key = ("idempotency-key", "\"once\"");
    let first = ask(&acme, &path, &[key]).await;
    assert_eq!(first.status(), StatusCode::ACCEPTED);
    assert!(first.headers().get("idempotency-replayed").is_none());
    let first: Value = first.json().await.unwrap();
    becomes(&acme, &path, "successful").await;
    let again = ask(&acme, &path, &[("idempotency-key", "once")]).await;
    assert_eq!(again.status(), StatusCode::ACCEPTED);
    assert_eq!(again.headers()["idempotency-replayed"], "true");
    assert_eq!(again.json::<Value>().await.unwrap(), first);
    let waiting = ask(&acme, &path, &[key, ("prefer", "wait=5")]).await;
    assert_eq!(waiting.status(), StatusCode::OK);
    assert_eq!(waiting.headers()["idempotency-replayed"], "true");
    assert_eq!(
        waiting.json::<Value>().await.unwrap()["status"],
        "successful"
    );
    let other = create(&acme, &draft(100, "000123456", "debit")).await;
    let reused = ask(&acme, &other, &[key]).await;
    assert_eq!(reused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        reused.json::<Value>().await.unwrap()["code"],
        "idempotency_key_reused"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_prefers_to_wait_is_woken_by_the_outcome() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for (account, status) in [
        ("000123456", "successful"),
        ("111111116", "failed"),
        ("900123456", "successful"),
    ] {
        let path = create(&acme, &draft(100, account, "debit")).await;
        let answer = ask(&acme, &path, &[("prefer", "respond-async, wait=10")]).await;
        assert_eq!(answer.status(), StatusCode::OK, "{account}");
        assert_eq!(answer.headers()["preference-applied"], "wait=10");
        let payment: Value = answer.json().await.unwrap();
        assert_eq!(payment["status"], status);
        assert_eq!(payment["processing"]["state"], "done");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_ends_with_202_when_nothing_comes() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, _) = at_the_bank(&app, &acme, "debit").await;
    let began = Instant::now();
    let answer = ask(&acme, &path, &[("prefer", "wait=1")]).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    assert!(began.elapsed() >= Duration::from_secs(1));
    for malformed in [
        "wait", "wait=", "wait=x", "wait=-1", "wait=1.5", "wait=0", "nonsense", "wait=;",
    ] {
        let began = Instant::now();
        let answer = ask(&acme, &path, &[("prefer", malformed)]).await;
        assert_eq!(answer.status(), StatusCode::ACCEPTED, "{malformed}");
        assert!(began.elapsed() < Duration::from_secs(5), "{malformed}");
        assert!(
            answer.headers().get("preference-applied").is_none(),
            "{malformed}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_is_at_most_ten_seconds() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, _) = at_the_bank(&app, &acme, "debit").await;
    let began = Instant::now();
    let answer = ask(&acme, &path, &[("prefer", "wait=3600")]).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    assert_eq!(answer.headers()["preference-applied"], "wait=10");
    let waited = began.elapsed();
    assert!(
        (Duration::from_secs(10)..Duration::from_secs(20)).contains(&waited),
        "{waited:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_delete_and_process_exactly_one_wins() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut won = [0, 0];
    for round in 0..20 {
        let path = create(&acme, &draft(100, "000123456", "debit")).await;
        let delete = async {
            acme.request(Method::DELETE, &path)
                .send()
                .await
                .unwrap()
                .status()
                .as_u16()
        };
        let process = async { ask(&acme, &path, &[]).await.status().as_u16() };
        let outcome = if round % 2 == 0 {
            tokio::join!(delete, process)
        } else {
            let (process, delete) = tokio::join!(process, delete);
            (delete, process)
        };
        match outcome {
            (204, 404) => won[0] += 1,
            (409, 202) => {
                won[1] += 1;
                becomes(&acme, &path, "successful").await;
            }
            other => panic!("delete and process: {other:?}"),
        }
    }
    let psql = app.psql().await;
    assert_eq!(
        count(&psql, "select count(*) from simulator.transaction").await,
        won[1]
    );
    assert_eq!(won[0] + won[1], 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_is_processed_without_the_bell_too() {
    let options = remit::config::Serve {
        bell: Ringing::Off,
        ..options()
    };
    let app = App::spawn_with(options).await;
    let acme = app.sign_up("Acme").await;
    for (amount, status) in [
        (100, "successful"),
        (205, "failed"),
        (777, "successful"),
        (778, "successful"),
    ] {
        let path = create(&acme, &draft(amount, "000123456", "debit")).await;
        let answer = ask(&acme, &path, &[("prefer", "wait=10")]).await;
        assert_eq!(answer.status(), StatusCode::OK, "{amount}");
        assert_eq!(
            answer.json::<Value>().await.unwrap()["status"],
            status,
            "{amount}"
        );
    }
}
