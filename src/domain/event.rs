//! What a company is told of a change: the same bytes by list, stream and webhook.

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Payment, ProcessingState, Status, Timestamp, Webhook};

/// The types of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventType {
    /// A payment was created.
    Created,
    /// A payment changed in another way than those below.
    Updated,
    /// A payment left processing `none`.
    Processing,
    /// A payment became successful.
    Successful,
    /// A payment failed.
    Failed,
    /// A payment was disputed.
    Disputed,
    /// A payment was deleted.
    Deleted,
    /// A webhook was to be tested: sent to it alone.
    WebhookTest,
    /// A webhook was disabled: sent to the others.
    WebhookDisabled,
}

impl EventType {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Created,
        Self::Updated,
        Self::Processing,
        Self::Successful,
        Self::Failed,
        Self::Disputed,
        Self::Deleted,
        Self::WebhookTest,
        Self::WebhookDisabled,
    ];

    /// The type's name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Created => "payment.created",
            Self::Updated => "payment.updated",
            Self::Processing => "payment.processing",
            Self::Successful => "payment.successful",
            Self::Failed => "payment.failed",
            Self::Disputed => "payment.disputed",
            Self::Deleted => "payment.deleted",
            Self::WebhookTest => "webhook.test",
            Self::WebhookDisabled => "webhook.disabled",
        }
    }

    /// The type of a change from one payment to another.
    pub fn of_change(old: &Payment, new: &Payment) -> Self {
        let moved = old.status != new.status;
        match new.status {
            Status::Successful if moved => Self::Successful,
            Status::Failed if moved => Self::Failed,
            Status::Disputed if moved => Self::Disputed,
            Status::Created if moved => Self::Updated,
            Status::Created | Status::Successful | Status::Failed | Status::Disputed => {
                let left = old.processing.state == ProcessingState::None
                    && new.processing.state != ProcessingState::None;
                if left {
                    Self::Processing
                } else {
                    Self::Updated
                }
            }
        }
    }
}

/// What an event is about.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Subject {
    /// A payment.
    Payment(Box<Payment>),
    /// A webhook.
    Webhook(Box<Webhook>),
}

impl Subject {
    /// The payment's id, if it is one.
    pub fn payment_id(&self) -> Option<Uuid> {
        match self {
            Self::Payment(payment) => Some(payment.id.0),
            Self::Webhook(_) => None,
        }
    }
}

/// Who made a change, as a company may know it.
#[derive(Debug, Clone, Serialize)]
pub struct Actor {
    /// company, staff, bank, worker or dba.
    pub kind: String,
    /// The company's API key or session; null for the others.
    pub id: Option<Uuid>,
    /// The request that caused the change.
    pub request_id: Option<String>,
}

/// An event about a payment or a webhook.
#[derive(Debug, Serialize)]
pub struct Event<'a> {
    /// UUIDv7.
    pub id: Uuid,
    /// Its place among the company's events.
    pub sequence: i64,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// When the change was made.
    pub timestamp: Timestamp,
    /// Who made it.
    pub actor: Actor,
    /// What it is about, after the change; of a deleted payment, before it.
    pub data: &'a Subject,
    /// Every top-level field that differs, with its old value.
    pub previous: Map<String, Value>,
}

/// The old values of the fields that differ, but for `version` and `updated_at`.
///
/// # Errors
/// When a payment cannot be written as JSON.
pub fn previous(old: &Payment, new: &Payment) -> serde_json::Result<Map<String, Value>> {
    let (old, new) = (serde_json::to_value(old)?, serde_json::to_value(new)?);
    let Value::Object(old) = old else {
        return Ok(Map::new());
    };
    let differs = |name: &str, value: &Value| new.get(name) != Some(value);
    Ok(old
        .into_iter()
        .filter(|(name, value)| name != "version" && name != "updated_at" && differs(name, value))
        .collect())
}
