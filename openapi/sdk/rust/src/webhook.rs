//! Webhooks as Standard Webhooks signs them.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::types::Event;

/// How far a webhook's time-stamp may be from now, in seconds.
const TOLERANCE: i64 = 300;

/// A webhook that must not be believed.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    /// One of the three headers is not there.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The time-stamp is no number, or further from now than five minutes.
    #[error("webhook-timestamp is not a time close to now")]
    Time,
    /// The secret is not `whsec_` and base64.
    #[error("the secret is not base64")]
    Secret,
    /// None of the signatures was made with the secret.
    #[error("no signature fits")]
    Signature,
    /// What was signed is not an event of this release.
    #[error("the body is no event: {0}")]
    Body(#[from] serde_json::Error),
}

/// The event of a webhook, if one of its signatures was made with the secret (`whsec_…`) no longer ago
/// than five minutes. `body` is what came, byte for byte; `header` gives a header by its lower-case
/// name. A webhook may come twice: its `id` is the same then.
pub fn verify_webhook<'a>(
    body: &[u8],
    header: impl Fn(&'static str) -> Option<&'a str>,
    secret: &str,
) -> Result<Event, WebhookError> {
    verify_webhook_at(chrono::Utc::now().timestamp(), body, header, secret)
}

/// The same at another time, in seconds since 1970.
pub fn verify_webhook_at<'a>(
    now: i64,
    body: &[u8],
    header: impl Fn(&'static str) -> Option<&'a str>,
    secret: &str,
) -> Result<Event, WebhookError> {
    let given = |name| header(name).ok_or(WebhookError::Missing(name));
    let (id, timestamp) = (given("webhook-id")?, given("webhook-timestamp")?);
    let signatures = given("webhook-signature")?;
    let at: u32 = timestamp.parse().map_err(|_| WebhookError::Time)?;
    if (now - i64::from(at)).abs() > TOLERANCE {
        return Err(WebhookError::Time);
    }
    let key = STANDARD
        .decode(secret.strip_prefix("whsec_").unwrap_or(secret))
        .map_err(|_| WebhookError::Secret)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|_| WebhookError::Secret)?;
    for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
        mac.update(part);
    }
    let fits = |signature: &str| {
        let signature = signature
            .strip_prefix("v1,")
            .and_then(|mac| STANDARD.decode(mac).ok());
        signature.is_some_and(|signature| mac.clone().verify_slice(&signature).is_ok())
    };
    if !signatures.split(' ').any(fits) {
        return Err(WebhookError::Signature);
    }
    Ok(serde_json::from_slice(body)?)
}
