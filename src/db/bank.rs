//! What the worker, the simulator and the bank's door ask of the database.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::payments::{payment_columns, read_payment};
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
    /// Whether another server's lease ran out over it.
    pub was_leased: bool,
}

/// An attempt that is on record and may now be made.
#[derive(Debug)]
pub struct Attempt {
    /// 1, 2, 3 …
    pub number: i32,
    /// The payment.
    pub payment: Payment,
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

/// A payment that the simulated bank was handed.
#[derive(Debug)]
pub struct SimulatedTransaction {
    /// settled or rejected.
    pub outcome: String,
    /// Why it is rejected.
    pub code: Option<String>,
    /// When that is so.
    pub due_at: DateTime<Utc>,
    /// Whether that time has come.
    pub is_due: bool,
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
        const CLAIM: &str = "select company_id, payment_id, inquiries, was_leased
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
                was_leased: row.try_get(3)?,
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

    /// Puts an attempt on record; none when the payment is no longer to be handed over.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn begin_submission(&self, task: &BankTask) -> Result<Option<Attempt>, Error> {
        const BEGIN: &str = concat!(
            "select ",
            payment_columns!("(s.payment)"),
            ", s.attempt from rules.begin_submission($1, $2) s"
        );
        let rows = call::call(&self.worker, BEGIN, &[&task.company_id, &task.payment_id]).await?;
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

    /// The reference to ask the bank about; none when there is nothing to ask.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn give_up_waiting(&self, task: &BankTask) -> Result<Option<String>, Error> {
        const GIVE_UP: &str = "select rules.give_up_waiting($1, $2)";
        let rows = call::call(&self.worker, GIVE_UP, &[&task.company_id, &task.payment_id]).await?;
        Ok(rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .flatten())
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

    /// Hands a payment to the simulated bank with what it will say, once per reference.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn simulate(&self, transaction: &Value, outgoing: &Value) -> Result<(), Error> {
        const TAKE: &str = "with taken as (
                 insert into simulator.transaction (bank_reference, amount_cents, direction, bsb, account_number, outcome, code, due_at)
                 select t.bank_reference, t.amount_cents, t.direction, t.bsb, t.account_number, t.outcome, t.code, t.due_at
                 from jsonb_populate_record(null::simulator.transaction, $1) t
                 on conflict do nothing
                 returning 1
             )
             insert into simulator.outgoing (body, due_at)
             select o.body, o.due_at from taken, jsonb_populate_recordset(null::simulator.outgoing, $2) o";
        call::call(&self.worker, TAKE, &[transaction, outgoing])
            .await
            .map(drop)
    }

    /// What the simulated bank knows of a payment.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn simulated(
        &self,
        bank_reference: &str,
    ) -> Result<Option<SimulatedTransaction>, Error> {
        const FIND: &str = "select outcome, code, due_at, due_at <= now() from simulator.transaction where bank_reference = $1";
        let rows = call::call(&self.worker, FIND, &[&bank_reference]).await?;
        let transaction = |row: &tokio_postgres::Row| {
            Ok(SimulatedTransaction {
                outcome: row.try_get(0)?,
                code: row.try_get(1)?,
                due_at: row.try_get(2)?,
                is_due: row.try_get(3)?,
            })
        };
        rows.first().map(transaction).transpose()
    }

    /// Leases what the simulated bank has to say now.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn claim_outgoing(&self, most: i64) -> Result<Vec<(i64, String)>, Error> {
        const CLAIM: &str =
            "update simulator.outgoing o set lease_until = now() + interval '10 seconds'
             where o.id in (
                 select id from simulator.outgoing
                 where due_at <= now() and (lease_until is null or lease_until < now())
                 order by due_at, id limit $1 for update skip locked)
             returning o.id, o.body";
        let rows = call::call(&self.worker, CLAIM, &[&most]).await?;
        rows.iter()
            .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
            .collect()
    }

    /// How long until the simulated bank has something to say; none when it has nothing.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn next_outgoing_in(&self) -> Result<Option<Duration>, Error> {
        // `greatest` passes over nulls: of an empty table it would say now.
        const NEXT: &str = "select extract(epoch from greatest(min(greatest(due_at, lease_until)), now()) - now())::double precision
             from simulator.outgoing having count(*) > 0";
        let rows = call::call(&self.worker, NEXT, &[]).await?;
        let seconds: Option<f64> = rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .flatten();
        Ok(seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()))
    }

    /// Forgets what was said.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn forget_outgoing(&self, id: i64) -> Result<(), Error> {
        const FORGET: &str = "delete from simulator.outgoing where id = $1";
        call::call(&self.worker, FORGET, &[&id]).await.map(drop)
    }
}
