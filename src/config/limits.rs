//! How fast companies and addresses may ask.

use std::num::ParseIntError;
use std::time::Duration;

use clap::Args;

use crate::domain::read_duration;

/// Limits that hold for all who have no other.
#[derive(Debug, Clone, Args)]
pub struct Limits {
    /// Requests a second that a company may go on sending, over all servers; staff may set others
    /// for single companies in the table company_limit.
    #[arg(long, env = "REMIT_COMPANY_RATE", default_value = "200", value_parser = read_count, value_name = "REQUESTS/S")]
    pub company_rate: u32,

    /// Requests that a company may send at once after a pause.
    #[arg(long, env = "REMIT_COMPANY_BURST", default_value = "400", value_parser = read_count, value_name = "REQUESTS")]
    pub company_burst: u32,

    /// Requests a second without a credential, or with one that is not yet known to be good, that
    /// an address (IPv6: a /64) may go on sending to each server.
    #[arg(long, env = "REMIT_ADDRESS_RATE", default_value = "20", value_parser = read_count, value_name = "REQUESTS/S")]
    pub address_rate: u32,

    /// The same, at once after a pause.
    #[arg(long, env = "REMIT_ADDRESS_BURST", default_value = "60", value_parser = read_count, value_name = "REQUESTS")]
    pub address_burst: u32,

    /// How long a right password is recognised at its next login without the work of its hash; 0
    /// turns it off.
    #[arg(long, env = "REMIT_LOGIN_CACHE", default_value = "5m", value_parser = read_memory, value_name = "DURATION")]
    pub login_cache: Duration,

    /// How requests queue for the database; the other way is there to be compared with.
    #[arg(
        long,
        env = "REMIT_QUEUES",
        default_value = "fair",
        hide = true,
        value_name = "KIND"
    )]
    pub queues: Queues,
}

/// How requests queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Queues {
    /// Each company has its own.
    Fair,
    /// All have one, that of the pool.
    Fifo,
}

/// The most of anything: a bucket of more is no limit.
const MOST: u32 = 10_000_000;

fn read_count(text: &str) -> Result<u32, String> {
    let wrong = |_: ParseIntError| format!("{text:?} is no number from 1 to {MOST}");
    match text.parse().map_err(wrong)? {
        count @ 1..=MOST => Ok(count),
        _ => Err(format!("{text:?} is not from 1 to {MOST}")),
    }
}

fn read_memory(text: &str) -> Result<Duration, String> {
    match text {
        "0" => Ok(Duration::ZERO),
        _ => read_duration(text),
    }
}
