//! What a stream of events promises: every event once and in order, while it may be heard.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

#[path = "../support/mod.rs"]
mod support;

mod listening;

mod capacity;
mod endings;
mod events;
mod faults;
mod measures;
mod refusals;
mod stalling;
