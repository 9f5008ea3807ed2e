//! Adds members of staff from the command line, with the rights of whoever may migrate the database.

use anyhow::{Context, bail};
use tokio_postgres::Client;

use super::Error;
use super::url::DatabaseUrl;
use crate::domain::StaffRole;

/// Adds a member of staff.
///
/// # Errors
/// When another has the e-mail, or it is none.
pub async fn add(
    url: &DatabaseUrl,
    email: &str,
    role: StaffRole,
    password_hash: &str,
) -> anyhow::Result<()> {
    insert(&connect(url).await?, email, role, password_hash, Only::New).await
}

/// Adds the first member of staff; false when there is one already.
///
/// # Errors
/// When the database cannot be reached.
pub async fn add_first(
    url: &DatabaseUrl,
    email: &str,
    role: StaffRole,
    password_hash: &str,
) -> anyhow::Result<bool> {
    let client = connect(url).await?;
    if has_any(&client).await? {
        return Ok(false);
    }
    insert(&client, email, role, password_hash, Only::First).await?;
    Ok(true)
}

/// Whether anybody can log in as staff.
///
/// # Errors
/// When the database cannot be reached.
pub async fn is_empty(url: &DatabaseUrl) -> anyhow::Result<bool> {
    Ok(!has_any(&connect(url).await?).await?)
}

/// What an insert depends on.
enum Only {
    /// Nobody has the e-mail.
    New,
    /// Nobody is there at all.
    First,
}

async fn insert(
    client: &Client,
    email: &str,
    role: StaffRole,
    password_hash: &str,
    only: Only,
) -> anyhow::Result<()> {
    const INSERT: &str = "
        with added as (
            insert into staff (email, role)
            select $1, $2::text::staff_role where not $4 or not exists (select from staff)
            returning id)
        insert into staff_password (staff_id, password_hash) select id, $3 from added";
    let only_first = matches!(only, Only::First);
    let inserted = client
        .execute(INSERT, &[&email, &role.name(), &password_hash, &only_first])
        .await;
    match inserted.map_err(Error::from) {
        Ok(_) => Ok(()),
        Err(Error::StaffEmailTaken) => bail!("another member of staff logs in with {email}"),
        Err(Error::Broken(cause)) if cause.contains("staff_email_valid") => {
            bail!("{email} is no e-mail address")
        }
        Err(error) => Err(error).context("cannot add the member of staff"),
    }
}

async fn has_any(client: &Client) -> anyhow::Result<bool> {
    let row = client
        .query_one("select exists (select from staff)", &[])
        .await?;
    Ok(row.get(0))
}

async fn connect(url: &DatabaseUrl) -> anyhow::Result<Client> {
    let mut config = url.config();
    config.application_name("remit staff");
    let (client, connection) = config.connect(url.tls()).await?;
    // Ends when the client is dropped.
    tokio::spawn(connection);
    client
        .batch_execute("set search_path = public; set role remit_owner")
        .await?;
    Ok(client)
}
