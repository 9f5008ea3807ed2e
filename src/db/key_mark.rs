//! The mark that a secret key leaves in its database: a sealed word that no other key opens, so that a
//! start with another key is refused before it changes anything.

use anyhow::{Context, bail};
use tokio_postgres::Client;

use crate::secrets::SecretKey;

/// The mark's name in table `secret`, bound into the encryption.
const NAME: &str = "key";

/// Refuses a key that does not open what this database keeps. An empty database takes any.
///
/// # Errors
/// When the mark, or the bank's secret of a database that has none yet, is another key's.
pub(super) async fn refuse_another(client: &Client, key: &SecretKey) -> anyhow::Result<()> {
    let there = client
        .query_one("select to_regclass('public.secret') is not null", &[])
        .await?;
    if !there.try_get::<_, bool>(0)? {
        return Ok(());
    }
    client.batch_execute("set role remit_owner").await?;
    let kept = client
        .query("select name, ciphertext from public.secret", &[])
        .await?;
    client.batch_execute("reset role").await?;
    for row in kept {
        let name: String = row.try_get(0)?;
        if key.open(&name, row.try_get(1)?).is_err() {
            bail!(
                "REMIT_SECRET_KEY is not the key that this database was made with: its secrets (table \
                 secret, row {name}) are encrypted with another one; nothing was changed"
            );
        }
    }
    Ok(())
}

/// Leaves the key's mark, if there is none. The role must be `remit_owner`.
///
/// # Errors
/// When the row cannot be written.
pub(super) async fn keep(client: &Client, key: &SecretKey) -> anyhow::Result<()> {
    let sealed = key.seal(NAME, NAME.as_bytes()).context("the mark")?;
    client
        .execute(
            "insert into public.secret (name, ciphertext) values ($1, $2) on conflict do nothing",
            &[&NAME, &sealed],
        )
        .await?;
    Ok(())
}
