//! What the schema lacks: comments, and indexes on foreign keys.

use anyhow::Context;
use tokio::task::JoinHandle;
use tokio_postgres::Client;

use super::panel::catalog::Catalog;
use super::panel::catalog_of;
use super::url::DatabaseUrl;

const FINDINGS: &str = include_str!("../../sql/check.sql");

/// One sentence for each thing that is missing; none when all is well.
///
/// # Errors
/// When the database cannot be asked.
pub async fn findings(url: &DatabaseUrl) -> anyhow::Result<Vec<String>> {
    let (client, driver) = connect(url).await?;
    let rows = client
        .query(FINDINGS, &[])
        .await
        .context("cannot read the catalog")?;
    drop(client);
    driver.await??;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// The catalog as whoever migrates sees it.
///
/// # Errors
/// When the database cannot be asked.
pub async fn catalog(url: &DatabaseUrl) -> anyhow::Result<Catalog> {
    let (client, driver) = connect(url).await?;
    let catalog = catalog_of(&client)
        .await
        .context("cannot read the catalog")?;
    drop(client);
    driver.await??;
    Ok(catalog)
}

type Driver = JoinHandle<Result<(), tokio_postgres::Error>>;

async fn connect(url: &DatabaseUrl) -> anyhow::Result<(Client, Driver)> {
    let connected = url.config().connect(url.tls()).await;
    let (client, connection) = connected.context("cannot connect")?;
    Ok((client, tokio::spawn(connection)))
}
