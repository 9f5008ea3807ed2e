//! Direct entry: what is in a file is decided once, and what comes back is applied once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

#[path = "../support/mod.rs"]
mod support;

mod office;

mod exporting;
mod returning;
mod settling;
