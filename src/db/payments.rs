//! A company's payments. Each function is one statement: it proves the credential, acts in the
//! company's name and answers, in one round trip.

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio_postgres::Row;
use uuid::Uuid;

use super::rows::Columns;
use super::{CompanyDb, Error, Idempotency, caller};
use crate::domain::{
    AccountName, AccountNumber, Bsb, Cents, CompanyId, Currency, Description, Direction, Dispute,
    Failure, Metadata, NewPayment, Payment, PaymentChange, PaymentId, Processing, ProcessingState,
    Reference, Status, Timestamp,
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

/// Where a page begins: before this payment, in the order newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The payment's time of creation.
    pub created_at: DateTime<Utc>,
    /// The payment's id.
    pub id: Uuid,
}

/// What a list of payments is narrowed to.
#[derive(Debug, Clone)]
pub struct PaymentFilter {
    /// The filters by name, as `rules.list_payments` takes them.
    pub fields: Value,
    /// Whether an index serves all of them, or rows must be looked at.
    pub served: Served,
}

impl PaymentFilter {
    /// The same filters are the same bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.fields.to_string().into_bytes()
    }
}

/// How a list's filters are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// By an index alone.
    ByIndex,
    /// By looking at rows, a bounded number a page.
    ByLooking,
}

/// One page of a list.
#[derive(Debug)]
pub struct Page<T, P> {
    /// The page's items.
    pub items: Vec<T>,
    /// Where the next page begins; none after the last.
    pub next: Option<P>,
}

/// How many payments one page of a filtered list looks at, at most.
const SCAN_ROWS: i32 = 1000;

/// The answer to something that an idempotency key may have asked before.
#[derive(Debug)]
pub struct Answer<T> {
    /// The answer, as it was the first time.
    pub value: T,
    /// Whether it is a repetition.
    pub replayed: bool,
}

/// What became of a request to process a payment.
#[derive(Debug)]
pub enum Processed {
    /// It is on its way to the bank.
    Accepted(Payment),
    /// It has left `created`; this is how it stood.
    Refused(Payment),
}

impl CompanyDb<'_> {
    /// The payment with this id.
    ///
    /// # Errors
    /// As every call: see [`Error`]. None when the company has no such payment.
    pub async fn get_payment(&self, id: PaymentId) -> Result<Option<Payment>, Error> {
        const GET: &str = concat!(
            "select ",
            payment_columns!("p"),
            " from rules.get_payment(",
            caller!(),
            ", $6) p"
        );
        let rows = self.call(GET, &[&id.0]).await?;
        rows.first().map(read_payment).transpose()
    }

    /// Creates the payments, all or none, in their order.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn create_payments(
        &self,
        drafts: &[NewPayment],
        idempotency: &Idempotency,
    ) -> Result<Answer<Vec<Payment>>, Error> {
        const CREATE: &str = concat!(
            "select ",
            payment_columns!("(c.payment)"),
            ", c.replayed from rules.create_payments(",
            caller!(),
            ", $6, $7, $8) c"
        );
        let drafts =
            serde_json::to_value(drafts).map_err(|error| Error::Broken(error.to_string()))?;
        let rows = self
            .call(
                CREATE,
                &[&idempotency.key, &idempotency.request_hash, &drafts],
            )
            .await?;
        let replayed = rows
            .first()
            .map(|row| row.try_get("replayed"))
            .transpose()?
            .unwrap_or(false);
        let mut value = Vec::with_capacity(rows.len());
        for row in &rows {
            // A repetition of nothing is a row without a payment.
            if row.try_get::<_, Option<Uuid>>(0)?.is_some() {
                value.push(read_payment(row)?);
            }
        }
        Ok(Answer { value, replayed })
    }

    /// Changes the given fields of a payment, if its version is one of these.
    ///
    /// # Errors
    /// `VersionMismatch`, `InvalidState`; see [`Error`]. None when the company has no such payment.
    pub async fn change_payment(
        &self,
        id: PaymentId,
        versions: Option<&[i32]>,
        change: &PaymentChange,
    ) -> Result<Option<Payment>, Error> {
        const CHANGE: &str = concat!(
            "select ",
            payment_columns!("p"),
            " from rules.change_payment(",
            caller!(),
            ", $6, $7, $8) p"
        );
        let change =
            serde_json::to_value(change).map_err(|error| Error::Broken(error.to_string()))?;
        let rows = self.call(CHANGE, &[&id.0, &versions, &change]).await?;
        rows.first().map(read_payment).transpose()
    }

    /// Deletes a payment; whether there was one.
    ///
    /// # Errors
    /// `InvalidState` once it was handed over; see [`Error`].
    pub async fn delete_payment(&self, id: PaymentId) -> Result<bool, Error> {
        const DELETE: &str = concat!(
            "select deleted from rules.delete_payment(",
            caller!(),
            ", $6) deleted"
        );
        self.flag(DELETE, &[&id.0]).await
    }

    /// Hands a payment to processing, once however often it is asked.
    ///
    /// # Errors
    /// See [`Error`]. None when the company has no such payment.
    pub async fn process_payment(
        &self,
        id: PaymentId,
        idempotency: &Idempotency,
    ) -> Result<Option<Answer<Processed>>, Error> {
        const PROCESS: &str = concat!(
            "select ",
            payment_columns!("(c.payment)"),
            ", c.replayed, c.refused from rules.process_payment(",
            caller!(),
            ", $6, $7, $8) c"
        );
        let rows = self
            .call(
                PROCESS,
                &[&idempotency.key, &idempotency.request_hash, &id.0],
            )
            .await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let payment = read_payment(row)?;
        let value = match row.try_get("refused")? {
            true => Processed::Refused(payment),
            false => Processed::Accepted(payment),
        };
        Ok(Some(Answer {
            value,
            replayed: row.try_get("replayed")?,
        }))
    }

    /// A page of payments before a position, newest first.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn list_payments(
        &self,
        filter: &PaymentFilter,
        before: Option<Position>,
        size: i32,
    ) -> Result<Page<Payment, Position>, Error> {
        match filter.served {
            Served::ByIndex => self.list_by_index(filter, before, size).await,
            Served::ByLooking => self.list_by_looking(filter, before, size).await,
        }
    }

    async fn list_by_index(
        &self,
        filter: &PaymentFilter,
        before: Option<Position>,
        size: i32,
    ) -> Result<Page<Payment, Position>, Error> {
        const LIST: &str = concat!(
            "select ",
            payment_columns!("p"),
            " from rules.list_payments(",
            caller!(),
            ", $6, coalesce($7::timestamptz, 'infinity'), coalesce($8::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), $9) p"
        );
        let (at, id) = (before.map(|p| p.created_at), before.map(|p| p.id));
        // One more than the page shows tells whether there is another.
        let rows = self
            .call(LIST, &[&filter.fields, &at, &id, &(size + 1)])
            .await?;
        let mut items = rows
            .iter()
            .map(read_payment)
            .collect::<Result<Vec<_>, _>>()?;
        let size = usize::try_from(size).unwrap_or_default();
        let more = items.len() > size;
        items.truncate(size);
        let next = items.last().filter(|_| more).map(position);
        Ok(Page { items, next })
    }

    async fn list_by_looking(
        &self,
        filter: &PaymentFilter,
        before: Option<Position>,
        size: i32,
    ) -> Result<Page<Payment, Position>, Error> {
        const SEARCH: &str = concat!(
            "select ",
            payment_columns!("(s.payment)"),
            ", s.matched, s.last",
            " from rules.search_payments(",
            caller!(),
            ", $6, coalesce($7::timestamptz, 'infinity'), coalesce($8::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), $9, $10) s"
        );
        let (at, id) = (before.map(|p| p.created_at), before.map(|p| p.id));
        let rows = self
            .call(SEARCH, &[&filter.fields, &at, &id, &(size + 1), &SCAN_ROWS])
            .await?;
        let mut items = Vec::with_capacity(rows.len());
        let mut looked_to = None;
        for row in &rows {
            let payment = read_payment(row)?;
            if row.try_get("last")? {
                looked_to = Some(position(&payment));
            }
            if row.try_get("matched")? {
                items.push(payment);
            }
        }
        let size = usize::try_from(size).unwrap_or_default();
        let more = items.len() > size;
        items.truncate(size);
        let next = if more {
            items.last().map(position)
        } else {
            looked_to
        };
        Ok(Page { items, next })
    }
}

fn position(payment: &Payment) -> Position {
    Position {
        created_at: payment.created_at.0,
        id: payment.id.0,
    }
}

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
