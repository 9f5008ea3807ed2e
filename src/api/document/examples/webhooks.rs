//! Examples of webhooks, of what is delivered to them and of what became of it.

use serde_json::{Value, json};

use super::{CREATED_AT, created, event, list, queued, successful, with};

const WEBHOOK_ID: &str = "019a2b4a-1c2d-7e3f-8a4b-5c6d7e8f9012";
const TEST_ID: &str = "019a2b4b-2d3e-7f40-9b5c-6d7e8f901234";
const SECRET: &str = "whsec_…";

/// What an operation may be sent.
pub(super) fn request(id: &str) -> Option<Value> {
    Some(match id {
        "createWebhook" => json!({
            "url": "https://acme.example/webhooks", "event_types": ["payment.*"],
            "fields": ["status"], "description": "Ledger, production",
        }),
        "updateWebhook" => json!({ "event_types": ["payment.*"], "fields": null }),
        "rotateWebhookSecret" => json!({ "overlap_seconds": 3600 }),
        "replayEvents" => json!({ "from_sequence": 42, "to_sequence": 99 }),
        _ => return None,
    })
}

/// What an operation's answer means, and one.
pub(super) fn answer(id: &str) -> Option<(&'static str, Value)> {
    Some(match id {
        "createWebhook" => (
            "The webhook, with its secret: keep it now.",
            with(webhook(), json!({ "secret": SECRET })),
        ),
        "listWebhooks" => ("A page of webhooks.", list(webhook())),
        "getWebhook" => ("The webhook.", webhook()),
        "updateWebhook" => (
            "The webhook after the change.",
            with(
                webhook(),
                json!({ "fields": null, "updated_at": "2026-11-23T09:50:00.000000Z", "version": 2 }),
            ),
        ),
        "deleteWebhook" => ("The webhook is deleted.", Value::Null),
        "testWebhook" => ("The test is on its way.", json!({ "event_id": TEST_ID })),
        "rotateWebhookSecret" => (
            "The new secret: keep it now.",
            json!({ "secret": SECRET, "previous_expires_at": "2026-11-23T10:45:00.000000Z" }),
        ),
        "listDeliveries" => ("A page of deliveries.", list(delivered())),
        "retryDelivery" => ("The delivery is sent again.", retried()),
        "replayEvents" => ("The events are on their way again.", json!({ "count": 58 })),
        _ => return None,
    })
}

/// What is delivered as an event of this type.
pub(in crate::api::document) fn delivered_event(kind: &str) -> Value {
    let of = |data: Value, previous: Value| {
        with(
            event(),
            json!({ "type": kind, "data": data, "previous": previous }),
        )
    };
    let was = |status: &str| json!({ "status": status });
    let settled = || successful();
    match kind {
        "payment.updated" => of(
            with(created(), json!({ "amount_cents": 13000, "version": 2 })),
            json!({ "amount_cents": 12550 }),
        ),
        "payment.processing" => {
            let before = created().get("processing").cloned();
            of(queued(), json!({ "processing": before }))
        }
        "payment.successful" => of(
            settled(),
            with(was("created"), json!({ "transaction_at": null })),
        ),
        "payment.failed" => of(
            with(
                settled(),
                json!({ "status": "failed", "failure": reason("no_account", "No account or incorrect account number") }),
            ),
            with(
                was("created"),
                json!({ "failure": null, "transaction_at": null }),
            ),
        ),
        "payment.disputed" => of(
            with(
                settled(),
                json!({ "status": "disputed", "dispute": with(
                reason("debit_not_authorized", "The payer did not authorise it"),
                json!({ "withdrawn_at": null }),
            ) }),
            ),
            with(was("successful"), json!({ "dispute": null })),
        ),
        "webhook.test" => of(webhook(), json!({})),
        "webhook.disabled" => of(
            with(
                webhook(),
                json!({ "enabled": false, "disabled_reason": "gone", "version": 2 }),
            ),
            json!({}),
        ),
        _ => of(created(), json!({})),
    }
}

fn reason(code: &str, message: &str) -> Value {
    json!({ "code": code, "message": message, "at": "2026-11-23T09:32:04.000000Z" })
}

fn webhook() -> Value {
    json!({
        "id": WEBHOOK_ID, "url": "https://acme.example/webhooks", "event_types": ["payment.*"],
        "fields": ["status"], "description": "Ledger, production", "enabled": true,
        "disabled_reason": null, "created_at": "2026-11-23T09:45:00.000000Z",
        "updated_at": "2026-11-23T09:45:00.000000Z", "version": 1,
    })
}

fn delivered() -> Value {
    let attempt = |number: u8, status: u16, at: &str| {
        json!({
            "number": number, "started_at": at, "duration_ms": 35, "status_code": status,
            "error": null, "response_excerpt": "",
        })
    };
    json!({
        "id": "019a2b4c-3e4f-7051-8c6d-7e8f90123456", "event_id": "019a2b3d-1f2e-7a3b-9c4d-5e6f708192a3",
        "sequence": 42, "type": "payment.created", "status": "delivered",
        "attempts": [
            attempt(1, 503, "2026-11-23T09:30:00.100000Z"),
            attempt(2, 204, "2026-11-23T09:30:05.200000Z"),
        ],
        "next_attempt_at": null, "created_at": CREATED_AT,
    })
}

fn retried() -> Value {
    let changes = json!({ "status": "pending", "next_attempt_at": "2026-11-23T09:50:00.000000Z" });
    with(delivered(), changes)
}
