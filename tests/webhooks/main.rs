//! Webhooks as companies manage them: subscriptions, secrets, filters, deliveries, replays.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

#[path = "../support/mod.rs"]
mod support;

#[path = "../it/answers.rs"]
#[allow(dead_code, reason = "what the other test program uses")]
mod answers;

mod asking;

mod changes;
mod deliveries;
mod limits;
mod replays;
mod retries;
mod secrets;
mod subscriptions;
mod tenancy;
