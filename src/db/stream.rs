//! What streams of events ask: where a company stands, what it was told since, whose credentials
//! are dead, and the session whose locks count streams over all servers.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_postgres::{Client, Row, Statement};
use uuid::Uuid;

use super::gate::Work;
use super::url::DatabaseUrl;
use super::{CompanyDb, Database, Error, call, caller, kind_label};
use crate::auth::Caller;

/// An event as it is streamed.
#[derive(Debug)]
pub struct ToldEvent {
    /// The company that is told.
    pub company_id: Uuid,
    /// Its place among the company's events.
    pub sequence: i64,
    /// Its bytes.
    pub body: String,
}

impl CompanyDb<'_> {
    /// The sequence of the company's latest event; 0 before the first.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn last_sequence(&self) -> Result<i64, Error> {
        const LAST: &str = concat!("select rules.last_sequence(", caller!(), ")");
        let rows = self.call(LAST, &[]).await?;
        let row = rows.first().ok_or(Error::Unauthenticated)?;
        Ok(row.try_get(0)?)
    }

    /// The events after a sequence, oldest first, at most so many.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn read_events(&self, after: i64, most: i32) -> Result<Vec<ToldEvent>, Error> {
        const READ: &str = concat!(
            "select $1, sequence, body from rules.list_events(",
            caller!(),
            ", $6, null, null, $7, $7)"
        );
        let rows = self
            .call_for(Work::of_page(most), READ, &[&after, &most])
            .await?;
        rows.iter().map(read_event).collect()
    }
}

impl Database {
    /// What these companies were told after a sequence each: of each so many, and of all.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn events_after(
        &self,
        companies: &[Uuid],
        sequences: &[i64],
        each: i32,
        most: i32,
    ) -> Result<Vec<ToldEvent>, Error> {
        const AFTER: &str =
            "select company_id, sequence, body from rules.events_after($1, $2, $3, $4)";
        let rows = call::call(&self.worker, AFTER, &[&companies, &sequences, &each, &most]).await?;
        rows.iter().map(read_event).collect()
    }

    /// The places, from 0, of the callers whose credential is no longer good.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn dead_credentials(&self, callers: &[Caller]) -> Result<Vec<usize>, Error> {
        const DEAD: &str = "select place from rules.dead_credentials($1, $2, $3, $4) place";
        let companies: Vec<_> = callers.iter().map(|caller| caller.company_id.0).collect();
        let kinds: Vec<_> = callers.iter().map(|c| kind_label(c.kind)).collect();
        let ids: Vec<_> = callers.iter().map(|caller| caller.credential_id).collect();
        let hashes: Vec<_> = callers.iter().map(|c| c.secret_hash.as_slice()).collect();
        let rows = call::call(&self.worker, DEAD, &[&companies, &kinds, &ids, &hashes]).await?;
        let place = |row: &Row| {
            let place = usize::try_from(row.try_get::<_, i64>(0)?).unwrap_or_default();
            Ok(place.saturating_sub(1))
        };
        rows.iter().map(place).collect()
    }
}

fn read_event(row: &Row) -> Result<ToldEvent, Error> {
    Ok(ToldEvent {
        company_id: row.try_get(0)?,
        sequence: row.try_get(1)?,
        body: row.try_get(2)?,
    })
}

/// A connection whose locks are the slots of this server's streams: they are free when it ends,
/// however it ends.
pub struct SlotSession {
    client: Client,
    driver: JoinHandle<()>,
    take: Statement,
    free: Statement,
}

impl Drop for SlotSession {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

impl SlotSession {
    /// Connects as the worker, whose URL this is.
    ///
    /// # Errors
    /// `Unavailable` while the database is away.
    pub async fn connect(url: &DatabaseUrl) -> Result<Self, Error> {
        let mut config = url.config();
        config
            .application_name("remit streams")
            .connect_timeout(Duration::from_secs(2))
            .options("-c statement_timeout=2000 -c timezone=UTC -c search_path=public");
        let (client, connection) = config.connect(url.tls()).await?;
        let driver = tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(error = %error, "the connection that counts streams broke");
            }
        });
        let take = client.prepare("select rules.take_stream_slot($1, $2, $3)");
        let free = client.prepare("select rules.free_stream_slot($1, $2)");
        let (take, free) = tokio::try_join!(take, free)?;
        Ok(Self {
            client,
            driver,
            take,
            free,
        })
    }

    /// Takes a slot of the company besides those that this session has; none when all are taken.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn take(&self, company: Uuid, own: &[i32], most: i32) -> Result<Option<i32>, Error> {
        let row = self
            .client
            .query_one(&self.take, &[&company, &own, &most])
            .await?;
        Ok(row.try_get(0)?)
    }

    /// Gives a slot back.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn free(&self, company: Uuid, slot: i32) -> Result<(), Error> {
        self.client.execute(&self.free, &[&company, &slot]).await?;
        Ok(())
    }

    /// Waits until the connection has ended.
    pub async fn lost(&mut self) {
        // However the driver ended, the connection has.
        let _ = (&mut self.driver).await;
    }
}
