//! The way to the bank and back: a worker hands queued payments to a gateway, and the bank's word
//! comes back signed, through the same door for the simulator as for any other bank.

pub mod gateway;

mod script;
pub mod secret;
pub mod simulator;
pub mod worker;
