//! Acme floods, Bolt does not notice.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::json;
use tokio::task::JoinSet;

use crate::support::app::{App, Company, draft, options};

/// Requests of Acme over so many connections, over and over, until it is dropped.
fn flood(app: &App, acme: &Company<'_>, connections: usize, path: &str) -> JoinSet<()> {
    let mut flood = JoinSet::new();
    for _ in 0..connections {
        let request = acme.request(Method::GET, path).build().unwrap();
        let http = app.http();
        flood.spawn(async move {
            loop {
                // Its answers are nobody's concern.
                let _ = http.execute(request.try_clone().unwrap()).await;
            }
        });
    }
    flood
}

#[tokio::test]
async fn five_hundred_connections_of_one_company_fail_no_request_of_another() {
    let app = App::spawn().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    for path in ["/v1/company", "/v1/payments?limit=100&direction=debit"] {
        let flood = flood(&app, &acme, 500, path);
        let began = Instant::now();
        let mut answers = 0;
        while began.elapsed() < Duration::from_secs(4) {
            assert_eq!(bolt.get("/v1/payments").await.status(), StatusCode::OK);
            let created = bolt.post("/v1/payments", &draft()).await;
            assert_eq!(created.status(), StatusCode::CREATED);
            answers += 2;
        }
        assert!(answers >= 20, "{answers}");
        drop(flood);
    }
}

#[tokio::test]
async fn who_waits_too_long_for_a_turn_is_told_to_come_back_and_others_do_not_wait() {
    let app = App::spawn().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let id = acme.create_payment().await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut psql = app.psql().await;
    let lock = psql.transaction().await.unwrap();
    lock.execute("select from payment for update", &[])
        .await
        .unwrap();
    let change = async || {
        let (path, began) = (format!("/v1/payments/{id}"), Instant::now());
        let request = acme
            .request(Method::PATCH, &path)
            .json(&json!({"description": "x"}));
        let answer = request.send().await.unwrap();
        (answer, began.elapsed())
    };
    let stuck = join_all((0..30).map(|_| change()));
    let others = async {
        for _ in 0..10 {
            let began = Instant::now();
            assert_eq!(bolt.get("/v1/company").await.status(), StatusCode::OK);
            assert!(began.elapsed() < Duration::from_secs(1));
        }
    };
    let (stuck, ()) = tokio::join!(stuck, others);
    let mut early = 0;
    for (answer, took) in stuck {
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()["retry-after"], "1");
        assert!(took < Duration::from_millis(2900), "{took:?}");
        early += usize::from(took < Duration::from_millis(1950));
    }
    // All but the few that were at the database gave up in the queue.
    assert!(early >= 25, "{early}");
}

#[tokio::test]
async fn who_waits_for_the_bank_or_for_events_takes_no_turn() {
    let mut options = options();
    options.simulator_delay = Duration::from_secs(1);
    let app = App::spawn_with(options).await;
    let acme = app.sign_up("Acme").await;
    let mut waiting = Vec::new();
    for _ in 0..10 {
        let mut delayed = draft();
        delayed["account_number"] = json!("900123456");
        let created = acme.post("/v1/payments", &delayed).await;
        let created: serde_json::Value = created.json().await.unwrap();
        let path = format!("/v1/payments/{}/process", created["id"].as_str().unwrap());
        let request = acme.request(Method::POST, &path).header("prefer", "wait=3");
        waiting.push(tokio::spawn(request.send()));
    }
    let mut streams = Vec::new();
    for _ in 0..5 {
        streams.push(acme.get("/v1/events/stream").await);
    }
    for _ in 0..20 {
        assert_eq!(acme.get("/v1/company").await.status(), StatusCode::OK);
    }
    assert!(waiting.iter().all(|task| !task.is_finished()));
    for task in waiting {
        assert_eq!(task.await.unwrap().unwrap().status(), StatusCode::ACCEPTED);
    }
}

#[tokio::test]
async fn a_companys_long_looks_on_its_pages_take_a_part_of_the_connections() {
    let app = App::spawn().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let psql = app.psql().await;
    psql.batch_execute("begin; lock table payment in access exclusive mode")
        .await
        .unwrap();
    let mut pages = JoinSet::new();
    for _ in 0..12 {
        let page = app.request(Method::GET, "/app/payment/");
        let cookie = format!("remit_session={}", acme.session);
        let page = page.header("cookie", cookie).build().unwrap();
        let http = app.http();
        pages.spawn(async move { http.execute(page).await.unwrap().status() });
    }
    app.until_locked_out(1).await;
    // A quarter of the four connections, however many pages wait.
    let locked = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'remit_company' and datname = current_database()";
    let watcher = app.psql().await;
    while !pages.is_empty() {
        let waiting: i64 = watcher.query_one(locked, &[]).await.unwrap().get(0);
        assert!(
            waiting <= 1,
            "{waiting} pages of one company are at the database"
        );
        assert_eq!(bolt.get("/v1/company").await.status(), StatusCode::OK);
        while let Some(status) = pages.try_join_next() {
            assert_eq!(status.unwrap(), StatusCode::SERVICE_UNAVAILABLE);
        }
    }
}
