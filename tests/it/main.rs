//! The promises that the API makes, kept from the outside: one file a promise.

#[path = "../support/mod.rs"]
mod support;

mod answers;

mod api_keys;
mod authentication;
mod batch;
mod companies;
mod faults;
mod health;
mod idempotency;
mod lists;
mod outages;
mod passwords;
mod payment_changes;
mod payments;
mod problems;
mod refusal_order;
mod scratch;
mod starting;
mod tenancy;
mod tokens;
