//! Remit: a payment platform centred on Postgres. Read the modules from top to bottom and a payment
//! has been followed from the socket to the database.

pub mod config;
pub mod server;

pub mod api;
pub mod assets;
pub mod auth;
pub mod docs;
pub mod pages;
pub mod panel;
pub mod staff;

pub mod fairness;

pub mod db;
pub mod domain;
pub mod log;
pub mod metrics;
pub mod secrets;

pub mod bank;
pub mod capture;
pub mod delivery;
pub mod direct_entry;
pub mod housekeeping;
pub mod outbound;
pub mod stream;
pub mod waiting;

pub mod cluster;

pub mod terminal;
