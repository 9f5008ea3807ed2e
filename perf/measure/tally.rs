//! What was asked, and what came of it.

use std::collections::BTreeMap;
use std::time::Duration;

use hyper::StatusCode;
use serde_json::{Value, json};

use super::client::Answer;
use super::quantile;

/// Answers of one kind.
#[derive(Clone, Default)]
pub struct Tally {
    /// Milliseconds until each answer, or until it was clear that there is none.
    took: Vec<f64>,
    /// Anything but 2xx, by status, or how there came no answer.
    failures: BTreeMap<String, u64>,
}

impl Tally {
    pub fn note(&mut self, took: Duration, answer: &Answer) {
        self.took.push(took.as_secs_f64() * 1000.0);
        if let Some(failure) = failure(answer) {
            *self.failures.entry(failure).or_default() += 1;
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.took.extend(&other.took);
        for (failure, count) in &other.failures {
            *self.failures.entry(failure.clone()).or_default() += count;
        }
    }

    pub fn requests(&self) -> usize {
        self.took.len()
    }

    pub fn failed(&self) -> u64 {
        self.failures.values().sum()
    }

    /// Its quantiles in milliseconds, and rates over so many seconds.
    pub fn summary(&self, seconds: f64) -> Value {
        let (all, failed) = (self.took.len(), self.failed());
        let mut sorted = self.took.clone();
        sorted.sort_by(f64::total_cmp);
        let at = |share| (!sorted.is_empty()).then(|| rounded(quantile(&sorted, share)));
        json!({
            "requests": all,
            "per_second": rounded(all as f64 / seconds),
            "good_per_second": rounded((all as f64 - failed as f64) / seconds),
            "failed": failed,
            "failures": self.failures,
            "p50": at(0.5),
            "p95": at(0.95),
            "p99": at(0.99),
            "longest": at(1.0),
        })
    }
}

/// What went wrong, if anything did.
fn failure(answer: &Answer) -> Option<String> {
    match answer {
        Ok((status, _)) => failed_as(*status),
        Err(how) => Some((*how).to_owned()),
    }
}

fn failed_as(status: StatusCode) -> Option<String> {
    (!status.is_success()).then(|| status.as_str().to_owned())
}

/// To two places.
pub fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// Seconds of processor that this process has had.
pub fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let (_, after_name) = stat.rsplit_once(')').unwrap();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks
        .map(|ticks| ticks.parse::<f64>().unwrap())
        .sum::<f64>()
        / 100.0
}
