//! What staff and DBAs change in psql.

use remit::capture::Ringing;
use serde_json::{Value, json};
use tokio_postgres::Client;

use crate::support::app::{App, Company};
use crate::telling::{assert_chain, by_bell_and_by_looking, events, spawn, told, types};

by_bell_and_by_looking!(
    each_row_of_a_bulk_update_makes_one_event,
    an_edit_in_psql_is_told_as_the_dbas,
    a_copy_makes_an_event_for_each_row,
    a_change_in_replica_mode_is_told_too,
    what_is_rolled_back_or_changes_nothing_is_not_told,
    staff_are_told_of_as_staff,
    putting_a_payment_back_to_created_is_an_update,
    deleting_a_processed_payment_with_a_reason_is_told,
);

/// Rows of a DBA, who has no request.
async fn insert(psql: &Client, company: &Company<'_>, count: i32) {
    let rows = format!(
        "insert into payment (company_id, amount_cents, account_name, bsb, account_number)
         select '{}', n, 'Jane', '062000', '12345678' from generate_series(1, {count}) n",
        company.id
    );
    psql.batch_execute(&rows).await.unwrap();
}

/// Runs this as a DBA and waits until it has been told.
async fn edit(psql: &Client, sql: &str) {
    psql.batch_execute(sql).await.unwrap();
    told(psql).await;
}

async fn each_row_of_a_bulk_update_makes_one_event(bell: Ringing) {
    let (app, count) = (spawn(bell).await, 10_000);
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    insert(&psql, &acme, count).await;
    edit(&psql, "update payment set amount_cents = amount_cents + 1").await;
    let counted = psql
        .query_one(
            "select count(*), count(distinct payment_id), min(sequence), max(sequence),
                count(*) filter (where (body::jsonb #>> '{previous,amount_cents}')::int + 1 = (body::jsonb #>> '{data,amount_cents}')::int)
             from event where type = 'payment.updated'",
            &[],
        )
        .await
        .unwrap();
    let counted: Vec<i64> = (0..5).map(|column| counted.get(column)).collect();
    let n = i64::from(count);
    assert_eq!(counted, [n, n, n + 1, 2 * n, n]);
}

async fn an_edit_in_psql_is_told_as_the_dbas(bell: Ringing) {
    let app = spawn(bell).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    insert(&psql, &acme, 3).await;
    // Whatever role a DBA has set.
    edit(&psql, "set role remit_dba; update payment set status = 'successful' where amount_cents = 2; reset role").await;
    edit(&psql, "delete from payment where amount_cents = 3").await;
    let events = events(&acme).await;
    let expected = [
        "payment.created",
        "payment.created",
        "payment.created",
        "payment.successful",
        "payment.deleted",
    ];
    assert_eq!(types(&events), expected);
    assert_chain(&events);
    for event in &events {
        assert_eq!(
            event["actor"],
            json!({"kind": "dba", "id": null, "request_id": null})
        );
    }
    assert_eq!(
        events[3]["previous"],
        json!({"status": "created", "transaction_at": null})
    );
}

async fn a_copy_makes_an_event_for_each_row(bell: Ringing) {
    let app = spawn(bell).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let sink = psql
        .copy_in(
            "copy payment (company_id, amount_cents, account_name, bsb, account_number) from stdin",
        )
        .await
        .unwrap();
    let rows: String = (1..=700)
        .map(|n| format!("{}\t{n}\tJane\t062000\t12345\n", acme.id))
        .collect();
    let mut sink = Box::pin(sink);
    futures_util::SinkExt::send(&mut sink, std::io::Cursor::new(rows))
        .await
        .unwrap();
    assert_eq!(sink.as_mut().finish().await.unwrap(), 700);
    told(&psql).await;
    let events = events(&acme).await;
    assert_eq!(types(&events), vec!["payment.created"; 700]);
    assert_chain(&events);
}

async fn a_change_in_replica_mode_is_told_too(bell: Ringing) {
    let app = spawn(bell).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    psql.batch_execute("set session_replication_role = replica")
        .await
        .unwrap();
    insert(&psql, &acme, 2).await;
    edit(
        &psql,
        "update payment set description = 'x' where amount_cents = 1",
    )
    .await;
    edit(&psql, "delete from payment where amount_cents = 2").await;
    let events = events(&acme).await;
    assert_eq!(
        types(&events),
        [
            "payment.created",
            "payment.created",
            "payment.updated",
            "payment.deleted"
        ]
    );
    assert_chain(&events);
}

async fn what_is_rolled_back_or_changes_nothing_is_not_told(bell: Ringing) {
    let app = spawn(bell).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    insert(&psql, &acme, 2).await;
    edit(
        &psql,
        "begin; update payment set amount_cents = 9; delete from payment; rollback",
    )
    .await;
    edit(
        &psql,
        "update payment set amount_cents = amount_cents, bsb = '062 000'",
    )
    .await;
    edit(&psql, "update payment set amount_cents = 7 where false").await;
    let half = "begin; update payment set amount_cents = 8 where amount_cents = 1;
         savepoint s; update payment set amount_cents = 9; rollback to s; commit";
    edit(&psql, half).await;
    let events = events(&acme).await;
    assert_eq!(
        types(&events),
        ["payment.created", "payment.created", "payment.updated"]
    );
    assert_eq!(events[2]["data"]["amount_cents"], 8);
}

async fn staff_are_told_of_as_staff(bell: Ringing) {
    let app = spawn(bell).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    insert(&psql, &acme, 1).await;
    let as_staff = "set session authorization remit_staff; set role remit_staff_finance;
         update payment set status = 'failed'; reset role; reset session authorization";
    edit(&psql, as_staff).await;
    let events = events(&acme).await;
    assert_eq!(types(&events), ["payment.created", "payment.failed"]);
    assert_eq!(
        events[1]["actor"],
        json!({"kind": "staff", "id": null, "request_id": null})
    );
    assert_eq!(events[1]["data"]["failure"]["code"], "set_by_hand");
    assert_eq!(events[1]["previous"]["failure"], Value::Null);
}

async fn putting_a_payment_back_to_created_is_an_update(bell: Ringing) {
    let app = spawn(bell).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    insert(&psql, &acme, 1).await;
    edit(
        &psql,
        "update payment set status = 'successful'; update payment set status = 'disputed'",
    )
    .await;
    edit(&psql, "begin; set local remit.override = 'wrong one'; update payment set status = 'created'; commit").await;
    let events = events(&acme).await;
    let expected = [
        "payment.created",
        "payment.successful",
        "payment.disputed",
        "payment.updated",
    ];
    assert_eq!(types(&events), expected);
    assert_chain(&events);
    let previous = events[3]["previous"].as_object().unwrap();
    assert_eq!(previous["status"], "disputed");
    assert_eq!(events[3]["data"]["transaction_at"], Value::Null);
    assert_eq!(events[3]["data"]["dispute"], Value::Null);
}

async fn deleting_a_processed_payment_with_a_reason_is_told(bell: Ringing) {
    let app: App = spawn(bell).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    insert(&psql, &acme, 1).await;
    edit(&psql, "update payment set status = 'successful'").await;
    let refused = psql.batch_execute("delete from payment").await.unwrap_err();
    assert_eq!(refused.code().unwrap().code(), "RM004");
    edit(
        &psql,
        "begin; set local remit.override = 'by court order'; delete from payment; commit",
    )
    .await;
    let events = events(&acme).await;
    assert_eq!(
        types(&events),
        ["payment.created", "payment.successful", "payment.deleted"]
    );
    assert_chain(&events);
    let row =
        "select actor_name, reason, old_values ->> 'status' from change where operation = 'delete'";
    let row = psql.query_one(row, &[]).await.unwrap();
    let kept: Vec<Option<String>> = (0..3).map(|column| row.get(column)).collect();
    let expected = ["postgres", "by court order", "successful"];
    assert_eq!(kept, expected.map(|text| Some(text.to_owned())));
}
