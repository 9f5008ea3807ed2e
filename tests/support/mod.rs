//! What the tests share.
#![allow(dead_code, reason = "each test program uses a part")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "the helpers of tests may fail loudly too"
)]

pub mod app;
pub mod bank;
pub mod database;
pub mod subscriber;
pub mod wait;
