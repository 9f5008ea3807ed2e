//! Companies for a measurement, made through the API, and what they ask.

use clap::Args;
use hyper::Method;
use hyper::body::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::client::{Ask, Client};

pub const PASSWORD: &str = "a fine long passphrase";

#[derive(Args)]
pub struct Options {
    /// Where the server listens.
    #[arg(long)]
    address: String,
    #[arg(long, default_value_t = 1)]
    count: u32,
    /// Payments of each.
    #[arg(long, default_value_t = 50)]
    payments: usize,
}

/// Prints each as a line of JSON, for the other subcommands.
pub async fn run(options: Options) {
    let mut client = Client::new(&options.address);
    for _ in 0..options.count {
        let company = Company::sign_up(&mut client, options.payments).await;
        println!("{}", serde_json::to_string(&company).unwrap());
    }
}

#[derive(Clone, Serialize, Deserialize)]
pub struct Company {
    pub email: String,
    /// An API key.
    pub key: String,
    pub payments: Vec<String>,
}

impl Company {
    pub async fn sign_up(client: &mut Client, payments: usize) -> Self {
        let email = format!("{}@example.com", Uuid::now_v7().simple());
        let form = json!({"name": "Measured", "email": email, "password": PASSWORD,
            "bsb": "062-000", "account_number": "12345678"});
        made(client, "/v1/companies", None, form).await;
        let token = accepted(client, login(&email, PASSWORD)).await;
        let token = json(&token)["token"].clone();
        let name = json!({"name": "perf"});
        let key = made(client, "/v1/api-keys", token.as_str(), name).await;
        let key = text(&json(&key)["secret"]);
        let mut ids = Vec::new();
        while ids.len() < payments {
            let drafts = vec![draft("Jane Citizen"); (payments - ids.len()).min(500)];
            let mut ask = post(
                "/v1/payments/batch",
                Some(&key),
                json!({"payments": drafts}),
            );
            ask.key = Some(Uuid::now_v7().to_string());
            let made = accepted(client, ask).await;
            let results = json(&made)["results"].clone();
            ids.extend(
                results
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|made| text(&made["payment"]["id"])),
            );
        }
        Self {
            email,
            key,
            payments: ids,
        }
    }

    /// Those that `run` has printed into a file.
    pub fn read(file: &std::path::Path) -> Vec<Self> {
        let lines = std::fs::read_to_string(file).unwrap();
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// A payment that may be made, or changed to.
pub fn draft(account_name: &str) -> Value {
    json!({"account_name": account_name, "bsb": "062-000", "account_number": "12345678", "amount_cents": 12550})
}

pub fn get(path: String, bearer: &str) -> Ask {
    Ask {
        method: Method::GET,
        path,
        bearer: Some(bearer.to_owned()),
        cookie: None,
        key: None,
        body: None,
    }
}

pub fn post(path: &str, bearer: Option<&str>, body: Value) -> Ask {
    Ask {
        method: Method::POST,
        path: path.to_owned(),
        bearer: bearer.map(str::to_owned),
        cookie: None,
        key: None,
        body: Some(body.to_string()),
    }
}

pub fn login(email: &str, password: &str) -> Ask {
    post(
        "/v1/token",
        None,
        json!({"email": email, "password": password}),
    )
}

pub async fn made(client: &mut Client, path: &str, bearer: Option<&str>, body: Value) -> Bytes {
    accepted(client, post(path, bearer, body)).await
}

async fn accepted(client: &mut Client, ask: Ask) -> Bytes {
    let path = ask.path.clone();
    let (status, body) = client.send(ask).await.unwrap();
    assert!(status.is_success(), "{path}: {status} {body:?}");
    body
}

fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
