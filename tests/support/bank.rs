//! The bank from outside: what it says, signed, through the door.

use std::time::{SystemTime, UNIX_EPOCH};

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use uuid::Uuid;

use super::app::{App, BANK_SECRET};

/// Seconds since 1970.
pub fn now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(elapsed.as_secs()).unwrap()
}

/// An event that the bank has not sent before.
pub fn event(kind: &str, bank_reference: &str) -> Value {
    json!({
        "id": format!("evt_{}", Uuid::now_v7().simple()), "type": kind,
        "bank_reference": bank_reference, "occurred_at": "2026-11-20T01:02:03Z",
    })
}

/// An event with a reason.
pub fn event_with_code(kind: &str, bank_reference: &str, code: &str) -> Value {
    let mut event = event(kind, bank_reference);
    event["code"] = code.into();
    event
}

impl App {
    /// A body at the bank's door, signed as of this time.
    pub fn signed(&self, body: Vec<u8>, timestamp: i64) -> RequestBuilder {
        let signature = Webhook::new(BANK_SECRET).unwrap();
        let signature = signature.sign("msg_1", timestamp, &body).unwrap();
        self.request(Method::POST, "/v1/bank/events")
            .header("webhook-id", "msg_1")
            .header("webhook-timestamp", timestamp.to_string())
            .header("webhook-signature", signature)
            .header("content-type", "application/json")
            .body(body)
    }

    /// What the door says of an event: status, and result or code.
    pub async fn tell(&self, event: &Value) -> (StatusCode, String) {
        self.tell_bytes(event.to_string().into_bytes()).await
    }

    /// What the door says of a signed body.
    pub async fn tell_bytes(&self, body: Vec<u8>) -> (StatusCode, String) {
        let answer = self.signed(body, now()).send().await.unwrap();
        let status = answer.status();
        let body: Value = answer.json().await.unwrap();
        let word = body["result"].as_str().or(body["code"].as_str());
        (status, word.expect("a result or a code").to_owned())
    }
}
