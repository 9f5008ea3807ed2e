//! A company whose webhooks never answer, with events queued to each.

use std::time::Duration;

use clap::Args;
use tokio::io::AsyncReadExt;
use tokio_postgres::Client;
use uuid::Uuid;

use super::database::Database;
use super::receiver::{self, Keep};

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    database: Database,
    /// Events queued, to twenty endpoints together.
    #[arg(long, default_value_t = 100_000)]
    events: i32,
}

/// Says `ready` when they are queued, and ends them when its input ends.
pub async fn run(options: Options) {
    let (address, _) = receiver::start(Keep::Nothing).await;
    let psql = options.database.connect().await;
    let company = hang(
        &options.database,
        &psql,
        &address.to_string(),
        options.events,
    )
    .await;
    println!("ready");
    tokio::io::stdin()
        .read_to_end(&mut Vec::new())
        .await
        .unwrap();
    release(&psql, company).await;
}

/// Another company, with so many events queued to each of twenty endpoints that never answer.
pub async fn hang(db: &Database, psql: &Client, address: &str, events: i32) -> Uuid {
    let (acme, _) = db.company(psql, events / 20).await;
    db.settle(psql).await;
    for n in 0..20 {
        db.webhook(psql, acme, &format!("http://{address}/hang/{n}"))
            .await;
    }
    let update = "update payment set description = 'a' where company_id = $1";
    psql.execute(update, &[&acme]).await.unwrap();
    let queued = "select count(*) from delivery where company_id = $1";
    while psql
        .query_one(queued, &[&acme])
        .await
        .unwrap()
        .get::<_, i64>(0)
        < i64::from(events / 20) * 20
    {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // They are queued, not being queued: the dispatcher has looked past them.
    tokio::time::sleep(Duration::from_secs(2)).await;
    acme
}

/// Takes back what is queued, with its webhooks.
pub async fn release(psql: &Client, acme: Uuid) {
    psql.execute("delete from webhook where company_id = $1", &[&acme])
        .await
        .unwrap();
    let queued = "select count(*) from delivery where company_id = $1";
    while psql
        .query_one(queued, &[&acme])
        .await
        .unwrap()
        .get::<_, i64>(0)
        > 0
    {
        psql.execute("delete from delivery where company_id = $1", &[&acme])
            .await
            .unwrap();
    }
}
