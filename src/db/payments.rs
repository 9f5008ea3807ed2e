//! A company's payments. Each function is one statement: it proves the credential, acts in the
//! company's name and answers, in one round trip.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::call::Param;
use super::gate::Work;
use super::payment_rows::{payment_columns, read_payment};
use super::writes::Write;
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

/// Creates the payments of one request.
pub(super) const CREATE: &str = concat!(
    "select ",
    payment_columns!("(c.payment)"),
    ", c.replayed from rules.create_payments(",
    caller!(),
    ", $6, $7, $8) c"
);

/// Creates the payments of several requests, one each.
pub(super) const CREATE_TOGETHER: &str = concat!(
    "select ",
    payment_columns!("(c.payment)"),
    ", c.replayed, c.place from rules.create_payments_together(",
    caller!(),
    ", $6, $7, $8, $9) c"
);

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
        let work = Work::of_page(i32::try_from(drafts.len()).unwrap_or(i32::MAX));
        let rows = match drafts {
            [draft] => {
                let write = Write::Create {
                    idempotency: idempotency.clone(),
                    draft: to_json(draft)?,
                };
                self.write(work, write).await?
            }
            drafts => {
                let Idempotency { key, request_hash } = idempotency;
                let params: [Param<'_>; 3] = [key, request_hash, &to_json(drafts)?];
                self.call_for(work, CREATE, &params).await?
            }
        };
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
        let write = Write::Change {
            statement: CHANGE,
            row: id.0,
            params: vec![
                Box::new(id.0),
                Box::new(versions.map(<[i32]>::to_vec)),
                Box::new(to_json(change)?),
            ],
        };
        let rows = self.write(Work::Change(id.0), write).await?;
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
        let write = Write::Change {
            statement: DELETE,
            row: id.0,
            params: vec![Box::new(id.0)],
        };
        let rows = self.write(Work::Change(id.0), write).await?;
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
        let write = Write::Change {
            statement: PROCESS,
            row: id.0,
            params: vec![
                Box::new(idempotency.key.clone()),
                Box::new(idempotency.request_hash.clone()),
                Box::new(id.0),
            ],
        };
        let rows = self.write(work, write).await?;
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

fn to_json(value: &(impl Serialize + ?Sized)) -> Result<Value, Error> {
    serde_json::to_value(value).map_err(|error| Error::Broken(error.to_string()))
}
