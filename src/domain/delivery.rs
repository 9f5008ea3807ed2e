//! An event on its way to a webhook, as its company sees it.

use poem_openapi::Object;
use serde::Serialize;

use super::label::labelled;
use super::{DeliveryId, EventId, Timestamp};

labelled!(
    /// How far a delivery is.
    DeliveryStatus {
        /// It waits for its turn, or to be tried again.
        Pending = "pending",
        /// The receiver answered with 2xx.
        Delivered = "delivered",
        /// It was given up.
        Failed = "failed",
    }
);

/// An event on its way to a webhook, or what became of it.
#[derive(Debug, Serialize, Object)]
pub struct Delivery {
    /// UUIDv7.
    pub id: DeliveryId,
    /// The event that is sent: the `webhook-id` of all attempts.
    pub event_id: EventId,
    /// The event's sequence.
    pub sequence: i64,
    /// The event's type.
    #[serde(rename = "type")]
    #[oai(rename = "type")]
    pub kind: String,
    /// How far it is.
    pub status: DeliveryStatus,
    /// The attempts, in their order; of very many the last 50.
    pub attempts: Vec<Attempt>,
    /// When it is tried next; null once it is delivered or failed.
    pub next_attempt_at: Option<Timestamp>,
    /// When it was queued.
    pub created_at: Timestamp,
}

/// One attempt at a delivery.
#[derive(Debug, Serialize, Object)]
pub struct Attempt {
    /// 1, 2, 3 …
    pub number: i32,
    /// When it began.
    pub started_at: Timestamp,
    /// How long it took, in milliseconds.
    pub duration_ms: i32,
    /// The HTTP status of the answer; null when there was none.
    pub status_code: Option<i32>,
    /// Why there was no usable answer; null when there was one.
    pub error: Option<String>,
    /// The first 2 KiB of the answer; null when there was none.
    pub response_excerpt: Option<String>,
}
