//! What companies ask of servers, and the limits that staff set.

use tokio_postgres::Row;
use uuid::Uuid;

use super::{Database, Error, call};
use crate::domain::CompanyId;

/// A limit that staff have set.
#[derive(Debug, Clone, Copy)]
pub struct OwnLimit {
    /// Whose it is.
    pub company_id: CompanyId,
    /// Requests a second.
    pub per_second: i32,
    /// Requests at once.
    pub burst: i32,
}

impl Database {
    /// Tells the other servers what companies ask of this one a second; says what they ask of those.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn share_demand(
        &self,
        me: Uuid,
        asked: &[(Uuid, i32)],
    ) -> Result<Vec<(CompanyId, i32)>, Error> {
        const SHARE: &str = "select company_id, elsewhere from rules.share_demand($1, $2, $3)";
        let (companies, demands): (Vec<_>, Vec<_>) = asked.iter().copied().unzip();
        let rows = call::call(&self.worker, SHARE, &[&me, &companies, &demands]).await?;
        let read = |row: &Row| Ok((CompanyId(row.try_get(0)?), row.try_get(1)?));
        rows.iter().map(read).collect()
    }

    /// All limits that staff have set.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn own_limits(&self) -> Result<Vec<OwnLimit>, Error> {
        const OWN: &str = "select company_id, requests_per_second, burst from company_limit";
        let rows = call::call(&self.worker, OWN, &[]).await?;
        let read = |row: &Row| {
            Ok(OwnLimit {
                company_id: CompanyId(row.try_get(0)?),
                per_second: row.try_get(1)?,
                burst: row.try_get(2)?,
            })
        };
        rows.iter().map(read).collect()
    }
}
