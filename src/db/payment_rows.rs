//! How a payment's row is read: its columns, in one order.

use tokio_postgres::Row;

use super::Error;
use super::rows::Columns;
use crate::domain::{
    AccountName, AccountNumber, Bsb, Cents, CompanyId, Currency, Description, Direction, Dispute,
    Failure, Metadata, Payment, PaymentId, Processing, ProcessingState, Reference, Status,
    Timestamp,
};

/// The columns of a payment in the order in which [`read_payment`] takes them.
macro_rules! payment_columns {
    ($of:literal) => {
        concat!(
            $of,
            ".id, ",
            $of,
            ".company_id, ",
            $of,
            ".status, ",
            $of,
            ".direction, ",
            $of,
            ".amount_cents, ",
            $of,
            ".account_name, ",
            $of,
            ".bsb, ",
            $of,
            ".account_number, ",
            $of,
            ".reference, ",
            $of,
            ".description, ",
            $of,
            ".metadata, ",
            $of,
            ".processing_state, ",
            $of,
            ".processing_attempts, ",
            $of,
            ".submitted_at, ",
            $of,
            ".bank_reference, ",
            $of,
            ".failure_code, ",
            $of,
            ".failure_message, ",
            $of,
            ".failed_at, ",
            $of,
            ".dispute_code, ",
            $of,
            ".dispute_message, ",
            $of,
            ".disputed_at, ",
            $of,
            ".dispute_withdrawn_at, ",
            $of,
            ".created_at, ",
            $of,
            ".updated_at, ",
            $of,
            ".transaction_at, ",
            $of,
            ".version"
        )
    };
}

pub(super) use payment_columns;

/// Reads the columns that [`payment_columns`] names.
pub(super) fn read_payment(row: &Row) -> Result<Payment, Error> {
    let mut columns = Columns::of(row);
    Ok(Payment {
        id: PaymentId(columns.take()?),
        company_id: CompanyId(columns.take()?),
        status: columns.label(Status::parse)?,
        direction: columns.label(Direction::parse)?,
        amount_cents: Cents::kept(columns.take()?),
        currency: Currency::Aud,
        account_name: AccountName::kept(columns.take()?),
        bsb: Bsb::kept(columns.take()?),
        account_number: AccountNumber::kept(columns.take()?),
        reference: columns.take::<Option<_>>()?.map(Reference::kept),
        description: columns.take::<Option<_>>()?.map(Description::kept),
        metadata: Metadata::kept(columns.take()?),
        processing: Processing {
            state: columns.label(ProcessingState::parse)?,
            attempts: columns.take()?,
            submitted_at: columns.take::<Option<_>>()?.map(Timestamp),
            bank_reference: columns.take()?,
        },
        failure: read_failure(&mut columns)?,
        dispute: read_dispute(&mut columns)?,
        created_at: Timestamp(columns.take()?),
        updated_at: Timestamp(columns.take()?),
        transaction_at: columns.take::<Option<_>>()?.map(Timestamp),
        version: columns.take()?,
    })
}

fn read_failure(columns: &mut Columns<'_>) -> Result<Option<Failure>, Error> {
    let code: Option<String> = columns.take()?;
    let message = columns.take()?;
    let at = columns.take::<Option<_>>()?.map(Timestamp);
    Ok(code.zip(at).map(|(code, at)| Failure { code, message, at }))
}

fn read_dispute(columns: &mut Columns<'_>) -> Result<Option<Dispute>, Error> {
    let code: Option<String> = columns.take()?;
    let message = columns.take()?;
    let at = columns.take::<Option<_>>()?.map(Timestamp);
    let withdrawn_at = columns.take::<Option<_>>()?.map(Timestamp);
    Ok(code.zip(at).map(|(code, at)| Dispute {
        code,
        message,
        at,
        withdrawn_at,
    }))
}
