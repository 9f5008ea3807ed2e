//! Point by point: on record before the call, once, and what nobody knows is asked about.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use remit::bank::gateway::{Standing, SubmitError};
use serde_json::json;
use tokio::sync::Notify;

use crate::support::wait::eventually;
use crate::teller::{Counter, worker};

fn settled() -> Result<Standing, String> {
    let at: DateTime<Utc> = "2026-11-20T01:02:03Z".parse().unwrap();
    Ok(Standing::Settled { at })
}

#[tokio::test]
async fn an_attempt_is_on_record_before_the_bank_is_called_and_no_transaction_is_open() {
    let counter = Counter::open().await;
    let hold = Arc::new(Notify::new());
    counter.teller.0.lock().unwrap().hold = Some(hold.clone());
    let round = tokio::spawn(counter.worker.clone().round_from_the_start());
    eventually("the bank is called", async || {
        (!counter.teller.0.lock().unwrap().asked.is_empty()).then_some(())
    })
    .await;
    assert_eq!(counter.outcomes().await, "?");
    assert_eq!(counter.payment().await, "created submitted 1");
    let open = "select count(*)::text from pg_stat_activity where usename = 'remit_worker'
         and datname = current_database() and state <> 'idle'";
    assert_eq!(counter.text(open).await, "0");
    hold.notify_one();
    round.await.unwrap();
    assert_eq!(counter.outcomes().await, "accepted");
}

/// A round that can be spawned.
trait FromTheStart {
    async fn round_from_the_start(self);
}

impl FromTheStart for Arc<remit::bank::worker::Worker<crate::teller::Teller>> {
    async fn round_from_the_start(self) {
        self.round(&mut uuid::Uuid::nil()).await.unwrap();
    }
}

#[tokio::test]
async fn what_was_not_sent_is_queued_again_with_growing_pauses() {
    let counter = Counter::open().await;
    for (attempt, pause) in [
        (1, "00:00:01"),
        (2, "00:00:02"),
        (3, "00:00:04"),
        (4, "00:00:08"),
    ] {
        counter.will_answer(Err(SubmitError::NotSent("no route".to_owned())));
        counter.round().await;
        assert_eq!(counter.payment().await, format!("created queued {attempt}"));
        assert_eq!(counter.pause().await, pause);
        let not_yet = "update bank_task set due_at = now() + interval '1 hour'";
        counter.psql.batch_execute(not_yet).await.unwrap();
        counter.round().await;
        assert_eq!(
            counter.asked(),
            [format!("submit {attempt}")],
            "not before it is due"
        );
        counter.later().await;
    }
    counter.round().await;
    assert_eq!(counter.payment().await, "created submitted 5");
    assert_eq!(
        counter.outcomes().await,
        "not_sent not_sent not_sent not_sent accepted"
    );
    let references = "select count(distinct bank_reference)::text from bank_submission";
    assert_eq!(counter.text(references).await, "1");
}

#[tokio::test]
async fn what_the_bank_refuses_has_failed() {
    for (code, kept) in [("no_account", "no_account"), ("E-4711", "bank_rejected")] {
        let counter = Counter::open().await;
        let message = "m".repeat(900);
        counter.will_answer(Err(SubmitError::Rejected {
            code: code.to_owned(),
            message,
        }));
        counter.round().await;
        assert_eq!(counter.payment().await, format!("failed done 1 {kept}"));
        assert_eq!(counter.task().await, None);
        assert_eq!(counter.outcomes().await, "rejected");
    }
}

#[tokio::test]
async fn an_unknown_outcome_is_asked_about_until_the_bank_answers() {
    let counter = Counter::open().await;
    counter.will_answer(Err(SubmitError::Unknown("time-out".to_owned())));
    counter.round().await;
    assert_eq!(counter.payment().await, "created unknown 1");
    assert_eq!(
        counter.task().await.unwrap(),
        json!({"due": 30, "inquiries": 0, "leased": null})
    );
    counter.later().await;
    counter.will_say(Ok(Standing::Pending));
    counter.round().await;
    assert_eq!(counter.payment().await, "created unknown 1");
    assert_eq!(
        counter.task().await.unwrap(),
        json!({"due": 60, "inquiries": 1, "leased": null})
    );
    counter.later().await;
    counter.will_say(settled());
    counter.round().await;
    assert_eq!(
        counter.asked(),
        ["submit 1", "inquire", "inquire"],
        "never sent again"
    );
    assert_eq!(counter.payment().await, "successful done 1");
    let time = "select (transaction_at = '2026-11-20T01:02:03Z')::text from payment";
    assert_eq!(counter.text(time).await, "true", "the bank's time");
    assert_eq!(counter.task().await, None);
}

#[tokio::test]
async fn an_inquiry_may_find_a_rejection() {
    for (code, kept) in [
        ("payment_stopped", "payment_stopped"),
        ("odd", "bank_rejected"),
    ] {
        let counter = Counter::open().await;
        counter.will_answer(Err(SubmitError::Unknown("time-out".to_owned())));
        counter.round().await;
        counter.later().await;
        counter.will_say(Ok(Standing::Rejected {
            code: code.to_owned(),
            at: Utc::now(),
        }));
        counter.round().await;
        assert_eq!(counter.payment().await, format!("failed done 1 {kept}"));
    }
}

#[tokio::test]
async fn an_accepted_payment_that_the_bank_is_silent_about_is_asked_about() {
    let counter = Counter::open().await;
    counter.round().await;
    assert_eq!(
        counter.task().await.unwrap(),
        json!({"due": 30, "inquiries": 0, "leased": null})
    );
    counter.later().await;
    counter.will_say(settled());
    counter.round().await;
    assert_eq!(counter.payment().await, "successful done 1");
}

#[tokio::test]
async fn when_nobody_answers_it_waits_for_staff_and_is_never_failed() {
    let counter = Counter::open().await;
    counter.will_answer(Err(SubmitError::Unknown("time-out".to_owned())));
    for _ in 0..6 {
        counter.round().await;
        counter.later().await;
    }
    assert_eq!(counter.asked(), ["submit 1", "inquire", "inquire"]);
    assert_eq!(counter.payment().await, "created unknown 1");
    assert_eq!(
        counter.task().await.unwrap()["due"],
        json!(null),
        "infinity"
    );
    // Staff let it be asked once more.
    counter
        .psql
        .batch_execute(
            "set session authorization remit_staff; set role remit_staff_finance;
             update bank_task set due_at = now(); reset role; reset session authorization",
        )
        .await
        .unwrap();
    counter.will_say(settled());
    counter.round().await;
    assert_eq!(counter.payment().await, "successful done 1");
}

#[tokio::test]
async fn what_never_arrived_is_sent_again_under_the_same_reference() {
    let counter = Counter::open().await;
    counter.will_answer(Err(SubmitError::Unknown("time-out".to_owned())));
    counter.round().await;
    counter.later().await;
    counter.will_say(Ok(Standing::NeverArrived));
    counter.round().await;
    assert_eq!(counter.asked(), ["submit 1", "inquire", "submit 2"]);
    assert_eq!(counter.payment().await, "created submitted 2");
    assert_eq!(counter.outcomes().await, "unknown accepted");
    let references = "select count(distinct bank_reference)::text from bank_submission";
    assert_eq!(counter.text(references).await, "1");
}

#[tokio::test]
async fn a_bank_that_accepted_and_then_never_had_it_is_asked_again_not_sent_again() {
    let counter = Counter::open().await;
    counter.round().await;
    for _ in 0..5 {
        counter.later().await;
        counter.will_say(Ok(Standing::NeverArrived));
        counter.round().await;
    }
    assert_eq!(counter.asked(), ["submit 1", "inquire", "inquire"]);
    assert_eq!(counter.payment().await, "created submitted 1");
    assert_eq!(
        counter.task().await.unwrap()["due"],
        json!(null),
        "waits for staff"
    );
}

#[tokio::test]
async fn a_lease_that_ran_out_over_an_attempt_leads_to_an_inquiry_never_to_sending() {
    let counter = Counter::open().await;
    // A server that dies while the bank is called: the call never returns to it.
    let hold = Arc::new(Notify::new());
    counter.teller.0.lock().unwrap().hold = Some(hold.clone());
    let dying = tokio::spawn(counter.worker.clone().round_from_the_start());
    eventually("the bank is called", async || {
        (!counter.teller.0.lock().unwrap().asked.is_empty()).then_some(())
    })
    .await;
    counter.round().await;
    assert_eq!(counter.asked(), ["submit 1"], "leased");
    dying.abort();
    counter.later().await;
    counter.will_say(Ok(Standing::Pending));
    counter.round().await;
    assert_eq!(counter.asked(), ["inquire"]);
    assert_eq!(counter.payment().await, "created unknown 1");
    assert_eq!(counter.outcomes().await, "unknown");
}

#[tokio::test]
async fn a_second_sending_is_leased_like_the_first() {
    let counter = Counter::open().await;
    counter.will_answer(Err(SubmitError::Unknown("time-out".to_owned())));
    counter.round().await;
    counter.later().await;
    counter.will_say(Ok(Standing::NeverArrived));
    let hold = Arc::new(Notify::new());
    counter.teller.0.lock().unwrap().hold = Some(hold.clone());
    let sending = tokio::spawn(counter.worker.clone().round_from_the_start());
    eventually("the bank is called again", async || {
        (counter.teller.0.lock().unwrap().asked.len() == 3).then_some(())
    })
    .await;
    assert_eq!(counter.asked(), ["submit 1", "inquire", "submit 2"]);
    // Another server finds nothing to do while the call goes on.
    worker(&counter.db, &counter.teller)
        .round_from_the_start()
        .await;
    assert_eq!(counter.asked(), [""; 0]);
    assert_eq!(counter.payment().await, "created submitted 2");
    hold.notify_one();
    sending.await.unwrap();
    assert_eq!(counter.outcomes().await, "unknown accepted");
}

#[tokio::test]
async fn an_answer_that_comes_after_the_lease_is_kept_and_changes_nothing() {
    let counter = Counter::open().await;
    let hold = Arc::new(Notify::new());
    counter.teller.0.lock().unwrap().hold = Some(hold.clone());
    let late = tokio::spawn(counter.worker.clone().round_from_the_start());
    eventually("the bank is called", async || {
        (!counter.teller.0.lock().unwrap().asked.is_empty()).then_some(())
    })
    .await;
    // Meanwhile a DBA puts the payment back and the company has it processed again.
    counter
        .psql
        .batch_execute(
            "update payment set status = 'created';
             begin; set local remit.override = 'stuck'; update payment set status = 'failed'; commit;
             begin; set local remit.override = 'again'; update payment set status = 'created'; commit",
        )
        .await
        .unwrap();
    assert_eq!(counter.payment().await, "created none 0");
    counter
        .psql
        .batch_execute("update payment set processing_state = 'queued'")
        .await
        .unwrap();
    let task = counter.task().await;
    hold.notify_one();
    late.await.unwrap();
    assert_eq!(counter.payment().await, "created queued 0");
    assert_eq!(
        counter.task().await.unwrap()["inquiries"],
        task.unwrap()["inquiries"]
    );
    let references =
        "select count(*)::text from bank_submission s join payment p using (bank_reference)";
    assert_eq!(counter.text(references).await, "0", "another reference");
    counter.teller.0.lock().unwrap().hold = None;
    counter.round().await;
    assert_eq!(counter.payment().await, "created submitted 1");
    assert_eq!(counter.outcomes().await, "accepted accepted");
}
