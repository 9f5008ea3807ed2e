//! The pump's own connection: the locks that say who pumps and that it is awake, and the outbox
//! emptied into events, deliveries and history, a batch a transaction.

mod batch;
mod statements;

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::task::JoinHandle;
use tokio::try_join;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Row};
use uuid::Uuid;

use super::Error;
use super::letter::{Letter, read_letter};
use super::url::DatabaseUrl;
pub use batch::Batch;
use statements::Statements;

/// Held for life by the session that pumps.
const LEADER_LOCK: i64 = 774_466_002;

/// Held while the pump is awake: writers that see it do not ring (see `rules.ring`).
const AWAKE_LOCK: i64 = 774_466_001;

/// The outbox is empty in one moment and holds a hundred thousand letters in the next, and a plan is
/// kept for both: so that it goes by the index, in order, whatever was known when it was made.
const OPTIONS: &str = "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=10000 \
     -c timezone=UTC -c search_path=public -c plan_cache_mode=force_generic_plan \
     -c enable_seqscan=off -c enable_bitmapscan=off";

/// Which transactions have ended: all below `xmin`, and none from `xmax` on.
#[derive(Debug, Clone, Copy)]
pub struct Snapshot {
    /// The lowest number of one that runs.
    pub xmin: i64,
    /// The next number to be given.
    pub xmax: i64,
}

/// What a look at the outbox shows.
#[derive(Debug)]
pub struct Look {
    /// What it could see.
    pub snapshot: Snapshot,
    /// Whether it saw a letter.
    pub has_letters: bool,
}

/// An event, numbered and rendered.
#[derive(Debug)]
pub struct NumberedEvent {
    /// The company that is told.
    pub company_id: Uuid,
    /// Its place among the company's events.
    pub sequence: i64,
    /// Its id.
    pub id: Uuid,
    /// Its type.
    pub kind: &'static str,
    /// The payment that changed, if it was one.
    pub payment_id: Option<Uuid>,
    /// The fields that changed, by name, with commas between.
    pub changed: String,
    /// The only webhook that it is for; none: for all that want it.
    pub target: Option<Uuid>,
    /// Its bytes.
    pub body: String,
    /// Its timestamp.
    pub created_at: DateTime<Utc>,
}

/// A connection for pumping, apart from the pools: its locks live as long as it does.
pub struct OutboxSession {
    client: Client,
    driver: JoinHandle<()>,
    statements: Statements,
}

impl Drop for OutboxSession {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

impl OutboxSession {
    /// Connects as the worker, whose URL this is.
    ///
    /// # Errors
    /// `Unavailable` while the database is away.
    pub async fn connect(url: &DatabaseUrl) -> Result<Self, Error> {
        let mut config = url.config();
        config
            .application_name("remit pump")
            .connect_timeout(Duration::from_secs(2))
            .options(OPTIONS);
        let (client, connection) = config.connect(url.tls()).await?;
        let driver = tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(error = %error, "the pump's connection broke");
            }
        });
        let statements = Statements::prepare(&client).await?;
        Ok(Self {
            client,
            driver,
            statements,
        })
    }

    /// Becomes the one that pumps, unless another session is.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn try_lead(&self) -> Result<bool, Error> {
        let row = self
            .client
            .query_one("select pg_try_advisory_lock($1)", &[&LEADER_LOCK])
            .await?;
        Ok(row.try_get(0)?)
    }

    /// Ends the session of a leader that has said nothing for ten seconds although there are letters,
    /// as one does whose process stands still: it would keep its lock as long as its system answers.
    /// A leader that is at work looks every second; whether there was one that was not.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn end_hung_leader(&self) -> Result<bool, Error> {
        let row = self
            .client
            .query_one(&self.statements.end_hung_leader, &[&LEADER_LOCK])
            .await?;
        Ok(row.try_get(0)?)
    }

    /// Looks for letters above an id.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn look(&self, above: i64) -> Result<Look, Error> {
        let row = self
            .client
            .query_one(&self.statements.look, &[&above])
            .await?;
        Ok(Look {
            snapshot: read_snapshot(&row)?,
            has_letters: row.try_get(2)?,
        })
    }

    /// Says that the pump is awake: from now on nobody needs to ring.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn wake(&self) -> Result<(), Error> {
        self.client
            .execute(&self.statements.wake, &[&AWAKE_LOCK])
            .await?;
        Ok(())
    }

    /// Says that the pump will sleep, and returns the moment up to which writers may have found it
    /// awake and not rung: it has passed when a snapshot's `xmin` is greater.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn doze(&self) -> Result<i64, Error> {
        let row = self
            .client
            .query_one(&self.statements.doze, &[&AWAKE_LOCK])
            .await?;
        Ok(row.try_get(0)?)
    }

    /// Which transactions have ended.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn snapshot(&self) -> Result<Snapshot, Error> {
        let row = self
            .client
            .query_one(&self.statements.snapshot, &[])
            .await?;
        read_snapshot(&row)
    }

    /// Opens the transaction of a batch and takes up to so many letters above an id out of the outbox,
    /// the lowest, in their order. What is neither committed nor given up ends with the session.
    ///
    /// # Errors
    /// See [`Error`]: the session is then good for nothing more.
    pub async fn take_letters(
        &mut self,
        above: i64,
        most: i64,
    ) -> Result<(Batch<'_>, Vec<Letter>), Error> {
        let range: [&(dyn ToSql + Sync); 2] = [&above, &most];
        // Sent together, in this order: one round trip.
        let (_, rows) = try_join!(
            biased;
            self.client.execute(&self.statements.begin, &[]),
            self.client.query(&self.statements.take_letters, &range),
        )?;
        let mut letters = rows
            .iter()
            .map(read_letter)
            .collect::<Result<Vec<_>, _>>()?;
        letters.sort_unstable_by_key(|letter| letter.id);
        Ok((Batch::new(&self.client, &self.statements), letters))
    }
}

fn read_snapshot(row: &Row) -> Result<Snapshot, Error> {
    Ok(Snapshot {
        xmin: row.try_get(0)?,
        xmax: row.try_get(1)?,
    })
}
