//! When the database is slow, away or hung up, the service says so in time, and is back by itself.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use reqwest::{Method, RequestBuilder};
use serde_json::json;
use tokio::time::timeout;

use crate::answers::{Answer, done};
use crate::support::app::{App, Company, draft};

/// How long a refusal may take, in the contract's words.
const IN_TIME: Duration = Duration::from_secs(3);

/// Sends a request that is told to come back, in time.
async fn overloaded(request: RequestBuilder) {
    let started = Instant::now();
    let answer = Answer::read(request.send().await.unwrap()).await;
    let took = started.elapsed();
    answer.is_problem(503, "overloaded");
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!(wait >= 1 && took <= IN_TIME, "{wait} {took:?}");
}

async fn new_payment(company: &Company<'_>) -> String {
    format!(
        "/v1/payments/{}",
        company.create_payment().await["id"].as_str().unwrap()
    )
}

#[tokio::test]
async fn a_row_locked_for_ever_is_told_in_time_and_holds_up_nothing_else() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (locked, other) = (new_payment(&acme).await, new_payment(&acme).await);
    let mut psql = app.psql().await;
    let lock = psql.transaction().await.unwrap();
    lock.execute(
        "select from payment where id::text = $1 for update",
        &[&&locked[13..]],
    )
    .await
    .unwrap();
    let patch = || {
        acme.request(Method::PATCH, &locked)
            .json(&json!({"amount_cents": 1}))
    };
    let process = || {
        acme.request(Method::POST, &format!("{locked}/process"))
            .header("idempotency-key", "k")
    };
    let meanwhile = async {
        done(acme.request(Method::GET, &locked), 200).await;
        done(
            acme.request(Method::PATCH, &other)
                .json(&json!({"amount_cents": 1})),
            200,
        )
        .await;
    };
    tokio::join!(
        overloaded(patch()),
        overloaded(acme.request(Method::DELETE, &locked)),
        overloaded(process()),
        meanwhile
    );
    lock.rollback().await.unwrap();
    assert_eq!(done(patch(), 200).await.body["version"], 2);
    assert!(!done(process(), 202).await.is_replayed());
}

#[tokio::test]
async fn after_fifty_timeouts_every_connection_still_serves() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payments = join_all((0..4).map(|_| new_payment(&acme))).await;
    let mut psql = app.psql().await;
    let lock = psql.transaction().await.unwrap();
    lock.batch_execute("lock table payment").await.unwrap();
    join_all((0..50).map(|_| overloaded(acme.request(Method::GET, &payments[0])))).await;
    assert_eq!(
        done(app.request(Method::GET, "/healthz"), 200).await.status,
        200
    );
    lock.rollback().await.unwrap();
    // The pool has four connections: with three of them held up, the fourth serves.
    let lock = psql.transaction().await.unwrap();
    lock.batch_execute("select from payment for update")
        .await
        .unwrap();
    let held_up = payments[1..].iter().map(|path| {
        overloaded(
            acme.request(Method::PATCH, path)
                .json(&json!({"amount_cents": 1})),
        )
    });
    let served = async {
        app.until_locked_out(3).await;
        let started = Instant::now();
        done(acme.request(Method::GET, &payments[0]), 200).await;
        assert!(started.elapsed() < Duration::from_secs(1));
    };
    tokio::join!(join_all(held_up), served);
    lock.rollback().await.unwrap();
}

/// Creates payments until so many are acknowledged; gives their ids.
async fn create_until(
    company: &Company<'_>,
    acknowledged: &AtomicUsize,
    enough: usize,
) -> Vec<String> {
    let mut ids = Vec::new();
    while acknowledged.load(Ordering::Relaxed) < enough {
        let create = company.request(Method::POST, "/v1/payments").json(&draft());
        let made = Answer::read(create.send().await.unwrap()).await;
        if made.status != 201 {
            made.is_problem(503, "overloaded");
            continue;
        }
        assert_eq!(made.text_of("company_id"), company.id);
        acknowledged.fetch_add(1, Ordering::Relaxed);
        ids.push(made.text_of("id").to_owned());
        let list = company.request(Method::GET, "/v1/payments?limit=5");
        let listed = Answer::read(list.send().await.unwrap()).await;
        if listed.status != 200 {
            listed.is_problem(503, "overloaded");
            continue;
        }
        let payments = listed.body["data"].as_array().unwrap();
        assert!(
            payments
                .iter()
                .all(|payment| payment["company_id"] == company.id.as_str())
        );
    }
    ids
}

#[tokio::test]
async fn sessions_ended_in_mid_flight_lose_and_mix_nothing() {
    const ENOUGH: usize = 400;
    let app = App::spawn().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let acknowledged = AtomicUsize::new(0);
    let psql = app.psql().await;
    let terminate = async {
        let end = "select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and usename like 'remit%'";
        let mut ended = 0;
        for step in (0..ENOUGH).step_by(20) {
            while acknowledged.load(Ordering::Relaxed) < step {
                tokio::task::yield_now().await;
            }
            ended += psql.query_one(end, &[]).await.unwrap().get::<_, i64>(0);
        }
        ended
    };
    let work = (0..8).map(|worker| {
        create_until(
            if worker % 2 == 0 { &acme } else { &bolt },
            &acknowledged,
            ENOUGH,
        )
    });
    let all = async { tokio::join!(join_all(work), terminate) };
    let (created, ended) = timeout(Duration::from_secs(60), all)
        .await
        .expect("service goes on");
    assert!(ended >= 20, "{ended}");
    for (worker, ids) in created.iter().enumerate() {
        let company = if worker % 2 == 0 { &acme } else { &bolt };
        for id in ids {
            let path = format!("/v1/payments/{id}");
            assert_eq!(
                done(company.request(Method::GET, &path), 200)
                    .await
                    .text_of("company_id"),
                company.id
            );
        }
    }
    let all = join_all((0..8).map(|_| acme.create_payment())).await;
    assert_eq!(all.len(), 8);
}
