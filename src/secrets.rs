//! The one secret that all servers of a database share, and what is derived from it.

use std::path::Path;
use std::str::FromStr;

use anyhow::{Context, bail};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// 32 bytes; never printed.
#[derive(Clone)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    /// The key kept in a data folder, made on the first start, readable by its owner only.
    ///
    /// # Errors
    /// When the folder cannot be written or the file holds something else.
    pub fn kept_in(folder: &Path) -> anyhow::Result<Self> {
        let file = folder.join("secret.key");
        if let Ok(text) = std::fs::read_to_string(&file) {
            return text
                .trim()
                .parse()
                .with_context(|| format!("{} is damaged", file.display()));
        }
        let key = Self(rand::random());
        write_once(&file, &BASE64_STANDARD.encode(key.0))
            .with_context(|| format!("cannot keep the secret key in {}", file.display()))?;
        // Another server may have been quicker: what the file holds counts.
        std::fs::read_to_string(&file)?.trim().parse()
    }

    /// A key for one purpose, from which neither this key nor another purpose's can be told.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        tag(&self.0, &[purpose.as_bytes()])
    }

    /// The password of one of the program's database logins.
    pub fn password(&self, login: &str) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.derive(&format!("database login {login}")))
    }
}

/// Writes a whole file that only its owner can read, or leaves the one that is there.
fn write_once(file: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let draft = file.with_extension(format!("draft-{}", std::process::id()));
    let mut opened = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&draft)?;
    opened.write_all(text.as_bytes())?;
    opened.sync_all()?;
    let linked = std::fs::hard_link(&draft, file);
    std::fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

impl From<[u8; 32]> for SecretKey {
    fn from(key: [u8; 32]) -> Self {
        Self(key)
    }
}

impl FromStr for SecretKey {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        match BASE64_STANDARD.decode(text).map(<[u8; 32]>::try_from) {
            Ok(Ok(key)) => Ok(Self(key)),
            _ => bail!(
                "the secret key must be 32 bytes in base64, as made by: openssl rand -base64 32"
            ),
        }
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

/// HMAC-SHA256 over parts, each with its length, so that no two lists of parts are the same.
pub fn tag(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC fills a short key up with zeros to its block: doing so here leaves nothing to fail.
    let mut block = [0; 64];
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// SHA-256 of a random secret: what is kept of it.
pub fn sha256(secret: &[u8]) -> [u8; 32] {
    Sha256::digest(secret).into()
}
