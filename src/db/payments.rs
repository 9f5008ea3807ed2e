//! A company's payments. Each function is one statement: it proves the credential, acts in the
//! company's name and answers, in one round trip.

use uuid::Uuid;

use super::gate::Work;
use super::payment_rows::{payment_columns, read_payment};
use super::{CompanyDb, Error, Idempotency, caller, flag};
use crate::domain::{NewPayment, Payment, PaymentChange, PaymentId};

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
        let work = Work::of_page(i32::try_from(drafts.len()).unwrap_or(i32::MAX));
        let drafts =
            serde_json::to_value(drafts).map_err(|error| Error::Broken(error.to_string()))?;
        let rows = self
            .call_for(
                work,
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
        let work = Work::Change(id.0);
        let rows = self
            .call_for(work, CHANGE, &[&id.0, &versions, &change])
            .await?;
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
        let rows = self.call_for(Work::Change(id.0), DELETE, &[&id.0]).await?;
        flag(&rows)
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
        // A second request with the key of one that still runs is told so at once.
        let work = match idempotency.key {
            Some(_) => Work::Light,
            None => Work::Change(id.0),
        };
        let rows = self
            .call_for(
                work,
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
}
