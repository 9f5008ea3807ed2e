//! What deliveries to a webhook are signed with: drawn here, shown once, kept sealed.

use base64::prelude::{BASE64_STANDARD, Engine};

use crate::domain::{WebhookId, webhook_secret_purpose};
use crate::secrets::SecretKey;

/// A secret just drawn.
pub struct Drawn {
    /// What the company verifies signatures with: `whsec_` and 32 bytes in base64.
    pub text: String,
    /// The 32 bytes as they are kept, good for this webhook alone.
    pub sealed: Vec<u8>,
}

/// Draws a secret for a webhook.
///
/// # Errors
/// See [`SecretKey::seal`].
pub fn draw(key: &SecretKey, webhook: WebhookId) -> anyhow::Result<Drawn> {
    let secret: [u8; 32] = rand::random();
    Ok(Drawn {
        text: format!("whsec_{}", BASE64_STANDARD.encode(secret)),
        sealed: key.seal(&webhook_secret_purpose(webhook.0), &secret)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_whsec_and_32_bytes_and_opens_for_its_webhook_only() {
        let (key, webhook) = (SecretKey::from([7; 32]), WebhookId::draw());
        let drawn = draw(&key, webhook).unwrap();
        let encoded = drawn.text.strip_prefix("whsec_").unwrap();
        let bytes = BASE64_STANDARD.decode(encoded).unwrap();
        assert_eq!(bytes.len(), 32);
        let open = |id: WebhookId| key.open(&webhook_secret_purpose(id.0), &drawn.sealed);
        assert_eq!(open(webhook).unwrap(), bytes);
        assert!(open(WebhookId::draw()).is_err());
    }
}
