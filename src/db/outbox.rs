//! The pump's own connection: the locks that say who pumps and that it is awake, and the outbox
//! emptied into events, deliveries and history, a batch a transaction.

mod statements;

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::task::JoinHandle;
use tokio_postgres::{Client, Transaction};
use uuid::Uuid;

use super::Error;
use super::letter::{Letter, read_letter};
use super::url::DatabaseUrl;
use statements::Statements;

/// Held for life by the session that pumps.
const LEADER_LOCK: i64 = 774_466_002;

/// Held while the pump is awake: writers that see it do not ring (see `rules.ring`).
const AWAKE_LOCK: i64 = 774_466_001;

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
            .options("-c statement_timeout=30000 -c idle_in_transaction_session_timeout=10000 -c timezone=UTC -c search_path=public");
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

    /// Whether there is anything in the outbox.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn has_letters(&self) -> Result<bool, Error> {
        let row = self
            .client
            .query_one(&self.statements.has_letters, &[])
            .await?;
        Ok(row.try_get(0)?)
    }

    /// Says that the pump is awake: from now on nobody needs to ring.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn wake(&self) -> Result<(), Error> {
        self.client
            .execute("select pg_advisory_lock($1)", &[&AWAKE_LOCK])
            .await?;
        Ok(())
    }

    /// Says that the pump will sleep, and returns the moment up to which writers may have found it
    /// awake and not rung.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn doze(&self) -> Result<String, Error> {
        // Two statements: the moment must come after the lock was let go.
        self.client
            .execute("select pg_advisory_unlock($1)", &[&AWAKE_LOCK])
            .await?;
        let row = self
            .client
            .query_one("select pg_current_xact_id()::text", &[])
            .await?;
        Ok(row.try_get(0)?)
    }

    /// Whether every transaction that was running at that moment has ended.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn has_passed(&self, moment: &str) -> Result<bool, Error> {
        Ok(self
            .client
            .query_one(&self.statements.has_passed, &[&moment])
            .await?
            .try_get(0)?)
    }

    /// Opens the transaction of a batch.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn begin(&mut self) -> Result<Batch<'_>, Error> {
        Ok(Batch {
            transaction: self.client.transaction().await?,
            statements: &self.statements,
        })
    }
}

/// A batch of letters: taken, told and forgotten together, or not at all.
pub struct Batch<'a> {
    transaction: Transaction<'a>,
    statements: &'a Statements,
}

impl Batch<'_> {
    /// Takes up to so many letters out of the outbox, in their order.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn take_letters(&self, most: i64) -> Result<Vec<Letter>, Error> {
        let rows = self
            .transaction
            .query(&self.statements.take_letters, &[&most])
            .await?;
        let mut letters = rows
            .iter()
            .map(read_letter)
            .collect::<Result<Vec<_>, _>>()?;
        letters.sort_unstable_by_key(|letter| letter.id);
        Ok(letters)
    }

    /// Takes so many numbers from each company's lane; returns the last one taken of each.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn number_events(
        &self,
        companies: &[Uuid],
        counts: &[i64],
    ) -> Result<Vec<(Uuid, i64)>, Error> {
        let rows = self
            .transaction
            .query(&self.statements.number_events, &[&companies, &counts])
            .await?;
        rows.iter()
            .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
            .collect()
    }

    /// Writes events.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn insert_events(&self, events: &[NumberedEvent]) -> Result<(), Error> {
        let companies: Vec<_> = events.iter().map(|event| event.company_id).collect();
        let sequences: Vec<_> = events.iter().map(|event| event.sequence).collect();
        let ids: Vec<_> = events.iter().map(|event| event.id).collect();
        let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
        let payments: Vec<_> = events.iter().map(|event| event.payment_id).collect();
        let bodies: Vec<_> = events.iter().map(|event| event.body.as_str()).collect();
        let times: Vec<_> = events.iter().map(|event| event.created_at).collect();
        self.transaction
            .execute(
                &self.statements.insert_events,
                &[
                    &companies, &sequences, &ids, &kinds, &payments, &bodies, &times,
                ],
            )
            .await?;
        Ok(())
    }

    /// Queues events for the webhooks that want them, and rings for those who deliver.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn queue_deliveries(&self, events: &[NumberedEvent]) -> Result<(), Error> {
        let companies: Vec<_> = events.iter().map(|event| event.company_id).collect();
        let sequences: Vec<_> = events.iter().map(|event| event.sequence).collect();
        let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
        let payments: Vec<_> = events.iter().map(|event| event.payment_id).collect();
        let changed: Vec<_> = events.iter().map(|event| event.changed.as_str()).collect();
        let targets: Vec<_> = events.iter().map(|event| event.target).collect();
        self.transaction
            .execute(
                &self.statements.queue_deliveries,
                &[
                    &companies, &sequences, &kinds, &payments, &changed, &targets,
                ],
            )
            .await?;
        Ok(())
    }

    /// Writes the history, as rows of `change`.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn insert_changes(&self, changes: &Value) -> Result<(), Error> {
        self.transaction
            .execute(&self.statements.insert_changes, &[changes])
            .await?;
        Ok(())
    }

    /// Rings for the bank's worker when the batch is committed.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn ring_for_work(&self) -> Result<(), Error> {
        self.transaction
            .execute(&self.statements.notify, &[&"work"])
            .await?;
        Ok(())
    }

    /// Rings for those who wait for events when the batch is committed.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn ring_for_events(&self) -> Result<(), Error> {
        self.transaction
            .execute(&self.statements.notify, &[&"event"])
            .await?;
        Ok(())
    }

    /// Commits the batch.
    ///
    /// # Errors
    /// See [`Error`]: the batch may then have been committed or not, but not in part.
    pub async fn commit(self) -> Result<(), Error> {
        Ok(self.transaction.commit().await?)
    }
}
