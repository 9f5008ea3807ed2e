//! The secret that the bank signs its events with: given by configuration, or made once and kept
//! encrypted in the database.

use anyhow::{Context, bail};
use base64::prelude::{BASE64_STANDARD, Engine};

use crate::db::Database;
use crate::secrets::SecretKey;

const NAME: &str = "bank";

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
        let sealed = key.seal(NAME, made.as_bytes())?;
        let kept = db.keep_secret(NAME, &sealed).await?;
        let opened = key.open(NAME, &kept).context(
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
