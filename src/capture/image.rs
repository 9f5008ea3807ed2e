//! A row as a letter holds it (`to_jsonb` of the row), read as what it is.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::domain::{
    AccountName, AccountNumber, Bsb, Cents, CompanyId, Currency, Description, Direction, Dispute,
    Failure, Invalid, Metadata, Payment, PaymentId, Processing, ProcessingState, Reference, Status,
    Timestamp,
};

/// Why an image cannot be read: a newer release wrote what this one does not know.
#[derive(Debug, thiserror::Error)]
pub enum UnknownImage {
    /// A column is missing or of another type.
    #[error("a payment's image cannot be read: {0}")]
    Column(#[from] serde_json::Error),
    /// A label is unknown.
    #[error("a payment's image has an unknown label: {}", .0.message)]
    Label(Invalid),
}

impl From<Invalid> for UnknownImage {
    fn from(invalid: Invalid) -> Self {
        Self::Label(invalid)
    }
}

/// The columns of a payment's row.
#[derive(Deserialize)]
struct PaymentRow {
    id: Uuid,
    company_id: Uuid,
    status: String,
    direction: String,
    amount_cents: i64,
    account_name: String,
    bsb: String,
    account_number: String,
    reference: Option<String>,
    description: Option<String>,
    metadata: Value,
    processing_state: String,
    processing_attempts: i32,
    submitted_at: Option<DateTime<Utc>>,
    bank_reference: Option<String>,
    failure_code: Option<String>,
    failure_message: Option<String>,
    failed_at: Option<DateTime<Utc>>,
    dispute_code: Option<String>,
    dispute_message: Option<String>,
    disputed_at: Option<DateTime<Utc>>,
    dispute_withdrawn_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    transaction_at: Option<DateTime<Utc>>,
    version: i32,
}

/// The payment that an image shows.
///
/// # Errors
/// See [`UnknownImage`].
pub(super) fn payment(image: Value) -> Result<Payment, UnknownImage> {
    let row: PaymentRow = serde_json::from_value(image)?;
    let failure = row
        .failure_code
        .zip(row.failed_at)
        .map(|(code, at)| Failure {
            code,
            message: row.failure_message,
            at: Timestamp(at),
        });
    let dispute = row
        .dispute_code
        .zip(row.disputed_at)
        .map(|(code, at)| Dispute {
            code,
            message: row.dispute_message,
            at: Timestamp(at),
            withdrawn_at: row.dispute_withdrawn_at.map(Timestamp),
        });
    Ok(Payment {
        id: PaymentId(row.id),
        company_id: CompanyId(row.company_id),
        status: Status::parse(&row.status)?,
        direction: Direction::parse(&row.direction)?,
        amount_cents: Cents::kept(row.amount_cents),
        currency: Currency::Aud,
        account_name: AccountName::kept(row.account_name),
        bsb: Bsb::kept(row.bsb),
        account_number: AccountNumber::kept(row.account_number),
        reference: row.reference.map(Reference::kept),
        description: row.description.map(Description::kept),
        metadata: Metadata::kept(row.metadata),
        processing: Processing {
            state: ProcessingState::parse(&row.processing_state)?,
            attempts: row.processing_attempts,
            submitted_at: row.submitted_at.map(Timestamp),
            bank_reference: row.bank_reference,
        },
        failure,
        dispute,
        created_at: Timestamp(row.created_at),
        updated_at: Timestamp(row.updated_at),
        transaction_at: row.transaction_at.map(Timestamp),
        version: row.version,
    })
}
