//! Whatever breaks, nothing is lost and nothing is told twice.

use remit::capture::Ringing;
use tokio_postgres::Client;

use crate::support::app::App;
use crate::support::wait::eventually;
use crate::telling::{assert_chain, by_bell_and_by_looking, events, spawn, told, types};

by_bell_and_by_looking!(
    what_was_prepared_is_told_once_it_is_committed,
    letters_whose_ids_were_set_back_are_told,
);

/// Ends the sessions of this database that match; how many they were.
async fn kill(psql: &Client, condition: &str) -> i64 {
    let kill = format!(
        "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity
         where datname = current_database() and {condition}"
    );
    psql.query_one(&kill, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_pumps_of_two_servers_lose_nothing_and_double_nothing() {
    let app = App::spawn().await;
    let _other = app.spawn_another().await;
    let acme = app.sign_up("Acme").await;
    let (psql, writer) = (app.psql().await, app.psql().await);
    // The one that holds the leader's lock; both may be at it in turn.
    let leader = "pid in (select pid from pg_locks where locktype = 'advisory' and objid = 774466002 and granted
         and database = (select oid from pg_database where datname = current_database()))";
    let mut killed = 0;
    for round in 0..4 {
        let rows = format!(
            "insert into payment (company_id, amount_cents, account_name, bsb, account_number)
             select '{}', {round} * 1000 + n, 'Jane', '062000', '12345678' from generate_series(1, 800) n;
             update payment set description = 'round {round}'",
            acme.id
        );
        let (_, count) = tokio::join!(
            async { writer.batch_execute(&rows).await.unwrap() },
            async {
                eventually("a leader to kill", async || {
                    let count = kill(&psql, leader).await;
                    (count > 0).then_some(count)
                })
                .await
            }
        );
        killed += count;
    }
    assert!(killed >= 4);
    told(&psql).await;
    let events = events(&acme).await;
    assert_eq!(events.len(), 4 * 800 + 800 * (1 + 2 + 3 + 4));
    assert_chain(&events);
    let history: i64 = psql
        .query_one(
            "select count(*) from change where table_name = 'payment'",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    assert_eq!(usize::try_from(history).unwrap(), events.len());
}

async fn letters_whose_ids_were_set_back_are_told(bell: Ringing) {
    let app = spawn(bell).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let insert = format!(
        "insert into payment (company_id, amount_cents, account_name, bsb, account_number)
         values ('{}', 5, 'Jane', '062000', '12345678')",
        acme.id
    );
    for round in 0..3 {
        // Enough of them, one after the other, that the pump looks above the first.
        for _ in 0..150 {
            psql.batch_execute(&insert).await.unwrap();
        }
        told(&psql).await;
        let update = format!("update payment set description = 'round {round}'");
        psql.batch_execute(&update).await.unwrap();
        told(&psql).await;
        psql.batch_execute("alter table outbox alter column id restart with 1")
            .await
            .unwrap();
    }
    let events = events(&acme).await;
    assert_eq!(events.len(), 3 * 150 + 150 * (1 + 2 + 3));
    assert_chain(&events);
}

#[tokio::test(flavor = "multi_thread")]
async fn events_come_after_the_listener_was_killed() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    for _ in 0..3 {
        eventually("a listener to kill", async || {
            let listener = "query ilike '%listen%' and pid <> pg_backend_pid()";
            (kill(&psql, listener).await > 0).then_some(())
        })
        .await;
        acme.create_payment().await;
    }
    told(&psql).await;
    let events = events(&acme).await;
    assert_eq!(types(&events), ["payment.created"; 3]);
    assert_chain(&events);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_transaction_holds_back_nobody_elses_events() {
    let app = App::spawn().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let (psql, slow) = (app.psql().await, app.psql().await);
    let payment = acme.create_payment().await;
    let id = payment["id"].as_str().unwrap();
    let update = format!("begin; update payment set amount_cents = 5 where id = '{id}'");
    slow.batch_execute(&update).await.unwrap();
    for _ in 0..3 {
        bolt.create_payment().await;
        acme.create_payment().await;
    }
    told(&psql).await;
    assert_eq!(events(&bolt).await.len(), 3);
    assert_eq!(events(&acme).await.len(), 4);
    slow.batch_execute("commit").await.unwrap();
    told(&psql).await;
    let events = events(&acme).await;
    assert_eq!(types(&events)[4], "payment.updated");
    assert_chain(&events);
}

async fn what_was_prepared_is_told_once_it_is_committed(bell: Ringing) {
    let app = spawn(bell).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    psql.batch_execute("set application_name = 'citus_internal gpid=1'")
        .await
        .unwrap();
    for end in ["rollback prepared", "commit prepared"] {
        let name = uuid::Uuid::now_v7();
        let prepare = format!(
            "begin; insert into payment (company_id, amount_cents, account_name, bsb, account_number)
             select '{}', n, 'Jane', '062000', '12345678' from generate_series(1, 600) n;
             update payment set amount_cents = 700 where amount_cents = 600;
             prepare transaction '{name}'",
            acme.id
        );
        psql.batch_execute(&prepare).await.unwrap();
        acme.create_payment().await;
        told(&psql).await;
        psql.batch_execute(&format!("{end} '{name}'"))
            .await
            .unwrap();
    }
    told(&psql).await;
    let events = events(&acme).await;
    assert_chain(&events);
    let types = types(&events);
    assert_eq!(
        types
            .iter()
            .filter(|kind| **kind == "payment.created")
            .count(),
        602
    );
    assert_eq!(
        types
            .iter()
            .filter(|kind| **kind == "payment.updated")
            .count(),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_date_that_a_dba_can_write_stops_the_pump() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    acme.create_payment().await;
    // In 1890 Amsterdam was 19 minutes and 32 seconds ahead.
    psql.batch_execute("set timezone = 'Europe/Amsterdam'")
        .await
        .unwrap();
    for time in [
        "infinity",
        "-infinity",
        "20000-01-01",
        "0044-03-15 BC",
        "1890-01-01",
    ] {
        // Refused or told, but never in the way of others.
        let _ = psql
            .batch_execute(&format!("update payment set status = 'failed', failed_at = '{time}', transaction_at = '{time}'"))
            .await;
        let back = "begin; set local remit.override = 'again'; update payment set status = 'created'; commit";
        psql.batch_execute(back).await.unwrap();
        let insert = format!(
            "insert into payment (company_id, amount_cents, account_name, bsb, account_number, created_at)
             values ('{}', 5, 'Jane', '062000', '12345678', '{time}')",
            acme.id
        );
        let _ = psql.batch_execute(&insert).await;
        acme.create_payment().await;
        told(&psql).await;
    }
    let told = events(&acme).await;
    assert!(
        types(&told)
            .iter()
            .filter(|kind| **kind == "payment.created")
            .count()
            >= 6
    );
    assert_chain(&told);
}
