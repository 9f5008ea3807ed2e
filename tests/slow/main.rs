//! Slow clients are let go in time, and hold up nobody.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "../support/mod.rs"]
mod support;

mod deadlines;
mod early;
mod limits;
mod raw;
mod stopping;
mod thousand;
