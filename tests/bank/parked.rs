//! What the bank says too early is kept and applied as soon as it can be.

use reqwest::StatusCode;

use crate::counter::{at_the_bank, becomes, count, draft, get, process};
use crate::support::app::App;
use crate::support::bank::{event, event_with_code};
use crate::support::wait::eventually;
use crate::teller::Counter;

fn parked() -> (StatusCode, String) {
    (StatusCode::ACCEPTED, "parked".to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_before_the_settlement_waits_for_the_banks_settlement() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, reference) = at_the_bank(&app, &acme, "debit").await;
    let dispute = event_with_code("payment.disputed", &reference, "not_mine");
    assert_eq!(app.tell(&dispute).await, parked());
    assert_eq!(
        app.tell(&dispute).await,
        (StatusCode::OK, "duplicate".to_owned())
    );
    assert_eq!(get(&acme, &path).await["status"], "created");
    assert_eq!(
        app.tell(&event("payment.settled", &reference)).await.1,
        "applied"
    );
    // In the settlement's own transaction.
    let payment = get(&acme, &path).await;
    assert_eq!(payment["status"], "disputed");
    assert_eq!(payment["dispute"]["code"], "not_mine");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_story_told_backwards_ends_as_it_should() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, reference) = at_the_bank(&app, &acme, "debit").await;
    for kind in ["payment.dispute_withdrawn", "payment.disputed"] {
        assert_eq!(app.tell(&event(kind, &reference)).await, parked());
    }
    assert_eq!(
        app.tell(&event("payment.settled", &reference)).await.1,
        "applied"
    );
    let payment = get(&acme, &path).await;
    assert_eq!(payment["status"], "successful");
    assert!(payment["dispute"]["withdrawn_at"].is_string());
    let left = "select count(*) from bank_event where result <> 'applied'";
    assert_eq!(count(&app.psql().await, left).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parked_event_is_applied_after_a_dbas_move() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, reference) = at_the_bank(&app, &acme, "debit").await;
    assert_eq!(
        app.tell(&event("payment.disputed", &reference)).await,
        parked()
    );
    let settle = "begin; set local remit.override = 'seen on the statement'; update payment set status = 'successful'; commit";
    app.psql().await.batch_execute(settle).await.unwrap();
    let payment = becomes(&acme, &path, "disputed").await;
    assert_eq!(payment["dispute"]["code"], "disputed", "the bank gave none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parked_event_is_applied_after_an_inquiry() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    // 777: the bank has settled it, and only an inquiry will tell.
    let path = process(&acme, &draft(777, "000123456", "debit")).await;
    let reference = eventually("a reference", async || {
        get(&acme, &path).await["processing"]["bank_reference"]
            .as_str()
            .map(str::to_owned)
    })
    .await;
    let (_, word) = app.tell(&event("payment.disputed", &reference)).await;
    assert!(["parked", "applied"].contains(&word.as_str()), "{word}");
    becomes(&acme, &path, "disputed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_that_stay_parked_do_not_hide_one_that_can_be_applied() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, reference) = at_the_bank(&app, &acme, "debit").await;
    assert_eq!(
        app.tell(&event("payment.disputed", &reference)).await,
        parked()
    );
    let (_, other) = at_the_bank(&app, &acme, "debit").await;
    for _ in 0..40 {
        assert_eq!(app.tell(&event("payment.disputed", &other)).await, parked());
    }
    let id = path.rsplit('/').next().unwrap();
    let settle = format!(
        "begin; set local remit.override = 'seen'; update payment set status = 'successful' where id = '{id}'; commit"
    );
    app.psql().await.batch_execute(&settle).await.unwrap();
    becomes(&acme, &path, "disputed").await;
}

#[tokio::test]
async fn two_servers_that_release_at_once_apply_a_parked_event_once() {
    let counter = Counter::open().await;
    counter.round().await;
    let (first, second) = (&counter.psql, counter.database.psql().await);
    let settle = "set session authorization remit_bank;
         select rules.receive_bank_event(jsonb_build_object('id', kind, 'type', 'payment.' || kind,
             'bank_reference', bank_reference, 'occurred_at', now()), sha256(kind::bytea), null)
         from payment, unnest('{disputed,dispute_withdrawn}'::text[]) kind;
         reset session authorization;
         begin; set local remit.override = 'seen'; update payment set status = 'successful'; commit";
    first.batch_execute(settle).await.unwrap();
    assert_eq!(counter.text(RESULTS).await, "parked parked");
    // The second has seen what is parked before the first has released it.
    first
        .batch_execute("begin; select from payment for update")
        .await
        .unwrap();
    let release = "set session authorization remit_bank; select rules.release_parked_events(32)";
    // In a transaction, the activity of others looks always the same.
    let onlooker = counter.database.psql().await;
    let waiting = tokio::spawn(async move { second.batch_execute(release).await });
    eventually("the second waits", async || {
        let waiting = "select count(*) from pg_stat_activity where datname = current_database()
             and wait_event_type = 'Lock' and query like '%release_parked_events(32)'";
        (count(&onlooker, waiting).await == 1).then_some(())
    })
    .await;
    first
        .batch_execute("select rules.release_parked_events(32); commit")
        .await
        .unwrap();
    waiting.await.unwrap().unwrap();
    assert_eq!(counter.payment().await, "successful done 1");
    assert_eq!(counter.text(RESULTS).await, "applied applied");
    let moves =
        "select count(*)::text from outbox where old_row ->> 'status' <> new_row ->> 'status'";
    assert_eq!(
        counter.text(moves).await,
        "3",
        "settled, disputed, withdrawn"
    );
}

const RESULTS: &str = "select string_agg(result, ' ' order by type) from bank_event";
