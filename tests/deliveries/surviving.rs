//! Servers that stop, are killed or stand still, and a database that goes away: nothing is lost, and
//! nothing waits for longer than a lease.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use remit::config::Serve;
use rustix::process::Signal;
use tokio_postgres::Client;

use crate::reaching::{assert_in_order, create, kinds};
use crate::server::Server;
use crate::subscribing::{subscribe, until_count};
use crate::support::app::{App, options};
use crate::support::database::TestDatabase;
use crate::support::subscriber::{Received, Reply, Subscriber};
use crate::support::wait::eventually;

const PENDING: &str = "select count(*) from delivery";

/// The promise: what a dead server held is taken over within this time.
const TAKEN_OVER: Duration = Duration::from_secs(60);

/// A subscriber that leaves the first request without an answer and takes all others.
async fn that_hangs_once() -> Subscriber {
    Subscriber::answering(|before, _| match before {
        0 => Reply::Hang,
        _ => Reply::Status(204),
    })
    .await
}

/// A company with a webhook, signed up at a server that has stopped since.
async fn subscribed(database: &Arc<TestDatabase>, subscriber: &Subscriber) {
    let app = App::spawn_on(database.clone(), options()).await;
    let acme = app.sign_up("Acme").await;
    subscribe(&app.psql().await, &acme, &subscriber.url()).await;
    app.stopped().await;
}

/// A payment made by hand, and edited twice.
async fn live_a_payments_life(psql: &Client) {
    for statement in [
        "insert into payment (company_id, amount_cents, account_name, bsb, account_number)
             select id, 1, 'Jane', '062000', '12345678' from company",
        "update payment set amount_cents = amount_cents + 1",
        "update payment set amount_cents = amount_cents + 1",
    ] {
        psql.batch_execute(statement).await.unwrap();
    }
}

/// What two servers have sent of such a payment when the first held it back and did not come back.
fn assert_taken_over(received: &[Received]) {
    assert_eq!(received[0].body, received[1].body, "the first came again");
    assert_in_order(&received[1..4]);
}

#[tokio::test]
async fn a_killed_servers_queues_are_taken_over_within_a_minute() {
    let (database, subscriber) = (
        Arc::new(TestDatabase::migrated().await),
        that_hangs_once().await,
    );
    subscribed(&database, &subscriber).await;
    let (psql, server) = (database.psql().await, Server::start(&database).await);
    live_a_payments_life(&psql).await;
    subscriber.until(1).await;
    until_count(&psql, PENDING, 3).await;
    let other = App::spawn_on(database.clone(), options()).await;
    server.signal(Signal::KILL);
    let killed = Instant::now();
    let received = subscriber.until(4).await;
    assert_taken_over(&received);
    assert!(received[3].at - killed < TAKEN_OVER);
    until_count(&psql, PENDING, 0).await;
    drop(other);
}

#[tokio::test]
async fn a_server_that_stood_still_for_longer_than_its_lease_loses_its_queues_and_does_no_harm() {
    let (database, subscriber) = (
        Arc::new(TestDatabase::migrated().await),
        that_hangs_once().await,
    );
    subscribed(&database, &subscriber).await;
    let (psql, server) = (database.psql().await, Server::start(&database).await);
    live_a_payments_life(&psql).await;
    subscriber.until(1).await;
    until_count(&psql, PENDING, 3).await;
    server.signal(Signal::STOP);
    let stopped = Instant::now();
    let other = App::spawn_on(database.clone(), options()).await;
    let received = subscriber.until(4).await;
    assert_taken_over(&received);
    assert!(received[3].at - stopped < TAKEN_OVER);
    until_count(&psql, PENDING, 0).await;
    // It goes on, finds its attempt timed out and its lease over, and enters anew.
    server.signal(Signal::CONT);
    let entered = "select count(*) from dispatcher where lease_until > now()";
    until_count(&psql, entered, 2).await;
    psql.batch_execute("update payment set amount_cents = amount_cents + 1")
        .await
        .unwrap();
    let received = subscriber.until(5).await;
    assert_in_order(&received[1..]);
    until_count(&psql, PENDING, 0).await;
    assert_eq!(subscriber.received().len(), 5, "nothing came twice");
    let once = "select count(*) from finished_delivery where status = 'delivered' and attempts = 1";
    until_count(&psql, once, 4).await;
    until_count(&psql, "select count(*) from attempt where error is null", 4).await;
    until_count(&psql, "select count(*) from attempt", 4).await;
    drop(other);
}

#[tokio::test]
async fn what_changes_while_the_server_that_pumps_stands_still_is_told_by_another() {
    let (database, subscriber) = (
        Arc::new(TestDatabase::migrated().await),
        Subscriber::listen().await,
    );
    subscribed(&database, &subscriber).await;
    let (psql, server) = (database.psql().await, Server::start(&database).await);
    live_a_payments_life(&psql).await;
    const EVENTS: &str = "select count(*) from event";
    until_count(&psql, EVENTS, 3).await;
    let other = App::spawn_on(database.clone(), options()).await;
    server.signal(Signal::STOP);
    let edit = "update payment set amount_cents = amount_cents + 1";
    psql.batch_execute(edit).await.unwrap();
    until_count(&psql, EVENTS, 4).await;
    // It goes on, and finds that another one leads.
    server.signal(Signal::CONT);
    psql.batch_execute(edit).await.unwrap();
    until_count(&psql, EVENTS, 5).await;
    until_count(&psql, "select count(*) from outbox", 0).await;
    drop(other);
}

#[tokio::test]
async fn a_server_that_stops_gives_its_queues_back_at_once() {
    let (database, subscriber) = (
        Arc::new(TestDatabase::migrated().await),
        Subscriber::listen().await,
    );
    subscribed(&database, &subscriber).await;
    let (psql, server) = (database.psql().await, Server::start(&database).await);
    live_a_payments_life(&psql).await;
    subscriber.until(3).await;
    until_count(&psql, PENDING, 0).await;
    let other = App::spawn_on(database.clone(), options()).await;
    until_count(&psql, "select count(*) from dispatcher", 2).await;
    server.signal(Signal::TERM);
    until_count(&psql, "select count(*) from dispatcher", 1).await;
    let left = Instant::now();
    psql.batch_execute("update payment set amount_cents = 9")
        .await
        .unwrap();
    let took = subscriber.until(4).await[3].at - left;
    // A lease is 20 s. The pump moves too, and asks once a second.
    assert!(took < Duration::from_secs(5), "{took:?}");
    drop(other);
}

#[tokio::test]
async fn what_changes_while_no_server_runs_is_told_at_the_next_start_after_what_waited() {
    let database = Arc::new(TestDatabase::migrated().await);
    let healed = Arc::new(AtomicBool::new(false));
    let heals = healed.clone();
    let subscriber = Subscriber::answering(move |_, _| {
        Reply::Status(if heals.load(Ordering::Relaxed) {
            204
        } else {
            500
        })
    })
    .await;
    let patient = Serve {
        webhook_schedule: "2s,1s,1s,1s".parse().unwrap(),
        ..options()
    };
    let app = App::spawn_on(database.clone(), patient).await;
    let (acme, psql) = (app.sign_up("Acme").await, database.psql().await);
    subscribe(&psql, &acme, &subscriber.url()).await;
    create(&acme, 1).await;
    until_count(&psql, "select count(*) from delivery where attempts = 1", 1).await;
    app.stopped().await;
    let asked = subscriber.received().len();
    psql.batch_execute("update payment set amount_cents = 7")
        .await
        .unwrap();
    healed.store(true, Ordering::Relaxed);
    let next = App::spawn_on(database.clone(), options()).await;
    let received = subscriber.until(asked + 2).await;
    assert_eq!(
        kinds(&received[asked..]),
        ["payment.created", "payment.updated"]
    );
    until_count(&psql, PENDING, 0).await;
    drop(next);
}

#[tokio::test]
async fn sessions_that_are_terminated_in_the_middle_lose_nothing() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let mut subscribers = Vec::new();
    for _ in 0..3 {
        let subscriber = Subscriber::listen().await;
        subscribe(&psql, &acme, &subscriber.url()).await;
        subscribers.push(subscriber);
    }
    create(&acme, 10).await;
    for edit in 1..=20 {
        psql.batch_execute(&format!("update payment set amount_cents = {edit}"))
            .await
            .unwrap();
        psql.batch_execute(
            "select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and usename like 'remit%' and random() < 0.5",
        )
        .await
        .unwrap();
    }
    until_count(&psql, "select count(*) from event", 10 * 21).await;
    until_count(&psql, PENDING, 0).await;
    for subscriber in &subscribers {
        let received = subscriber.received();
        let ids: std::collections::HashSet<_> =
            received.iter().map(|r| r.header("webhook-id")).collect();
        assert_eq!(ids.len(), 10 * 21);
    }
}

#[tokio::test]
async fn a_queue_whose_taking_was_lost_on_the_way_is_found() {
    let (app, subscriber) = (App::spawn().await, Subscriber::listen().await);
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    create(&acme, 1).await;
    until_count(&psql, "select count(*) from event", 1).await;
    subscribe(&psql, &acme, &subscriber.url()).await;
    // As if it had been taken by an answer that never came: the server does not know of it, and
    // nobody else takes it.
    psql.batch_execute(
        "begin;
         update webhook_queue set dispatcher_id = (select id from dispatcher), poked = false;
         insert into delivery (company_id, webhook_id, sequence, payment_id, next_attempt_at)
             select e.company_id, w.id, e.sequence, e.payment_id, now() from event e, webhook w;
         commit",
    )
    .await
    .unwrap();
    assert_eq!(kinds(&subscriber.until(1).await), ["payment.created"]);
    until_count(&psql, PENDING, 0).await;
}

#[tokio::test]
async fn what_could_not_be_given_up_while_the_database_was_away_is_given_up_then() {
    let patient = Serve {
        webhook_schedule: "1h".parse().unwrap(),
        ..options()
    };
    let app = App::spawn_with(patient).await;
    let subscriber = Subscriber::answering(|_, received| {
        let amount = received.event()["data"]["amount_cents"].clone();
        Reply::Status(if amount == 9 { 204 } else { 500 })
    })
    .await;
    let (acme, psql, dba) = (
        app.sign_up("Acme").await,
        app.psql().await,
        app.psql().await,
    );
    subscribe(&psql, &acme, &subscriber.url()).await;
    create(&acme, 3).await;
    until_count(&psql, "select count(*) from delivery where attempts = 1", 3).await;
    dba.batch_execute("begin; lock table finished_delivery in access exclusive mode")
        .await
        .unwrap();
    psql.batch_execute("update webhook set enabled = false")
        .await
        .unwrap();
    // It waits for the lock until its time is over, more than once.
    for waiting in [1, 0, 1] {
        let locked = "select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%drop_deliveries%'";
        until_count(&psql, locked, waiting).await;
    }
    dba.batch_execute("rollback").await.unwrap();
    until_count(&psql, PENDING, 0).await;
    let failed = "select count(*) from finished_delivery where status = 'failed'";
    until_count(&psql, failed, 3).await;
    // Switched on again it works.
    psql.batch_execute("update webhook set enabled = true; update payment set amount_cents = 9")
        .await
        .unwrap();
    eventually("the webhook works", async || {
        let received = subscriber.received();
        (received.len() == 3 + 3).then_some(())
    })
    .await;
}
