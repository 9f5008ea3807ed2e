//! The secret that the bank signs its events with: given by configuration, or made once and kept
//! encrypted in the database.

use anyhow::{Context, bail};
use base64::prelude::{BASE64_STANDARD, Engine};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::db::Database;
use crate::secrets::SecretKey;

const NAME: &str = "bank";
const NONCE_BYTES: usize = 24;

/// A signing secret, `whsec_` and base64; never printed.
#[derive(Clone)]
pub struct BankSecret(String);

impl BankSecret {
    /// The secret's text, for signing and verifying.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// No secret: nothing verifies.
    pub fn none() -> Self {
        Self(String::new())
    }

    /// The configured secret, or the kept one, made now if there is none.
    ///
    /// # Errors
    /// When the configured one is no secret, or the kept one was encrypted with another key.
    pub async fn load(
        configured: Option<&str>,
        db: &Database,
        key: &SecretKey,
    ) -> anyhow::Result<Self> {
        if let Some(text) = configured {
            return Self::checked(text.to_owned());
        }
        let made = format!(
            "whsec_{}",
            BASE64_STANDARD.encode(rand::random::<[u8; 32]>())
        );
        let sealed = seal(key, made.as_bytes())?;
        let kept = db.keep_secret(NAME, &sealed).await?;
        let opened = open(key, &kept).context(
            "the bank's secret in the database was encrypted with another REMIT_SECRET_KEY",
        )?;
        Self::checked(String::from_utf8(opened)?)
    }

    fn checked(text: String) -> anyhow::Result<Self> {
        let encoded = text.strip_prefix("whsec_").unwrap_or_default();
        match BASE64_STANDARD.decode(encoded) {
            Ok(bytes) if bytes.len() >= 24 => Ok(Self(text)),
            _ => bail!("REMIT_BANK_SECRET must be whsec_ and at least 24 bytes in base64"),
        }
    }
}

impl std::fmt::Debug for BankSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BankSecret(…)")
    }
}

fn cipher(key: &SecretKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&key.derive("secrets at rest").into())
}

fn seal(key: &SecretKey, plain: &[u8]) -> anyhow::Result<Vec<u8>> {
    let nonce: [u8; NONCE_BYTES] = rand::random();
    let payload = Payload {
        msg: plain,
        aad: NAME.as_bytes(),
    };
    let sealed = cipher(key).encrypt(&XNonce::from(nonce), payload);
    Ok([
        nonce.to_vec(),
        sealed.map_err(|_| anyhow::anyhow!("cannot encrypt"))?,
    ]
    .concat())
}

fn open(key: &SecretKey, sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES).context("too short")?;
    let nonce: [u8; NONCE_BYTES] = nonce.try_into()?;
    let payload = Payload {
        msg: sealed,
        aad: NAME.as_bytes(),
    };
    cipher(key)
        .decrypt(&XNonce::from(nonce), payload)
        .map_err(|_| anyhow::anyhow!("cannot decrypt"))
}
