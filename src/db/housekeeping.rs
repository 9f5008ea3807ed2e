//! What expired goes: sessions, kept answers, replaced secrets, old partitions.

use super::migrate::KEEP_PARTITIONS;
use super::{Database, Error, call};

/// How many rows of each kind go in one bite.
const BITE_ROWS: i32 = 1000;

impl Database {
    /// Makes the partitions of the days ahead, drops those that are too old; says how many.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn keep_partitions(&self) -> Result<i32, Error> {
        let rows = call::call(&self.worker, KEEP_PARTITIONS, &[]).await?;
        Ok(rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .unwrap_or(0))
    }

    /// Deletes a bite of what has expired; says how many rows went.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn sweep(&self) -> Result<i32, Error> {
        let rows = call::call(&self.worker, "select rules.sweep($1)", &[&BITE_ROWS]).await?;
        Ok(rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .unwrap_or(0))
    }
}
