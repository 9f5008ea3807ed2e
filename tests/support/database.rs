//! A database for one test: a clone of one that has been migrated once, dropped with its owner.

use std::time::Duration;

use remit::db::migrate::migrate;
use remit::db::url::DatabaseUrl;
use remit::secrets::SecretKey;
use tokio_postgres::Client;
use uuid::Uuid;

/// The lock under which the template is made.
const TEMPLATE_LOCK: i64 = 0x7465_6d70;

/// The secret that all test databases share, as they share the cluster's roles.
pub fn secret_key() -> SecretKey {
    SecretKey::from([7; 32])
}

/// A migrated database of its own.
pub struct TestDatabase {
    /// URL of the superuser in it.
    pub url: String,
    name: String,
}

impl TestDatabase {
    /// Clones the template, making it if this is the first test to ask.
    pub async fn migrated() -> Self {
        let admin = connect(&cluster_url()).await;
        admin
            .execute("select pg_advisory_lock($1)", &[&TEMPLATE_LOCK])
            .await
            .unwrap();
        let made = "select from pg_database where datname = 'remit_template'";
        if admin.query(made, &[]).await.unwrap().is_empty() {
            make_template(&admin).await;
        }
        let database = Self::named();
        let clone = format!("create database {} template remit_template", database.name);
        admin.batch_execute(&clone).await.unwrap();
        database
    }

    /// Creates a database without anything in it.
    pub async fn empty() -> Self {
        let admin = connect(&cluster_url()).await;
        let database = Self::named();
        admin
            .batch_execute(&format!("create database {}", database.name))
            .await
            .unwrap();
        database
    }

    fn named() -> Self {
        let name = format!("test_{}", Uuid::now_v7().simple());
        Self {
            url: url_of(&name),
            name,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The URL as the program takes it.
    pub fn parsed(&self) -> DatabaseUrl {
        DatabaseUrl::parse(&self.url).unwrap()
    }

    /// A connection of a DBA: the superuser.
    pub async fn psql(&self) -> Client {
        connect(&self.url).await
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let drop = format!("drop database if exists {} with (force)", self.name);
        // A thread of its own: the test's runtime may be the one that is dropping this. It is not
        // waited for without end: the server waits in turn for connections that are being made on
        // that runtime. What is left behind goes with the cluster.
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let dropped = runtime
                .unwrap()
                .block_on(async { connect(&cluster_url()).await.batch_execute(&drop).await });
            let _ = tell.send(dropped);
        });
        if let Ok(Err(error)) = told.recv_timeout(Duration::from_secs(1)) {
            eprintln!("cannot drop a test's database: {error}");
        }
    }
}

async fn make_template(admin: &Client) {
    admin
        .batch_execute("drop database if exists remit_draft")
        .await
        .unwrap();
    admin
        .batch_execute("create database remit_draft")
        .await
        .unwrap();
    let url = DatabaseUrl::parse(&url_of("remit_draft")).unwrap();
    migrate(&url, &secret_key()).await.unwrap();
    // The migrating connection may still be on its way out.
    admin
        .batch_execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = 'remit_draft'",
        )
        .await
        .unwrap();
    admin
        .batch_execute("alter database remit_draft rename to remit_template")
        .await
        .unwrap();
}

/// URL of the throw-away cluster that `tests/with-cluster` has started.
pub fn cluster_url() -> String {
    std::env::var("REMIT_TEST_DATABASE_URL")
        .expect("run the tests with `make test`, or `tests/with-cluster cargo nextest run`")
}

/// The cluster's URL with another database.
fn url_of(name: &str) -> String {
    let url = cluster_url();
    assert!(
        url.contains("/postgres?"),
        "tests/with-cluster gives the URL of database postgres"
    );
    url.replacen("/postgres?", &format!("/{name}?"), 1)
}

async fn connect(url: &str) -> Client {
    let url = DatabaseUrl::parse(url).unwrap();
    let (client, connection) = url.config().connect(url.tls()).await.unwrap();
    tokio::spawn(connection);
    client
}
