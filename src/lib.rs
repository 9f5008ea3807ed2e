//! Remit: a payment platform centred on Postgres. Read the modules from top to bottom and a payment
//! has been followed from the socket to the database.

pub mod cluster;
