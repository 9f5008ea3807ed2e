//! Subscriptions for the tests.

use serde_json::{Value, json};
use tokio_postgres::Client;
use uuid::Uuid;

use remit::domain::webhook_secret_purpose;

use crate::support::app::Company;
use crate::support::database::secret_key;

/// A webhook and what it is signed with.
pub struct Hook {
    pub id: Uuid,
    pub secret: String,
}

pub async fn subscribe(psql: &Client, company: &Company<'_>, url: &str) -> Hook {
    let id = Uuid::now_v7();
    let raw: [u8; 32] = rand::random();
    let sealed = secret_key()
        .seal(&webhook_secret_purpose(id), &raw)
        .unwrap();
    psql.execute(
        "insert into webhook (company_id, id, url) values ($1, $2, $3)",
        &[&company.id.parse::<Uuid>().unwrap(), &id, &url],
    )
    .await
    .unwrap();
    psql.execute(
        "insert into webhook_secret (company_id, webhook_id, sealed) values ($1, $2, $3)",
        &[&company.id.parse::<Uuid>().unwrap(), &id, &sealed],
    )
    .await
    .unwrap();
    use base64::prelude::{BASE64_STANDARD, Engine};
    let _ = json!({});
    let _: Option<Value> = None;
    Hook {
        id,
        secret: format!("whsec_{}", BASE64_STANDARD.encode(raw)),
    }
}
