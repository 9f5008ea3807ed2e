//! One statement, one round trip, one deadline: how every request reaches the database.

use std::time::Duration;

use deadpool_postgres::{Object, Pool};
use tokio::time::{Instant, timeout_at};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::Error;

/// How long a request waits for its turn, a connection and its statement together. The server gives up a
/// statement after [`STATEMENT_TIMEOUT`] by itself; this also covers a server that is silent.
const DEADLINE: Duration = Duration::from_millis(2500);

/// What a request has left at least whose turn was long in coming.
const AFTER_A_WAIT: Duration = Duration::from_secs(1);

/// Sent with every connection: what the server gives up by itself.
pub(super) const STATEMENT_TIMEOUT: Duration = Duration::from_millis(2000);

/// A parameter of a statement.
pub(super) type Param<'a> = &'a (dyn ToSql + Sync);

/// Parameters of a statement.
pub(super) type Params<'a> = &'a [Param<'a>];

/// Until when a request may take that came then and whose turn is now.
pub(super) fn deadline_since(came: Instant) -> Instant {
    (came + DEADLINE).max(Instant::now() + AFTER_A_WAIT)
}

/// Runs one statement in a transaction of its own and returns its rows.
///
/// # Errors
/// What the rules refuse, `Unavailable` past the deadline.
pub(super) async fn call(
    pool: &Pool,
    statement: &str,
    params: Params<'_>,
) -> Result<Vec<Row>, Error> {
    call_before(Instant::now() + DEADLINE, pool, statement, params).await
}

/// The same, until then.
pub(super) async fn call_before(
    deadline: Instant,
    pool: &Pool,
    statement: &str,
    params: Params<'_>,
) -> Result<Vec<Row>, Error> {
    let connection = timeout_at(deadline, pool.get())
        .await
        .map_err(|_| Error::Unavailable("no connection was free in time".to_owned()))??;
    match timeout_at(deadline, run(&connection, statement, params)).await {
        Ok(rows) => rows,
        Err(_) => {
            // Its answer may still come: this connection serves nobody else.
            drop(Object::take(connection));
            Err(Error::Unavailable("no answer in time".to_owned()))
        }
    }
}

async fn run(connection: &Object, statement: &str, params: Params<'_>) -> Result<Vec<Row>, Error> {
    let prepared = connection.prepare_cached(statement).await?;
    Ok(connection.query(&prepared, params).await?)
}
