//! Every event comes once, in order, as the same bytes, to its company alone.

use std::time::Duration;

use remit::capture::Ringing;
use remit::config::Serve;
use serde_json::Value;

use crate::listening::{Listening, Word, ask, insert};
use crate::support::app::{App, options};

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_begins_with_the_next_event() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let mut before = Listening::after(&acme, "?after=0").await;
    insert(&psql, &acme, 3).await;
    assert_eq!(before.sequences(3).await, [1, 2, 3]);
    let mut stream = Listening::to(&acme).await;
    insert(&psql, &acme, 2).await;
    assert_eq!(stream.sequences(2).await, [4, 5]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_sends_the_bytes_of_the_event() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut stream = Listening::to(&acme).await;
    assert_eq!(stream.header("content-type"), "text/event-stream");
    assert_eq!(stream.header("cache-control"), "no-store");
    assert_eq!(stream.header("x-accel-buffering"), "no");
    assert!(!stream.header("x-request-id").is_empty());
    acme.create_payment().await;
    let (_, live) = stream.event().await;
    let (_, paged) = Listening::after(&acme, "?after=0").await.event().await;
    let event: Value = serde_json::from_str(&live).unwrap();
    assert_eq!(event["type"], "payment.created");
    let id = event["id"].as_str().unwrap();
    let got = acme.get(&format!("/v1/events/{id}")).await;
    let got = got.text().await.unwrap();
    assert_eq!((&live, &paged), (&got, &got));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_in_psql_reaches_the_stream() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    acme.create_payment().await;
    let mut stream = Listening::after(&acme, "?after=1").await;
    psql.batch_execute("update payment set status = 'successful'")
        .await
        .unwrap();
    let (id, data) = stream.event().await;
    let event: Value = serde_json::from_str(&data).unwrap();
    assert_eq!(id, 2);
    assert_eq!(event["type"], "payment.successful");
    assert_eq!(event["actor"]["kind"], "dba");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_never_hears_another_companys_events() {
    let app = App::spawn().await;
    let (acme, bolt, psql) = (
        app.sign_up("Acme").await,
        app.sign_up("Bolt").await,
        app.psql().await,
    );
    let mut streams = [
        (&acme, Listening::to(&acme).await),
        (&bolt, Listening::after(&bolt, "?after=0").await),
    ];
    for _ in 0..10 {
        insert(&psql, &acme, 3).await;
        insert(&psql, &bolt, 3).await;
    }
    for (company, stream) in &mut streams {
        for sequence in 1..=30 {
            let (id, data) = stream.event().await;
            let event: Value = serde_json::from_str(&data).unwrap();
            assert_eq!(id, sequence);
            assert_eq!(event["data"]["company_id"], company.id.as_str());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_comes_again_misses_and_repeats_nothing_by_bell() {
    comes_again(Ringing::On).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_comes_again_misses_and_repeats_nothing_by_looking_alone() {
    comes_again(Ringing::Off).await;
}

/// Listens while 300 changes are committed one by one, breaking off again and again.
async fn comes_again(bell: Ringing) {
    let app = App::spawn_with(Serve { bell, ..options() }).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    insert(&psql, &acme, 120).await;
    let changes = async {
        for _ in 0..300 {
            insert(&psql, &acme, 1).await;
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    let listens = async {
        let mut heard = Vec::new();
        let mut lengths = [7, 60, 1, 33, 110].into_iter().cycle();
        while heard.len() < 420 {
            let last: i64 = heard.last().copied().unwrap_or_default();
            let mut stream = match heard.len() % 2 {
                0 => Listening::after(&acme, &format!("?after={last}")).await,
                _ => Listening::with(ask(&acme, "").header("last-event-id", last)).await,
            };
            let length = lengths.next().unwrap().min(420 - heard.len());
            heard.extend(stream.sequences(length).await);
        }
        heard
    };
    let ((), heard) = tokio::join!(changes, listens);
    assert_eq!(heard, (1..=420).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_client_received_last_wins_over_its_address() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    insert(&psql, &acme, 5).await;
    assert_eq!(
        Listening::after(&acme, "?after=0").await.sequences(5).await,
        [1, 2, 3, 4, 5]
    );
    let again = ask(&acme, "?after=0").header("Last-Event-ID", "3");
    assert_eq!(Listening::with(again).await.sequences(2).await, [4, 5]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_says_where_it_begins_for_those_who_lose_it_before_its_first_event() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let first = Listening::to(&acme).await;
    assert_eq!(first.header("last-event-id"), "0");
    insert(&psql, &acme, 3).await;
    let mut all = Listening::after(&acme, "?after=0").await;
    all.sequences(3).await;
    let lost = Listening::to(&acme).await;
    assert_eq!(lost.header("last-event-id"), "3");
    insert(&psql, &acme, 2).await;
    all.sequences(2).await;
    let again = ask(&acme, "").header("Last-Event-ID", lost.header("last-event-id"));
    let mut again = Listening::with(again).await;
    assert_eq!(again.header("last-event-id"), "3");
    assert_eq!(again.sequences(2).await, [4, 5]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_begins_after_a_sequence_that_is_yet_to_come() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let mut stream = Listening::after(&acme, "?after=4").await;
    insert(&psql, &acme, 6).await;
    assert_eq!(stream.sequences(2).await, [5, 6]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bulk_change_of_thousands_comes_whole_to_all_streams() {
    let app = App::spawn().await;
    let (acme, bolt, psql) = (
        app.sign_up("Acme").await,
        app.sign_up("Bolt").await,
        app.psql().await,
    );
    let mut streams = [
        Listening::to(&acme).await,
        Listening::to(&acme).await,
        Listening::after(&acme, "?after=0").await,
    ];
    let mut other = Listening::to(&bolt).await;
    insert(&psql, &acme, 2000).await;
    insert(&psql, &bolt, 1).await;
    let all: Vec<_> = (1..=2000).collect();
    for stream in &mut streams {
        assert_eq!(stream.sequences(2000).await, all);
    }
    assert_eq!(other.sequences(1).await, [1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_comes_at_once_and_then_every_15_seconds() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut stream = Listening::to(&acme).await;
    assert_eq!(stream.word_within(Duration::from_secs(13)).await, None);
    assert_eq!(
        stream.word_within(Duration::from_secs(4)).await,
        Some(Word::Comment("heartbeat".to_owned()))
    );
}
