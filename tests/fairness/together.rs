//! Writes that have to wait go together; each is answered, attributed and announced as if it had gone alone.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::support::app::{App, Company, draft};
use crate::support::wait::eventually;

/// Connections of a test server's pool that one company may take.
const CONNECTIONS: i64 = 4;

/// What was answered.
struct Answered {
    status: StatusCode,
    request_id: String,
    body: Value,
}

impl Answered {
    fn id(&self) -> &str {
        self.body["id"].as_str().unwrap()
    }
}

/// How many wait for their turn at the companies' pool.
async fn waiting(app: &App) -> usize {
    let metrics = app.request(Method::GET, "/metrics").send().await.unwrap();
    let metrics = metrics.text().await.unwrap();
    let line = metrics
        .lines()
        .find_map(|line| line.strip_prefix("remit_queue_waiting{queue=\"company\"} "));
    line.unwrap().parse().unwrap()
}

async fn ask(request: RequestBuilder) -> Answered {
    let answer = request.send().await.unwrap();
    let status = answer.status();
    let request_id = answer.headers()["x-request-id"].to_str().unwrap();
    Answered {
        status,
        request_id: request_id.to_owned(),
        body: answer.json().await.unwrap_or_default(),
    }
}

/// Sends the requests while no payment can be written, and lets them go when all wait.
async fn all_at_once(app: &App, requests: Vec<RequestBuilder>) -> Vec<Answered> {
    let mut psql = app.psql().await;
    let lock = psql.transaction().await.unwrap();
    lock.batch_execute("lock table payment in exclusive mode")
        .await
        .unwrap();
    let count = requests.len();
    let freed = async {
        app.until_locked_out(CONNECTIONS).await;
        let rest = count - usize::try_from(CONNECTIONS).unwrap();
        eventually("all others wait for their turn", || async {
            (waiting(app).await == rest).then_some(())
        })
        .await;
        lock.commit().await.unwrap();
    };
    tokio::join!(join_all(requests.into_iter().map(ask)), freed).0
}

fn creates(company: &Company<'_>, bodies: &[Value]) -> Vec<RequestBuilder> {
    let request = |body| company.request(Method::POST, "/v1/payments").json(body);
    bodies.iter().map(request).collect()
}

fn drafts(count: i64) -> Vec<Value> {
    let drafts = (1..=count).map(|cents| {
        let mut draft = draft();
        draft["amount_cents"] = json!(cents);
        draft
    });
    drafts.collect()
}

/// How many transactions wrote the payments that are there.
async fn transactions(app: &App) -> i64 {
    let psql = app.psql().await;
    let counted = psql
        .query_one("select count(distinct xmin::text) from payment", &[])
        .await;
    counted.unwrap().get(0)
}

/// Each event's payment and the request that it names, when there are so many.
async fn told(company: &Company<'_>, count: usize) -> BTreeSet<(String, String)> {
    eventually("every change is announced", || async {
        let events = company.get("/v1/events?limit=100").await;
        let events: Value = events.json().await.unwrap();
        let events = events["data"].as_array().unwrap();
        let of = |event: &Value| {
            let payment = event["data"]["id"].as_str()?.to_owned();
            Some((payment, event["actor"]["request_id"].as_str()?.to_owned()))
        };
        (events.len() == count).then(|| events.iter().filter_map(of).collect())
    })
    .await
}

#[tokio::test]
async fn new_payments_that_wait_share_a_transaction_and_each_keeps_its_request() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let answers = all_at_once(&app, creates(&acme, &drafts(40))).await;
    let mut asked = BTreeSet::new();
    for (cents, answer) in (1..).zip(&answers) {
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        assert_eq!(answer.body["amount_cents"], cents);
        asked.insert((answer.id().to_owned(), answer.request_id.clone()));
    }
    assert_eq!(asked.len(), 40);
    let transactions = transactions(&app).await;
    assert!(transactions <= 20, "{transactions} transactions of 40");
    assert_eq!(told(&acme, 40).await, asked);
}

#[tokio::test]
async fn one_that_the_database_refuses_spoils_nothing_for_the_others() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let psql = app.psql().await;
    psql.batch_execute(
        "alter table payment add constraint payment_bsb_valid_9 check (amount_cents <> 13)",
    )
    .await
    .unwrap();
    let answers = all_at_once(&app, creates(&acme, &drafts(30))).await;
    for (cents, answer) in (1..).zip(&answers) {
        let right = match cents {
            13 => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::CREATED,
        };
        assert_eq!(answer.status, right, "{cents}: {}", answer.body);
    }
    assert_eq!(told(&acme, 29).await.len(), 29);
}

#[tokio::test]
async fn the_same_idempotency_key_among_those_who_wait_has_one_effect() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let requests = creates(&acme, &vec![draft(); 30]);
    let keyed = (0..).zip(requests).map(|(n, request)| {
        let key = format!("key-{}", n % 10);
        request.header("idempotency-key", key)
    });
    let answers = all_at_once(&app, keyed.collect()).await;
    let mut made = BTreeSet::new();
    for answer in &answers {
        match answer.status {
            StatusCode::CREATED => drop(made.insert(answer.id().to_owned())),
            status => assert_eq!(status, StatusCode::CONFLICT, "{}", answer.body),
        }
    }
    assert_eq!(made.len(), 10, "each key made one payment");
    assert_eq!(told(&acme, 10).await.len(), 10);
    // Later each key still says what it made.
    for n in 0..10 {
        let request = acme.request(Method::POST, "/v1/payments").json(&draft());
        let again = ask(request.header("idempotency-key", format!("key-{n}"))).await;
        assert_eq!(again.status, StatusCode::CREATED);
        assert!(made.contains(again.id()));
    }
}

#[tokio::test]
async fn changes_that_wait_are_made_in_turn_and_a_wrong_version_is_refused_alone() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(
            acme.create_payment().await["id"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    let change = |n: usize| {
        let path = format!("/v1/payments/{}", ids[n % 4]);
        let request = acme.request(Method::PATCH, &path);
        request.json(&json!({"description": n.to_string()}))
    };
    let mut requests: Vec<_> = (0..40).map(change).collect();
    requests.push(change(0).header("if-match", "\"99\""));
    requests.push(
        acme.request(
            Method::PATCH,
            "/v1/payments/01890000-0000-7000-8000-000000000000",
        )
        .json(&json!({"description": "x"})),
    );
    let answers = all_at_once(&app, requests).await;
    let mut versions = BTreeSet::new();
    let mut asked = BTreeSet::new();
    for (n, answer) in answers[..40].iter().enumerate() {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.body["description"], n.to_string());
        versions.insert((answer.id(), answer.body["version"].as_i64()));
        asked.insert((answer.id().to_owned(), answer.request_id.clone()));
    }
    assert_eq!(versions.len(), 40, "no version was given twice");
    assert!(
        versions
            .iter()
            .all(|(_, version)| (2..=11).contains(&version.unwrap()))
    );
    assert_eq!(answers[40].status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(answers[41].status, StatusCode::NOT_FOUND);
    let told = told(&acme, 44).await;
    assert!(told.is_superset(&asked));
}

#[tokio::test]
async fn payments_are_handed_to_processing_and_deleted_together_too() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut requests = Vec::new();
    for n in 0..24 {
        let payment = acme.create_payment().await;
        let path = format!("/v1/payments/{}", payment["id"].as_str().unwrap());
        requests.push(match n % 2 {
            0 => acme.request(Method::POST, &format!("{path}/process")),
            _ => acme.request(Method::DELETE, &path),
        });
    }
    let answers = all_at_once(&app, requests).await;
    for (n, answer) in answers.iter().enumerate() {
        let right = match n % 2 {
            0 => StatusCode::ACCEPTED,
            _ => StatusCode::NO_CONTENT,
        };
        assert_eq!(answer.status, right, "{}", answer.body);
    }
}

#[tokio::test]
async fn a_payment_that_somebody_else_holds_delays_only_those_who_want_it() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (held, free) = (acme.create_payment().await, acme.create_payment().await);
    let change = |payment: &Value, n: usize| {
        let path = format!("/v1/payments/{}", payment["id"].as_str().unwrap());
        let request = acme.request(Method::PATCH, &path);
        ask(request.json(&json!({"description": n.to_string()})))
    };
    let mut psql = app.psql().await;
    let lock = psql.transaction().await.unwrap();
    let id = held["id"].as_str().unwrap();
    lock.execute(
        "select from payment where id = $1::text::uuid for update",
        &[&id],
    )
    .await
    .unwrap();
    let held = join_all((0..10).map(|n| change(&held, n)));
    let free = async {
        app.until_locked_out(1).await;
        let free = join_all((0..50).map(|n| change(&free, n))).await;
        lock.commit().await.unwrap();
        free
    };
    let (_, free) = tokio::join!(held, free);
    for answer in free {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
}

#[tokio::test]
async fn who_hangs_up_takes_nobody_along() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut psql = app.psql().await;
    let lock = psql.transaction().await.unwrap();
    lock.batch_execute("lock table payment in exclusive mode")
        .await
        .unwrap();
    let leaving = join_all(creates(&acme, &drafts(20)).into_iter().map(ask));
    tokio::select! {
        _ = leaving => panic!("the table is locked"),
        () = app.until_locked_out(CONNECTIONS) => {}
    }
    let staying = join_all(creates(&acme, &drafts(20)).into_iter().map(ask));
    let freed = async { lock.commit().await.unwrap() };
    let (answers, ()) = tokio::join!(staying, freed);
    for answer in answers {
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    }
}
