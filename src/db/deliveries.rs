//! What a dispatcher asks of the database: queues to deliver, deliveries to make, attempts to record.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio_postgres::Row;
use uuid::Uuid;

use super::rows::Columns;
use super::{Database, Error, call};

/// A webhook that has done nothing but fail for so long is disabled.
const GIVE_UP: Duration = Duration::from_secs(5 * 24 * 3600);

/// Deliveries that one look sees, and shows of each queue.
pub const LOOK_ROWS: i32 = 5000;
const LOOK_ROWS_OF_QUEUE: i32 = 32;

/// A webhook's queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QueueId {
    /// The company.
    pub company: Uuid,
    /// Its webhook.
    pub webhook: Uuid,
}

/// A delivery with all that making it needs.
#[derive(Debug, Clone)]
pub struct Job {
    /// Where it waits.
    pub queue: QueueId,
    /// Its place in the queue.
    pub position: i64,
    /// Whose later events wait for it.
    pub payment: Option<Uuid>,
    /// How often it was tried.
    pub attempts: i32,
    /// How long until it may be tried.
    pub waits: Duration,
    /// The event.
    pub event_id: Uuid,
    /// Its bytes.
    pub body: String,
    /// Where to.
    pub url: String,
    /// Whether the webhook is enabled.
    pub enabled: bool,
    /// Sealed secrets that sign, the newest first.
    pub secrets: Vec<Vec<u8>>,
}

/// What a look for fresh deliveries found.
#[derive(Debug, Default)]
pub struct Fresh {
    /// How far it looked; none: there was nothing.
    pub looked_to: Option<i64>,
    /// How many deliveries it saw.
    pub rows: i32,
    /// Queues just taken: they are to be read from their beginning.
    pub taken: Vec<QueueId>,
    /// Queues of its own that have more than is shown here.
    pub more: Vec<QueueId>,
    /// Deliveries of its own queues.
    pub jobs: Vec<Job>,
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was delivered.
    Delivered,
    /// It is tried again after this pause.
    Again(Duration),
    /// It was given up.
    Failed,
    /// It was given up, and so is the webhook: it answered 410.
    Gone,
}

impl Verdict {
    /// What the rules call it.
    fn label(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Again(_) => "again",
            Self::Failed => "failed",
            Self::Gone => "gone",
        }
    }

    fn pause_ms(self) -> Option<i64> {
        match self {
            Self::Again(pause) => Some(i64::try_from(pause.as_millis()).unwrap_or(i64::MAX)),
            Self::Delivered | Self::Failed | Self::Gone => None,
        }
    }
}

/// An attempt that was made.
#[derive(Debug, Clone)]
pub struct Attempted {
    /// Where the delivery waits.
    pub queue: QueueId,
    /// Its place there.
    pub position: i64,
    /// 1, 2, 3 …
    pub number: i32,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// How long it took, in milliseconds.
    pub duration_ms: i32,
    /// The HTTP status that was answered.
    pub status_code: Option<i32>,
    /// Why there was no usable answer.
    pub error: Option<&'static str>,
    /// The answer's beginning.
    pub excerpt: Option<String>,
    /// What became of it.
    pub verdict: Verdict,
}

impl Database {
    /// What was queued after a position, as far as it is this dispatcher's or free.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn fresh_deliveries(&self, me: Uuid, after: i64) -> Result<Fresh, Error> {
        const FRESH: &str = "select * from rules.fresh_deliveries($1, $2, $3, $4)";
        let params: call::Params<'_> = &[&me, &after, &LOOK_ROWS, &LOOK_ROWS_OF_QUEUE];
        let rows = call::call(&self.delivery, FRESH, params).await?;
        let mut fresh = Fresh::default();
        for row in &rows {
            let (company, webhook): (Option<Uuid>, Option<Uuid>) =
                (row.try_get(0)?, row.try_get(1)?);
            let position: Option<i64> = row.try_get(2)?;
            let queue = company.zip(webhook);
            let queue = queue.map(|(company, webhook)| QueueId { company, webhook });
            match (queue, position) {
                (Some(_), Some(_)) => fresh.jobs.push(read_job(row)?),
                (Some(queue), None) => match row.try_get::<_, Option<i32>>("attempts")? {
                    None => fresh.taken.push(queue),
                    Some(_) => fresh.more.push(queue),
                },
                (None, Some(position)) => {
                    fresh.looked_to = fresh.looked_to.max(Some(position));
                    fresh.rows += row.try_get::<_, i32>("attempts")?;
                }
                (None, None) => {}
            }
        }
        Ok(fresh)
    }

    /// The next deliveries of each of these queues after a position.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn load_deliveries(
        &self,
        me: Uuid,
        queues: &[(QueueId, i64)],
        most: i32,
    ) -> Result<Vec<Job>, Error> {
        const LOAD: &str = "select * from rules.load_deliveries($1, $2, $3, $4, $5)";
        let (companies, webhooks) = columns(queues.iter().map(|(queue, _)| *queue));
        let after: Vec<_> = queues.iter().map(|(_, after)| *after).collect();
        let rows = call::call(
            &self.delivery,
            LOAD,
            &[&me, &companies, &webhooks, &after, &most],
        )
        .await?;
        rows.iter().map(read_job).collect()
    }

    /// Takes the queues that were poked.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn take_poked_queues(&self, me: Uuid) -> Result<Vec<QueueId>, Error> {
        const TAKE: &str = "select company_id, webhook_id from rules.take_poked_queues($1)";
        read_queues(&call::call(&self.delivery, TAKE, &[&me]).await?)
    }

    /// Takes queues that have something to send and no living dispatcher.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn take_waiting_queues(&self, me: Uuid, most: i32) -> Result<Vec<QueueId>, Error> {
        const TAKE: &str = "select company_id, webhook_id from rules.take_waiting_queues($1, $2)";
        read_queues(&call::call(&self.delivery, TAKE, &[&me, &most]).await?)
    }

    /// Its own queues that have something to send.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn own_queues(&self, me: Uuid) -> Result<Vec<QueueId>, Error> {
        const OWN: &str = "select company_id, webhook_id from rules.own_queues($1)";
        read_queues(&call::call(&self.delivery, OWN, &[&me]).await?)
    }

    /// Gives queues back.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn free_queues(&self, me: Uuid, queues: &[QueueId]) -> Result<(), Error> {
        let (companies, webhooks) = columns(queues.iter().copied());
        const FREE: &str = "select rules.free_queues($1, $2, $3)";
        let freed = call::call(&self.delivery, FREE, &[&me, &companies, &webhooks]).await;
        freed.map(drop)
    }

    /// Gives up deliveries of a disabled webhook; says how many.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn drop_deliveries(&self, queue: QueueId, most: i32) -> Result<i32, Error> {
        const DROP: &str = "select rules.drop_deliveries($1, $2, $3)";
        let params: call::Params<'_> = &[&queue.company, &queue.webhook, &most];
        only(&call::call(&self.delivery, DROP, params).await?)
    }

    /// Records attempts; webhooks that have done nothing but fail for so long are disabled.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn finish_deliveries(&self, me: Uuid, attempts: &[Attempted]) -> Result<(), Error> {
        const FINISH: &str = "select rules.finish_deliveries(
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, make_interval(secs => $13))";
        fn column<'a, T>(attempts: &'a [Attempted], of: impl Fn(&'a Attempted) -> T) -> Vec<T> {
            attempts.iter().map(of).collect()
        }
        let (companies, webhooks) = columns(attempts.iter().map(|attempt| attempt.queue));
        let finished = call::call(
            &self.delivery,
            FINISH,
            &[
                &me,
                &companies,
                &webhooks,
                &column(attempts, |attempt| attempt.position),
                &column(attempts, |attempt| attempt.number),
                &column(attempts, |attempt| attempt.started_at),
                &column(attempts, |attempt| attempt.duration_ms),
                &column(attempts, |attempt| attempt.status_code),
                &column(attempts, |attempt| attempt.error),
                &column(attempts, |attempt| attempt.excerpt.as_deref()),
                &column(attempts, |attempt| attempt.verdict.label()),
                &column(attempts, |attempt| attempt.verdict.pause_ms()),
                &GIVE_UP.as_secs_f64(),
            ],
        )
        .await;
        finished.map(drop)
    }
}

fn columns(queues: impl Iterator<Item = QueueId>) -> (Vec<Uuid>, Vec<Uuid>) {
    queues.map(|queue| (queue.company, queue.webhook)).unzip()
}

pub(super) fn only<'a, T: tokio_postgres::types::FromSql<'a>>(rows: &'a [Row]) -> Result<T, Error> {
    let row = rows.first();
    let row = row.ok_or_else(|| Error::Broken("nothing came back".to_owned()))?;
    Ok(row.try_get(0)?)
}

fn read_queues(rows: &[Row]) -> Result<Vec<QueueId>, Error> {
    let queue = |row: &Row| {
        Ok(QueueId {
            company: row.try_get(0)?,
            webhook: row.try_get(1)?,
        })
    };
    rows.iter().map(queue).collect()
}

/// Reads the columns of `rules.delivery_job`, in the order in which it declares them.
fn read_job(row: &Row) -> Result<Job, Error> {
    let mut columns = Columns::of(row);
    Ok(Job {
        queue: QueueId {
            company: columns.take()?,
            webhook: columns.take()?,
        },
        position: columns.take()?,
        payment: columns.take()?,
        attempts: columns.take()?,
        waits: Duration::from_millis(u64::try_from(columns.take::<i64>()?).unwrap_or_default()),
        event_id: columns.take()?,
        body: columns.take()?,
        url: columns.take()?,
        enabled: columns.take()?,
        secrets: columns.take()?,
    })
}
