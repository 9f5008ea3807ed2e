//! A subscription, as its company sees it: never with its secret.

use poem_openapi::Object;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Timestamp, WebhookId};

/// Where a company is told of its payments' changes.
#[derive(Debug, Clone, Serialize, Object)]
pub struct Webhook {
    /// UUIDv7.
    pub id: WebhookId,
    /// Where events are posted to.
    pub url: String,
    /// The types it is sent: `*` for all, `payment.*` for all of a kind, or a type's name.
    pub event_types: Vec<String>,
    /// Of `payment.updated` only those that change one of these fields; null: all.
    pub fields: Option<Vec<String>>,
    /// What the company says it is for.
    pub description: Option<String>,
    /// Whether it is sent anything.
    pub enabled: bool,
    /// Why Remit disabled it: `gone` (it answered 410) or `failing` (for five days); null when a
    /// person did, or while it is enabled.
    pub disabled_reason: Option<String>,
    /// When it was subscribed.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Raised by one at every change.
    pub version: i32,
}

/// A delivery's signing secret is sealed for its webhook alone: what the seal is called.
pub fn webhook_secret_purpose(webhook: Uuid) -> String {
    format!("webhook {webhook}")
}

/// The columns of a webhook's row, as a letter holds them (`to_jsonb` of the row).
#[derive(Debug, Deserialize)]
pub struct WebhookImage {
    id: Uuid,
    url: String,
    event_types: Vec<String>,
    fields: Option<Vec<String>>,
    description: Option<String>,
    /// Whether it was sent anything.
    pub enabled: bool,
    disabled_reason: Option<String>,
    created_at: chrono::DateTime<chrono::Utc>,
    updated_at: chrono::DateTime<chrono::Utc>,
    version: i32,
}

impl From<WebhookImage> for Webhook {
    fn from(image: WebhookImage) -> Self {
        Self {
            id: WebhookId(image.id),
            url: image.url,
            event_types: image.event_types,
            fields: image.fields,
            description: image.description,
            enabled: image.enabled,
            disabled_reason: image.disabled_reason,
            created_at: Timestamp(image.created_at),
            updated_at: Timestamp(image.updated_at),
            version: image.version,
        }
    }
}
