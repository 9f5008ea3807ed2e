//! The promises that the API makes, kept from the outside: one file a promise.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the helpers of tests may fail loudly too"
)]

#[path = "../support/mod.rs"]
mod support;

mod answers;
mod api_keys;
mod authentication;
mod batch;
mod companies;
mod docs;
mod document;
mod faults;
mod health;
mod idempotency;
mod idle;
mod lists;
mod metrics;
mod outages;
mod passwords;
mod payment_changes;
mod payments;
mod problems;
mod program;
mod refusal_order;
mod scratch;
mod starting;
mod tenancy;
mod tokens;
