//! A payment, as companies see it: by API, by webhook, by event, always the same bytes.

use poem_openapi::Object;
use serde::Serialize;

use super::label::labelled;
use super::{
    AccountName, AccountNumber, Bsb, Cents, CompanyId, Description, Metadata, PaymentId, Reference,
    Timestamp,
};

labelled!(
    /// Where a payment stands.
    Status {
        /// Made by the company; the bank has not answered.
        Created = "created",
        /// The bank moved the money.
        Successful = "successful",
        /// The money was not moved, or was returned.
        Failed = "failed",
        /// The payer disputes a debit.
        Disputed = "disputed",
    }
);

labelled!(
    /// Which way the money goes.
    Direction {
        /// Collect from the account into the company's.
        Debit = "debit",
        /// Pay the account from the company's.
        Credit = "credit",
    }
);

labelled!(
    /// How far a payment is on its way to the bank.
    ProcessingState {
        /// Not handed over.
        None = "none",
        /// Waits for its turn.
        Queued = "queued",
        /// Handed to the bank; the answer is awaited.
        Submitted = "submitted",
        /// The bank's answer was lost; it is asked again until it answers.
        Unknown = "unknown",
        /// The bank has answered.
        Done = "done",
    }
);

labelled!(
    /// The currency of all payments.
    Currency {
        /// Australian dollar.
        #[serde(rename = "AUD")]
        #[oai(rename = "AUD")]
        Aud = "AUD",
    }
);

/// Money that a company collects from an account or pays to one.
#[derive(Debug, Clone, Serialize, Object)]
pub struct Payment {
    /// UUIDv7.
    pub id: PaymentId,
    /// The company that created it.
    pub company_id: CompanyId,
    /// Where it stands.
    pub status: Status,
    /// Which way the money goes.
    pub direction: Direction,
    /// Amount in integer cents.
    pub amount_cents: Cents,
    /// Always AUD.
    pub currency: Currency,
    /// Title of the other account.
    pub account_name: AccountName,
    /// BSB of the other account.
    pub bsb: Bsb,
    /// Number of the other account.
    pub account_number: AccountNumber,
    /// Lodgement reference on the account's statement.
    pub reference: Option<Reference>,
    /// The company's own note.
    pub description: Option<Description>,
    /// The company's own data.
    pub metadata: Metadata,
    /// How far it is on its way to the bank.
    pub processing: Processing,
    /// Why it failed; null unless it is failed.
    pub failure: Option<Failure>,
    /// Why it was disputed; null until it was.
    pub dispute: Option<Dispute>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it first left `created`: the bank's time, else the time of the change.
    pub transaction_at: Option<Timestamp>,
    /// Raised by one at every change; also the ETag.
    pub version: i32,
}

/// A payment on its way to the bank.
#[derive(Debug, Clone, Serialize, Object)]
pub struct Processing {
    /// How far it is.
    pub state: ProcessingState,
    /// How often it was handed to the bank.
    pub attempts: i32,
    /// When it was last handed to the bank.
    pub submitted_at: Option<Timestamp>,
    /// What the bank knows it by.
    pub bank_reference: Option<String>,
}

/// Why a payment failed.
#[derive(Debug, Clone, Serialize, Object)]
pub struct Failure {
    /// One of the codes of direct entry, `debit_not_authorized`, `bank_rejected` or `set_by_hand`.
    pub code: String,
    /// The bank's words.
    pub message: Option<String>,
    /// When it failed.
    pub at: Timestamp,
}

/// Why a payment was disputed.
#[derive(Debug, Clone, Serialize, Object)]
pub struct Dispute {
    /// The bank's code, or `set_by_hand`.
    pub code: String,
    /// The bank's words.
    pub message: Option<String>,
    /// When it was disputed.
    pub at: Timestamp,
    /// When the dispute was withdrawn; null while it stands.
    pub withdrawn_at: Option<Timestamp>,
}

/// A payment to be created.
#[derive(Debug, Clone, Serialize, Object)]
pub struct NewPayment {
    /// Which way the money goes.
    #[oai(default = "debit")]
    pub direction: Direction,
    /// Amount in integer cents.
    pub amount_cents: Cents,
    /// Title of the other account.
    pub account_name: AccountName,
    /// BSB of the other account.
    pub bsb: Bsb,
    /// Number of the other account.
    pub account_number: AccountNumber,
    /// Lodgement reference on the account's statement; the bank reference stands in for it.
    #[oai(nullable)]
    pub reference: Option<Reference>,
    /// The company's own note.
    #[oai(nullable)]
    pub description: Option<Description>,
    /// The company's own data.
    #[oai(default)]
    pub metadata: Metadata,
}

fn debit() -> Direction {
    Direction::Debit
}

/// Changes to a payment: fields left out stay as they are.
#[derive(Debug, Clone, Default, Serialize, Object)]
pub struct PaymentChange {
    /// Amount in integer cents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_cents: Option<Cents>,
    /// Title of the other account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_name: Option<AccountName>,
    /// BSB of the other account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bsb: Option<Bsb>,
    /// Number of the other account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_number: Option<AccountNumber>,
    /// Lodgement reference; null clears it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[oai(nullable)]
    pub reference: Option<Option<Reference>>,
    /// The company's own note; null clears it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[oai(nullable)]
    pub description: Option<Option<Description>>,
    /// The company's own data, replaced whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
}
