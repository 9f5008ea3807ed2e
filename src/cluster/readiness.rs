//! Waits until the database `remit` accepts connections, and makes it when the cluster is new.

use std::time::Duration;

use anyhow::{Context, bail};
use futures_util::future;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, Error, NoTls};

use super::supervisor::State;

const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// How long a server that should run may not answer at all; one that recovers does answer.
const SILENCE: Duration = Duration::from_secs(60);

/// What one attempt to connect shows.
enum Answer {
    Ready,
    /// It starts, recovers or stops.
    NotYet,
    /// There is no server behind the socket.
    Silent(Error),
}

/// Returns when the database accepts connections.
pub(super) async fn wait(url: &str, mut state: watch::Receiver<State>) -> anyhow::Result<()> {
    let config: Config = url
        .parse()
        .context("the cluster's own URL is not understood")?;
    let mut heard = Instant::now();
    loop {
        let now = state.borrow_and_update().clone();
        match now {
            State::Starting => heard = Instant::now(),
            State::Guest | State::Running => match ask(&config).await? {
                Answer::Ready => return Ok(()),
                Answer::NotYet => heard = Instant::now(),
                Answer::Silent(error) if heard.elapsed() > SILENCE => {
                    return Err(error).context(
                        "the data folder's PostgreSQL does not answer: end the program that runs it",
                    );
                }
                Answer::Silent(_) => {}
            },
            State::Failed(words) => bail!(words),
            State::Stopped => bail!("the cluster was stopped while it started"),
        }
        // Either the news or the time to look again.
        let _ = timeout(LOOK_AGAIN, state.changed()).await;
    }
}

async fn ask(config: &Config) -> anyhow::Result<Answer> {
    let Err(error) = execute(config, "").await else {
        return Ok(Answer::Ready);
    };
    match error.code() {
        None => Ok(Answer::Silent(error)),
        Some(&SqlState::INVALID_CATALOG_NAME) => {
            make_database(config).await.map(|()| Answer::NotYet)
        }
        Some(
            &(SqlState::CANNOT_CONNECT_NOW | SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN),
        ) => Ok(Answer::NotYet),
        Some(_) => Err(error).context("the private PostgreSQL refuses this program"),
    }
}

async fn make_database(config: &Config) -> anyhow::Result<()> {
    let mut maintenance = config.clone();
    maintenance.dbname("postgres");
    match execute(&maintenance, "create database remit").await {
        // Another program was faster, or the server is going: the next attempt shows it.
        Err(error)
            if matches!(
                error.code(),
                None | Some(&SqlState::DUPLICATE_DATABASE | &SqlState::UNIQUE_VIOLATION)
            ) =>
        {
            Ok(())
        }
        made => made.context("cannot make the database remit"),
    }
}

async fn execute(config: &Config, statement: &str) -> Result<(), Error> {
    let (client, connection) = config.connect(NoTls).await?;
    let work = async move { client.batch_execute(statement).await };
    // The connection ends when the client, moved into the work, is dropped.
    let (done, _) = future::join(work, connection).await;
    done
}
