//! What waits in this program before the database and the hashing threads, and how unevenly
//! companies use the database. Companies are told apart by rank alone: so there are always as many
//! series, however many companies come and go.

use std::time::Duration;

use ::metrics::{Counter, Histogram, counter, gauge, histogram};

use super::number;

/// Ranks that are shown: the label of each.
pub(super) const RANKS: &[&str] = &["1", "2", "3", "4", "5"];

/// How long one waits in a queue, and how many do not come to their turn; found once, since each
/// request counts here.
#[derive(Debug, Clone)]
pub struct Queue {
    waits: Histogram,
    refused: Counter,
}

impl Queue {
    /// The queue before this pool.
    pub fn before(pool: &'static str) -> Self {
        Self {
            waits: histogram!("remit_queue_wait_seconds", "queue" => pool),
            refused: counter!("remit_queue_refused_total", "queue" => pool),
        }
    }

    /// Somebody's turn came after this time.
    pub fn waited(&self, time: Duration) {
        self.waits.record(time);
    }

    /// Somebody was sent away.
    pub fn refused(&self) {
        self.refused.increment(1);
    }
}

/// How a queue stands.
#[derive(Debug, Clone, Copy)]
pub struct QueueUse {
    /// The pool that it is before.
    pub pool: &'static str,
    /// How many wait.
    pub waiting: usize,
    /// How many are at the pool.
    pub running: usize,
}

/// How a queue stands.
pub fn queue(queue: QueueUse) {
    let pool = queue.pool;
    gauge!("remit_queue_waiting", "queue" => pool).set(number(queue.waiting));
    gauge!("remit_queue_running", "queue" => pool).set(number(queue.running));
}

/// What part of the database's time went to the busiest companies, the busiest first.
pub fn busiest(mut shares: impl Iterator<Item = f64>) {
    for rank in RANKS {
        let share = shares.next().unwrap_or_default();
        gauge!("remit_company_share_ratio", "rank" => *rank).set(share);
    }
}

/// So many passwords wait for a thread.
pub fn hashing_waiting(passwords: usize) {
    gauge!("remit_hashing_waiting").set(number(passwords));
}

/// A password's turn came after this time.
pub fn hashing_waited(time: Duration) {
    histogram!("remit_hashing_wait_seconds").record(time);
}

/// A password was not looked at: too many waited, or it waited too long.
pub fn hashing_refused() {
    counter!("remit_hashing_refused_total").increment(1);
}
