//! The database's address means what it means to libpq: each `sslmode`, against real servers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may fail loudly, their helpers too"
)]

mod certificates;
mod server;

use anyhow::Result;
use deadpool_postgres::{Manager, Pool};
use remit::db::url::DatabaseUrl;

use certificates::{Authority, Pair};
use server::{Folder, Server};

/// How a connection went.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Encrypted,
    Plain,
    /// With words of the reason.
    Refused(&'static str),
}
use Outcome::{Encrypted, Plain, Refused};

#[tokio::test]
async fn a_server_with_an_authority_is_believed_as_each_mode_says() {
    let folder = Folder::new();
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    let server = Server::start(&folder, Some(&ours.certify("localhost")));
    let right = folder.keep("right.pem", &ours.pem());
    let wrong = folder.keep("wrong.pem", &other.pem());
    let both = folder.keep("both.pem", &format!("{}{}", other.pem(), ours.pem()));

    let cases = [
        ("localhost", "sslmode=disable".into(), Plain),
        ("localhost", "sslmode=allow".into(), Encrypted),
        ("localhost", "sslmode=prefer".into(), Encrypted),
        ("localhost", String::new(), Encrypted),
        ("127.0.0.1", "sslmode=require".into(), Encrypted),
        (
            "127.0.0.1",
            format!("sslmode=require&sslrootcert={right}"),
            Encrypted,
        ),
        (
            "localhost",
            format!("sslmode=require&sslrootcert={wrong}"),
            Refused("UnknownIssuer"),
        ),
        (
            "127.0.0.1",
            format!("sslmode=verify-ca&sslrootcert={right}"),
            Encrypted,
        ),
        (
            "127.0.0.1",
            format!("sslmode=verify-ca&sslrootcert={both}"),
            Encrypted,
        ),
        (
            "localhost",
            format!("sslmode=verify-ca&sslrootcert={wrong}"),
            Refused("UnknownIssuer"),
        ),
        (
            "localhost",
            format!("sslmode=verify-full&sslrootcert={right}"),
            Encrypted,
        ),
        (
            "localhost",
            format!("sslmode=verify-full&sslrootcert={wrong}"),
            Refused("UnknownIssuer"),
        ),
        (
            "127.0.0.1",
            format!("sslmode=verify-full&sslrootcert={right}"),
            Refused("not valid for"),
        ),
        ("localhost", "sslmode=verify-ca".into(), Refused("")),
        ("localhost", "sslmode=verify-full".into(), Refused("")),
        ("localhost", "sslrootcert=system".into(), Refused("")),
    ];
    for (host, options, expected) in cases {
        server.expect(host, &options, expected).await;
    }
}

#[tokio::test]
async fn a_server_that_signs_itself_is_believed_by_its_own_certificate_only() {
    let folder = Folder::new();
    let own = Authority::signing_itself("localhost");
    let server = Server::start(&folder, Some(&own));
    let right = folder.keep("right.pem", &own.certificate);
    let wrong = folder.keep(
        "wrong.pem",
        &Authority::signing_itself("localhost").certificate,
    );

    let cases = [
        ("localhost", "sslmode=require".into(), Encrypted),
        (
            "127.0.0.1",
            format!("sslmode=verify-ca&sslrootcert={right}"),
            Encrypted,
        ),
        (
            "localhost",
            format!("sslmode=verify-full&sslrootcert={right}"),
            Encrypted,
        ),
        (
            "127.0.0.1",
            format!("sslmode=verify-full&sslrootcert={right}"),
            Refused("not valid for"),
        ),
        (
            "localhost",
            format!("sslmode=verify-ca&sslrootcert={wrong}"),
            Refused("certificate"),
        ),
        (
            "localhost",
            format!("sslmode=verify-full&sslrootcert={wrong}"),
            Refused("certificate"),
        ),
    ];
    for (host, options, expected) in cases {
        server.expect(host, &options, expected).await;
    }
}

#[tokio::test]
async fn a_server_set_up_by_postgresqls_manual_is_believed() {
    let folder = Folder::new();
    let Some((root, pair)) = certificates::of_the_manual(&folder.path(), "localhost") else {
        eprintln!("NOT CHECKED: there is no program openssl");
        return;
    };
    let server = Server::start(&folder, Some(&pair));
    let right = folder.keep("right.pem", &root);
    let wrong = folder.keep("wrong.pem", &Authority::new("root").pem());

    let cases = [
        ("localhost", "sslmode=prefer".into(), Encrypted),
        ("localhost", "sslmode=require".into(), Encrypted),
        (
            "127.0.0.1",
            format!("sslmode=verify-ca&sslrootcert={right}"),
            Encrypted,
        ),
        (
            "localhost",
            format!("sslmode=verify-full&sslrootcert={right}"),
            Encrypted,
        ),
        (
            "127.0.0.1",
            format!("sslmode=verify-full&sslrootcert={right}"),
            Refused("NotValidForName"),
        ),
        (
            "localhost",
            format!("sslmode=verify-ca&sslrootcert={wrong}"),
            Refused("UnknownIssuer"),
        ),
        (
            "localhost",
            format!("sslmode=verify-full&sslrootcert={wrong}"),
            Refused("UnknownIssuer"),
        ),
    ];
    for (host, options, expected) in cases {
        server.expect(host, &options, expected).await;
    }
}

#[tokio::test]
async fn a_server_without_tls_is_refused_by_every_mode_that_requires_it() {
    let folder = Folder::new();
    let server = Server::start(&folder, None);
    let root = folder.keep("root.pem", &Authority::new("ours").pem());
    let verified = |mode| format!("sslmode={mode}&sslrootcert={root}");

    let cases = [
        ("sslmode=disable".into(), Plain),
        ("sslmode=allow".into(), Plain),
        ("sslmode=prefer".into(), Plain),
        ("sslmode=require".into(), Refused("does not support TLS")),
        (verified("require"), Refused("does not support TLS")),
        (verified("verify-ca"), Refused("does not support TLS")),
        (verified("verify-full"), Refused("does not support TLS")),
    ];
    for (options, expected) in cases {
        server.expect("localhost", &options, expected).await;
    }
}

#[tokio::test]
async fn pairs_sockets_and_other_logins_reach_the_same_server() {
    let folder = Folder::new();
    let ours = Authority::new("ours");
    let server = Server::start(&folder, Some(&ours.certify("localhost")));
    let root = folder.keep("root with a blank.pem", &ours.pem());
    let pairs = |place: String| {
        format!("{place} user=postgres dbname=postgres sslmode=verify-full sslrootcert='{root}'")
    };
    let tcp = pairs(format!(
        "host=localhost hostaddr=127.0.0.1 port={}",
        server.port
    ));
    let socket = pairs(format!("host={} port={}", folder.path(), server.port));
    assert_eq!(
        is_encrypted(&DatabaseUrl::parse(&socket).unwrap())
            .await
            .unwrap(),
        Plain
    );
    let tcp = DatabaseUrl::parse(&tcp).unwrap();
    assert_eq!(is_encrypted(&tcp).await.unwrap(), Encrypted);

    let client = pool(&tcp).get().await.unwrap();
    client
        .batch_execute("create role remit_auth login password 'pass'")
        .await
        .unwrap();
    let other = tcp.with_login("remit_auth", "pass");
    assert_eq!(is_encrypted(&other).await.unwrap(), Encrypted);
    let client = pool(&other).get().await.unwrap();
    let user: String = client
        .query_one("select current_user::text", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(user, "remit_auth");
}

impl Server {
    async fn expect(&self, host: &str, options: &str, expected: Outcome) {
        let port = self.port;
        let text = format!("postgres://postgres:unused@{host}:{port}/postgres?{options}");
        let outcome = match DatabaseUrl::parse(&text) {
            Ok(url) => is_encrypted(&url).await,
            Err(error) => Err(error),
        };
        match (outcome, expected) {
            (Ok(outcome), expected) => assert_eq!(outcome, expected, "{text}"),
            (Err(error), Refused(words)) => {
                assert!(format!("{error:#}").contains(words), "{text}: {error:#}");
            }
            (Err(error), expected) => panic!("{text}: {expected:?} expected, {error:#}"),
        }
    }
}

fn pool(url: &DatabaseUrl) -> Pool {
    Pool::builder(Manager::new(url.config(), url.tls()))
        .max_size(1)
        .build()
        .unwrap()
}

async fn is_encrypted(url: &DatabaseUrl) -> Result<Outcome> {
    let client = pool(url).get().await?;
    let asked = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    let is_encrypted: bool = client.query_one(asked, &[]).await?.get(0);
    Ok(if is_encrypted { Encrypted } else { Plain })
}
