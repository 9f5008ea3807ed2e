//! What a server does that has nothing to do.

use remit::db::Database;

use crate::support::app::options;
use crate::support::database::{TestDatabase, secret_key};

#[tokio::test]
async fn where_nothing_is_due_nothing_is_due_at_once() {
    let database = TestDatabase::migrated().await;
    let db = Database::new(&database.parsed(), &secret_key(), &options().pools).unwrap();
    // None lets the worker and the simulator sleep; zero would have them look without end.
    assert_eq!(db.next_bank_task_in().await.unwrap(), None);
    assert_eq!(db.next_outgoing_in().await.unwrap(), None);
}
