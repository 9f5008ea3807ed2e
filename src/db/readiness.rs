//! Whether the database is there and has what this release needs.

use super::{Database, Error, call, migrate};

impl Database {
    /// Whether requests can be served.
    ///
    /// # Errors
    /// `Unavailable` while the database is away; `Broken` when it lacks a migration.
    pub async fn check_ready(&self) -> Result<(), Error> {
        const NEWEST: &str = "select coalesce(max(version), 0)::integer from public.migration";
        let rows = call::call(&self.company, NEWEST, &[]).await?;
        let newest: i32 = rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .unwrap_or_default();
        if newest < migrate::newest_migration() {
            return Err(Error::Broken(format!(
                "the database is at migration {newest}"
            )));
        }
        Ok(())
    }
}
