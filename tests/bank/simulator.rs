//! Each row of the simulated bank's table, as a company meets it.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::counter::{becomes, count, draft, events, get, process};
use crate::support::app::{App, Company};
use crate::support::wait::eventually;

/// What a company is told on the way to the bank: queued, submitted.
const HANDED: [&str; 3] = ["payment.created", "payment.processing", "payment.updated"];

/// Processes it and compares the last state and all events; gives the payment.
async fn plays(company: &Company<'_>, draft: Value, told: &[&str]) -> Value {
    let path = process(company, &draft).await;
    let expected: Vec<&str> = HANDED.iter().chain(told).copied().collect();
    let events = events(company, &path, expected.len()).await;
    let types: Vec<_> = events
        .iter()
        .map(|event| event["type"].as_str().unwrap())
        .collect();
    assert_eq!(types, expected, "{draft}");
    let payment = get(company, &path).await;
    assert_eq!(events.last().unwrap()["data"], payment, "{draft}");
    assert_eq!(payment["processing"]["state"], "done", "{draft}");
    payment
}

#[tokio::test(flavor = "multi_thread")]
async fn the_simulated_bank_settles_and_rejects_as_its_table_says() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let plain = "000123456";
    let mut rows = Vec::new();
    for direction in ["debit", "credit"] {
        rows.extend([
            (draft(12550, plain, direction), None),
            (draft(12550, "987654321", direction), None),
            (draft(12550, "111111113", direction), Some("account_closed")),
            (draft(12550, "111111116", direction), Some("no_account")),
            (
                draft(12550, "222222227", direction),
                Some("refer_to_customer"),
            ),
            (
                draft(12550, "333333335", direction),
                Some("debit_not_authorized"),
            ),
            // The amount's row wins over the account's.
            (draft(203, "666666660", direction), Some("account_closed")),
        ]);
    }
    rows.extend([
        (draft(444, "444444440", "credit"), None),
        (draft(666, "666666660", "credit"), None),
    ]);
    let codes = [
        (201, "invalid_bsb"),
        (202, "payment_stopped"),
        (203, "account_closed"),
        (204, "customer_deceased"),
        (205, "no_account"),
        (206, "refer_to_customer"),
        (208, "invalid_user_id"),
        (209, "technically_invalid"),
    ];
    rows.extend(codes.map(|(amount, code)| (draft(amount, plain, "debit"), Some(code))));
    let count = rows.len();
    join_all(rows.into_iter().map(async |(draft, failure)| {
        let status = if failure.is_some() {
            "failed"
        } else {
            "successful"
        };
        let payment = plays(&acme, draft, &[&format!("payment.{status}")]).await;
        assert_eq!(payment["status"], status);
        assert_eq!(payment["failure"]["code"].as_str(), failure);
        assert_eq!(payment["dispute"], Value::Null);
        assert_eq!(payment["processing"]["attempts"], 1);
        assert!(payment["transaction_at"].is_string());
    }))
    .await;
    assert_eq!(count, 24);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delayed_payment_settles_after_five_delays() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = plays(
        &acme,
        draft(9, "900123456", "debit"),
        &["payment.successful"],
    )
    .await;
    let time =
        |value: &Value| chrono::DateTime::parse_from_rfc3339(value.as_str().unwrap()).unwrap();
    let waited = time(&payment["transaction_at"]) - time(&payment["processing"]["submitted_at"]);
    assert!(waited.num_milliseconds() >= 500, "{waited}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_return_fails_a_successful_payment() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let told = ["payment.successful", "payment.failed"];
    let payment = plays(&acme, draft(9, "444444440", "debit"), &told).await;
    assert_eq!(payment["failure"]["code"], "refer_to_customer");
    let settled = becomes(
        &acme,
        &format!("/v1/payments/{}", payment["id"].as_str().unwrap()),
        "failed",
    )
    .await;
    assert_ne!(
        settled["transaction_at"], settled["failure"]["at"],
        "the time of the settlement stays"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_follows_a_settlement() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let told = ["payment.successful", "payment.disputed"];
    // The second comes to the door the wrong way round.
    for disputed in [
        draft(9, "666666660", "debit"),
        draft(780, "000123456", "debit"),
    ] {
        let payment = plays(&acme, disputed, &told).await;
        assert_eq!(payment["status"], "disputed");
        assert_eq!(payment["dispute"]["code"], "disputed_by_payer");
    }
    let psql = app.psql().await;
    let parked =
        "select count(*) from bank_event where type = 'payment.disputed' and result = 'applied'";
    assert_eq!(count(&psql, parked).await, 2);
    assert_eq!(
        plays(&acme, draft(780, "000123456", "credit"), &told[..1]).await["status"],
        "successful"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_reply_is_found_by_inquiry() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for direction in ["debit", "credit"] {
        let payment = plays(
            &acme,
            draft(777, "000123456", direction),
            &["payment.updated", "payment.successful"],
        )
        .await;
        assert_eq!(payment["processing"]["attempts"], 1);
        let path = format!("/v1/payments/{}", payment["id"].as_str().unwrap());
        let events = events(&acme, &path, 5).await;
        assert_eq!(events[3]["data"]["processing"]["state"], "unknown");
        assert_eq!(events[4]["actor"]["kind"], "worker");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_never_arrived_is_sent_again_and_makes_one_transaction() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let told = ["payment.updated", "payment.updated", "payment.successful"];
    let payment = plays(&acme, draft(778, "000123456", "debit"), &told).await;
    assert_eq!(payment["processing"]["attempts"], 2);
    let psql = app.psql().await;
    assert_eq!(
        count(&psql, "select count(*) from simulator.transaction").await,
        1
    );
    assert_eq!(
        count(
            &psql,
            "select count(distinct bank_reference) from bank_submission"
        )
        .await,
        1
    );
    let outcomes = "select string_agg(outcome, ' ' order by attempt) from bank_submission";
    let outcomes: String = psql.query_one(outcomes, &[]).await.unwrap().get(0);
    assert_eq!(outcomes, "unknown accepted");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_is_delivered_twice_has_one_effect() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = plays(
        &acme,
        draft(779, "000123456", "debit"),
        &["payment.successful"],
    )
    .await;
    let psql = app.psql().await;
    eventually("all is said", async || {
        (count(&psql, "select count(*) from simulator.outgoing").await == 0).then_some(())
    })
    .await;
    assert_eq!(count(&psql, "select count(*) from bank_event").await, 1);
    let path = format!("/v1/payments/{}", payment["id"].as_str().unwrap());
    assert_eq!(get(&acme, &path).await, payment);
    let told: Vec<_> = events(&acme, &path, 4)
        .await
        .iter()
        .map(|event| event["actor"]["kind"].clone())
        .collect();
    assert_eq!(json!(told), json!(["company", "company", "worker", "bank"]));
}
