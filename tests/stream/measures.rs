//! How soon an event is heard, and what streams cost that hear nothing.

use std::time::{Duration, Instant};

use crate::listening::{Listening, insert};
use crate::support::app::App;

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_heard_within_a_second_of_its_commit() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let mut stream = Listening::to(&acme).await;
    let mut times = Vec::new();
    for sequence in 1..=200 {
        insert(&psql, &acme, 1).await;
        let committed = Instant::now();
        assert_eq!(stream.sequences(1).await, [sequence]);
        times.push(committed.elapsed());
    }
    times.sort_unstable();
    println!(
        "commit to client: p50 {:?}, p99 {:?}",
        times[100], times[198]
    );
    assert!(times[198] < Duration::from_secs(1), "{:?}", times[198]);
}

/// Statements that the database was asked in this database, apart from those of the test.
async fn transactions(psql: &tokio_postgres::Client) -> i64 {
    psql.batch_execute("select pg_stat_force_next_flush()")
        .await
        .unwrap();
    let row = psql.query_one(
        "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()",
        &[],
    );
    row.await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_idle_streams_hardly_ask_the_database() {
    let app = App::spawn().await;
    let psql = app.psql().await;
    let mut companies = Vec::new();
    for number in 0..50 {
        companies.push(app.sign_up(&format!("Company{number}")).await);
    }
    let mut streams = vec![Listening::to(&companies[0]).await];
    let one = asked_in_5_seconds(&psql).await;
    for company in &companies {
        let missing = if streams.len() == 1 { 9 } else { 10 };
        for _ in 0..missing {
            streams.push(Listening::to(company).await);
        }
    }
    assert_eq!(streams.len(), 500);
    let all = asked_in_5_seconds(&psql).await;
    println!("transactions in 5 s: {one} with 1 stream, {all} with 500");
    // Much less than once a stream; sessions may report late what they did before.
    assert!(all < one + 150, "{one} with 1 stream, {all} with 500");
    insert(&psql, &companies[49], 1).await;
    assert_eq!(streams[499].sequences(1).await, [1]);
}

async fn asked_in_5_seconds(psql: &tokio_postgres::Client) -> i64 {
    // Sessions report what they did once a second.
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let before = transactions(psql).await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    transactions(psql).await - before
}
