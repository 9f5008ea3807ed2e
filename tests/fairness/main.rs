//! Nobody blocks the others: limits, fair queues and logins, from the outside.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the helpers of tests may fail loudly too"
)]

#[path = "../support/mod.rs"]
mod support;

mod addresses;
mod limits;
mod logins;
mod queues;
mod rows;
mod servers;
mod together;
