//! Brings a database to this release: roles, then migrations (what data is), then rules (what may
//! happen), under one lock, so that any number of servers may start at the same moment.

use std::time::Duration;

use anyhow::{Context, bail};
use postgres_protocol::password::scram_sha_256;
use semver::Version;
use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

use super::LoginRole;
use super::key_mark;
use super::url::DatabaseUrl;
use crate::secrets::{SecretKey, sha256};

mod embedded {
    refinery::embed_migrations!("sql/migrations");
}

/// The lock that a server holds while it migrates: "remit" in ASCII.
const MIGRATION_LOCK: i64 = 0x0072_656d_6974;

const ROLES: &str = include_str!("../../sql/roles.sql");

/// Reads rules' files by their names.
macro_rules! rules {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../sql/rules/", $name, ".sql")))),*]
    };
}

/// The rules' files in the order in which they build on each other.
const RULES: &[(&str, &str)] = rules![
    "reset",
    "actor",
    "credential",
    "company",
    "company_requests",
    "login",
    "api_key",
    "idempotency_key",
    "payment_moves",
    "payment",
    "payment_requests",
    "payment_lists",
    "bank_task",
    "bank_event",
    "bank_file",
    "returns_file",
    "event",
    "staff",
    "staff_login",
    "staff_session",
    "webhook",
    "webhook_requests",
    "delivery",
    "dispatcher",
    "finished_delivery",
    "delivery_requests",
    "stream",
    "company_limit",
    "capture",
    "housekeeping",
    "panel",
    "panel_labels",
    "panel_actions",
    "panel_reports",
    "grants",
];

/// Makes the partitions of 14 days ahead, drops those older than 30 days.
pub(super) const KEEP_PARTITIONS: &str = "select rules.keep_partitions(14, 30)";

/// The migration that this release needs, for readiness.
pub(super) fn newest_migration() -> i32 {
    let migrations = embedded::migrations::runner();
    let versions = migrations
        .get_migrations()
        .iter()
        .map(|migration| migration.version());
    versions.max().unwrap_or_default()
}

/// Brings the database to this release. Safe to call from many servers at once.
///
/// # Errors
/// When the database cannot be reached, its role may not do this, or a migration fails; the
/// database is then as it was before the failing step.
pub async fn migrate(url: &DatabaseUrl, key: &SecretKey) -> anyhow::Result<()> {
    let mut client = connect(url).await?;
    client
        .execute("select pg_advisory_lock($1)", &[&MIGRATION_LOCK])
        .await
        .context("cannot take the migration lock")?;
    // The lock goes with the connection, whatever happens.
    prepare_roles(&client).await.context("cannot make the roles: the role of DATABASE_URL needs CREATEROLE and the database's ownership, or to be a superuser")?;
    // Before the passwords: those derived from a mistyped key would lock the other servers out.
    key_mark::refuse_another(&client, key).await?;
    keep_passwords(&client, url, key)
        .await
        .context("cannot set the passwords of the program's logins")?;
    client
        .batch_execute("set role remit_owner")
        .await
        .context("cannot become remit_owner")?;
    run_migrations(&mut client)
        .await
        .context("cannot migrate the tables")?;
    key_mark::keep(&client, key)
        .await
        .context("cannot keep the mark of the secret key")?;
    rebuild_rules(&mut client)
        .await
        .context("cannot rebuild the rules")?;
    client
        .execute(KEEP_PARTITIONS, &[])
        .await
        .context("cannot make the partitions of the days ahead")?;
    Ok(())
}

async fn connect(url: &DatabaseUrl) -> anyhow::Result<Client> {
    let mut config = url.config();
    config
        .application_name("remit migrate")
        .connect_timeout(Duration::from_secs(5));
    let (client, connection) = config
        .connect(url.tls())
        .await
        .context("cannot connect to the database: check DATABASE_URL, and that the server is up")?;
    // Ends when the client is dropped.
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::warn!(error = %error, "the migrating connection broke");
        }
    });
    let version: String = client
        .query_one("show server_version_num", &[])
        .await?
        .get(0);
    if version.parse::<u32>().unwrap_or_default() < 150_000 {
        bail!("PostgreSQL 15 or newer is needed; this server is {version}");
    }
    client
        .batch_execute(
            "set timezone = 'UTC'; set search_path = public; set client_min_messages = warning",
        )
        .await?;
    Ok(client)
}

/// Runs `sql/roles.sql`; again when another database's start was changing the same roles.
async fn prepare_roles(client: &Client) -> anyhow::Result<()> {
    again_when_crossed(async || client.batch_execute(ROLES).await).await
}

/// Gives each login the password derived from the secret key, unless it has it already.
async fn keep_passwords(client: &Client, url: &DatabaseUrl, key: &SecretKey) -> anyhow::Result<()> {
    for login in LoginRole::ALL {
        let password = login.password(key);
        if can_log_in(url, login, &password).await {
            continue;
        }
        // The server never sees the password itself, nor does its log.
        let verifier = scram_sha_256(password.as_bytes());
        let statement = format!("alter role {} password '{verifier}'", login.name());
        again_when_crossed(async || client.batch_execute(&statement).await).await?;
    }
    Ok(())
}

async fn can_log_in(url: &DatabaseUrl, login: LoginRole, password: &str) -> bool {
    let url = url.with_login(login.name(), password);
    url.config().connect(url.tls()).await.is_ok()
}

/// Repeats a statement that crossed another transaction's change of the same catalog row.
async fn again_when_crossed(
    statement: impl AsyncFn() -> Result<(), tokio_postgres::Error>,
) -> anyhow::Result<()> {
    const TRIES: u32 = 50;
    for _ in 1..TRIES {
        match statement().await {
            Err(error)
                if error
                    .as_db_error()
                    .is_some_and(|e| e.message().contains("concurrently updated")) =>
            {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            outcome => return outcome.map_err(Into::into),
        }
    }
    statement().await.map_err(Into::into)
}

async fn run_migrations(client: &mut Client) -> anyhow::Result<()> {
    // A newer release may have migrated further; this one works beside it.
    let mut runner = embedded::migrations::runner().set_abort_missing(false);
    runner.set_migration_table_name("migration");
    let report = runner.run_async(client).await?;
    for migration in report.applied_migrations() {
        tracing::info!(migration = %migration, "migrated");
    }
    Ok(())
}

/// Rebuilds schema `rules` in one transaction when this release brings other ones and is not older
/// than the release that built them.
async fn rebuild_rules(client: &mut Client) -> anyhow::Result<()> {
    let hash = rules_hash();
    let built = client
        .query_opt("select release, hash from rules_build", &[])
        .await?
        .map(|row| (row.get::<_, String>(0), row.get::<_, Vec<u8>>(1)));
    if let Some((release, built_hash)) = built {
        if built_hash == hash {
            return Ok(());
        }
        if Version::parse(&release)? > Version::parse(env!("CARGO_PKG_VERSION"))? {
            tracing::info!(release, "the rules are a newer release's and stay");
            return Ok(());
        }
    }
    let mut tries = 1;
    while let Err(error) = build_rules(client, &hash).await {
        let crossed = error
            .downcast_ref::<tokio_postgres::Error>()
            .is_some_and(|error| error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE));
        if !crossed || tries == LOCK_TRIES {
            return Err(error);
        }
        tries += 1;
        tokio::time::sleep(LOCK_PAUSE).await;
    }
    tracing::info!(tries, "the rules were rebuilt");
    Ok(())
}

/// How often the tables are tried to be locked for the rules to be rebuilt, and the pause between.
/// Each try waits 100 ms: a server that holds one table while it waits for another must never wait
/// long enough to be taken for one half of a deadlock (1 s), or its request would fail.
const LOCK_TRIES: u32 = 100;
const LOCK_PAUSE: Duration = Duration::from_millis(50);

async fn build_rules(client: &mut Client, hash: &[u8]) -> anyhow::Result<()> {
    let transaction = client.transaction().await?;
    transaction
        .batch_execute("set local lock_timeout = '100ms'")
        .await?;
    for (name, text) in RULES {
        transaction
            .batch_execute(text)
            .await
            .with_context(|| format!("in sql/rules/{name}.sql"))?;
    }
    transaction
        .execute(
            "insert into rules_build (release, hash) values ($1, $2)
             on conflict (only_row) do update set release = $1, hash = $2, built_at = now()",
            &[&env!("CARGO_PKG_VERSION"), &hash],
        )
        .await?;
    transaction.commit().await?;
    Ok(())
}

fn rules_hash() -> Vec<u8> {
    let text: Vec<u8> = RULES
        .iter()
        .flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()].concat())
        .collect();
    sha256(&text).to_vec()
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn every_rules_file_is_built() {
        let mut files: Vec<String> = std::fs::read_dir("sql/rules")
            .unwrap()
            .map(|entry| {
                entry
                    .unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        files.sort();
        let mut built: Vec<_> = RULES.iter().map(|(name, _)| name.to_string()).collect();
        built.sort();
        assert_eq!(files, built);
    }
}
