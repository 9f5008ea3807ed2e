//! What reaches subscribers: every event at each webhook that wants it, signed, in order, whatever
//! the endpoints do.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

#[path = "../support/mod.rs"]
mod support;

mod server;
mod subscribing;

mod failing;
mod keeping;
mod reaching;
mod surviving;
