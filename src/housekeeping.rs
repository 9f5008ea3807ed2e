//! What expires goes, in small bites, a few times an hour. Servers may do it at once: each row
//! goes with one of them.

use std::time::Duration;

use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::db::Database;

/// How often a server looks.
const EVERY: Duration = Duration::from_secs(600);

/// The pause between two bites when there is more.
const BETWEEN_BITES: Duration = Duration::from_millis(200);

/// Sweeps until told to stop.
pub async fn run(db: Database, stop: CancellationToken) {
    let sweeping = async {
        loop {
            sleep(EVERY).await;
            if let Err(error) = db.keep_partitions().await {
                tracing::warn!(error = %error, "cannot keep the partitions");
            }
            while sweep(&db).await == Swept::Some {
                sleep(BETWEEN_BITES).await;
            }
        }
    };
    stop.run_until_cancelled(sweeping).await;
}

/// What a bite came to.
#[derive(PartialEq, Eq)]
enum Swept {
    /// There may be more.
    Some,
    Nothing,
}

async fn sweep(db: &Database) -> Swept {
    match db.sweep().await {
        Ok(0) => Swept::Nothing,
        Ok(rows) => {
            tracing::debug!(rows, "swept");
            Swept::Some
        }
        Err(error) => {
            tracing::warn!(error = %error, "cannot sweep");
            Swept::Nothing
        }
    }
}
