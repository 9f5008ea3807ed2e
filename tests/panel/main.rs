//! The panel from outside: what each role of staff sees and does at `/admin`, by plain HTTP.

mod forms;
mod lists;
mod staff;
#[path = "../support/mod.rs"]
mod support;
