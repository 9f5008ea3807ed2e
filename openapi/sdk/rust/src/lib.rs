//! Client of Remit: every operation, typed problems, verified webhooks, followed events.
//!
//! [`connect`] makes a [`Client`]; each operation is a builder that ends in `send()`. A refusal is
//! an [`Error::ErrorResponse`] with a [`types::Problem`]; [`problem`] takes it out.

#[allow(clippy::all, missing_docs)]
#[rustfmt::skip]
mod client;
mod clear;
mod connect;
mod follow;
mod pages;
mod repeat;
mod webhook;

pub use clear::CLEAR;
pub use client::*;
pub use connect::{ConnectError, connect, problem};
pub use follow::Follower;
pub use pages::{Page, Pages};
pub use webhook::{WebhookError, verify_webhook, verify_webhook_at};
