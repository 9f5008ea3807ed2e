//! The measuring end of `perf/deliveries`: a receiver, changes at a steady rate, and a client that
//! posts without a database. It prints numbers; the script beside it makes the report.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a measurement that goes wrong is to stop"
)]

mod bare;
mod database;
mod drain;
mod latency;
mod raw;
mod receiver;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// From a commit to the request at the subscriber, next to a bare NOTIFY: one line a round,
    /// p50 and p99 of both, in milliseconds.
    Latency(latency::Options),
    /// Requests a second out of a backlog.
    Drain(drain::Options),
    /// Requests a second of the same client without a database, run beside a receiver.
    Raw(raw::Options),
    /// A bare handler of the framework: says where it listens, and serves until it is ended.
    Bare,
    /// Posts to an address; what `raw` starts in a process of its own.
    Post(raw::Post),
}

#[tokio::main]
async fn main() {
    match Cli::parse().what {
        What::Latency(options) => latency::run(options).await,
        What::Drain(options) => drain::run(options).await,
        What::Raw(options) => raw::run(options).await,
        What::Bare => bare::run().await,
        What::Post(options) => raw::post(options).await,
    }
}

/// A quantile of sorted numbers.
fn quantile(sorted: &[f64], at: f64) -> f64 {
    let place = ((sorted.len() - 1) as f64 * at).round() as usize;
    sorted[place]
}
