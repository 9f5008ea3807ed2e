//! A bank that answers as it is told, on a database without a server: the worker is stepped.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use remit::bank::gateway::{Gateway, Standing, Submission, SubmitError};
use remit::bank::worker::Worker;
use remit::capture::Bell;
use remit::db::Database;
use serde_json::Value;
use tokio::sync::Notify;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::support::app::options;
use crate::support::database::{TestDatabase, secret_key};

/// What the bank will answer, and what it was asked.
#[derive(Default)]
pub struct Script {
    /// Answers to submissions, in turn; then all are taken.
    pub submits: VecDeque<Result<(), SubmitError>>,
    /// Answers to inquiries, in turn; then the bank is silent.
    pub inquiries: VecDeque<Result<Standing, String>>,
    /// What was asked: `submit REFERENCE ATTEMPT` and `inquire REFERENCE`.
    pub asked: Vec<String>,
    /// While this is set, submissions wait for the notification.
    pub hold: Option<Arc<Notify>>,
}

/// The bank.
#[derive(Clone, Default)]
pub struct Teller(pub Arc<Mutex<Script>>);

impl Gateway for Teller {
    async fn submit(&self, submission: &Submission) -> Result<(), SubmitError> {
        let (answer, hold) = {
            let mut script = self.0.lock().unwrap();
            script.asked.push(format!(
                "submit {} {}",
                submission.bank_reference, submission.attempt
            ));
            (
                script.submits.pop_front().unwrap_or(Ok(())),
                script.hold.clone(),
            )
        };
        if let Some(hold) = hold {
            hold.notified().await;
        }
        answer
    }

    async fn inquire(&self, bank_reference: &str) -> Result<Standing, String> {
        let mut script = self.0.lock().unwrap();
        script.asked.push(format!("inquire {bank_reference}"));
        script
            .inquiries
            .pop_front()
            .unwrap_or(Err("closed".to_owned()))
    }
}

/// One payment on its way to the bank.
pub struct Counter {
    pub database: TestDatabase,
    pub db: Database,
    pub teller: Teller,
    pub psql: Client,
    pub worker: Arc<Worker<Teller>>,
}

impl Counter {
    /// With one payment that is queued.
    pub async fn open() -> Self {
        let database = TestDatabase::migrated().await;
        let psql = database.psql().await;
        psql.batch_execute(
            "insert into company (name, email, bsb, account_number) values ('Acme', 'a@example.com', '062000', '12345678');
             insert into payment (company_id, amount_cents, account_name, bsb, account_number)
             select id, 100, 'Jane', '062000', '12345678' from company;
             update payment set processing_state = 'queued'",
        )
        .await
        .unwrap();
        let db = Database::new(&database.parsed(), &secret_key(), &options().pools).unwrap();
        let teller = Teller::default();
        let worker = worker(&db, &teller);
        Self {
            database,
            db,
            teller,
            psql,
            worker,
        }
    }

    /// Lets a time pass: what is due later is due now, and leases have run out.
    pub async fn later(&self) {
        let later = "update bank_task set due_at = least(due_at, now()), lease_until = now() - interval '1 second'
             where due_at < 'infinity' and lease_until is not null;
             update bank_task set due_at = now() where due_at < 'infinity'";
        self.psql.batch_execute(later).await.unwrap();
    }

    /// One round of a worker.
    pub async fn round(&self) {
        self.worker.clone().round(&mut Uuid::nil()).await.unwrap();
    }

    /// What the bank was asked since the last time, without the references.
    pub fn asked(&self) -> Vec<String> {
        let asked = std::mem::take(&mut self.teller.0.lock().unwrap().asked);
        let words = asked
            .iter()
            .map(|asked| asked.split(' ').collect::<Vec<_>>());
        words
            .map(|words| [&words[..1], &words[2..]].concat().join(" "))
            .collect()
    }

    /// The bank will answer the next submission so.
    pub fn will_answer(&self, answer: Result<(), SubmitError>) {
        self.teller.0.lock().unwrap().submits.push_back(answer);
    }

    /// The bank will answer the next inquiry so.
    pub fn will_say(&self, standing: Result<Standing, String>) {
        self.teller.0.lock().unwrap().inquiries.push_back(standing);
    }

    /// Status, processing state, attempts and failure code of the payment.
    pub async fn payment(&self) -> String {
        self.text("select concat_ws(' ', status, processing_state, processing_attempts, failure_code) from payment").await
    }

    /// How long until the task is due, in seconds, and how often was asked in vain; none: no task.
    pub async fn task(&self) -> Option<Value> {
        let sql = "select jsonb_build_object('due', case when due_at = 'infinity' then null else ceil(extract(epoch from due_at - now())) end,
                 'inquiries', inquiries, 'leased', lease_until > now()) from bank_task";
        self.psql
            .query_opt(sql, &[])
            .await
            .unwrap()
            .map(|row| row.get(0))
    }

    /// The pause between the last attempt's answer and the next attempt.
    pub async fn pause(&self) -> String {
        self.text(
            "select (due_at - (select max(answered_at) from bank_submission))::text from bank_task",
        )
        .await
    }

    /// One text from the database.
    pub async fn text(&self, sql: &str) -> String {
        self.psql.query_one(sql, &[]).await.unwrap().get(0)
    }

    /// The outcomes of all attempts.
    pub async fn outcomes(&self) -> String {
        self.text("select coalesce(string_agg(coalesce(outcome, '?'), ' ' order by submitted_at), '') from bank_submission").await
    }
}

/// A worker that asks this bank, after 30 s and then 60 s.
pub fn worker(db: &Database, teller: &Teller) -> Arc<Worker<Teller>> {
    let schedule = "30s,60s".parse().unwrap();
    Arc::new(Worker::new(
        db.clone(),
        teller.clone(),
        schedule,
        Bell::default(),
    ))
}
