//! Webhooks reach public or allowed addresses only, and no answer harms the server.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests may fail loudly, their helpers too"
)]

mod answers;
mod connections;
mod networks;
mod receiver;
mod tls;
mod urls;
