//! The panel: lists, forms, histories and deletions of every table, made from the database's own
//! catalog for whoever may use them. It knows no table by name.

mod columns;
pub mod model;
pub mod presentation;
mod resolve;
mod tags;

pub use resolve::resolve;
