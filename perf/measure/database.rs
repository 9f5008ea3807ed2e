//! Companies, payments and webhooks for a measurement, made straight in the database.

use std::path::PathBuf;

use clap::Args;
use remit::db::url::DatabaseUrl;
use remit::domain::webhook_secret_purpose;
use remit::secrets::SecretKey;
use tokio_postgres::Client;
use uuid::Uuid;

#[derive(Args, Clone)]
pub struct Database {
    /// A superuser's URL of it.
    #[arg(long)]
    pub url: String,
    /// The folder with its secret key.
    #[arg(long)]
    pub data: PathBuf,
}

impl Database {
    pub async fn connect(&self) -> Client {
        let url = DatabaseUrl::parse(&self.url).unwrap();
        let (client, connection) = url.config().connect(url.tls()).await.unwrap();
        tokio::spawn(connection);
        client
    }

    /// A company with so many payments.
    pub async fn company(&self, client: &Client, payments: i32) -> (Uuid, Vec<Uuid>) {
        let company = Uuid::now_v7();
        let email = format!("{}@example.com", company.simple());
        const COMPANY: &str = "insert into company (id, name, email, bsb, account_number)
            values ($1, 'Measured', $2, '062-000', '12345678')";
        client.execute(COMPANY, &[&company, &email]).await.unwrap();
        const PAYMENTS: &str =
            "insert into payment (company_id, amount_cents, account_name, bsb, account_number)
            select $1, 12550, 'Jane Citizen', '062-000', '12345678' from generate_series(1, $2)
            returning id";
        let rows = client
            .query(PAYMENTS, &[&company, &payments])
            .await
            .unwrap();
        (company, rows.iter().map(|row| row.get(0)).collect())
    }

    /// A webhook of a company.
    pub async fn webhook(&self, client: &Client, company: Uuid, url: &str) -> Uuid {
        let key = SecretKey::kept_in(&self.data).unwrap();
        let id = Uuid::now_v7();
        let sealed = key.seal(&webhook_secret_purpose(id), &[7; 32]).unwrap();
        const WEBHOOK: &str =
            "with hook as (insert into webhook (company_id, id, url) values ($1, $2, $3))
            insert into webhook_secret (company_id, webhook_id, sealed) values ($1, $2, $4)";
        client
            .execute(WEBHOOK, &[&company, &id, &url, &sealed])
            .await
            .unwrap();
        id
    }

    /// Until everything has been told and delivered, but for what hangs.
    pub async fn settle(&self, client: &Client) {
        const OPEN: &str = "select (select count(*) from outbox)
            + (select count(*) from delivery d join webhook w on w.company_id = d.company_id and w.id = d.webhook_id
               where w.url !~ '/hang')";
        while client.query_one(OPEN, &[]).await.unwrap().get::<_, i64>(0) > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}
