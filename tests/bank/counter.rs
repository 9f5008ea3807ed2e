//! What the tests of the bank share: payments on their way, and what became of them.

use serde_json::{Value, json};
use tokio_postgres::Client;

use crate::support::app::{App, Company};
use crate::support::wait::eventually;

/// A draft of this amount to this account.
pub fn draft(amount_cents: i64, account_number: &str, direction: &str) -> Value {
    json!({"amount_cents": amount_cents, "account_name": "Jane", "bsb": "000-000",
        "account_number": account_number, "direction": direction})
}

/// Creates this payment; its path.
pub async fn create(company: &Company<'_>, draft: &Value) -> String {
    let created: Value = company
        .post("/v1/payments", draft)
        .await
        .json()
        .await
        .unwrap();
    format!(
        "/v1/payments/{}",
        created["id"].as_str().expect("a payment")
    )
}

/// Creates and processes this payment; its path.
pub async fn process(company: &Company<'_>, draft: &Value) -> String {
    let path = create(company, draft).await;
    let answer = company.post(&format!("{path}/process"), &json!({})).await;
    assert_eq!(answer.status(), 202);
    path
}

/// The payment as it is now.
pub async fn get(company: &Company<'_>, path: &str) -> Value {
    company.get(path).await.json().await.unwrap()
}

/// The payment once it has this status.
pub async fn becomes(company: &Company<'_>, path: &str, status: &str) -> Value {
    eventually(&format!("{path} is {status}"), async || {
        Some(get(company, path).await).filter(|payment| payment["status"] == status)
    })
    .await
}

/// The payment's events, once there are so many.
pub async fn events(company: &Company<'_>, path: &str, count: usize) -> Vec<Value> {
    eventually(&format!("{count} events of {path}"), async || {
        let page = get(company, &format!("{path}/events?limit=100")).await;
        page["data"]
            .as_array()
            .cloned()
            .filter(|events| events.len() >= count)
    })
    .await
}

/// One number from the database.
pub async fn count(psql: &Client, sql: &str) -> i64 {
    psql.query_one(sql, &[]).await.unwrap().get(0)
}

/// A payment that the bank has and no worker will ask about; its path and its bank reference.
pub async fn at_the_bank(app: &App, company: &Company<'_>, direction: &str) -> (String, String) {
    let path = create(company, &draft(5000, "000123456", direction)).await;
    let id = path.rsplit('/').next().unwrap();
    // In one transaction, so that no worker sees it before.
    let hand_over = format!(
        "begin; set local remit.override = 'by hand';
         update payment set processing_state = 'submitted', processing_attempts = 1, submitted_at = now() where id = '{id}';
         update bank_task set due_at = 'infinity' where payment_id = '{id}'; commit"
    );
    app.psql().await.batch_execute(&hand_over).await.unwrap();
    let payment = get(company, &path).await;
    let reference = payment["processing"]["bank_reference"]
        .as_str()
        .expect("a reference");
    (path, reference.to_owned())
}
