//! What a developer at a terminal meets: the program itself, run beside a server.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

#[path = "../support/mod.rs"]
mod support;

mod door;
mod program;

mod forwarding;
mod listening;
mod speaking;
mod triggering;
