//! A letter of the outbox, as its trigger wrote it.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio_postgres::Row;
use uuid::Uuid;

use super::Error;
use super::rows::Columns;

/// A committed change, as its trigger wrote it.
#[derive(Debug)]
pub struct Letter {
    /// Its place in the order.
    pub id: i64,
    /// The company whose row changed.
    pub company_id: Option<Uuid>,
    /// The table that changed.
    pub table_name: String,
    /// The row's id.
    pub row_id: String,
    /// insert, update or delete; test: a webhook is to be sent a test.
    pub operation: String,
    /// The row before.
    pub old_row: Option<Value>,
    /// The row after.
    pub new_row: Option<Value>,
    /// company, staff, bank, worker or dba.
    pub actor_kind: String,
    /// The API key, session or member of staff.
    pub actor_id: Option<Uuid>,
    /// The login that connected.
    pub actor_name: Option<String>,
    /// The request that caused the change.
    pub request_id: Option<String>,
    /// The reason given to overrule a rule.
    pub reason: Option<String>,
    /// Where the login connected from.
    pub address: Option<IpAddr>,
    /// When the change was made.
    pub at: DateTime<Utc>,
    /// The id that its event was promised.
    pub event_id: Option<Uuid>,
}

/// Reads the columns of a letter, in the order in which it declares them.
pub(super) fn read_letter(row: &Row) -> Result<Letter, Error> {
    let mut columns = Columns::of(row);
    Ok(Letter {
        id: columns.take()?,
        company_id: columns.take()?,
        table_name: columns.take()?,
        row_id: columns.take()?,
        operation: columns.take()?,
        old_row: columns.take()?,
        new_row: columns.take()?,
        actor_kind: columns.take()?,
        actor_id: columns.take()?,
        actor_name: columns.take()?,
        request_id: columns.take()?,
        reason: columns.take()?,
        address: columns.take()?,
        at: columns.take()?,
        event_id: columns.take()?,
    })
}
