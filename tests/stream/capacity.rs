//! A company may have ten streams, over all servers of the database.

use std::time::{Duration, Instant};

use reqwest::StatusCode;
use serde_json::Value;

use crate::listening::{Listening, ask, insert};
use crate::support::app::{App, Company};
use crate::support::wait::eventually;

/// So many streams of a company.
async fn streams(company: &Company<'_>, count: usize) -> Vec<Listening> {
    let mut streams = Vec::new();
    for _ in 0..count {
        streams.push(Listening::to(company).await);
    }
    streams
}

/// Checks that there is no place for one more.
async fn assert_full(company: &Company<'_>) {
    let refused = ask(company, "").send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait = refused.headers()["retry-after"].to_str().unwrap();
    assert!(wait.parse::<u64>().unwrap() >= 1);
    let problem: Value = refused.json().await.unwrap();
    assert_eq!(problem["code"], "rate_limited");
    assert!(problem["detail"].as_str().unwrap().contains("10 streams"));
}

/// Waits until there is a place again, and takes it.
async fn until_free(company: &Company<'_>) -> Listening {
    eventually("a place", async || {
        Listening::try_with(ask(company, "")).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_eleventh_stream_is_refused_until_one_has_ended() {
    let app = App::spawn().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let mut open = streams(&acme, 10).await;
    assert_full(&acme).await;
    drop(Listening::to(&bolt).await);
    open.pop();
    let began = Instant::now();
    open.push(until_free(&acme).await);
    assert!(began.elapsed() < Duration::from_secs(2), "freed at once");
    assert_full(&acme).await;
    insert(&app.psql().await, &acme, 1).await;
    for stream in &mut open {
        assert_eq!(stream.sequences(1).await, [1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_count_a_companys_streams_together_and_a_gone_one_counts_no_more() {
    let app = App::spawn().await;
    let other = app.spawn_another().await;
    let acme = app.sign_up("Acme").await;
    let there = acme.at(&other);
    let mut here = streams(&acme, 6).await;
    let mut open_there = streams(&there, 4).await;
    assert_full(&acme).await;
    assert_full(&there).await;
    insert(&app.psql().await, &acme, 1).await;
    for stream in here.iter_mut().chain(&mut open_there) {
        assert_eq!(stream.sequences(1).await, [1]);
    }
    drop(there);
    drop(other);
    for stream in &mut open_there {
        stream.end().await;
    }
    for _ in 0..4 {
        here.push(until_free(&acme).await);
    }
    assert_full(&acme).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_refused_takes_no_place() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for query in ["?after=x", "?limit=5"] {
        for _ in 0..12 {
            let refused = ask(&acme, query).send().await.unwrap();
            assert!(refused.status().is_client_error());
        }
    }
    until_free(&acme).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_are_kept_over_a_lost_connection() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let mut open = streams(&acme, 10).await;
    let kill = "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity
         where application_name = 'remit streams' and datname = current_database()";
    assert_eq!(psql.query_one(kill, &[]).await.unwrap().get::<_, i64>(0), 1);
    let locks = "select count(*) from pg_locks l join pg_stat_activity a using (pid)
         where a.application_name = 'remit streams' and a.datname = current_database() and l.locktype = 'advisory'";
    eventually("ten places again", async || {
        let count: i64 = psql.query_one(locks, &[]).await.unwrap().get(0);
        (count == 10).then_some(())
    })
    .await;
    assert_full(&acme).await;
    insert(&psql, &acme, 1).await;
    for stream in &mut open {
        assert_eq!(stream.sequences(1).await, [1]);
    }
}
