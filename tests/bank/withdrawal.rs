//! Staff and DBAs take payments out of the queue, and many servers work it off.

use futures_util::future::join_all;

use crate::counter::{becomes, count, create, draft, events, process};
use crate::support::app::App;
use crate::teller::Counter;

#[tokio::test]
async fn staff_and_dbas_withdraw_a_payment_from_the_queue() {
    let staff = "set session authorization remit_staff; set role remit_staff_finance";
    for (who, change, now) in [
        (staff, "processing_state = 'none'", "created none 0"),
        (staff, "status = 'failed'", "failed none 0 set_by_hand"),
        (
            "set role remit_dba",
            "processing_state = 'none'",
            "created none 0",
        ),
        (
            "set role remit_dba",
            "status = 'successful'",
            "successful none 0",
        ),
    ] {
        let counter = Counter::open().await;
        let withdraw =
            format!("{who}; update payment set {change}; reset role; reset session authorization");
        counter.psql.batch_execute(&withdraw).await.unwrap();
        counter.round().await;
        assert_eq!(counter.asked(), [""; 0], "{change}");
        assert_eq!(counter.task().await, None);
        assert_eq!(counter.payment().await, now);
    }
}

#[tokio::test]
async fn what_is_at_the_bank_is_not_withdrawn_without_a_reason() {
    let counter = Counter::open().await;
    counter.round().await;
    for (change, code) in [
        ("processing_state = 'none'", "RM005"),
        ("status = 'failed'", "RM001"),
    ] {
        let refused = counter
            .psql
            .batch_execute(&format!("update payment set {change}"))
            .await
            .unwrap_err();
        assert_eq!(refused.code().unwrap().code(), code);
    }
    let moved = "begin; set local remit.override = 'phoned the bank'; update payment set status = 'failed'; commit";
    counter.psql.batch_execute(moved).await.unwrap();
    assert_eq!(counter.payment().await, "failed done 1 set_by_hand");
    counter.later().await;
    counter.round().await;
    assert_eq!(counter.asked(), ["submit 1"], "nothing left to ask");
}

#[tokio::test]
async fn a_withdrawal_that_is_not_committed_holds_nobody_up() {
    let counter = Counter::open().await;
    let dba = counter.database.psql().await;
    dba.batch_execute("begin; update payment set processing_state = 'none'")
        .await
        .unwrap();
    let pause = counter
        .worker
        .clone()
        .round(&mut uuid::Uuid::nil())
        .await
        .unwrap();
    assert!(!pause.is_zero(), "no busy loop");
    assert_eq!(counter.asked(), [""; 0]);
    dba.batch_execute("rollback").await.unwrap();
    counter.round().await;
    assert_eq!(counter.asked(), ["submit 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_hand_no_payment_over_twice() {
    let app = App::spawn().await;
    let _other = app.spawn_another().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let paths = join_all((0..60).map(|number| {
        let company = if number % 2 == 0 { &acme } else { &bolt };
        async move {
            (
                company,
                process(company, &draft(100 + number, "987654321", "debit")).await,
            )
        }
    }))
    .await;
    for (company, path) in &paths {
        let payment = becomes(company, path, "successful").await;
        assert_eq!(payment["processing"]["attempts"], 1);
    }
    let psql = app.psql().await;
    for table in [
        "bank_submission",
        "simulator.transaction",
        "(select distinct payment_id from bank_submission) s",
    ] {
        assert_eq!(
            count(&psql, &format!("select count(*) from {table}")).await,
            60,
            "{table}"
        );
    }
    assert_eq!(count(&psql, "select count(*) from bank_task").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dbas_bulk_queue_goes_to_the_bank() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let path = create(&acme, &draft(5, "000123456", "credit")).await;
    let psql = app.psql().await;
    psql.batch_execute("update payment set processing_state = 'queued'")
        .await
        .unwrap();
    becomes(&acme, &path, "successful").await;
    let events = events(&acme, &path, 4).await;
    assert_eq!(events[1]["type"], "payment.processing");
    assert_eq!(events[1]["actor"]["kind"], "dba");
}
