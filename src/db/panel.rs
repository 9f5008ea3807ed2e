//! A transaction in somebody's name, and what the panel asks in it. The engine neither knows who
//! that is nor what the tables mean: permission is what the database grants.

pub mod catalog;
mod entrance;
pub mod refusal;
pub mod sql;

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Object, Pool};
use futures_util::future::join;
use tokio::time::{Instant, timeout_at};
use tokio_postgres::Row;
use tokio_postgres::types::{ToSql, Type};

pub use entrance::{Ask, Entrance};

use super::gate::{Gate, Pass, Verdict};
use catalog::{CATALOG, Catalog};
use refusal::Fault;
use sql::{Statement, Value};

/// How long a connection is waited for.
const QUEUE: Duration = Duration::from_millis(2500);

/// How long an answer is waited for: longer than the server's own limit of a statement.
const ANSWER: Duration = Duration::from_secs(4);

/// The pools that the panel's transactions come from.
#[derive(Clone, Debug)]
pub struct PanelDb {
    pub(super) staff: Pool,
    pub(super) others: Pool,
    gate: Option<Arc<dyn Gate>>,
}

/// An open transaction in somebody's name. Given up, its connection is closed, so that nothing of
/// it is ever left behind.
pub struct Work {
    connection: Option<Object>,
    role: String,
    began: String,
    fingerprint: Option<String>,
    patience: Duration,
    pass: Option<Box<dyn Pass>>,
}

impl PanelDb {
    /// The pools, by the two doors: staff's, and the others', behind their gate.
    pub(super) fn new(staff: Pool, others: Pool, gate: Option<Arc<dyn Gate>>) -> Self {
        Self {
            staff,
            others,
            gate,
        }
    }

    /// Opens a transaction in the name of whoever stands at this entrance: one round trip.
    ///
    /// # Errors
    /// `Unauthenticated` when the entrance is closed to them; see [`Fault`].
    pub async fn enter(&self, entrance: &Entrance, ask: Ask) -> Result<Work, Fault> {
        let enter = entrance.statement(ask);
        let pass = self.turn(entrance).await?;
        let connection = timeout_at(Instant::now() + QUEUE, self.pool(entrance).get())
            .await
            .map_err(|_| Fault::Unavailable("no connection was free in time".to_owned()))??;
        let mut work = Work {
            connection: Some(connection),
            role: String::new(),
            began: String::new(),
            fingerprint: None,
            patience: ANSWER,
            pass,
        };
        let entered = {
            let begin = work.simple(entrance.begin());
            let (begun, entered) = join(begin, work.query(&enter)).await;
            begun.and(entered)
        };
        match entered {
            Ok(rows) => {
                let said = |row: &Row| (0..row.len()).map(|column| text(row, column)).collect();
                let said: Option<Result<Vec<_>, _>> = rows.first().map(said);
                let mut said = said.transpose()?.unwrap_or_default().into_iter();
                work.role = said.next().flatten().unwrap_or_default();
                work.began = said.next().flatten().unwrap_or_default();
                work.fingerprint = said.next().flatten();
                Ok(work)
            }
            Err(fault) => {
                let verdict = match fault {
                    Fault::Unauthenticated => Verdict::Bad,
                    _ => Verdict::Unknown,
                };
                work.leave(verdict);
                work.roll_back().await?;
                Err(fault)
            }
        }
    }
}

impl Work {
    /// The role in whose name this runs.
    pub fn role(&self) -> &str {
        &self.role
    }

    /// When it began, as the database writes it.
    pub fn began(&self) -> &str {
        &self.began
    }

    /// What changes when the catalog does, if that was asked on the way in.
    pub fn fingerprint(&self) -> Option<&str> {
        self.fingerprint.as_deref()
    }

    fn connection(&self) -> Result<&Object, Fault> {
        self.connection
            .as_ref()
            .ok_or_else(|| Fault::Broken("the transaction has ended".to_owned()))
    }

    /// Lets statements of this transaction take longer than usual.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn be_patient(&mut self, limit: Duration) -> Result<(), Fault> {
        self.patience = limit + ANSWER;
        let mut set = Statement::new("select set_config('statement_timeout', ");
        set.value(Value::text(limit.as_millis().to_string()))
            .push(", true)");
        self.query(&set).await.map(drop)
    }

    /// Runs a statement and gives its rows: one round trip. Several at once share one.
    ///
    /// # Errors
    /// What the database refuses; see [`Fault`].
    pub async fn query(&self, statement: &Statement) -> Result<Vec<Row>, Fault> {
        let (text, values) = statement.rendered();
        let mut parameters: Vec<(&(dyn ToSql + Sync), Type)> = Vec::with_capacity(values.len());
        for (value, kind) in values {
            parameters.push((value, kind));
        }
        let running = self.connection()?.query_typed(&text, &parameters);
        match timeout_at(Instant::now() + self.patience, running).await {
            Ok(answer) => answer.map_err(|error| Fault::of(&error, Some(statement))),
            Err(_) => Err(Fault::TookTooLong),
        }
    }

    /// Runs a statement whose rows and columns are texts.
    ///
    /// # Errors
    /// See [`Work::query`].
    pub async fn texts(&self, statement: &Statement) -> Result<Vec<Vec<Option<String>>>, Fault> {
        let rows = self.query(statement).await?;
        rows.iter()
            .map(|row| (0..row.len()).map(|column| text(row, column)).collect())
            .collect()
    }

    /// Runs a statement, and gives the first column of its first row.
    ///
    /// # Errors
    /// See [`Work::query`].
    pub async fn one_text(&self, statement: &Statement) -> Result<Option<String>, Fault> {
        let rows = self.query(statement).await?;
        rows.first().map_or(Ok(None), |row| text(row, 0))
    }

    async fn simple(&self, statement: &'static str) -> Result<(), Fault> {
        let running = self.connection()?.batch_execute(statement);
        match timeout_at(Instant::now() + self.patience, running).await {
            Ok(answer) => answer.map_err(|error| Fault::of(&error, None)),
            Err(_) => Err(Fault::TookTooLong),
        }
    }

    /// Sets a mark to which [`Work::back_to_mark`] returns.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn mark(&self) -> Result<(), Fault> {
        self.simple("savepoint mark").await
    }

    /// Keeps what was done since the mark, and forgets the mark.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn keep_mark(&self) -> Result<(), Fault> {
        self.simple("release savepoint mark").await
    }

    /// Undoes what was done since the mark.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn back_to_mark(&self) -> Result<(), Fault> {
        self.simple("rollback to savepoint mark").await
    }

    /// Keeps what was done.
    ///
    /// # Errors
    /// What the database refuses at the end; see [`Fault`].
    pub async fn commit(mut self) -> Result<(), Fault> {
        self.simple("commit").await?;
        self.hand_back();
        Ok(())
    }

    /// Undoes everything.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn roll_back(mut self) -> Result<(), Fault> {
        self.simple("rollback").await?;
        self.hand_back();
        Ok(())
    }

    /// The connection goes back to its pool.
    fn hand_back(&mut self) {
        drop(self.connection.take());
        self.leave(Verdict::Good);
    }

    /// The turn goes to the next.
    fn leave(&mut self, verdict: Verdict) {
        if let Some(pass) = self.pass.take() {
            pass.leave(verdict);
        }
    }

    /// The catalog as this role sees it.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn catalog(&self) -> Result<Catalog, Fault> {
        let text = self.one_text(&Statement::new(CATALOG)).await?;
        read_catalog(&text.unwrap_or_default())
    }
}

/// The catalog as whoever is connected sees it; for checks outside of requests.
///
/// # Errors
/// When the database cannot be asked.
pub async fn catalog_of(client: &tokio_postgres::Client) -> Result<Catalog, Fault> {
    let row = client.query_one(CATALOG, &[]).await;
    let row = row.map_err(|error| Fault::of(&error, None))?;
    read_catalog(&text(&row, 0)?.unwrap_or_default())
}

fn read_catalog(text: &str) -> Result<Catalog, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::Broken(format!("the catalog: {error}")))
}

impl Drop for Work {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            // Whatever it was in the middle of, nobody else gets it.
            drop(Object::take(connection));
        }
        self.leave(Verdict::Unknown);
    }
}

fn text(row: &Row, column: usize) -> Result<Option<String>, Fault> {
    row.try_get(column)
        .map_err(|error| Fault::Broken(error.to_string()))
}
