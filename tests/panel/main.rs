//! The panel from outside: what each role of staff sees and does at `/admin`, by plain HTTP.

mod bulk;
mod foreign;
mod forms;
mod histories;
mod lists;
mod masking;
mod matrix;
mod safety;
mod staff;
#[path = "../support/mod.rs"]
mod support;
mod walking;
