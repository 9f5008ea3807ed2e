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

#[tokio::test]
async fn a_server_with_an_authority_is_believed_as_each_mode_says() {
    let folder = Folder::new();
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    let server = Server::start(&folder, Some(&ours.certify("localhost")));
    folder.keep("right.pem", &ours.pem());
    folder.keep("wrong.pem", &other.pem());
    folder.keep("both.pem", &format!("{}{}", other.pem(), ours.pem()));

    let cases = "
        localhost sslmode=disable                             plain
        localhost sslmode=allow                               encrypted
        localhost sslmode=prefer                              encrypted
        localhost application_name=default                    encrypted
        127.0.0.1 sslmode=require                             encrypted
        127.0.0.1 sslmode=require&sslrootcert=@/right.pem     encrypted
        localhost sslmode=require&sslrootcert=@/wrong.pem     refused UnknownIssuer
        127.0.0.1 sslmode=verify-ca&sslrootcert=@/right.pem   encrypted
        127.0.0.1 sslmode=verify-ca&sslrootcert=@/both.pem    encrypted
        localhost sslmode=verify-ca&sslrootcert=@/wrong.pem   refused UnknownIssuer
        localhost sslmode=verify-full&sslrootcert=@/right.pem encrypted
        localhost sslmode=verify-full&sslrootcert=@/wrong.pem refused UnknownIssuer
        127.0.0.1 sslmode=verify-full&sslrootcert=@/right.pem refused not valid for
        localhost sslmode=verify-ca                           refused
        localhost sslmode=verify-full                         refused
        localhost sslrootcert=system                          refused";
    server.expect(&folder, cases).await;
}

#[tokio::test]
async fn a_server_that_signs_itself_is_believed_by_its_own_certificate_only() {
    let folder = Folder::new();
    let own = Authority::signing_itself("localhost");
    let server = Server::start(&folder, Some(&own));
    folder.keep("right.pem", &own.certificate);
    let other = Authority::signing_itself("localhost");
    folder.keep("wrong.pem", &other.certificate);

    let cases = "
        localhost sslmode=require                             encrypted
        127.0.0.1 sslmode=verify-ca&sslrootcert=@/right.pem   encrypted
        localhost sslmode=verify-full&sslrootcert=@/right.pem encrypted
        127.0.0.1 sslmode=verify-full&sslrootcert=@/right.pem refused not valid for
        localhost sslmode=verify-ca&sslrootcert=@/wrong.pem   refused certificate
        localhost sslmode=verify-full&sslrootcert=@/wrong.pem refused certificate";
    server.expect(&folder, cases).await;
}

#[tokio::test]
async fn a_server_set_up_by_postgresqls_manual_is_believed() {
    let folder = Folder::new();
    let Some((root, pair)) = certificates::of_the_manual(&folder.path(), "localhost") else {
        eprintln!("NOT CHECKED: there is no program openssl");
        return;
    };
    let server = Server::start(&folder, Some(&pair));
    folder.keep("right.pem", &root);
    folder.keep("wrong.pem", &Authority::new("root").pem());

    let cases = "
        localhost sslmode=prefer                              encrypted
        localhost sslmode=require                             encrypted
        127.0.0.1 sslmode=verify-ca&sslrootcert=@/right.pem   encrypted
        localhost sslmode=verify-full&sslrootcert=@/right.pem encrypted
        127.0.0.1 sslmode=verify-full&sslrootcert=@/right.pem refused NotValidForName
        localhost sslmode=verify-ca&sslrootcert=@/wrong.pem   refused UnknownIssuer
        localhost sslmode=verify-full&sslrootcert=@/wrong.pem refused UnknownIssuer";
    server.expect(&folder, cases).await;
}

#[tokio::test]
async fn a_server_without_tls_is_refused_by_every_mode_that_requires_it() {
    let folder = Folder::new();
    let server = Server::start(&folder, None);
    folder.keep("root.pem", &Authority::new("ours").pem());

    let cases = "
        localhost sslmode=disable                            plain
        localhost sslmode=allow                              plain
        localhost sslmode=prefer                             plain
        localhost sslmode=require                            refused does not support TLS
        localhost sslmode=require&sslrootcert=@/root.pem     refused does not support TLS
        localhost sslmode=verify-ca&sslrootcert=@/root.pem   refused does not support TLS
        localhost sslmode=verify-full&sslrootcert=@/root.pem refused does not support TLS";
    server.expect(&folder, cases).await;
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
        "plain"
    );
    let tcp = DatabaseUrl::parse(&tcp).unwrap();
    assert_eq!(is_encrypted(&tcp).await.unwrap(), "encrypted");

    let client = pool(&tcp).get().await.unwrap();
    client
        .batch_execute("create role remit_auth login password 'pass'")
        .await
        .unwrap();
    let other = tcp.with_login("remit_auth", "pass");
    assert_eq!(is_encrypted(&other).await.unwrap(), "encrypted");
    let client = pool(&other).get().await.unwrap();
    let user: String = client
        .query_one("select current_user::text", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(user, "remit_auth");
}

impl Server {
    /// Holds each line: a host, options (`@` is the folder), and how connecting with them goes:
    /// `encrypted`, `plain`, or `refused` with words of the reason.
    async fn expect(&self, folder: &Folder, cases: &str) {
        for case in cases.lines().filter(|line| !line.is_empty()) {
            let mut words = case.split_whitespace();
            let (host, options) = (words.next().unwrap(), words.next().unwrap());
            let expected = words.collect::<Vec<_>>().join(" ");
            let options = options.replace('@', &folder.path());
            let port = self.port;
            let text = format!("postgres://postgres:unused@{host}:{port}/postgres?{options}");
            let went = match DatabaseUrl::parse(&text) {
                Ok(url) => is_encrypted(&url).await,
                Err(error) => Err(error),
            };
            match (went, expected.strip_prefix("refused")) {
                (Ok(went), _) => assert_eq!(went, expected, "{case}"),
                (Err(error), Some(reason)) => {
                    assert!(
                        format!("{error:#}").contains(reason.trim()),
                        "{case}: {error:#}"
                    );
                }
                (Err(error), None) => panic!("{case}: {error:#}"),
            }
        }
    }
}

fn pool(url: &DatabaseUrl) -> Pool {
    Pool::builder(Manager::new(url.config(), url.tls()))
        .max_size(1)
        .build()
        .unwrap()
}

async fn is_encrypted(url: &DatabaseUrl) -> Result<&'static str> {
    let client = pool(url).get().await?;
    let asked = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    let is_encrypted: bool = client.query_one(asked, &[]).await?.get(0);
    Ok(if is_encrypted { "encrypted" } else { "plain" })
}
