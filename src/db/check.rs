//! What the schema lacks: comments, and indexes on foreign keys.

use anyhow::Context;

use super::url::DatabaseUrl;

const FINDINGS: &str = include_str!("../../sql/check.sql");

/// One sentence for each thing that is missing; none when all is well.
///
/// # Errors
/// When the database cannot be asked.
pub async fn findings(url: &DatabaseUrl) -> anyhow::Result<Vec<String>> {
    let (client, connection) = url
        .config()
        .connect(url.tls())
        .await
        .context("cannot connect")?;
    let driver = tokio::spawn(connection);
    let rows = client
        .query(FINDINGS, &[])
        .await
        .context("cannot read the catalog")?;
    drop(client);
    driver.await??;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}
