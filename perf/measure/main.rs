//! The measuring end of the programs in `perf`: changes at a steady rate and a receiver of them, users,
//! floods and their victim. It prints numbers; the script that starts it makes the report.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a measurement that goes wrong is to stop"
)]

mod bare;
mod browse;
mod client;
mod company;
mod database;
mod drain;
mod flood;
mod hanging;
mod latency;
mod raw;
mod receiver;
mod scenario;
mod tally;
mod victim;

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
    /// A receiver of webhooks, until its input ends.
    Receive,
    /// Makes companies, and prints each as a line of JSON.
    Companies(company::Options),
    /// The original's scenario; one line of JSON.
    Scenario(scenario::Options),
    /// Requests of one company when they are due; one line of JSON.
    Victim(victim::Options),
    /// As many requests as go; one line of JSON.
    Flood(flood::Options),
    /// Staff at the pages of the panel; one line of JSON.
    Browse(browse::Options),
    /// Events queued to endpoints that hang, until its input ends.
    Hang(hanging::Options),
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
        What::Receive => receiver::run().await,
        What::Companies(options) => company::run(options).await,
        What::Scenario(options) => scenario::run(options).await,
        What::Victim(options) => victim::run(options).await,
        What::Flood(options) => flood::run(options).await,
        What::Browse(options) => browse::run(options).await,
        What::Hang(options) => hanging::run(options).await,
        What::Post(options) => raw::post(options).await,
    }
}

/// A quantile of sorted numbers.
fn quantile(sorted: &[f64], at: f64) -> f64 {
    let place = ((sorted.len() - 1) as f64 * at).round() as usize;
    sorted[place]
}
