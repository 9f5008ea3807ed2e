//! The panel from outside: what each role of staff sees and does at `/admin`, by plain HTTP.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the helpers of tests may fail loudly too"
)]

mod amounts;
mod bulk;
mod filters;
mod foreign;
mod forms;
mod histories;
mod lists;
mod masking;
mod matrix;
mod own;
mod owners;
mod picking;
mod presence;
mod reaching;
mod safety;
mod staff;
mod statements;
#[path = "../support/mod.rs"]
mod support;
mod walking;
