//! How people become members of staff from the command line, and the first one by herself.

use std::net::{IpAddr, Ipv4Addr};

use anyhow::{anyhow, bail};
use data_encoding::BASE32_NOPAD;

use crate::auth::passwords::Limits;
use crate::auth::{PasswordHash, Passwords, common};
use crate::db::staff_members;
use crate::db::url::DatabaseUrl;
use crate::domain::{Password, StaffRole, check_new_password};

/// The first member of staff of a private cluster.
pub const FIRST: &str = "admin@localhost";

/// Adds a member of staff.
///
/// # Errors
/// When the password is too short, too long or too common, or the e-mail is taken.
pub async fn add(
    url: &DatabaseUrl,
    email: &str,
    role: StaffRole,
    password: &str,
) -> anyhow::Result<()> {
    let password = Password::from(password);
    if let Err(invalid) = check_new_password(&password) {
        bail!("the password: {}", invalid.message.to_lowercase());
    }
    if common::is_common(password.as_str()) {
        bail!("the password is among the most common ones: choose another");
    }
    let hash = hash(password).await?;
    staff_members::add(url, email.trim(), role, hash.as_str()).await
}

/// Makes the first admin when there is nobody, and returns the random password.
///
/// # Errors
/// When the database cannot be reached.
pub async fn ensure_first(url: &DatabaseUrl) -> anyhow::Result<Option<String>> {
    if !staff_members::is_empty(url).await? {
        return Ok(None);
    }
    let password = BASE32_NOPAD
        .encode(&rand::random::<[u8; 15]>())
        .to_lowercase();
    let hash = hash(Password::from(password.as_str())).await?;
    let added = staff_members::add_first(url, FIRST, StaffRole::Admin, hash.as_str()).await?;
    Ok(added.then_some(password))
}

async fn hash(password: Password) -> anyhow::Result<PasswordHash> {
    let limits = Limits {
        threads: 1,
        ..Limits::default()
    };
    let passwords = Passwords::start(limits)?;
    let asker = passwords.asker(IpAddr::V4(Ipv4Addr::LOCALHOST), "");
    let hashed = passwords.hash(password, asker).await;
    hashed.map_err(|busy| anyhow!(busy))
}
