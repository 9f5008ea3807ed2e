//! A key with which a company's programs act for it.

use poem_openapi::Object;
use serde::Serialize;

use super::{ApiKeyId, KeyName, Timestamp};

/// An API key, without its secret.
#[derive(Debug, Clone, Serialize, Object)]
pub struct ApiKey {
    /// UUIDv7.
    pub id: ApiKeyId,
    /// What the company calls it.
    pub name: KeyName,
    /// The last four characters of the secret.
    pub last4: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when it is refused; null: never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute; null: never.
    pub last_used_at: Option<Timestamp>,
}
