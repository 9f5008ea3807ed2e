//! What operators can measure: every metric with its unit and meaning in one list, and the ways to
//! count. Who counts says what happened; names stay here.

mod list;
mod queues;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use ::metrics::{Counter, Histogram, SharedString, counter, gauge, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use metrics_process::Collector;

pub use list::{ALL, Kind, Metric, PROCESS};
pub use queues::*;

/// Upper bounds of the durations that are told apart, in seconds.
const BUCKETS: [f64; 14] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0,
];

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Begins to count; whether that was possible. Only the first call of a process does anything.
pub fn install() -> bool {
    let handle = RECORDER.get_or_init(|| {
        let builder = PrometheusBuilder::new().set_buckets(&BUCKETS).ok()?;
        let handle = builder.install_recorder().ok()?;
        list::describe();
        Collector::default().describe();
        gauge!("remit_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
        Some(handle)
    });
    handle.is_some()
}

/// All that was counted, as Prometheus reads it.
pub fn render() -> String {
    Collector::default().collect();
    let handle = RECORDER.get().and_then(Option::as_ref);
    handle.map(PrometheusHandle::render).unwrap_or_default()
}

/// Sums up what was measured since; without it memory would grow while nobody asks.
pub fn keep_up() {
    if let Some(handle) = RECORDER.get().and_then(Option::as_ref) {
        handle.run_upkeep();
    }
}

/// The counts of answered requests: a series is looked up by its labels once, not at each request.
#[derive(Default)]
pub struct Answers {
    series: RwLock<HashMap<Labels, Answered>>,
}

/// Route, method and status.
type Labels = (Arc<str>, &'static str, u16);

struct Answered {
    requests: Counter,
    durations: Histogram,
}

impl Answers {
    /// A request of this route was answered.
    pub fn count(&self, method: &'static str, route: Arc<str>, status: u16, took: Duration) {
        let key = (route, method, status);
        let known = self.series.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answered) = known.get(&key) {
            return answered.count(took);
        }
        drop(known);
        let answered = Answered::of(method, &key.0, status);
        answered.count(took);
        let mut known = self.series.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(key, answered);
    }
}

impl Answered {
    fn of(method: &'static str, route: &Arc<str>, status: u16) -> Self {
        let route: SharedString = route.clone().into();
        Self {
            requests: counter!(
                "remit_http_requests_total",
                "method" => method, "route" => route.clone(), "status" => status.to_string()
            ),
            durations: histogram!(
                "remit_http_request_duration_seconds", "method" => method, "route" => route
            ),
        }
    }

    fn count(&self, took: Duration) {
        self.requests.increment(1);
        self.durations.record(took);
    }
}

/// Something that is open, until it is dropped.
pub struct Open(&'static str);

impl Open {
    fn begin(gauge: &'static str) -> Self {
        gauge!(gauge).increment(1);
        Self(gauge)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        gauge!(self.0).decrement(1);
    }
}

/// A connection was taken in.
pub fn connection_opened() -> Open {
    counter!("remit_connections_total").increment(1);
    Open::begin("remit_connections_open")
}

/// A stream of events was begun.
pub fn stream_opened() -> Open {
    Open::begin("remit_streams_open")
}

/// Bytes of one connection, counted without a look-up each time.
#[derive(Clone)]
pub struct Traffic {
    received: Counter,
    sent: Counter,
}

impl Default for Traffic {
    fn default() -> Self {
        Self {
            received: counter!("remit_received_bytes_total"),
            sent: counter!("remit_sent_bytes_total"),
        }
    }
}

impl Traffic {
    /// So much came.
    pub fn received(&self, bytes: usize) {
        self.received.increment(count(bytes));
    }

    /// So much went.
    pub fn sent(&self, bytes: usize) {
        self.sent.increment(count(bytes));
    }
}

/// So many connections may be open.
pub fn connections_allowed(most: usize) {
    gauge!("remit_connections_allowed").set(number(most));
}

/// A connection was refused; `reason` is `server` or `address`, whichever was full.
pub fn connection_refused(reason: &'static str) {
    counter!("remit_connections_refused_total", "reason" => reason).increment(1);
}

/// A client was let go because this did not come in time.
pub fn slow_client(waited_for: &'static str) {
    counter!("remit_slow_clients_total", "waited_for" => waited_for).increment(1);
}

/// How a pool of database connections stands.
#[derive(Debug, Clone, Copy)]
pub struct PoolUse {
    /// The pool.
    pub name: &'static str,
    /// Connections that it may have.
    pub most: usize,
    /// Connections that it has.
    pub size: usize,
    /// Those that nobody uses.
    pub idle: usize,
    /// Requests that wait for one.
    pub waiting: usize,
}

/// How a pool stands.
pub fn pool(pool: PoolUse) {
    let name = pool.name;
    gauge!("remit_pool_connections_allowed", "pool" => name).set(number(pool.most));
    gauge!("remit_pool_connections", "pool" => name).set(number(pool.size));
    let in_use = pool.size.saturating_sub(pool.idle);
    gauge!("remit_pool_connections_in_use", "pool" => name).set(number(in_use));
    gauge!("remit_pool_waiting", "pool" => name).set(number(pool.waiting));
}

/// How the queues in the database stand.
#[derive(Debug, Clone, Copy)]
pub struct Backlog {
    /// Letters that no event was made of yet, counted up to a bound.
    pub letters: i64,
    /// Seconds since the oldest of them was written.
    pub letters_age: f64,
    /// Deliveries that are not finished, counted up to a bound.
    pub deliveries: i64,
    /// Those of them that are due.
    pub deliveries_due: i64,
    /// Seconds since the oldest that is due has been so.
    pub deliveries_age: f64,
    /// How full the database's notification queue is, from 0 to 1.
    pub notify_usage: f64,
}

/// How the queues in the database stand; none when it did not say.
pub fn backlog(backlog: Option<Backlog>) {
    gauge!("remit_database_up").set(if backlog.is_some() { 1.0 } else { 0.0 });
    let unknown = f64::NAN;
    let count = |of: fn(&Backlog) -> i64| {
        let small = backlog.as_ref().map(of).and_then(|n| i32::try_from(n).ok());
        small.map_or(unknown, f64::from)
    };
    let size = |of: fn(&Backlog) -> f64| backlog.as_ref().map_or(unknown, of);
    gauge!("remit_outbox_letters").set(count(|b| b.letters));
    gauge!("remit_outbox_age_seconds").set(size(|b| b.letters_age));
    gauge!("remit_deliveries_pending").set(count(|b| b.deliveries));
    gauge!("remit_deliveries_due").set(count(|b| b.deliveries_due));
    gauge!("remit_deliveries_age_seconds").set(size(|b| b.deliveries_age));
    gauge!("remit_notify_queue_ratio").set(size(|b| b.notify_usage));
}

/// The pump numbered so many events.
pub fn events_numbered(events: usize) {
    counter!("remit_events_total").increment(count(events));
}

/// An attempt to deliver ended.
pub fn delivery_attempted(outcome: &'static str, took: Duration) {
    counter!("remit_delivery_attempts_total", "outcome" => outcome).increment(1);
    histogram!("remit_delivery_attempt_duration_seconds").record(took);
}

/// A webhook's breaker, counted by its state until it is dropped.
#[derive(Debug)]
pub struct BreakerCounted {
    state: &'static str,
}

impl Default for BreakerCounted {
    fn default() -> Self {
        let breaker = Self { state: "closed" };
        breaker.gauge().increment(1);
        breaker
    }
}

impl BreakerCounted {
    /// It is `closed` or `open` now.
    pub fn is(&mut self, state: &'static str) {
        if self.state != state {
            self.gauge().decrement(1);
            self.state = state;
            self.gauge().increment(1);
        }
    }

    fn gauge(&self) -> ::metrics::Gauge {
        gauge!("remit_webhook_breakers", "state" => self.state)
    }
}

impl Drop for BreakerCounted {
    fn drop(&mut self) {
        self.gauge().decrement(1);
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn number(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}
