//! How many connections to the database the program's logins hold.

use clap::Args;

/// How many connections each of the program's logins holds at most.
#[derive(Debug, Clone, Args)]
pub struct PoolSizes {
    /// Connections for requests of companies, of which one alone may take all; a quarter more are
    /// for those who come next, and one for the question whether all is well.
    #[arg(
        long = "company-connections",
        env = "REMIT_COMPANY_CONNECTIONS",
        default_value_t = 8,
        value_name = "CONNECTIONS"
    )]
    pub company: usize,

    /// Connections for sign-up and login.
    #[arg(
        long = "auth-connections",
        env = "REMIT_AUTH_CONNECTIONS",
        default_value_t = 4,
        value_name = "CONNECTIONS"
    )]
    pub auth: usize,

    /// Connections for work in the background.
    #[arg(
        long = "worker-connections",
        env = "REMIT_WORKER_CONNECTIONS",
        default_value_t = 4,
        value_name = "CONNECTIONS"
    )]
    pub worker: usize,

    /// Connections for staff: few, so that their pages hold up no company.
    #[arg(
        long = "staff-connections",
        env = "REMIT_STAFF_CONNECTIONS",
        default_value_t = 3,
        value_name = "CONNECTIONS"
    )]
    pub staff: usize,

    /// Connections for what the bank says.
    #[arg(
        long = "bank-connections",
        env = "REMIT_BANK_CONNECTIONS",
        default_value_t = 2,
        value_name = "CONNECTIONS"
    )]
    pub bank: usize,

    /// Connections for deliveries to webhooks.
    #[arg(
        long = "delivery-connections",
        env = "REMIT_DELIVERY_CONNECTIONS",
        default_value_t = 4,
        value_name = "CONNECTIONS"
    )]
    pub delivery: usize,
}

impl PoolSizes {
    /// One connection each, for a command that makes its own.
    pub fn smallest() -> Self {
        Self {
            company: 1,
            auth: 1,
            worker: 1,
            staff: 1,
            bank: 1,
            delivery: 1,
        }
    }
}
