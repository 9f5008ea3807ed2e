//! What companies are told and what is kept: every change once, in order, whoever made it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

#[path = "../support/mod.rs"]
mod support;

mod telling;

mod api_changes;
mod doorbell;
mod history;
mod order;
mod psql_changes;
mod pump;
mod reading;
