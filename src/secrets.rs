//! The one secret that all servers of a database share, what is derived from it, and what is kept
//! encrypted with it.

use std::path::Path;
use std::str::FromStr;

use anyhow::{Context, anyhow, bail};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
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

    /// Encrypts a secret that is kept in the database: a random nonce, then the sealed text. Only
    /// the same purpose opens it, so that one row's secret is no good in another's place.
    ///
    /// # Errors
    /// When the text is longer than the cipher takes.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> anyhow::Result<Vec<u8>> {
        let nonce: [u8; NONCE_BYTES] = rand::random();
        let payload = Payload {
            msg: plain,
            aad: purpose.as_bytes(),
        };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| anyhow!("cannot encrypt"))?;
        Ok([nonce.to_vec(), sealed].concat())
    }

    /// What `seal` encrypted for this purpose.
    ///
    /// # Errors
    /// When it was sealed with another key or for another purpose, or was changed.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
        let (nonce, sealed) = sealed
            .split_at_checked(NONCE_BYTES)
            .context("too short to be sealed")?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into()?;
        let payload = Payload {
            msg: sealed,
            aad: purpose.as_bytes(),
        };
        let opened = self.cipher().decrypt(&XNonce::from(nonce), payload);
        opened
            .map_err(|_| anyhow!("cannot decrypt: sealed with another key or for another purpose"))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        let key = self.derive("secrets at rest");
        chacha20poly1305::KeyInit::new(&key.into())
    }
}

const NONCE_BYTES: usize = 24;

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
            _ => bail!("a secret key is 32 bytes in base64"),
        }
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

/// What was given as the key. It may be none, which is told without repeating it: a key that lost its
/// last letter is still most of a key.
#[derive(Debug, Clone)]
pub struct GivenKey(Option<SecretKey>);

impl FromStr for GivenKey {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.parse().ok()))
    }
}

impl From<SecretKey> for GivenKey {
    fn from(key: SecretKey) -> Self {
        Self(Some(key))
    }
}

impl GivenKey {
    /// The key.
    ///
    /// # Errors
    /// When what was given is none.
    pub fn read(&self) -> anyhow::Result<SecretKey> {
        self.0.clone().context(
            "REMIT_SECRET_KEY must be 32 bytes in base64, as made by: openssl rand -base64 32",
        )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_for_the_same_purpose_only() {
        let key = SecretKey::from([7; 32]);
        let sealed = key.seal("bank", b"whsec_1").unwrap();
        assert_eq!(key.open("bank", &sealed).unwrap(), b"whsec_1");
        assert_ne!(sealed, key.seal("bank", b"whsec_1").unwrap());
        assert!(!sealed.windows(7).any(|part| part == b"whsec_1"));
        assert!(key.open("webhook", &sealed).is_err());
        assert!(SecretKey::from([8; 32]).open("bank", &sealed).is_err());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open("bank", &changed).is_err());
            assert!(key.open("bank", &sealed[..at]).is_err());
        }
    }
}
