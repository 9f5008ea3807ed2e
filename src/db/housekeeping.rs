//! What expired goes: sessions and kept answers.

use super::{Database, Error, call};

/// How many rows of each kind go in one bite.
const BITE_ROWS: i32 = 1000;

impl Database {
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
