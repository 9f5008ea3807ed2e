//! What expires goes, in small bites, a few times an hour. Servers may do it at once: each row
//! goes with one of them.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::db::Database;

/// How often a server looks.
const EVERY: Duration = Duration::from_secs(600);

/// The pause between two bites when there is more.
const BETWEEN_BITES: Duration = Duration::from_millis(200);

/// Sweeps until told to stop.
pub async fn run(db: Database, stop: CancellationToken) {
    let mut pause = EVERY;
    while stop
        .run_until_cancelled(tokio::time::sleep(pause))
        .await
        .is_some()
    {
        if let Err(error) = db.keep_partitions().await {
            tracing::warn!(error = %error, "cannot keep the partitions");
        }
        pause = match db.sweep().await {
            Ok(0) => EVERY,
            Ok(rows) => {
                tracing::debug!(rows, "swept");
                BETWEEN_BITES
            }
            Err(error) => {
                tracing::warn!(error = %error, "cannot sweep");
                EVERY
            }
        };
    }
}
