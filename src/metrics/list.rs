//! All metrics, as `/metrics` explains them.

use super::queues::RANKS;
use ::metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge};

/// What kind of number a metric is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Only grows.
    Counter,
    /// Goes up and down.
    Gauge,
    /// How often values were at most so high.
    Histogram,
}

/// A metric.
#[derive(Debug, Clone, Copy)]
pub struct Metric {
    /// Its name.
    pub name: &'static str,
    /// Its kind.
    pub kind: Kind,
    /// What it counts in.
    pub unit: Unit,
    /// What it says.
    pub help: &'static str,
    /// A label, and those of its values that are shown before anything happened.
    label: Option<(&'static str, &'static [&'static str])>,
}

impl Metric {
    const fn new(name: &'static str, kind: Kind, unit: Unit, help: &'static str) -> Self {
        Self {
            name,
            kind,
            unit,
            help,
            label: None,
        }
    }

    const fn by(mut self, label: &'static str, values: &'static [&'static str]) -> Self {
        self.label = Some((label, values));
        self
    }
}

use Kind::{Counter, Gauge, Histogram};
use Unit::{Bytes, Count, Seconds};

/// All metrics of the program's own.
pub const ALL: &[Metric] = &[
    Metric::new("remit_build_info", Gauge, Count, "1; the release is the label `version`.").by("version", &[]),
    Metric::new("remit_http_requests_total", Counter, Count, "Requests answered, by method, route (its pattern; `none` if there is no such address) and status.")
        .by("route", &[]),
    Metric::new("remit_http_request_duration_seconds", Histogram, Seconds, "Time from a request's header to its answer's, by method and route.")
        .by("route", &[]),
    Metric::new("remit_received_bytes_total", Counter, Bytes, "Bytes that came from clients, headers too."),
    Metric::new("remit_sent_bytes_total", Counter, Bytes, "Bytes that went to clients, headers too."),
    Metric::new("remit_connections_total", Counter, Count, "Connections of clients taken in."),
    Metric::new("remit_connections_open", Gauge, Count, "Connections of clients that are open."),
    Metric::new("remit_connections_allowed", Gauge, Count, "Connections of clients that may be open."),
    Metric::new("remit_connections_refused_total", Counter, Count, "Connections refused because the server, or their address, had too many.")
        .by("reason", &["server", "address"]),
    Metric::new("remit_slow_clients_total", Counter, Count, "Connections closed because something did not come from the client, or was not taken by it, in time.")
        .by("waited_for", &["first_byte", "idle", "header", "body", "answer"]),
    Metric::new("remit_streams_open", Gauge, Count, "Streams of events that are open."),
    Metric::new("remit_pool_connections_allowed", Gauge, Count, "Connections to the database that a pool may have.").by("pool", &[]),
    Metric::new("remit_pool_connections", Gauge, Count, "Connections to the database that a pool has.").by("pool", &[]),
    Metric::new("remit_pool_connections_in_use", Gauge, Count, "Those of them that serve somebody.").by("pool", &[]),
    Metric::new("remit_pool_waiting", Gauge, Count, "Requests that wait for a pool's connection.").by("pool", &[]),
    Metric::new("remit_queue_waiting", Gauge, Count, "Calls that wait for their turn at the database, by the pool that they wait for.")
        .by("queue", &["company", "auth"]),
    Metric::new("remit_queue_running", Gauge, Count, "Calls that have their turn.").by("queue", &["company", "auth"]),
    Metric::new("remit_queue_wait_seconds", Histogram, Seconds, "Time that calls waited for their turn.").by("queue", &[]),
    Metric::new("remit_queue_refused_total", Counter, Count, "Calls refused because too many waited, or they did so too long.")
        .by("queue", &["company", "auth"]),
    Metric::new("remit_company_share_ratio", Gauge, Count, "Part of the database's time that went to the busiest companies in the last seconds, from 0 to 1, by rank; the log names one that takes most of it.")
        .by("rank", RANKS),
    Metric::new("remit_hashing_waiting", Gauge, Count, "Passwords that wait for a thread that hashes."),
    Metric::new("remit_hashing_wait_seconds", Histogram, Seconds, "Time that passwords waited for one."),
    Metric::new("remit_hashing_refused_total", Counter, Count, "Passwords that were not looked at because too many waited, or they did so too long."),
    Metric::new("remit_database_up", Gauge, Count, "1 if the database answered the last look at its queues, else 0."),
    Metric::new("remit_outbox_letters", Gauge, Count, "Committed changes that are no events yet; counted up to 10000."),
    Metric::new("remit_outbox_age_seconds", Gauge, Seconds, "Age of the oldest of them."),
    Metric::new("remit_events_total", Counter, Count, "Events numbered by this server's pump."),
    Metric::new("remit_deliveries_pending", Gauge, Count, "Deliveries to webhooks that are not finished; counted up to 10000."),
    Metric::new("remit_deliveries_due", Gauge, Count, "Those of them whose next attempt is due."),
    Metric::new("remit_deliveries_age_seconds", Gauge, Seconds, "How long the oldest of those has been due."),
    Metric::new("remit_delivery_attempts_total", Counter, Count, "Attempts to deliver: delivered, to be tried again, given up, or told that the webhook is gone (410).")
        .by("outcome", &["delivered", "again", "failed", "gone"]),
    Metric::new("remit_delivery_attempt_duration_seconds", Histogram, Seconds, "Time that an attempt to deliver took."),
    Metric::new("remit_webhook_breakers", Gauge, Count, "Webhooks that this server delivers to, by whether their breaker stops it.")
        .by("state", &["closed", "open"]),
    Metric::new("remit_notify_queue_ratio", Gauge, Count, "How full the database's notification queue is, from 0 to 1."),
];

/// The metrics of the process, under the names that all programs use.
pub const PROCESS: &[&str] = &[
    "process_cpu_seconds_total",
    "process_open_fds",
    "process_max_fds",
    "process_resident_memory_bytes",
    "process_start_time_seconds",
    "process_threads",
];

/// Explains all, and shows what nothing happened to yet as nothing.
pub(super) fn describe() {
    for metric in ALL {
        let (name, unit, help) = (metric.name, metric.unit, metric.help);
        match metric.kind {
            Counter => describe_counter!(name, unit, help),
            Gauge => describe_gauge!(name, unit, help),
            Histogram => describe_histogram!(name, unit, help),
        }
        match (metric.kind, metric.label) {
            (Counter, None) => counter!(name).absolute(0),
            (Gauge, None) => gauge!(name).set(0.0),
            (Counter, Some((label, values))) => {
                for value in values {
                    counter!(name, label => *value).absolute(0);
                }
            }
            (Gauge, Some((label, values))) => {
                for value in values {
                    gauge!(name, label => *value).set(0.0);
                }
            }
            (Histogram, _) => {}
        }
    }
}
