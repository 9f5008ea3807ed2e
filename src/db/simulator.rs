//! The simulated bank's own tables.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Database, Error, call};

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
