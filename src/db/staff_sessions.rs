//! Members of staff look after their own passwords and sessions.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::rows::Columns;
use super::staff::StaffDb;
use super::{Error, call};
use crate::auth::StaffSession;

/// One of a person's sessions.
#[derive(Debug, Serialize)]
pub struct StaffSessionRow {
    /// Its id.
    pub id: Uuid,
    /// Where the login came from.
    pub address: Option<String>,
    /// What the browser said it is.
    pub agent: Option<String>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

impl StaffDb<'_> {
    /// Sets a new password, ends the person's other sessions and gives this one a new secret; false
    /// when the password is no longer the checked one.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn replace_staff_password(
        &self,
        session: &StaffSession,
        new_secret: &[u8],
        checked_hash: &str,
        new_hash: &str,
    ) -> Result<bool, Error> {
        const REPLACE: &str = "select rules.replace_staff_password($1, $2, $3, $4, $5, $6)";
        let hash = session.secret_hash.as_slice();
        self.flag(
            REPLACE,
            &[
                &session.id,
                &hash,
                &new_secret,
                &checked_hash,
                &new_hash,
                &session.request_id,
            ],
        )
        .await
    }

    /// The live sessions of who came with this one, newest first.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn list_sessions(
        &self,
        session: &StaffSession,
    ) -> Result<Vec<StaffSessionRow>, Error> {
        const LIST: &str = "select id, address, agent, created_at, expires_at, is_this from rules.list_staff_sessions($1, $2)";
        let hash = session.secret_hash.as_slice();
        let rows = call::call(self.pool, LIST, &[&session.id, &hash]).await?;
        let read = |row| {
            let mut columns = Columns::of(row);
            Ok(StaffSessionRow {
                id: columns.take()?,
                address: columns.take()?,
                agent: columns.take()?,
                created_at: columns.take()?,
                expires_at: columns.take()?,
                is_this: columns.take()?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// Ends one of the person's sessions, or with none all others; says how many.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn end_sessions(
        &self,
        session: &StaffSession,
        ended: Option<Uuid>,
    ) -> Result<i32, Error> {
        const END: &str = "select rules.end_staff_sessions($1, $2, $3, $4)";
        let hash = session.secret_hash.as_slice();
        let params: call::Params<'_> = &[&session.id, &hash, &ended, &session.request_id];
        let rows = call::call(self.pool, END, params).await?;
        Ok(rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .unwrap_or_default())
    }
}
