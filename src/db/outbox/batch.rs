//! One batch: what becomes of the letters that were taken.

use serde_json::Value;
use tokio_postgres::Client;
use uuid::Uuid;

use super::NumberedEvent;
use super::statements::Statements;
use crate::db::Error;

/// A batch of letters: taken, told and forgotten together, or not at all.
#[must_use]
pub struct Batch<'a> {
    client: &'a Client,
    statements: &'a Statements,
}

impl<'a> Batch<'a> {
    pub(super) fn new(client: &'a Client, statements: &'a Statements) -> Self {
        Self { client, statements }
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
            .client
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
        self.client
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
        self.client
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
        self.client
            .execute(&self.statements.insert_changes, &[changes])
            .await?;
        Ok(())
    }

    /// Rings for the bank's worker when the batch is committed.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn ring_for_work(&self) -> Result<(), Error> {
        self.client
            .execute(&self.statements.notify, &[&"work"])
            .await?;
        Ok(())
    }

    /// Rings for those who wait for events when the batch is committed.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn ring_for_events(&self) -> Result<(), Error> {
        self.client
            .execute(&self.statements.notify, &[&"event"])
            .await?;
        Ok(())
    }

    /// Commits the batch. Sent with the statements before it: after one that failed it takes all back.
    ///
    /// # Errors
    /// See [`Error`]: the batch may then have been committed or not, but not in part.
    pub async fn commit(&self) -> Result<(), Error> {
        self.client.execute(&self.statements.commit, &[]).await?;
        Ok(())
    }

    /// Ends a batch without letters.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn give_up(self) -> Result<(), Error> {
        self.client.execute(&self.statements.rollback, &[]).await?;
        Ok(())
    }
}
