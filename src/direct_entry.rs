//! Direct entry: payments go to the bank in files, and what it could not do comes back in others.
//! The database decides what is in a file before anybody has it; formats and days are pure.

pub mod aba;
pub mod charset;
pub mod days;
pub mod export;
pub mod import;
pub mod returns;
pub mod settling;
