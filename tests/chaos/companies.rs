//! Companies at work: they create payments, change, process and delete them, ask again under the
//! same key when nobody answers, and write down what they know.

use std::sync::Arc;
use std::time::Duration;

use rand::RngExt;
use rand::rngs::StdRng;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::journal::{Act, Journal, Outcome};
use super::program::Door;

/// How long a company waits for an answer.
const PATIENCE: Duration = Duration::from_secs(4);

/// How often it asks again.
const TRIES: u32 = 8;

/// Amounts that the simulator knows, and one that it does not.
const AMOUNTS: [i64; 9] = [12_550, 12_550, 12_550, 12_550, 777, 778, 779, 780, 203];

/// Accounts that the simulator knows, and one that it does not.
const ACCOUNTS: [&str; 6] = [
    "12345678",
    "12345678",
    "12345678",
    "900123456",
    "444444440",
    "666666660",
];

/// A company and its key.
#[derive(Clone)]
pub struct Company {
    /// Its id.
    pub id: Uuid,
    door: Door,
    http: reqwest::Client,
    key: String,
}

/// What one request came to.
struct Answer {
    outcome: Outcome,
    body: Value,
}

impl Company {
    /// Signs up, while all is calm.
    pub async fn sign_up(door: Door) -> Self {
        let http = reqwest::Client::builder()
            .timeout(PATIENCE)
            .build()
            .unwrap();
        let mut company = Self {
            id: Uuid::nil(),
            door,
            http,
            key: String::new(),
        };
        let email = format!("company-{}@example.com", Uuid::now_v7().simple());
        let password = "a fine long passphrase";
        let form = json!({
            "name": "Company", "email": email, "password": password,
            "bsb": "062-000", "account_number": "12345678",
        });
        let signed_up = company.calmly("/v1/companies", &form).await;
        company.id = text(&signed_up["id"]).parse().unwrap();
        let login = json!({"email": email, "password": password});
        company.key = text(&company.calmly("/v1/token", &login).await["token"]);
        let key = company
            .calmly("/v1/api-keys", &json!({"name": "chaos"}))
            .await;
        company.key = text(&key["secret"]);
        company
    }

    /// Posts while all is calm: it succeeds.
    pub async fn calmly(&self, path: &str, body: &Value) -> Value {
        let answer = self
            .request(Method::POST, path)
            .json(body)
            .send()
            .await
            .unwrap();
        assert!(
            answer.status().is_success(),
            "{path}: {}",
            answer.text().await.unwrap()
        );
        answer.json().await.unwrap()
    }

    /// What is there, while all is calm.
    pub async fn get(&self, path: &str) -> String {
        let answer = self.request(Method::GET, path).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.text().await.unwrap()
    }

    /// A request for the stream of what came after an event.
    pub fn stream(&self, last: i64) -> RequestBuilder {
        let address = *self.door.borrow();
        // Without the others' patience: it is listened to as long as it lasts.
        reqwest::Client::new()
            .get(format!("http://{address}/v1/events/stream?after=0"))
            .header("last-event-id", last.to_string())
            .bearer_auth(&self.key)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let address = *self.door.borrow();
        self.http
            .request(method, format!("http://{address}{path}"))
            .bearer_auth(&self.key)
    }

    /// Works until told to stop.
    pub async fn work(self, journal: Arc<Journal>, mut dice: StdRng, stop: CancellationToken) {
        while !stop.is_cancelled() {
            self.live_a_payments_life(&journal, &mut dice).await;
            tokio::time::sleep(Duration::from_millis(dice.random_range(0..40))).await;
        }
    }

    async fn live_a_payments_life(&self, journal: &Journal, dice: &mut StdRng) {
        let Some(id) = self.create(journal, dice).await else {
            return;
        };
        for _ in 0..dice.random_range(0..3) {
            self.change(id, journal).await;
        }
        match dice.random_range(0..10) {
            0 => self.delete(id, journal).await,
            1 => {}
            // Two at once: one submission.
            2 => drop(tokio::join!(
                self.process(id, journal),
                self.process(id, journal)
            )),
            3 => drop(tokio::join!(
                self.process(id, journal),
                self.delete(id, journal)
            )),
            _ => self.process(id, journal).await,
        }
        if dice.random_bool(0.2) {
            self.change(id, journal).await;
        }
    }

    /// Creates a payment; its id if it is known to exist.
    async fn create(&self, journal: &Journal, dice: &mut StdRng) -> Option<Uuid> {
        let name = Uuid::now_v7();
        let draft = json!({
            "amount_cents": AMOUNTS[dice.random_range(0..AMOUNTS.len())],
            "direction": if dice.random_bool(0.8) { "debit" } else { "credit" },
            "account_name": "Jane Citizen", "bsb": "062-000",
            "account_number": ACCOUNTS[dice.random_range(0..ACCOUNTS.len())],
            "metadata": {"act": name},
        });
        let request = || {
            let key = name.simple().to_string();
            self.request(Method::POST, "/v1/payments")
                .header("idempotency-key", key)
                .json(&draft)
        };
        // Some never ask again.
        let tries = if dice.random_bool(0.1) { 1 } else { TRIES };
        let answer = self
            .insist(request, tries, |outcome| {
                journal.record(Act::Create, name, outcome)
            })
            .await;
        answer.body["id"].as_str().and_then(|id| id.parse().ok())
    }

    async fn process(&self, id: Uuid, journal: &Journal) {
        let key = Uuid::now_v7().simple().to_string();
        let path = format!("/v1/payments/{id}/process");
        let request = || {
            self.request(Method::POST, &path)
                .header("idempotency-key", &key)
        };
        self.insist(request, TRIES, |outcome| {
            journal.record(Act::Process, id, outcome)
        })
        .await;
    }

    /// Changes the description, each time to another, and never again the same.
    async fn change(&self, id: Uuid, journal: &Journal) {
        let name = Uuid::now_v7();
        let request = || {
            let change = json!({"description": name});
            self.request(Method::PATCH, &format!("/v1/payments/{id}"))
                .json(&change)
        };
        self.insist(request, 1, |outcome| {
            journal.record(Act::Change, name, outcome)
        })
        .await;
    }

    async fn delete(&self, id: Uuid, journal: &Journal) {
        let request = || self.request(Method::DELETE, &format!("/v1/payments/{id}"));
        self.insist(request, TRIES, |outcome| {
            journal.record(Act::Delete, id, outcome)
        })
        .await;
    }

    /// Asks until there is an answer, or the tries are used up.
    async fn insist(
        &self,
        request: impl Fn() -> RequestBuilder,
        tries: u32,
        record: impl Fn(Outcome),
    ) -> Answer {
        let mut pause = Duration::from_millis(100);
        for left in (0..tries).rev() {
            let answer = ask(request()).await;
            record(answer.outcome);
            if answer.outcome != Outcome::Unknown || left == 0 {
                return answer;
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_secs(2));
        }
        Answer {
            outcome: Outcome::Unknown,
            body: Value::Null,
        }
    }
}

async fn ask(request: RequestBuilder) -> Answer {
    let unknown = Answer {
        outcome: Outcome::Unknown,
        body: Value::Null,
    };
    let Ok(answer) = request.send().await else {
        return unknown;
    };
    let status = answer.status();
    let Ok(bytes) = answer.bytes().await else {
        return unknown;
    };
    let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    // The first request under this key still runs: asked again, it tells.
    let undecided = body["code"] == "idempotency_in_progress";
    let outcome = match () {
        () if status.is_success() => Outcome::Acknowledged,
        () if status.is_client_error() && !undecided => Outcome::Refused,
        () => Outcome::Unknown,
    };
    assert!(
        !matches!(status.as_u16(), 400 | 401 | 403 | 415 | 422 | 429 | 500),
        "nobody asked for this: {status} {body}"
    );
    Answer { outcome, body }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}
