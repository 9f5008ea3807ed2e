//! What the worker, the simulator and the bank's door ask of the database.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::payment_rows::{payment_columns, read_payment};
use super::{Database, Error, call};
use crate::domain::Payment;

/// A leased task.
#[derive(Debug, Clone)]
pub struct BankTask {
    /// The company whose payment it is.
    pub company_id: Uuid,
    /// The payment.
    pub payment_id: Uuid,
    /// How often the bank was asked in vain.
    pub inquiries: i32,
}

/// An attempt that is on record and may now be made.
#[derive(Debug)]
pub struct Attempt {
    /// 1, 2, 3 …
    pub number: i32,
    /// The payment.
    pub payment: Payment,
}

/// An attempt that the bank is asked about.
#[derive(Debug)]
pub struct Doubt {
    /// What the bank knows the payment by.
    pub bank_reference: String,
    /// 1, 2, 3 …
    pub attempt: i32,
}

/// An attempt's or an inquiry's outcome, as it is recorded.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What it was, as the rules call it.
    pub label: &'static str,
    /// Why it was refused.
    pub code: Option<String>,
    /// The bank's words, or what went wrong.
    pub message: Option<String>,
    /// When the bank decided.
    pub at: Option<DateTime<Utc>>,
    /// When to look again; none: never by itself.
    pub again_in: Option<Duration>,
}

impl Database {
    /// Leases due tasks, a few of each company, companies in turn after the given one.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn claim_bank_tasks(
        &self,
        after_company: Uuid,
        per_company: i32,
        most: i32,
        lease: Duration,
    ) -> Result<Vec<BankTask>, Error> {
        const CLAIM: &str = "select company_id, payment_id, inquiries
             from rules.claim_bank_tasks($1, $2, $3, make_interval(secs => $4))";
        let lease = lease.as_secs_f64();
        let rows = call::call(
            &self.worker,
            CLAIM,
            &[&after_company, &per_company, &most, &lease],
        )
        .await?;
        let task = |row: &tokio_postgres::Row| {
            Ok(BankTask {
                company_id: row.try_get(0)?,
                payment_id: row.try_get(1)?,
                inquiries: row.try_get(2)?,
            })
        };
        rows.iter().map(task).collect()
    }

    /// How long until a task is due; none when there is none.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn next_bank_task_in(&self) -> Result<Option<Duration>, Error> {
        let rows = call::call(&self.worker, "select rules.next_bank_task_in()", &[]).await?;
        let seconds: Option<f64> = rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .flatten();
        Ok(seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()))
    }

    /// Puts an attempt on record and leases the task anew; none when the payment is no longer to be
    /// handed over. What is unknown needs the attempt that the bank says never arrived.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn begin_submission(
        &self,
        task: &BankTask,
        never_arrived: Option<i32>,
        lease: Duration,
    ) -> Result<Option<Attempt>, Error> {
        const BEGIN: &str = concat!(
            "select ",
            payment_columns!("(s.payment)"),
            ", s.attempt from rules.begin_submission($1, $2, $3, make_interval(secs => $4)) s"
        );
        let lease = lease.as_secs_f64();
        let rows = call::call(
            &self.worker,
            BEGIN,
            &[&task.company_id, &task.payment_id, &never_arrived, &lease],
        )
        .await?;
        let attempt = |row| {
            Ok(Attempt {
                payment: read_payment(row)?,
                number: row.try_get("attempt")?,
            })
        };
        rows.first().map(attempt).transpose()
    }

    /// Records what became of an attempt.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn end_submission(
        &self,
        company: Uuid,
        bank_reference: &str,
        attempt: i32,
        outcome: &Outcome,
    ) -> Result<(), Error> {
        const END: &str =
            "select rules.end_submission($1, $2, $3, $4, $5, $6, make_interval(secs => $7))";
        let again_in = outcome.again_in.unwrap_or_default().as_secs_f64();
        call::call(
            &self.worker,
            END,
            &[
                &company,
                &bank_reference,
                &attempt,
                &outcome.label,
                &outcome.code,
                &outcome.message,
                &again_in,
            ],
        )
        .await
        .map(drop)
    }

    /// What to ask the bank about; none when there is nothing to ask.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn give_up_waiting(&self, task: &BankTask) -> Result<Option<Doubt>, Error> {
        const GIVE_UP: &str = "select bank_reference, attempt from rules.give_up_waiting($1, $2)";
        let rows = call::call(&self.worker, GIVE_UP, &[&task.company_id, &task.payment_id]).await?;
        let doubt = |row: &tokio_postgres::Row| {
            Ok(Doubt {
                bank_reference: row.try_get(0)?,
                attempt: row.try_get(1)?,
            })
        };
        rows.first().map(doubt).transpose()
    }

    /// Records what the bank said when it was asked.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn end_inquiry(
        &self,
        task: &BankTask,
        bank_reference: &str,
        outcome: &Outcome,
    ) -> Result<(), Error> {
        const END: &str =
            "select rules.end_inquiry($1, $2, $3, $4, $5, $6, $7, make_interval(secs => $8))";
        let again_in = outcome.again_in.map(|pause| pause.as_secs_f64());
        call::call(
            &self.worker,
            END,
            &[
                &task.company_id,
                &task.payment_id,
                &bank_reference,
                &outcome.label,
                &outcome.code,
                &outcome.message,
                &outcome.at,
                &again_in,
            ],
        )
        .await
        .map(drop)
    }

    /// Gives a lease back.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn free_bank_task(&self, task: &BankTask, again_in: Duration) -> Result<(), Error> {
        const FREE: &str = "select rules.free_bank_task($1, $2, make_interval(secs => $3))";
        let again_in = again_in.as_secs_f64();
        call::call(
            &self.worker,
            FREE,
            &[&task.company_id, &task.payment_id, &again_in],
        )
        .await
        .map(drop)
    }

    /// Which of these payments have left `created`.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn moved_on(
        &self,
        companies: &[Uuid],
        payments: &[Uuid],
    ) -> Result<Vec<Uuid>, Error> {
        const MOVED: &str = "select id from rules.moved_on($1, $2) id";
        let rows = call::call(&self.worker, MOVED, &[&companies, &payments]).await?;
        rows.iter().map(|row| super::id(row, 0)).collect()
    }

    /// Keeps a sealed secret if there is none of this name; returns the one that is kept.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn keep_secret(&self, name: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        const KEEP: &str =
            "insert into secret (name, ciphertext) values ($1, $2) on conflict do nothing";
        call::call(&self.worker, KEEP, &[&name, &sealed]).await?;
        let rows = call::call(
            &self.worker,
            "select ciphertext from secret where name = $1",
            &[&name],
        )
        .await?;
        let row = rows
            .first()
            .ok_or_else(|| Error::Broken("a secret was not kept".to_owned()))?;
        Ok(row.try_get(0)?)
    }

    /// Takes the bank's word: what became of it.
    ///
    /// # Errors
    /// `Conflict` when the id came with another body; see [`Error`].
    pub async fn receive_bank_event(
        &self,
        told: &Value,
        body_hash: &[u8],
        request_id: &str,
    ) -> Result<String, Error> {
        const RECEIVE: &str = "select rules.receive_bank_event($1, $2, $3)";
        let rows = call::call(&self.bank, RECEIVE, &[told, &body_hash, &request_id]).await?;
        let row = rows
            .first()
            .ok_or_else(|| Error::Broken("no result came back".to_owned()))?;
        Ok(row.try_get(0)?)
    }

    /// Applies what was parked and has become possible; how many events that were.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn release_parked_events(&self, most: i32) -> Result<i32, Error> {
        let rows = call::call(
            &self.bank,
            "select rules.release_parked_events($1)",
            &[&most],
        )
        .await?;
        Ok(rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .unwrap_or(0))
    }
}
