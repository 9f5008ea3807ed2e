//! The database goes away, hung or killed: the service says so in time, and is back when it is.

use std::fs;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use remit::cluster::Cluster;
use remit::db::migrate::migrate;
use remit::db::url::DatabaseUrl;
use reqwest::{Method, RequestBuilder};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use crate::answers::{Answer, done};
use crate::scratch::Scratch;
use crate::support::app::{App, Company, PASSWORD, draft, options};
use crate::support::database::secret_key;

/// A server on a cluster of its own.
async fn app_with_cluster(scratch: &Scratch) -> (Cluster, App) {
    let cluster = Cluster::start(scratch.path()).await.unwrap();
    let url = DatabaseUrl::parse(&cluster.url()).unwrap();
    migrate(&url, &secret_key()).await.unwrap();
    (cluster, App::spawn_at(url, options()).await)
}

/// The processes of a cluster while they are stopped; they go on when this goes.
struct Stopped(Vec<Pid>);

impl Stopped {
    fn of(scratch: &Scratch) -> Self {
        let postmaster = scratch.postmaster();
        let stopped = Self(family(postmaster));
        // The children first: none must tell the postmaster anything.
        for pid in &stopped.0 {
            let _ = kill_process(*pid, Signal::STOP);
        }
        stopped
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        for pid in self.0.drain(..).rev() {
            let _ = kill_process(pid, Signal::CONT);
        }
    }
}

/// A process's children, and it.
fn family(parent: i32) -> Vec<Pid> {
    let processes = fs::read_dir("/proc").unwrap().filter_map(|entry| {
        let pid: i32 = entry.unwrap().file_name().to_str()?.parse().ok()?;
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let (_, after_name) = stat.rsplit_once(") ")?;
        let its_parent: i32 = after_name.split(' ').nth(1)?.parse().ok()?;
        (its_parent == parent).then_some(pid)
    });
    let mut family: Vec<_> = processes.collect();
    family.push(parent);
    family.into_iter().filter_map(Pid::from_raw).collect()
}

/// Sends a request while there is no database: 503 in time.
async fn overloaded(request: RequestBuilder) {
    let started = Instant::now();
    let answer = Answer::read(request.send().await.unwrap()).await;
    answer.is_problem(503, "overloaded");
    let took = started.elapsed();
    assert!(
        answer.headers.contains_key("retry-after") && took <= Duration::from_secs(3),
        "{took:?}"
    );
}

/// What a company asks, one of each kind.
fn requests(app: &App, company: &Company<'_>) -> Vec<RequestBuilder> {
    let login = json!({"email": company.email, "password": PASSWORD});
    vec![
        company.request(Method::GET, "/v1/payments"),
        company.request(Method::POST, "/v1/payments").json(&draft()),
        company
            .request(Method::POST, "/v1/payments")
            .json(&json!({})),
        company.request(Method::GET, "/v1/company"),
        company.session_request(Method::GET, "/v1/api-keys"),
        app.request(Method::POST, "/v1/token").json(&login),
    ]
}

async fn is_away(app: &App, company: &Company<'_>) {
    let health = async {
        done(app.request(Method::GET, "/healthz"), 200).await;
        let started = Instant::now();
        done(app.request(Method::GET, "/readyz"), 503).await;
        assert!(started.elapsed() < Duration::from_secs(2));
    };
    let refusals = join_all(requests(app, company).into_iter().map(overloaded));
    tokio::join!(refusals, health);
}

/// Waits until a request is served, then finds that all are, and all at once.
async fn is_back(app: &App, company: &Company<'_>, within: Duration) {
    let started = Instant::now();
    loop {
        let answer = company.get("/v1/payments").await;
        if answer.status().is_success() {
            break;
        }
        assert_eq!(answer.status().as_u16(), 503);
        assert!(started.elapsed() < within, "not back within {within:?}");
    }
    let asked = (0..4)
        .flat_map(|_| requests(app, company))
        .map(async |request| request.send().await.unwrap().status().as_u16());
    let statuses = join_all(asked).await;
    assert_eq!(statuses, [200, 201, 422, 200, 200, 200].repeat(4));
    done(app.request(Method::GET, "/readyz"), 200).await;
    assert!(started.elapsed() < within, "not back within {within:?}");
}

#[tokio::test]
async fn a_hung_database_is_told_in_time_and_used_again_when_it_goes_on() {
    let scratch = Scratch::new();
    let (cluster, app) = app_with_cluster(&scratch).await;
    let acme = app.sign_up("Acme").await;
    for _ in 0..2 {
        let stopped = Stopped::of(&scratch);
        is_away(&app, &acme).await;
        drop(stopped);
        is_back(&app, &acme, Duration::from_secs(5)).await;
    }
    cluster.stop().await;
}

#[tokio::test]
async fn a_killed_database_loses_nothing_and_is_used_again_when_it_is_back() {
    let scratch = Scratch::new();
    let (cluster, app) = app_with_cluster(&scratch).await;
    let acme = app.sign_up("Acme").await;
    let mut acknowledged = vec![acme.create_payment().await];
    let deadline = Instant::now() + Duration::from_secs(40);
    for _ in 0..2 {
        let postmaster = Pid::from_raw(scratch.postmaster()).unwrap();
        kill_process(postmaster, Signal::KILL).unwrap();
        while app.url().config().connect(app.url().tls()).await.is_ok() {
            assert!(Instant::now() < deadline, "the database cannot be killed");
        }
        while app.url().config().connect(app.url().tls()).await.is_err() {
            let started = Instant::now();
            assert!(started < deadline, "the database does not come back");
            let answer = acme.get("/v1/payments").await;
            assert!([200, 503].contains(&answer.status().as_u16()));
            assert!(started.elapsed() <= Duration::from_secs(3));
            done(app.request(Method::GET, "/healthz"), 200).await;
        }
        is_back(&app, &acme, Duration::from_secs(5)).await;
        acknowledged.push(acme.create_payment().await);
    }
    for payment in acknowledged {
        let path = format!("/v1/payments/{}", payment["id"].as_str().unwrap());
        assert_eq!(
            done(acme.request(Method::GET, &path), 200).await.body,
            payment
        );
    }
    cluster.stop().await;
}

#[tokio::test]
async fn a_stopped_database_is_away_until_it_is_started_again() {
    let scratch = Scratch::new();
    let (cluster, app) = app_with_cluster(&scratch).await;
    let acme = app.sign_up("Acme").await;
    cluster.stop().await;
    is_away(&app, &acme).await;
    is_away(&app, &acme).await;
    let cluster = Cluster::start(scratch.path()).await.unwrap();
    is_back(&app, &acme, Duration::from_secs(5)).await;
    cluster.stop().await;
}
