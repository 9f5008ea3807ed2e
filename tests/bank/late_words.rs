//! What the bank says of a reference that is no longer the payment's.

use reqwest::StatusCode;

use crate::counter::{at_the_bank, becomes, get};
use crate::support::app::App;
use crate::support::bank::event;

#[tokio::test(flavor = "multi_thread")]
async fn an_old_references_word_does_nothing_to_the_new_attempt() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, old) = at_the_bank(&app, &acme, "debit").await;
    assert_eq!(app.tell(&event("payment.settled", &old)).await.1, "applied");
    let back = "begin; set local remit.override = 'the wrong account'; update payment set status = 'created'; commit";
    app.psql().await.batch_execute(back).await.unwrap();
    let payment = get(&acme, &path).await;
    assert_eq!(payment["processing"]["state"], "none");
    assert_ne!(payment["processing"]["bank_reference"], old);
    for kind in [
        "payment.settled",
        "payment.rejected",
        "payment.disputed",
        "payment.returned",
    ] {
        let answer = app.tell(&event(kind, &old)).await;
        assert_eq!(
            answer,
            (StatusCode::ACCEPTED, "quarantined".to_owned()),
            "{kind}"
        );
    }
    assert_eq!(get(&acme, &path).await, payment);
    let answer = acme
        .post(&format!("{path}/process"), &serde_json::json!({}))
        .await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    let settled = becomes(&acme, &path, "successful").await;
    assert_ne!(settled["processing"]["bank_reference"], old);
    assert_eq!(settled["processing"]["attempts"], 1);
}

#[tokio::test]
async fn what_is_said_of_an_unknown_or_deleted_payment_is_kept_for_staff() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let unmatched = (StatusCode::ACCEPTED, "unmatched".to_owned());
    assert_eq!(
        app.tell(&event("payment.settled", "NOBODYS")).await,
        unmatched
    );
    let (_, reference) = at_the_bank(&app, &acme, "debit").await;
    let psql = app.psql().await;
    let delete = "begin; set local remit.override = 'by court order'; delete from payment; commit";
    psql.batch_execute(delete).await.unwrap();
    assert_eq!(
        app.tell(&event("payment.settled", &reference)).await,
        unmatched
    );
    psql.batch_execute("set session authorization remit_staff; set role remit_staff_support")
        .await
        .unwrap();
    let kept = psql
        .query("select from bank_event where result = 'unmatched'", &[])
        .await
        .unwrap();
    assert_eq!(kept.len(), 2);
}
