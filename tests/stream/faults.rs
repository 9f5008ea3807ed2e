//! Whatever breaks, a stream misses nothing and repeats nothing.

use tokio_postgres::Client;

use crate::listening::{Listening, Word, ask, insert};
use crate::support::app::{App, Company};
use crate::support::wait::eventually;

/// Ends the sessions of this database that match; how many they were.
async fn kill(psql: &Client, condition: &str) -> i64 {
    let kill = format!(
        "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and {condition}"
    );
    psql.query_one(&kill, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_listener_costs_no_event() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let mut stream = Listening::to(&acme).await;
    for round in 0..3 {
        eventually("a listener to kill", async || {
            (kill(&psql, "query ilike '%listen%'").await > 0).then_some(())
        })
        .await;
        insert(&psql, &acme, 2).await;
        assert_eq!(stream.sequences(2).await, [round * 2 + 1, round * 2 + 2]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_misses_nothing_while_every_connection_of_its_server_is_killed() {
    let app = App::spawn().await;
    let (acme, psql, writer) = (
        app.sign_up("Acme").await,
        app.psql().await,
        app.psql().await,
    );
    let mut stream = Listening::to(&acme).await;
    let mut heard = Vec::new();
    for _ in 0..5 {
        insert(&writer, &acme, 40).await;
        kill(&psql, "application_name like 'remit%'").await;
        insert(&writer, &acme, 40).await;
        while heard.len() % 80 != 79 {
            match stream.word().await {
                Some(Word::Event(id, _)) => heard.push(id),
                Some(Word::Comment(_)) => {}
                None => stream = again(&acme, heard.last().copied().unwrap_or_default()).await,
            }
        }
        heard.extend(stream.sequences(1).await);
    }
    assert_eq!(heard, (1..=400).collect::<Vec<_>>());
}

/// Comes again until it is served, as a client does.
async fn again(company: &Company<'_>, last: i64) -> Listening {
    eventually("a stream", async || {
        Listening::try_with(ask(company, "").header("last-event-id", last)).await
    })
    .await
}
