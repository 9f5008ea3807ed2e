//! What was and is to be sent to a company's webhooks: listed, retried, sent again.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use tokio_postgres::Row;
use uuid::Uuid;

use super::rows::Columns;
use super::{Answer, CompanyDb, Error, Idempotency, Page, caller};
use crate::domain::{Attempt, Delivery, DeliveryId, DeliveryStatus, EventId, Timestamp, WebhookId};

/// How many deliveries one page of a filtered list looks at, at most.
const SCAN_ROWS: i32 = 1000;

/// How many events are sent again by one request, at most: as many as take well under a second.
pub const REPLAY_EVENTS: i32 = 10_000;

/// What became of a request to send events again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replay {
    /// So many are queued.
    Queued(i32),
    /// None: the range has more events than [`REPLAY_EVENTS`].
    TooMany,
}

/// The columns of a delivery in the order in which [`read_delivery`] takes them.
macro_rules! delivery_columns {
    () => {
        "(c.delivery).id, (c.delivery).event_id, (c.delivery).sequence, (c.delivery).type, \
         (c.delivery).status, (c.delivery).attempts, (c.delivery).next_attempt_at, \
         (c.delivery).created_at"
    };
}

impl CompanyDb<'_> {
    /// A page of a webhook's deliveries with these statuses before one, newest first.
    ///
    /// # Errors
    /// See [`Error`]. None when the company has no such webhook.
    pub async fn list_deliveries(
        &self,
        webhook: WebhookId,
        statuses: &[DeliveryStatus],
        before: Option<Uuid>,
        size: i32,
    ) -> Result<Option<Page<Delivery, Uuid>>, Error> {
        const LIST: &str = concat!(
            "select ",
            delivery_columns!(),
            ", c.matched, c.last from rules.list_deliveries(",
            caller!(),
            ", $6, $7, coalesce($8::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), $9, $10) c"
        );
        let statuses: Vec<_> = statuses.iter().map(|status| status.label()).collect();
        let rows = self
            .call(
                LIST,
                &[&webhook.0, &statuses, &before, &(size + 1), &SCAN_ROWS],
            )
            .await?;
        // The first row says that there is such a webhook.
        let Some((_, rows)) = rows.split_first() else {
            return Ok(None);
        };
        let mut items = Vec::with_capacity(rows.len());
        let mut looked_to = None;
        for row in rows {
            let delivery = read_delivery(row)?;
            if row.try_get("last")? {
                looked_to = Some(delivery.id.0);
            }
            if row.try_get("matched")? {
                items.push(delivery);
            }
        }
        let size = usize::try_from(size).unwrap_or_default();
        let more = items.len() > size;
        items.truncate(size);
        let next = if more {
            items.last().map(|delivery| delivery.id.0)
        } else {
            looked_to
        };
        Ok(Some(Page { items, next }))
    }

    /// Sends a delivery again, now.
    ///
    /// # Errors
    /// `WebhookDisabled`; see [`Error`]. None when the company has no such delivery.
    pub async fn retry_delivery(
        &self,
        webhook: WebhookId,
        delivery: DeliveryId,
        idempotency: &Idempotency,
    ) -> Result<Option<Answer<Delivery>>, Error> {
        const RETRY: &str = concat!(
            "select ",
            delivery_columns!(),
            ", c.replayed from rules.retry_delivery(",
            caller!(),
            ", $6, $7, $8, $9) c"
        );
        let (key, hash) = (&idempotency.key, &idempotency.request_hash);
        let rows = self
            .call(RETRY, &[key, hash, &webhook.0, &delivery.0])
            .await?;
        let read = |row: &Row| {
            let value = read_delivery(row)?;
            let replayed = row.try_get("replayed")?;
            Ok(Answer { value, replayed })
        };
        rows.first().map(read).transpose()
    }

    /// Sends again what a webhook's filters match from one sequence to another, or to the last.
    ///
    /// # Errors
    /// `WebhookDisabled`; see [`Error`]. None when the company has no such webhook.
    pub async fn replay_events(
        &self,
        webhook: WebhookId,
        from: i64,
        to: Option<i64>,
        idempotency: &Idempotency,
    ) -> Result<Option<Answer<Replay>>, Error> {
        const REPLAY: &str = concat!(
            "select replayed, too_many, count from rules.replay_events(",
            caller!(),
            ", $6, $7, $8, $9, $10, $11)"
        );
        let (key, hash) = (&idempotency.key, &idempotency.request_hash);
        let rows = self
            .call(REPLAY, &[key, hash, &webhook.0, &from, &to, &REPLAY_EVENTS])
            .await?;
        let read = |row: &Row| {
            let value = match row.try_get("count")? {
                Some(count) => Replay::Queued(count),
                None => Replay::TooMany,
            };
            let replayed = row.try_get("replayed")?;
            Ok(Answer { value, replayed })
        };
        rows.first().map(read).transpose()
    }
}

fn read_delivery(row: &Row) -> Result<Delivery, Error> {
    let mut columns = Columns::of(row);
    Ok(Delivery {
        id: DeliveryId(columns.take()?),
        event_id: EventId(columns.take()?),
        sequence: columns.take()?,
        kind: columns.take()?,
        status: columns.label(DeliveryStatus::parse)?,
        attempts: read_attempts(columns.take()?)?,
        next_attempt_at: columns.take::<Option<_>>()?.map(Timestamp),
        created_at: Timestamp(columns.take()?),
    })
}

/// The columns of an attempt, as the database writes its rows as JSON.
#[derive(Deserialize)]
struct AttemptRow {
    number: i32,
    started_at: DateTime<Utc>,
    duration_ms: i32,
    status_code: Option<i32>,
    error: Option<String>,
    response_excerpt: Option<String>,
}

fn read_attempts(rows: Value) -> Result<Vec<Attempt>, Error> {
    let rows: Vec<AttemptRow> =
        serde_json::from_value(rows).map_err(|error| Error::Broken(error.to_string()))?;
    let read = |row: AttemptRow| Attempt {
        number: row.number,
        started_at: Timestamp(row.started_at),
        duration_ms: row.duration_ms,
        status_code: row.status_code,
        error: row.error,
        response_excerpt: row.response_excerpt,
    };
    Ok(rows.into_iter().map(read).collect())
}
