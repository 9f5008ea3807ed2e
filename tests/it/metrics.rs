//! `/metrics` shows everything that it is documented to, in the form that Prometheus reads.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use remit::metrics::{ALL, Kind, PROCESS};
use reqwest::{Client, Method, StatusCode};

use crate::support::app::{App, options};
use crate::support::subscriber::{Reply, Subscriber};
use crate::support::wait::eventually;
use subscribing::subscribe;

#[path = "../deliveries/subscribing.rs"]
#[allow(dead_code, reason = "shared with the tests of deliveries")]
mod subscribing;

/// Metrics as Prometheus reads them: the kind of each, and its samples.
struct Scraped {
    kinds: BTreeMap<String, String>,
    helped: BTreeSet<String>,
    samples: Vec<(String, String, f64)>,
}

impl Scraped {
    async fn of(app: &App) -> Self {
        let answer = app.request(Method::GET, "/metrics").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let kind = answer.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(kind.starts_with("text/plain; version=0.0.4"), "{kind}");
        Self::parse(&answer.text().await.unwrap())
    }

    /// The text format, version 0.0.4; what it does not allow fails.
    fn parse(text: &str) -> Self {
        let (mut kinds, mut helped, mut samples) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
        for line in text.lines().filter(|line| !line.is_empty()) {
            if let Some(rest) = line.strip_prefix("# TYPE ") {
                let (name, kind) = rest.split_once(' ').unwrap();
                assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
                assert_eq!(
                    kinds.insert(name.to_owned(), kind.to_owned()),
                    None,
                    "{line}"
                );
            } else if let Some(rest) = line.strip_prefix("# HELP ") {
                helped.insert(rest.split_once(' ').unwrap().0.to_owned());
            } else {
                let (series, value) = line.rsplit_once(' ').unwrap();
                let (name, labels) = match series.split_once('{') {
                    Some((name, labels)) => (name, labels.strip_suffix('}').unwrap()),
                    None => (series, ""),
                };
                assert!(
                    name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'),
                    "{line}"
                );
                assert_eq!(labels.matches('"').count() % 2, 0, "{line}");
                let value = value
                    .parse()
                    .unwrap_or_else(|_| panic!("no number: {line}"));
                samples.push((name.to_owned(), labels.to_owned(), value));
            }
        }
        Self {
            kinds,
            helped,
            samples,
        }
    }

    /// The sum of a metric's samples whose labels contain all these.
    fn sum(&self, name: &str, labels: &[&str]) -> f64 {
        let chosen = self.samples.iter().filter(|(found, having, _)| {
            found == name && labels.iter().all(|label| having.contains(label))
        });
        chosen.map(|(_, _, value)| value).sum()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_documented_metric_is_there_with_its_kind_and_help() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let subscriber = Subscriber::listen().await;
    subscribe(&app.psql().await, &acme, &subscriber.url()).await;
    acme.create_payment().await;
    let scraped = eventually("a delivery", async || {
        let scraped = Scraped::of(&app).await;
        let delivered = scraped.sum("remit_delivery_attempts_total", &["outcome=\"delivered\""]);
        (delivered >= 1.0).then_some(scraped)
    })
    .await;
    let table = std::fs::read_to_string("perf/README.md").unwrap();
    for name in ALL
        .iter()
        .map(|metric| metric.name)
        .chain(PROCESS.iter().copied())
    {
        assert!(
            table.contains(&format!("`{name}`")),
            "perf/README.md lacks {name}"
        );
    }
    for metric in ALL {
        let kind = match metric.kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
        };
        let found = scraped.kinds.get(metric.name).map(String::as_str);
        assert_eq!(found, Some(kind), "{}", metric.name);
        assert!(
            scraped.helped.contains(metric.name),
            "{} has no help",
            metric.name
        );
    }
    for name in PROCESS {
        assert!(scraped.kinds.contains_key(*name), "{name}");
    }
    assert!(scraped.sum("process_resident_memory_bytes", &[]) > 1e6);
    let documented: BTreeSet<_> = ALL
        .iter()
        .map(|metric| metric.name)
        .chain(PROCESS.iter().copied())
        .collect();
    for name in scraped
        .kinds
        .keys()
        .filter(|name| name.starts_with("remit_"))
    {
        assert!(
            documented.contains(name.as_str()),
            "{name} is not documented"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_counted_by_route_and_made_up_addresses_and_methods_as_one() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = acme.create_payment().await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    for _ in 0..3 {
        acme.get(&format!("/v1/payments/{id}")).await;
    }
    acme.get("/v1/payments/0192f0c0-0000-7000-8000-000000000000")
        .await;
    acme.get("/nowhere/1").await;
    acme.get("/nowhere/2").await;
    let odd = Method::from_bytes(b"BREW").unwrap();
    acme.request(odd, "/v1/payments").send().await.unwrap();
    let scraped = Scraped::of(&app).await;
    let requests = |labels: &[&str]| scraped.sum("remit_http_requests_total", labels);
    let one = "route=\"/v1/payments/{id}\"";
    assert_eq!(
        requests(&["method=\"GET\"", one, "status=\"200\""]),
        3.0,
        "{:?}",
        scraped.samples
    );
    assert_eq!(requests(&["method=\"GET\"", one, "status=\"404\""]), 1.0);
    assert_eq!(requests(&["route=\"none\"", "status=\"404\""]), 2.0);
    assert_eq!(requests(&["method=\"other\"", "status=\"405\""]), 1.0);
    let took = "remit_http_request_duration_seconds_count";
    assert_eq!(scraped.sum(took, &["method=\"GET\"", one]), 4.0);
    let below = "remit_http_request_duration_seconds_bucket";
    assert_eq!(
        scraped.sum(below, &["method=\"GET\"", one, "le=\"+Inf\""]),
        4.0
    );
    assert!(scraped.sum("remit_received_bytes_total", &[]) > 1000.0);
    assert!(scraped.sum("remit_sent_bytes_total", &[]) > 1000.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn pools_queues_and_connections_say_how_they_stand() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    acme.create_payment().await;
    let scraped = eventually("an event", async || {
        let scraped = Scraped::of(&app).await;
        (scraped.sum("remit_events_total", &[]) == 1.0).then_some(scraped)
    })
    .await;
    // The four of the setting, a spare one for who comes next, and one for readiness.
    assert_eq!(
        scraped.sum("remit_pool_connections_allowed", &["pool=\"company\""]),
        6.0
    );
    assert!(scraped.sum("remit_pool_connections", &["pool=\"company\""]) >= 1.0);
    assert_eq!(scraped.sum("remit_database_up", &[]), 1.0);
    assert_eq!(scraped.sum("remit_deliveries_pending", &[]), 0.0);
    assert!(scraped.sum("remit_connections_open", &[]) >= 1.0);
    let stream = acme.get("/v1/events/stream").await;
    assert_eq!(Scraped::of(&app).await.sum("remit_streams_open", &[]), 1.0);
    drop(stream);
    eventually("the stream's end", async || {
        (Scraped::of(&app).await.sum("remit_streams_open", &[]) == 0.0).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn waits_for_turns_and_the_busiest_companies_are_seen_in_as_many_series_whoever_asks() {
    let app = App::spawn().await;
    let mut companies = Vec::new();
    for name in ["Acme", "Bolt", "Cora", "Dune", "Echo", "Fern"] {
        companies.push(app.sign_up(name).await);
    }
    let share = "remit_company_share_ratio";
    let scraped = eventually("five busy companies", async || {
        for company in &companies {
            company.get("/v1/payments").await;
        }
        let scraped = Scraped::of(&app).await;
        (scraped.sum(share, &["rank=\"5\""]) > 0.0).then_some(scraped)
    })
    .await;
    let shares = scraped.samples.iter().filter(|(name, ..)| name == share);
    assert_eq!(shares.clone().count(), 5);
    let of = |rank: &str| scraped.sum(share, &[&format!("rank=\"{rank}\"")]);
    assert!(of("1") >= of("2") && of("4") >= of("5"), "{shares:?}");
    assert!(scraped.sum(share, &[]) <= 1.001, "{shares:?}");
    let company = ["queue=\"company\""];
    let waited = scraped.sum("remit_queue_wait_seconds_count", &company);
    assert!(waited >= 6.0, "{waited}");
    assert_eq!(scraped.sum("remit_queue_waiting", &company), 0.0);
    // Each has chosen a password and shown it.
    assert!(scraped.sum("remit_hashing_wait_seconds_count", &[]) >= 6.0);
    assert_eq!(scraped.sum("remit_hashing_waiting", &[]), 0.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backlog_is_seen_and_so_is_a_database_that_is_away() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    // A webhook that never answers: what is to be delivered there waits.
    let hangs = Subscriber::answering(|_, _| Reply::Hang).await;
    subscribe(&psql, &acme, &hangs.url()).await;
    acme.create_payment().await;
    eventually("a pending delivery", async || {
        (Scraped::of(&app).await.sum("remit_deliveries_pending", &[]) == 1.0).then_some(())
    })
    .await;
    let closed = "update pg_database set datallowconn = false where datname = current_database()";
    psql.execute(closed, &[]).await.unwrap();
    let ended = "select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()";
    let away = eventually("no database", async || {
        psql.execute(ended, &[]).await.unwrap();
        let scraped = Scraped::of(&app).await;
        (scraped.sum("remit_database_up", &[]) == 0.0).then_some(scraped)
    })
    .await;
    assert!(away.sum("remit_outbox_letters", &[]).is_nan());
    assert!(
        away.sum("remit_http_requests_total", &[]) > 0.0,
        "the rest is shown"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_are_shown_where_they_are_asked_for_only() {
    let mut elsewhere = options();
    elsewhere.metrics_listen = Some(([127, 0, 0, 1], 0).into());
    let app = App::spawn_with(elsewhere).await;
    let main = app.request(Method::GET, "/metrics").send().await.unwrap();
    assert_eq!(main.status(), StatusCode::NOT_FOUND);
    let there = app.metrics_address.expect("a listener of their own");
    let http = Client::builder()
        .timeout(Duration::from_secs(10))
        .build()
        .unwrap();
    let shown = http
        .get(format!("http://{there}/metrics"))
        .send()
        .await
        .unwrap();
    assert_eq!(shown.status(), StatusCode::OK);
    assert!(shown.text().await.unwrap().contains("remit_build_info{"));
    let nothing_else = http
        .get(format!("http://{there}/healthz"))
        .send()
        .await
        .unwrap();
    assert_eq!(nothing_else.status(), StatusCode::NOT_FOUND);
    let mut public = options();
    public.listen = ([0, 0, 0, 0], 0).into();
    let app = App::spawn_with(public).await;
    let hidden = Client::new().get(format!("http://127.0.0.1:{}/metrics", app.address.port()));
    assert_eq!(hidden.send().await.unwrap().status(), StatusCode::NOT_FOUND);
}
