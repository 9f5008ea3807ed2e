//! Endpoints that fail: they are tried again, in order, and are in nobody's way.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use remit::config::Serve;

use crate::reaching::{assert_in_order, create, kinds};
use crate::subscribing::{subscribe, subscribe_to, until_count};
use crate::support::app::{App, options};
use crate::support::subscriber::{Received, Reply, Subscriber};

#[tokio::test]
async fn a_failed_delivery_is_tried_again_under_the_same_id_and_a_new_time() {
    let app = App::spawn().await;
    let replies = [500, 302, 404];
    let subscriber = Subscriber::answering(move |before, _| {
        Reply::Status(replies.get(before).copied().unwrap_or(200))
    })
    .await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let hook = subscribe(&psql, &acme, &subscriber.url()).await;
    acme.create_payment().await;
    let received = subscriber.until(4).await;
    let first = &received[0];
    assert!(received.iter().all(|again| again.body == first.body
        && again.header("webhook-id") == first.header("webhook-id")
        && again.is_signed_with(&hook.secret)));
    for (pause, planned) in received.windows(2).zip([200, 400, 800]) {
        let pause = pause[1].at - pause[0].at;
        assert!(
            pause >= Duration::from_millis(planned * 8 / 10),
            "{pause:?}"
        );
    }
    until_count(&psql, "select count(*) from attempt", 4).await;
    until_count(
        &psql,
        "select count(*) from finished_delivery where status = 'delivered' and attempts = 4",
        1,
    )
    .await;
}

#[tokio::test]
async fn a_delivery_is_given_up_after_its_schedule_and_later_ones_go_on() {
    let app = App::spawn().await;
    let subscriber = Subscriber::answering(|_, received| match received.event()["type"].as_str() {
        Some("payment.created") => Reply::Status(500),
        _ => Reply::Status(200),
    })
    .await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    subscribe(&psql, &acme, &subscriber.url()).await;
    acme.create_payment().await;
    psql.batch_execute("update payment set amount_cents = 1")
        .await
        .unwrap();
    let received = subscriber.until(5).await;
    assert_eq!(
        kinds(&received),
        [
            "payment.created",
            "payment.created",
            "payment.created",
            "payment.created",
            "payment.updated"
        ]
    );
    until_count(
        &psql,
        "select count(*) from finished_delivery where (status, attempts) in (('failed', 4), ('delivered', 1))",
        2,
    )
    .await;
}

#[tokio::test]
async fn a_failing_payment_holds_back_its_own_later_events_and_no_others() {
    let patient = Serve {
        webhook_schedule: ["1s"; 60].join(",").parse().unwrap(),
        ..options()
    };
    let app = App::spawn_with(patient).await;
    let amount = |received: &Received| received.event()["data"]["amount_cents"].clone();
    // Fails until all others have come: had they waited for it, they never would.
    let others = AtomicUsize::new(0);
    let subscriber = Subscriber::answering(move |_, received| {
        let failing = amount(received) == 1;
        let come = others.fetch_add(usize::from(!failing), Ordering::Relaxed);
        Reply::Status(if failing && come < 2 * 19 { 500 } else { 200 })
    })
    .await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    create(&acme, 20).await;
    subscribe(&psql, &acme, &subscriber.url()).await;
    psql.batch_execute(
        "update payment set amount_cents = 1 where id = (select id from payment order by id limit 1);
         update payment set amount_cents = amount_cents + 1;
         update payment set amount_cents = amount_cents + 1",
    )
    .await
    .unwrap();
    until_count(
        &psql,
        "select count(*) from finished_delivery where status = 'delivered'",
        1 + 2 * 20,
    )
    .await;
    let all = subscriber.received();
    let failing = all[0].event()["data"]["id"].clone();
    let is_failing = |received: &&Received| received.event()["data"]["id"] == failing;
    let accepted = all.iter().rposition(|r| amount(r) == 1).unwrap();
    assert!(accepted >= 2 * 19, "it failed until the others had come");
    let earlier = all[..accepted].iter().filter(is_failing);
    assert!(
        earlier.clone().all(|r| amount(r) == 1),
        "its own later ones waited"
    );
    let later: Vec<_> = all.iter().filter(|r| amount(r) != 1).cloned().collect();
    assert_eq!(later.len(), 2 * 20);
    assert_in_order(&later);
}

#[tokio::test]
async fn an_endpoint_that_asks_for_a_pause_gets_it() {
    let app = App::spawn().await;
    let subscriber = Subscriber::answering(|before, _| match before {
        0 => Reply::Full(503, ("retry-after", "2".to_owned()), "busy".to_owned()),
        _ => Reply::Status(200),
    })
    .await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    subscribe(&psql, &acme, &subscriber.url()).await;
    acme.create_payment().await;
    let received = subscriber.until(2).await;
    assert!(received[1].at - received[0].at >= Duration::from_secs(2));
}

#[tokio::test]
async fn an_endpoint_that_is_gone_is_disabled_and_the_companys_others_are_told() {
    let (app, other) = (App::spawn().await, Subscriber::listen().await);
    let gone = Subscriber::answering(|_, _| Reply::Status(410)).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let hook = subscribe(&psql, &acme, &gone.url()).await;
    subscribe_to(&psql, &acme, &other.url(), &["webhook.disabled"]).await;
    create(&acme, 3).await;
    let told = other.until(1).await[0].event();
    assert_eq!(told["type"], "webhook.disabled");
    assert_eq!(told["data"]["id"], hook.id.to_string());
    assert_eq!(told["data"]["disabled_reason"], "gone");
    assert!(told["data"].get("secret").is_none());
    assert_eq!(told["previous"], serde_json::json!({}));
    // What waited is given up, what comes is not queued.
    until_count(&psql, "select count(*) from delivery", 0).await;
    let asked = gone.received().len();
    create(&acme, 1).await;
    until_count(&psql, "select count(*) from event", 5).await;
    until_count(&psql, "select count(*) from delivery", 0).await;
    assert_eq!(gone.received().len(), asked);
}

#[tokio::test]
async fn an_endpoint_that_has_failed_for_five_days_is_disabled() {
    let app = App::spawn().await;
    let subscriber = Subscriber::answering(|_, _| Reply::Status(500)).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    subscribe(&psql, &acme, &subscriber.url()).await;
    acme.create_payment().await;
    until_count(
        &psql,
        "select count(*) from webhook_queue where failing_since is not null",
        1,
    )
    .await;
    psql.batch_execute(
        "update webhook_queue set failing_since = now() - interval '5 days 1 minute'",
    )
    .await
    .unwrap();
    acme.create_payment().await;
    until_count(
        &psql,
        "select count(*) from webhook where not enabled and disabled_reason = 'failing'",
        1,
    )
    .await;
}

#[tokio::test]
async fn a_success_in_between_forgives_all_failures() {
    let app = App::spawn().await;
    let subscriber =
        Subscriber::answering(|before, _| Reply::Status(if before == 0 { 500 } else { 200 })).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    subscribe(&psql, &acme, &subscriber.url()).await;
    acme.create_payment().await;
    subscriber.until(2).await;
    until_count(
        &psql,
        "select count(*) from webhook_queue where failing_since is null",
        1,
    )
    .await;
}

#[tokio::test]
async fn endpoints_that_hang_delay_neither_the_companys_others_nor_other_companies() {
    let app = App::spawn().await;
    let hanging = Subscriber::answering(|_, _| Reply::Hang).await;
    let (own, others) = (Subscriber::listen().await, Subscriber::listen().await);
    let (acme, bolt, psql) = (
        app.sign_up("Acme").await,
        app.sign_up("Bolt").await,
        app.psql().await,
    );
    for n in 0..19 {
        subscribe(&psql, &acme, &format!("{}/{n}", hanging.url())).await;
    }
    subscribe(&psql, &acme, &own.url()).await;
    subscribe(&psql, &bolt, &others.url()).await;
    create(&acme, 10).await;
    // Every hanging endpoint has all it gets.
    hanging.until(19 * 4 / 3).await;
    let began = std::time::Instant::now();
    create(&acme, 5).await;
    create(&bolt, 5).await;
    own.until(15).await;
    others.until(5).await;
    let took = began.elapsed();
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[tokio::test]
async fn deliveries_of_a_deleted_webhook_are_forgotten() {
    let app = App::spawn().await;
    let subscriber = Subscriber::answering(|_, _| Reply::Status(500)).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    subscribe(&psql, &acme, &subscriber.url()).await;
    create(&acme, 5).await;
    subscriber.until(5).await;
    psql.batch_execute("delete from webhook").await.unwrap();
    until_count(&psql, "select count(*) from delivery", 0).await;
}
