//! What has not come back in time has gone through: looked at once a minute, by all servers.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::db::{Database, Error};

/// How often to look.
const POLL: Duration = Duration::from_secs(60);

/// Payments that one statement settles.
const AT_ONCE: i32 = 200;

/// Settles payments until told to stop.
pub async fn run(db: Database, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = settle(&db).await {
            tracing::warn!(error = %error, "payments could not be settled");
        }
        stop.run_until_cancelled(tokio::time::sleep(POLL)).await;
    }
}

/// Settles all that is due; how many payments that were.
///
/// # Errors
/// See [`Error`].
pub async fn settle(db: &Database) -> Result<i32, Error> {
    let mut settled = 0;
    loop {
        let now = db.settle_quiet_payments(AT_ONCE).await?;
        settled += now;
        if now == 0 {
            return Ok(settled);
        }
    }
}
