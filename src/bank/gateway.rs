//! What a bank can be asked, and what it can answer. The errors tell apart what must never be
//! confused: that nothing was sent, that the bank refused, and that nobody knows.

use chrono::{DateTime, Utc};

use crate::domain::{AccountName, AccountNumber, Bsb, Cents, Direction};

/// A payment as it is handed to the bank.
#[derive(Debug, Clone)]
pub struct Submission {
    /// What the bank knows it by, the same at every attempt.
    pub bank_reference: String,
    /// 1, 2, 3 …
    pub attempt: i32,
    /// Which way the money goes.
    pub direction: Direction,
    /// How much.
    pub amount_cents: Cents,
    /// The other account's title.
    pub account_name: AccountName,
    /// The other account's branch.
    pub bsb: Bsb,
    /// The other account's number.
    pub account_number: AccountNumber,
}

/// Why a submission was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubmitError {
    /// Nothing reached the bank: it may be sent again.
    #[error("not sent: {0}")]
    NotSent(String),
    /// The bank refused it for good.
    #[error("rejected: {code}")]
    Rejected {
        /// One of the codes of `failure`.
        code: String,
        /// The bank's words.
        message: String,
    },
    /// It may or may not have reached the bank: ask before sending again.
    #[error("unknown: {0}")]
    Unknown(String),
}

/// What the bank says of a payment when it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The money was moved.
    Settled {
        /// When.
        at: DateTime<Utc>,
    },
    /// It was refused.
    Rejected {
        /// One of the codes of `failure`.
        code: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// The bank has it and has not decided.
    Pending,
    /// The bank never had it.
    NeverArrived,
}

/// A bank.
pub trait Gateway: Send + Sync + 'static {
    /// Hands a payment over. Handing the same reference over again has no second effect.
    ///
    /// # Errors
    /// See [`SubmitError`].
    fn submit(
        &self,
        submission: &Submission,
    ) -> impl Future<Output = Result<(), SubmitError>> + Send;

    /// Asks what became of a payment.
    ///
    /// # Errors
    /// When the bank does not answer: nothing is known then.
    fn inquire(
        &self,
        bank_reference: &str,
    ) -> impl Future<Output = Result<Standing, String>> + Send;
}
