//! The way to the bank and back: handed over once, never guessed, and the bank's word taken once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

#[path = "../support/mod.rs"]
mod support;

mod counter;
mod teller;

mod claims;
mod door;
mod handing_over;
mod late_words;
mod login;
mod parked;
mod process;
mod simulator;
mod withdrawal;
