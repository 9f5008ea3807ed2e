//! Sequences are 1, 2, 3 … of each company, and tell each payment's story in order.

use futures_util::future::join_all;
use remit::capture::Ringing;
use serde_json::{Value, json};
use tokio_postgres::Client;

use crate::support::app::Company;
use crate::telling::{assert_chain, by_bell_and_by_looking, events, spawn, told};

/// Writers at once, and what each of them does in turn.
const WRITERS: usize = 16;
const CHANGES: usize = 12;

by_bell_and_by_looking!(sixteen_writers_of_four_companies_leave_no_gap);

async fn sixteen_writers_of_four_companies_leave_no_gap(bell: Ringing) {
    let app = spawn(bell).await;
    let mut companies = Vec::new();
    for name in ["Acme", "Bolt", "Coil", "Dyno"] {
        companies.push(app.sign_up(name).await);
    }
    let mut shared = Vec::new();
    for company in &companies {
        shared.push(
            company.create_payment().await["id"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    let mut psqls = Vec::new();
    for _ in 0..WRITERS {
        psqls.push(app.psql().await);
    }
    // Half of the writers come by API, half by psql; four of them fight for one payment.
    join_all(psqls.iter().enumerate().map(async |(number, psql)| {
        let (company, payment) = (&companies[number % 4], &shared[number % 4]);
        match number % 2 {
            0 => write_by_api(company, payment, number).await,
            _ => write_by_psql(psql, payment, number).await,
        }
    }))
    .await;
    told(&psqls[0]).await;
    for (number, company) in companies.iter().enumerate() {
        let events = events(company).await;
        assert_chain(&events);
        let api_writers = if number % 2 == 0 { WRITERS / 4 } else { 0 };
        let psql_writers = WRITERS / 4 - api_writers;
        let expected = 1 + api_writers * CHANGES * 2 + psql_writers * CHANGES;
        assert_eq!(events.len(), expected);
        let mine = |event: &&Value| event["data"]["company_id"] == company.id;
        assert_eq!(
            events.iter().filter(mine).count(),
            expected,
            "of no other company"
        );
    }
}

async fn write_by_api(company: &Company<'_>, payment: &str, writer: usize) {
    for change in 0..CHANGES {
        company.create_payment().await;
        let description = json!({"description": format!("{writer}/{change}")});
        let path = format!("/v1/payments/{payment}");
        let request = company
            .request(reqwest::Method::PATCH, &path)
            .json(&description);
        assert!(request.send().await.unwrap().status().is_success());
    }
}

async fn write_by_psql(psql: &Client, payment: &str, writer: usize) {
    for change in 0..CHANGES {
        let hold = if change % 4 == 0 {
            "select pg_sleep(0.01);"
        } else {
            ""
        };
        let update = format!(
            "begin; update payment set description = '{writer}/{change}' where id = '{payment}'; {hold} commit"
        );
        psql.batch_execute(&update).await.unwrap();
    }
}
