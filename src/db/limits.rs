//! What companies ask of servers, and the limits that staff set.

use uuid::Uuid;

use super::{Database, Error, call};
use crate::domain::CompanyId;

/// What is said of a company.
#[derive(Debug, Clone, Copy)]
pub struct Demand {
    /// The company.
    pub company_id: CompanyId,
    /// Requests a second and at once, if it has a limit of its own.
    pub limit: Option<(i32, i32)>,
    /// What it asks of the other servers, a second.
    pub elsewhere: i32,
}

impl Database {
    /// Tells the other servers what companies ask of this one a second; says what they said, and
    /// all limits that staff have set.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn share_demand(
        &self,
        me: Uuid,
        asked: &[(Uuid, i32)],
    ) -> Result<Vec<Demand>, Error> {
        const SHARE: &str = "select company_id, requests_per_second, burst, elsewhere from rules.share_demand($1, $2, $3)";
        let (companies, demands): (Vec<_>, Vec<_>) = asked.iter().copied().unzip();
        let rows = call::call(&self.worker, SHARE, &[&me, &companies, &demands]).await?;
        let read = |row: &tokio_postgres::Row| {
            let (rate, burst): (Option<i32>, Option<i32>) = (row.try_get(1)?, row.try_get(2)?);
            Ok(Demand {
                company_id: CompanyId(row.try_get(0)?),
                limit: rate.zip(burst),
                elsewhere: row.try_get(3)?,
            })
        };
        rows.iter().map(read).collect()
    }
}
