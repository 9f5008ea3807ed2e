//! Examples that belong together: one company, its key, a payment on its way, a webhook.

pub(super) mod webhooks;

use serde_json::{Value, json};

/// The id of the payment, and of others.
pub(super) const ID: &str = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071";
/// The id of a request.
pub(super) const REQUEST_ID: &str = "019a2b3c-9f01-7a42-b3c4-5d6e7f809112";
const COMPANY_ID: &str = "019a2a10-7c3d-7e21-9f55-0a1b2c3d4e5f";
const BANK_REFERENCE: &str = "R0A1B2C3D4E5F60718";
const CREATED_AT: &str = "2026-11-23T09:30:00.000000Z";

/// Shows what this operation may be sent.
pub(super) fn show_request(id: &str, body: &mut Value) {
    let example = match id {
        "createCompany" => json!({
            "name": "Acme Pty Ltd", "email": "accounts@acme.example",
            "password": "a fine long passphrase", "bsb": "062-000", "account_number": "12345678",
        }),
        "changeCompany" => json!({ "name": "Acme Holdings Pty Ltd" }),
        "changePassword" => json!({
            "current_password": "a fine long passphrase", "new_password": "an even finer passphrase",
        }),
        "createToken" => json!({
            "email": "accounts@acme.example", "password": "a fine long passphrase",
        }),
        "createApiKey" => json!({ "name": "Billing server" }),
        "createPayment" => draft(),
        "changePayment" => json!({ "amount_cents": 13000, "metadata": { "order": "1001" } }),
        "createPaymentBatch" => json!({ "payments": [draft()] }),
        "receiveBankEvent" => bank_event(),
        _ => match webhooks::request(id) {
            Some(example) => example,
            None => return,
        },
    };
    put(body, example);
}

/// Says what this operation's answer means, and shows one.
pub(super) fn show_answer(id: &str, status: &str, answer: &mut Value) {
    let (description, example) = match id {
        "processPayment" if status == "200" => ("The bank has answered.", successful()),
        "receiveBankEvent" if status == "200" => (
            "The event is applied, was applied before, or says what already is.",
            json!({ "result": "applied" }),
        ),
        "receiveBankEvent" => (
            "The event is kept: its reference is unknown, it is not possible yet, or never.",
            json!({ "result": "parked" }),
        ),
        "listEvents" | "listPaymentEvents" => ("A page of events.", list(event())),
        "getEvent" => ("The event.", event()),
        "streamEvents" => (
            "Events as they happen: of each a line `id: ` with its sequence, a line `data: ` with what `GET /v1/events/{id}` shows, and a blank line. A comment, `: heartbeat`, comes at once and then every 15 seconds.",
            streamed(),
        ),
        "createCompany" => ("The company has signed up.", company("Acme Pty Ltd", 1)),
        "getCompany" => ("The company.", company("Acme Pty Ltd", 1)),
        "changeCompany" => (
            "The company after the change.",
            company("Acme Holdings Pty Ltd", 2),
        ),
        "changePassword" => (
            "The password is changed, all session tokens are ended.",
            Value::Null,
        ),
        "createToken" => ("A session token.", token()),
        "deleteToken" => ("The session token is ended.", Value::Null),
        "createApiKey" => ("The key, with its secret: keep it now.", created_api_key()),
        "listApiKeys" => ("A page of keys.", list(api_key())),
        "deleteApiKey" => ("The key is revoked.", Value::Null),
        "createPayment" => ("The payment is created.", created()),
        "listPayments" => ("A page of payments.", list(created())),
        "getPayment" => ("The payment.", successful()),
        "changePayment" => ("The payment after the change.", changed()),
        "deletePayment" => ("The payment is deleted.", Value::Null),
        "processPayment" => (
            "The payment waits for the bank; the work goes on.",
            queued(),
        ),
        "createPaymentBatch" => (
            "What became of each payment.",
            json!({ "results": [{ "index": 0, "status": 201, "payment": created() }] }),
        ),
        _ => match webhooks::answer(id) {
            Some(shown) => shown,
            None => return,
        },
    };
    if let Value::Object(members) = answer {
        members.insert("description".to_owned(), json!(description));
    }
    put(answer, example);
}

fn bank_event() -> Value {
    json!({
        "id": "evt_1001", "type": "payment.settled", "bank_reference": BANK_REFERENCE,
        "occurred_at": "2026-11-23T09:32:00.000000Z",
    })
}

pub(super) fn event() -> Value {
    json!({
        "id": "019a2b3d-1f2e-7a3b-9c4d-5e6f708192a3", "sequence": 42, "type": "payment.created",
        "timestamp": CREATED_AT,
        "actor": {
            "kind": "company", "id": "019a2a1f-3b2c-7d10-8e4f-6a7b8c9d0e1f",
            "request_id": REQUEST_ID,
        },
        "data": created(), "previous": {},
    })
}

fn streamed() -> Value {
    json!(format!(": heartbeat\n\nid: 42\ndata: {}\n\n", event()))
}

fn put(shown: &mut Value, example: Value) {
    let content = shown.get_mut("content").and_then(Value::as_object_mut);
    for (_, media) in content.into_iter().flatten() {
        if let Value::Object(media) = media {
            media.insert("example".to_owned(), example.clone());
        }
    }
}

fn draft() -> Value {
    json!({
        "amount_cents": 12550, "account_name": "Jane Citizen",
        "bsb": "000-000", "account_number": "000123456", "reference": "INV-1001",
    })
}

fn company(name: &str, version: i32) -> Value {
    json!({
        "id": COMPANY_ID, "name": name, "email": "accounts@acme.example",
        "bsb": "062-000", "account_number": "12345678",
        "signed_up_at": "2026-11-23T09:00:00.000000Z", "version": version,
    })
}

fn token() -> Value {
    json!({
        "token": "remits_…", "token_type": "Bearer", "expires_at": "2026-11-24T09:10:00.000000Z",
    })
}

fn api_key() -> Value {
    json!({
        "id": "019a2a1f-3b2c-7d10-8e4f-6a7b8c9d0e1f", "name": "Billing server", "last4": "q7xa",
        "created_at": "2026-11-23T09:15:00.000000Z", "expires_at": null, "last_used_at": null,
    })
}

fn created_api_key() -> Value {
    with(api_key(), json!({ "secret": "remit_…q7xa" }))
}

fn list(item: Value) -> Value {
    json!({ "data": [item], "has_more": false, "next_cursor": null })
}

fn created() -> Value {
    json!({
        "id": ID, "company_id": COMPANY_ID, "status": "created", "direction": "debit",
        "amount_cents": 12550, "currency": "AUD", "account_name": "Jane Citizen",
        "bsb": "000-000", "account_number": "000123456", "reference": "INV-1001",
        "description": null, "metadata": {},
        "processing": processing("none", 0, Value::Null, Value::Null),
        "failure": null, "dispute": null,
        "created_at": CREATED_AT, "updated_at": CREATED_AT, "transaction_at": null, "version": 1,
    })
}

fn changed() -> Value {
    let changes = json!({
        "amount_cents": 13000, "metadata": { "order": "1001" },
        "updated_at": "2026-11-23T09:31:00.000000Z", "version": 2,
    });
    with(created(), changes)
}

fn queued() -> Value {
    let changes = json!({
        "processing": processing("queued", 0, Value::Null, json!(BANK_REFERENCE)),
        "updated_at": "2026-11-23T09:32:00.000000Z", "version": 2,
    });
    with(created(), changes)
}

fn successful() -> Value {
    let submitted_at = "2026-11-23T09:32:01.000000Z";
    let settled_at = "2026-11-23T09:32:04.000000Z";
    let changes = json!({
        "status": "successful",
        "processing": processing("done", 1, json!(submitted_at), json!(BANK_REFERENCE)),
        "updated_at": settled_at, "transaction_at": settled_at, "version": 4,
    });
    with(created(), changes)
}

fn processing(state: &str, attempts: u8, submitted_at: Value, reference: Value) -> Value {
    json!({
        "state": state, "attempts": attempts, "submitted_at": submitted_at,
        "bank_reference": reference,
    })
}

/// A thing with some of its fields changed or added.
fn with(mut thing: Value, changes: Value) -> Value {
    if let (Value::Object(fields), Value::Object(changes)) = (&mut thing, changes) {
        fields.extend(changes);
    }
    thing
}
