//! Transactions of staff: each begins at the database's own door, which finds the session good and
//! gives the transaction the database role of the member's role, and nothing more.

use std::time::Duration;

use deadpool_postgres::{Object, Pool};
use tokio::time::{Instant, timeout_at};
use tokio_postgres::{Row, Statement};

use super::Error;
use super::call::Params;
use crate::auth::StaffSession;
use crate::domain::StaffRole;

/// How long all the statements of one page may take together, with the wait for a connection. Each
/// statement is given up by the server after 2 s.
const DEADLINE: Duration = Duration::from_secs(8);

/// The login that staff come in by.
pub struct StaffDb<'a> {
    pub(super) pool: &'a Pool,
}

impl StaffDb<'_> {
    /// Begins a transaction in the role of whose session this is.
    ///
    /// # Errors
    /// `StaffUnauthenticated`; see [`Error`].
    pub async fn begin(&self, session: &StaffSession) -> Result<StaffTransaction, Error> {
        const ENTER: &str = "select rules.enter_staff($1, $2, $3)";
        let deadline = Instant::now() + DEADLINE;
        let connection = timeout_at(deadline, self.pool.get())
            .await
            .map_err(|_| Error::Unavailable("no connection was free in time".to_owned()))??;
        let mut transaction = StaffTransaction {
            connection: Some(connection),
            role: StaffRole::Viewer,
            deadline,
        };
        transaction.batch("begin").await?;
        let hash = session.secret_hash.as_slice();
        let rows = transaction
            .query(ENTER, &[&session.id, &hash, &session.request_id])
            .await?;
        let role: &str = rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .unwrap_or_default();
        transaction.role = StaffRole::parse(role).ok_or(Error::StaffUnauthenticated)?;
        Ok(transaction)
    }
}

/// A transaction of a member of staff. Dropped without a commit, nothing of it remains.
pub struct StaffTransaction {
    connection: Option<Object>,
    role: StaffRole,
    deadline: Instant,
}

impl StaffTransaction {
    /// The role that the transaction runs as.
    pub fn role(&self) -> StaffRole {
        self.role
    }

    /// Runs a statement that is kept prepared on the connection.
    ///
    /// # Errors
    /// What the rules refuse, `Forbidden` for what the role may not do.
    pub async fn query(&self, statement: &str, params: Params<'_>) -> Result<Vec<Row>, Error> {
        let connection = self.connection()?;
        let run = async {
            let prepared: Statement = connection.prepare_cached(statement).await?;
            Ok(connection.query(&prepared, params).await?)
        };
        self.in_time(run).await
    }

    /// Runs statements without parameters.
    ///
    /// # Errors
    /// As [`StaffTransaction::query`].
    pub async fn batch(&self, statements: &str) -> Result<(), Error> {
        let connection = self.connection()?;
        let run = async { Ok(connection.batch_execute(statements).await?) };
        self.in_time(run).await
    }

    /// The connection itself, for what reads a long answer as it comes.
    ///
    /// # Errors
    /// Never while the transaction is open.
    pub fn connection(&self) -> Result<&Object, Error> {
        self.connection
            .as_ref()
            .ok_or_else(|| Error::Broken("the transaction is over".to_owned()))
    }

    /// Makes what was done so.
    ///
    /// # Errors
    /// What is only checked at the end.
    pub async fn commit(mut self) -> Result<(), Error> {
        self.batch("commit").await?;
        self.connection = give_back(self.connection.take());
        Ok(())
    }

    /// Ends a transaction that only read, and gives its connection back.
    ///
    /// # Errors
    /// When the connection is broken.
    pub async fn end(mut self) -> Result<(), Error> {
        self.batch("rollback").await?;
        self.connection = give_back(self.connection.take());
        Ok(())
    }

    async fn in_time<T>(&self, run: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        timeout_at(self.deadline, run)
            .await
            .map_err(|_| Error::Unavailable("no answer in time".to_owned()))?
    }
}

/// A connection without a transaction goes back to the pool when it is dropped.
fn give_back(connection: Option<Object>) -> Option<Object> {
    drop(connection);
    None
}

impl Drop for StaffTransaction {
    /// A connection that is dropped within a transaction is closed: nobody else may find it in a role.
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            drop(Object::take(connection));
        }
    }
}
