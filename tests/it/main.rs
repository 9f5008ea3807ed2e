//! The promises that the API makes, kept from the outside: one file a promise.

#[path = "../support/mod.rs"]
mod support;

mod health;
mod idle;
