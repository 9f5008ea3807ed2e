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

mod docs;
mod document;
mod health;
