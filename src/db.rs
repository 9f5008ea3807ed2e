//! The way to the database.

pub mod tls;
pub mod url;
