//! From a queued delivery to its subscriber: each server's dispatcher holds the queues of some
//! webhooks, posts what is in them, in order for each payment, and records what came of it. A broken
//! endpoint costs the others nothing.

mod agenda;
mod breaker;
mod dispatcher;
mod post;
mod queue;
mod queues;
mod records;
mod shift;
mod verdict;

pub use dispatcher::Dispatcher;
