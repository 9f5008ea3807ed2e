//! How the pools and the database's queues stand, for operators.

use super::{Database, Error, call};
use crate::metrics::{Backlog, PoolUse};

/// Only the hot queues are looked at, each up to 10 000 rows.
const BACKLOG: &str = "
    select letters.count, coalesce(extract(epoch from now() - letters.oldest), 0)::float8,
        deliveries.count, deliveries.due,
        coalesce(extract(epoch from now() - deliveries.oldest), 0)::float8, pg_notification_queue_usage()
    from (select count(*), min(at) oldest from (select at from outbox order by id limit 10000) first) letters,
        (select count(*), count(*) filter (where due <= now()) due, min(due) filter (where due <= now()) oldest
         from (select coalesce(next_attempt_at, created_at) due from delivery limit 10000) waiting) deliveries";

impl Database {
    /// How the pools stand.
    pub fn pools_in_use(&self) -> [PoolUse; 5] {
        let pools = [
            ("company", &self.company),
            ("auth", &self.auth),
            ("worker", &self.worker),
            ("bank", &self.bank),
            ("delivery", &self.delivery),
        ];
        pools.map(|(name, pool)| {
            let status = pool.status();
            PoolUse {
                name,
                most: status.max_size,
                size: status.size,
                idle: status.available,
                waiting: status.waiting,
            }
        })
    }

    /// How the database's queues stand.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn backlog(&self) -> Result<Backlog, Error> {
        let rows = call::call(&self.worker, BACKLOG, &[]).await?;
        let row = rows.first();
        let row = row.ok_or_else(|| Error::Broken("no backlog".to_owned()))?;
        Ok(Backlog {
            letters: row.try_get(0)?,
            letters_age: row.try_get(1)?,
            deliveries: row.try_get(2)?,
            deliveries_due: row.try_get(3)?,
            deliveries_age: row.try_get(4)?,
            notify_usage: row.try_get(5)?,
        })
    }
}
