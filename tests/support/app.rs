//! The program as its users meet it: a real server on a free port, on a database of its own, logged
//! in as in production; and the companies that talk to it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Parser;
use remit::capture::Ringing;
use remit::config::{Bank, Cli, Clients, DatabaseOptions, Limits, PoolSizes, Queues, Serve};
use remit::db::Database;
use remit::db::url::DatabaseUrl;
use remit::outbound::Allowed;
use remit::server;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tokio_postgres::Client as Psql;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::database::{TestDatabase, secret_key};

/// A password that obeys the rules.
pub const PASSWORD: &str = "a fine long passphrase";

/// What the bank signs its events with.
pub const BANK_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

/// A running server.
pub struct App {
    /// Where it listens.
    pub address: SocketAddr,
    /// Where it shows its metrics, if not there too.
    pub metrics_address: Option<SocketAddr>,
    /// URL of its database's superuser.
    url: DatabaseUrl,
    /// Its database, unless that belongs to a cluster of the test's own.
    database: Option<Arc<TestDatabase>>,
    http: Client,
    stop: CancellationToken,
    done: tokio::task::JoinHandle<anyhow::Result<()>>,
}

impl App {
    /// A server on a fresh database.
    pub async fn spawn() -> Self {
        Self::spawn_with(options()).await
    }

    /// A server on a fresh database, with these options.
    pub async fn spawn_with(options: Serve) -> Self {
        Self::spawn_on(TestDatabase::migrated().await, options).await
    }

    /// A server on this database.
    pub async fn spawn_on(database: impl Into<Arc<TestDatabase>>, options: Serve) -> Self {
        let database = database.into();
        let mut app = Self::spawn_at(database.parsed(), options).await;
        app.database = Some(database);
        app
    }

    /// One more server on the same database.
    pub async fn spawn_another(&self) -> Self {
        self.spawn_another_with(options()).await
    }

    /// One more server on the same database, with these options.
    pub async fn spawn_another_with(&self, options: Serve) -> Self {
        let mut app = Self::spawn_at(self.url.clone(), options).await;
        app.database = self.database.clone();
        app
    }

    /// A server on a migrated database that somebody else looks after.
    pub async fn spawn_at(url: DatabaseUrl, options: Serve) -> Self {
        let stop = CancellationToken::new();
        let db = Database::new(&url, &secret_key(), &options.pools).unwrap();
        let running = server::start(&options, db, &secret_key(), stop.clone())
            .await
            .unwrap();
        Self {
            address: running.address,
            metrics_address: running.metrics,
            url,
            database: None,
            http: Client::new(),
            stop,
            done: running.done,
        }
    }

    /// Stops the server and waits until it has stopped.
    pub async fn stopped(mut self) {
        self.stop.cancel();
        (&mut self.done).await.unwrap().unwrap();
    }

    /// The client that its requests go through.
    pub fn http(&self) -> Client {
        self.http.clone()
    }

    /// A connection of a DBA to the server's database.
    pub async fn psql(&self) -> Psql {
        let (client, connection) = self.url.config().connect(self.url.tls()).await.unwrap();
        // Ends when the client is dropped.
        tokio::spawn(connection);
        client
    }

    /// Waits until so many requests wait for a lock in the database.
    pub async fn until_locked_out(&self, requests: i64) {
        const WAITING: &str = "select count(*) from pg_stat_activity
            where wait_event_type = 'Lock' and datname = current_database()";
        let (psql, deadline) = (self.psql().await, Instant::now() + Duration::from_secs(10));
        while psql.query_one(WAITING, &[]).await.unwrap().get::<_, i64>(0) < requests {
            assert!(
                Instant::now() < deadline,
                "{requests} requests do not wait for a lock"
            );
        }
    }

    /// What migrates the server's database.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// A request to a path, without a credential.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("http://{}{path}", self.address))
    }

    /// Signs a company up and gives it a session and an API key.
    pub async fn sign_up(&self, name: &str) -> Company<'_> {
        let email = format!(
            "{}-{}@example.com",
            name.to_lowercase(),
            Uuid::now_v7().simple()
        );
        let body = json!({
            "name": name, "email": email, "password": PASSWORD,
            "bsb": "062-000", "account_number": "12345678",
        });
        let signed_up = self
            .request(Method::POST, "/v1/companies")
            .json(&body)
            .send()
            .await
            .unwrap();
        assert_eq!(signed_up.status(), StatusCode::CREATED);
        let id = text(&signed_up.json::<Value>().await.unwrap()["id"]);
        let mut company = Company {
            app: self,
            id,
            email,
            session: String::new(),
            api_key: String::new(),
        };
        company.session = company.log_in().await;
        company.api_key = company.make_api_key().await;
        company
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// What clients may take, as by default.
pub fn clients() -> Clients {
    let given = ["remit"];
    Cli::parse_from(given).serve.clients
}

/// How test servers serve.
pub fn options() -> Serve {
    Serve {
        database: DatabaseOptions {
            database_url: None,
            data_dir: "unused".into(),
            secret_key: Some(secret_key().into()),
        },
        listen: ([127, 0, 0, 1], 0).into(),
        public_url: None,
        trusted_proxies: Vec::new(),
        pools: PoolSizes {
            company: 4,
            auth: 2,
            worker: 4,
            bank: 2,
            staff: 2,
            delivery: 3,
        },
        // Tests of limits set their own.
        limits: Limits {
            company_rate: 1_000_000,
            company_burst: 1_000_000,
            address_rate: 1_000_000,
            address_burst: 1_000_000,
            login_cache: Duration::ZERO,
            queues: Queues::Fair,
        },
        clients: clients(),
        metrics_listen: None,
        bank_secret: Some(BANK_SECRET.to_owned()),
        bank: Bank::Simulator,
        profile: Cli::parse_from(["remit"]).serve.profile,
        simulator_delay: Duration::from_millis(100),
        inquiry_schedule: "200ms,200ms,200ms,200ms,200ms".parse().unwrap(),
        webhook_schedule: "200ms,400ms,800ms".parse().unwrap(),
        webhook_allow: Some(Allowed::loopback()),
        webhook_timeout: Duration::from_secs(15),
        bell: Ringing::On,
        hash_threads: 1,
        hash_queue: 512,
    }
}

/// A company that uses the API.
pub struct Company<'a> {
    app: &'a App,
    /// Its id.
    pub id: String,
    /// What it logs in with.
    pub email: String,
    /// A session token of its.
    pub session: String,
    /// An API key of its.
    pub api_key: String,
}

impl Company<'_> {
    /// The same company at another server.
    pub fn at<'b>(&self, app: &'b App) -> Company<'b> {
        Company {
            app,
            id: self.id.clone(),
            email: self.email.clone(),
            session: self.session.clone(),
            api_key: self.api_key.clone(),
        }
    }

    /// A request with the company's API key.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.app.request(method, path).bearer_auth(&self.api_key)
    }

    /// A request with the company's session token.
    pub fn session_request(&self, method: Method, path: &str) -> RequestBuilder {
        self.app.request(method, path).bearer_auth(&self.session)
    }

    /// GET with the API key.
    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    /// POST of JSON with the API key.
    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.request(Method::POST, path)
            .json(body)
            .send()
            .await
            .unwrap()
    }

    /// Creates a payment.
    pub async fn create_payment(&self) -> Value {
        let created = self.post("/v1/payments", &draft()).await;
        assert_eq!(created.status(), StatusCode::CREATED);
        created.json().await.unwrap()
    }

    /// Logs in once more and gives the new session token.
    pub async fn log_in(&self) -> String {
        let body = json!({"email": self.email, "password": PASSWORD});
        let answer = self
            .app
            .request(Method::POST, "/v1/token")
            .json(&body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        text(&answer.json::<Value>().await.unwrap()["token"])
    }

    /// Makes one more API key and gives its secret.
    pub async fn make_api_key(&self) -> String {
        self.make_api_key_with(&self.session).await
    }

    /// Makes one more API key with this session.
    pub async fn make_api_key_with(&self, session: &str) -> String {
        let request = self
            .app
            .request(Method::POST, "/v1/api-keys")
            .bearer_auth(session);
        let answer = request
            .json(&json!({"name": "tests"}))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        text(&answer.json::<Value>().await.unwrap()["secret"])
    }
}

/// A payment that obeys the rules.
pub fn draft() -> Value {
    json!({
        "amount_cents": 12550, "account_name": "Jane Citizen",
        "bsb": "000-000", "account_number": "000123456",
    })
}

fn text(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}
