//! Subscriptions for the tests, and what the database holds of their deliveries.

use base64::prelude::{BASE64_STANDARD, Engine};
use remit::domain::webhook_secret_purpose;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::support::app::Company;
use crate::support::database::secret_key;
use crate::support::wait::eventually;

/// A webhook and what it is signed with.
pub struct Hook {
    pub id: Uuid,
    pub secret: String,
}

/// Subscribes to everything, straight in the database: the API has tests of its own.
pub async fn subscribe(psql: &Client, company: &Company<'_>, url: &str) -> Hook {
    subscribe_to(psql, company, url, &["*"]).await
}

/// Subscribes to these types.
pub async fn subscribe_to(
    psql: &Client,
    company: &Company<'_>,
    url: &str,
    event_types: &[&str],
) -> Hook {
    let (id, raw) = (Uuid::now_v7(), rand::random::<[u8; 32]>());
    let company: Uuid = company.id.parse().unwrap();
    let sealed = secret_key()
        .seal(&webhook_secret_purpose(id), &raw)
        .unwrap();
    let insert = "with hook as (
            insert into webhook (company_id, id, url, event_types) values ($1, $2, $3, $4)
        )
        insert into webhook_secret (company_id, webhook_id, sealed) values ($1, $2, $5)";
    psql.execute(insert, &[&company, &id, &url, &event_types, &sealed])
        .await
        .unwrap();
    let secret = format!("whsec_{}", BASE64_STANDARD.encode(raw));
    Hook { id, secret }
}

/// Waits until a query that counts gives this number.
pub async fn until_count(psql: &Client, query: &str, expected: i64) {
    eventually(&format!("{expected} by {query}"), async || {
        let count: i64 = psql.query_one(query, &[]).await.unwrap().get(0);
        (count == expected).then_some(())
    })
    .await;
}
