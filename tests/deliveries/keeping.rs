//! What the tables of deliveries keep true when two servers know different things, and when days go.

use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use remit::config::Serve;
use remit::db::Database;
use remit::db::deliveries::{Attempted, Job, QueueId, Verdict};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::reaching::create;
use crate::subscribing::{subscribe, until_count};
use crate::support::app::{App, options};
use crate::support::database::{TestDatabase, secret_key};
use crate::support::subscriber::{Reply, Subscriber};

const PENDING: &str = "select count(*) from delivery";

/// A server whose failed deliveries wait for an hour.
fn patient() -> Serve {
    Serve {
        webhook_schedule: "1h".parse().unwrap(),
        ..options()
    }
}

fn database(app: &App) -> Database {
    Database::new(app.url(), &secret_key(), &options().pools).unwrap()
}

/// Enters as a dispatcher, alone.
async fn enter(db: &Database, psql: &Client) -> Uuid {
    psql.batch_execute("update dispatcher set lease_until = now() - interval '1 second'")
        .await
        .unwrap();
    let me = Uuid::now_v7();
    db.enter_dispatcher(me, Duration::from_secs(20))
        .await
        .unwrap();
    me
}

async fn take(db: &Database, me: Uuid) -> (QueueId, Job) {
    let taken = db.take_waiting_queues(me, 10).await.unwrap();
    let pages: Vec<_> = taken.iter().map(|queue| (*queue, 0)).collect();
    let mut jobs = db.load_deliveries(me, &pages, 10).await.unwrap();
    assert_eq!((taken.len(), jobs.len()), (1, 1));
    (taken[0], jobs.remove(0))
}

fn attempted(job: &Job, verdict: Verdict) -> Attempted {
    Attempted {
        queue: job.queue,
        position: job.position,
        number: job.attempts + 1,
        started_at: Utc::now(),
        duration_ms: 1,
        status_code: None,
        error: None,
        excerpt: None,
        verdict,
    }
}

#[tokio::test]
async fn of_a_server_that_lost_a_queue_successes_count_and_failures_do_not() {
    let kept = Arc::new(TestDatabase::migrated().await);
    let app = App::spawn_on(kept.clone(), patient()).await;
    let subscriber = Subscriber::answering(|_, _| Reply::Status(500)).await;
    let (acme, psql, db) = (app.sign_up("Acme").await, app.psql().await, database(&app));
    subscribe(&psql, &acme, &subscriber.url()).await;
    create(&acme, 1).await;
    until_count(&psql, "select count(*) from delivery where attempts = 1", 1).await;
    app.stopped().await;
    let late = enter(&db, &psql).await;
    let (queue, job) = take(&db, late).await;
    let new = enter(&db, &psql).await;
    assert_eq!(take(&db, new).await.0, queue);
    for verdict in [
        Verdict::Again(Duration::ZERO),
        Verdict::Failed,
        Verdict::Gone,
    ] {
        let failure = attempted(&job, verdict);
        db.finish_deliveries(late, &[failure]).await.unwrap();
        until_count(&psql, "select count(*) from delivery where attempts = 1", 1).await;
    }
    until_count(&psql, "select count(*) from webhook where enabled", 1).await;
    let failure = attempted(&job, Verdict::Again(Duration::from_secs(3600)));
    db.finish_deliveries(new, &[failure]).await.unwrap();
    until_count(&psql, "select count(*) from delivery where attempts = 2", 1).await;
    let success = attempted(&job, Verdict::Delivered);
    db.finish_deliveries(late, &[success]).await.unwrap();
    until_count(&psql, PENDING, 0).await;
    let numbered = "select count(*) from finished_delivery f
        where f.status = 'delivered' and f.attempts = 3
            and (select array_agg(a.number order by a.number) from attempt a) = '{1,2,3}'";
    until_count(&psql, numbered, 1).await;
}

#[tokio::test]
async fn old_days_go_and_new_ones_are_made_but_what_waits_keeps_its_day() {
    let app = App::spawn_with(patient()).await;
    let subscriber =
        Subscriber::answering(|before, _| Reply::Status(if before == 0 { 500 } else { 204 })).await;
    let (acme, psql, db) = (app.sign_up("Acme").await, app.psql().await, database(&app));
    subscribe(&psql, &acme, &subscriber.url()).await;
    create(&acme, 1).await;
    until_count(&psql, "select count(*) from delivery where attempts = 1", 1).await;
    let days = "
        do $$
        declare day date; parent text;
        begin
            foreach parent in array array['finished_delivery', 'attempt'] loop
                foreach day in array array['2020-01-01', '2020-01-02']::date[] loop
                    execute format('create table partition.%I partition of %I for values from (%L) to (%L)',
                        parent || to_char(day, '_YYYYMMDD'), parent, rules.first_id_of(day), rules.first_id_of(day + 1));
                end loop;
            end loop;
            execute format('drop table partition.%I', 'attempt' || to_char((now() at time zone 'UTC')::date + 14, '_YYYYMMDD'));
        end;
        $$;
        update delivery set id = rules.first_id_of('2020-01-02'), attempts = 0";
    psql.batch_execute(days).await.unwrap();
    assert_eq!(db.keep_partitions().await.unwrap(), 3);
    assert_eq!(db.keep_partitions().await.unwrap(), 0);
    let old = "select count(*) from pg_class where relnamespace = 'partition'::regnamespace
        and relkind = 'r' and relname like '%\\_2020010_'";
    until_count(&psql, old, 2).await;
    // What waited is delivered, and on record under its day; then the day goes.
    psql.batch_execute(
        "update delivery set next_attempt_at = now(); update webhook_queue set poked = true; notify delivery",
    )
    .await
    .unwrap();
    subscriber.until(2).await;
    until_count(&psql, PENDING, 0).await;
    let kept =
        "select count(*) from partition.finished_delivery_20200102 where status = 'delivered'";
    until_count(&psql, kept, 1).await;
    assert_eq!(db.keep_partitions().await.unwrap(), 2);
    until_count(&psql, old, 0).await;
}
