//! A DBA at work: edits payments in a session of its own, which is cut with the rest.

use std::sync::Arc;
use std::time::Duration;

use rand::RngExt;
use rand::rngs::StdRng;
use remit::db::url::DatabaseUrl;
use tokio_postgres::{Client, Error};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::journal::{Act, Journal, Outcome};
use super::program::connect;

/// Edits until told to stop.
pub async fn work(
    url: DatabaseUrl,
    journal: Arc<Journal>,
    mut dice: StdRng,
    stop: CancellationToken,
) {
    while !stop.is_cancelled() {
        // Over when the session is.
        if let Ok(client) = connect(&url).await {
            while !stop.is_cancelled() && edit(&client, &journal).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(dice.random_range(5..60))).await;
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Gives one of the newest payments another description, whatever its status.
async fn edit(client: &Client, journal: &Journal) -> Result<(), Error> {
    const EDIT: &str = "update payment p set description = $1
         where (p.company_id, p.id) in (
             select company_id, id from payment order by created_at desc offset floor(random() * 20) limit 1)";
    let name = Uuid::now_v7();
    let edited = client.execute(EDIT, &[&name.to_string()]).await;
    let outcome = match &edited {
        Ok(0) => Outcome::Refused,
        Ok(_) => Outcome::Acknowledged,
        Err(error)
            if error
                .as_db_error()
                .is_some_and(|error| !is_of_shutdown(error)) =>
        {
            Outcome::Refused
        }
        Err(_) => Outcome::Unknown,
    };
    journal.record(Act::Change, name, outcome);
    edited.map(drop)
}

/// 57P01 and its like say that the session ends, not what became of the statement.
fn is_of_shutdown(error: &tokio_postgres::error::DbError) -> bool {
    error.code().code().starts_with("57")
}
