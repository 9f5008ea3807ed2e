//! What is delivered to webhooks: the document's `webhooks`, and what the schemas say of events.

use poem_openapi::types::Type;
use serde_json::{Map, Value, json};

use super::examples::REQUEST_ID;
use super::examples::webhooks::delivered_event;
use crate::domain::{EventPattern, EventType, PaymentField};

/// What the schemas of events and webhooks say beyond their types, by place.
pub(super) fn more() -> Vec<(&'static str, Value)> {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let patterns = items::<EventPattern>(20, "payment.*");
    let fields = items::<PaymentField>(30, "status");
    let labels =
        |kinds: &[EventType]| json!(kinds.iter().map(|kind| kind.label()).collect::<Vec<_>>());
    let url = json!({ "format": "uri", "maxLength": 2048, "examples": ["https://acme.example/webhooks"] });
    let reason = json!({ "enum": ["gone", "failing", null] });
    let errors = json!({ "enum": [
        "dns_failed", "address_not_allowed", "connect_failed", "tls_failed", "timed_out",
        "response_too_large", "bad_response", null,
    ] });
    vec![
        (
            "Event/properties/type",
            json!({ "enum": labels(&EventType::ALL) }),
        ),
        (
            "Event/properties/data",
            json!({ "oneOf": [reference("Payment"), reference("Webhook")] }),
        ),
        ("Event/properties/previous", json!({ "type": "object" })),
        (
            "Event/properties/sequence",
            json!({ "minimum": 1, "examples": [42] }),
        ),
        (
            "Actor/properties/kind",
            json!({ "enum": ["company", "staff", "bank", "worker", "dba"] }),
        ),
        ("NewWebhook/properties/event_types", patterns.clone()),
        ("NewWebhook/properties/fields", fields.clone()),
        ("WebhookChange/properties/event_types", patterns.clone()),
        ("WebhookChange/properties/fields", fields.clone()),
        ("Webhook/properties/url", url.clone()),
        ("Webhook/properties/event_types", patterns.clone()),
        ("Webhook/properties/fields", fields.clone()),
        ("Webhook/properties/disabled_reason", reason.clone()),
        ("CreatedWebhook/properties/url", url),
        ("CreatedWebhook/properties/event_types", patterns),
        ("CreatedWebhook/properties/fields", fields),
        ("CreatedWebhook/properties/disabled_reason", reason),
        (
            "CreatedWebhook/properties/secret",
            json!({ "examples": ["whsec_…"] }),
        ),
        (
            "RotatedSecret/properties/secret",
            json!({ "examples": ["whsec_…"] }),
        ),
        (
            "SecretRotation/properties/overlap_seconds",
            json!({ "minimum": 0, "maximum": 604_800, "examples": [3600] }),
        ),
        (
            "EventRange/properties/from_sequence",
            json!({ "minimum": 1, "examples": [42] }),
        ),
        (
            "EventRange/properties/to_sequence",
            json!({ "minimum": 1, "examples": [99] }),
        ),
        (
            "QueuedEvents/properties/count",
            json!({ "minimum": 0, "examples": [58] }),
        ),
        (
            "Delivery/properties/sequence",
            json!({ "minimum": 1, "examples": [42] }),
        ),
        (
            "Delivery/properties/type",
            json!({ "enum": labels(&EventType::ALL) }),
        ),
        (
            "Attempt/properties/number",
            json!({ "minimum": 1, "examples": [1] }),
        ),
        (
            "Attempt/properties/duration_ms",
            json!({ "minimum": 0, "examples": [35] }),
        ),
        (
            "Attempt/properties/status_code",
            json!({ "examples": [204] }),
        ),
        ("Attempt/properties/error", errors),
        (
            "Attempt/properties/response_excerpt",
            json!({ "examples": ["ok"] }),
        ),
    ]
}

/// A list of one of these to `most`.
fn items<T: Type>(most: usize, example: &str) -> Value {
    let known = T::schema_ref();
    let known = known.unwrap_inline();
    json!({
        "items": { "type": "string", "enum": known.enum_items },
        "minItems": 1, "maxItems": most, "examples": [[example]],
    })
}

/// The requests that webhooks get, one for each type of event.
pub(super) fn deliveries() -> Value {
    let entry = |kind: EventType| (kind.label().to_owned(), json!({ "post": delivery(kind) }));
    Value::Object(EventType::ALL.into_iter().map(entry).collect::<Map<_, _>>())
}

fn delivery(kind: EventType) -> Value {
    let subject = match kind {
        EventType::WebhookTest | EventType::WebhookDisabled => "Webhook",
        EventType::Created
        | EventType::Updated
        | EventType::Processing
        | EventType::Successful
        | EventType::Failed
        | EventType::Disputed
        | EventType::Deleted => "Payment",
    };
    let schema = json!({ "allOf": [
        { "$ref": "#/components/schemas/Event" },
        { "type": "object", "properties": {
            "type": { "const": kind.label() },
            "data": { "$ref": format!("#/components/schemas/{subject}") },
        } },
    ] });
    json!({
        "operationId": operation_id(kind),
        "summary": summary(kind),
        "description": "The same bytes as `GET /v1/events/{id}` shows. Verify the signature before anything else, answer within 15 seconds, and expect the same event more than once: `webhook-id` tells.",
        "tags": ["Webhooks"],
        "security": [],
        "parameters": headers(),
        "requestBody": {
            "required": true,
            "content": { "application/json": { "schema": schema, "example": delivered_event(kind.label()) } },
        },
        "responses": answers(),
    })
}

fn operation_id(kind: EventType) -> String {
    let words = kind.label().split('.').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        format!("{}{rest}", first.to_uppercase())
    });
    format!("on{}", words.collect::<String>())
}

fn summary(kind: EventType) -> &'static str {
    match kind {
        EventType::Created => "A payment was created",
        EventType::Updated => "A payment changed in another way",
        EventType::Processing => "A payment was handed to processing",
        EventType::Successful => "A payment became successful",
        EventType::Failed => "A payment failed, or was returned",
        EventType::Disputed => "A payment was disputed",
        EventType::Deleted => "A payment was deleted",
        EventType::WebhookTest => "A test, sent to the webhook that was tested",
        EventType::WebhookDisabled => "A webhook was disabled, sent to the others",
    }
}

fn headers() -> Value {
    let header = |name: &str, description: &str, example: &str| {
        json!({
            "name": name, "in": "header", "required": true, "description": description,
            "schema": { "type": "string", "examples": [example] },
        })
    };
    json!([
        header(
            "webhook-id",
            "The event's id, the same at each attempt.",
            REQUEST_ID
        ),
        header(
            "webhook-timestamp",
            "Seconds since 1970 at this attempt. Refuse one that is far from now.",
            "1795340000"
        ),
        header(
            "webhook-signature",
            "`v1,` and the base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`, with the secret's bytes as the key: the base64 after `whsec_`. Two of them with a blank between while a secret is being replaced; one that is right is enough.",
            "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
        ),
    ])
}

fn answers() -> Value {
    let meaning = |text: &str| json!({ "description": text });
    json!({
        "2XX": meaning("It has arrived. Nothing of the answer is needed."),
        "3XX": meaning("A failure: redirects are not followed. It is tried again."),
        "410": meaning("The webhook is gone: it is disabled at once, and what waits for it is given up."),
        "429": meaning("A failure. `Retry-After` says when it is tried again."),
        "503": meaning("A failure. `Retry-After` says when it is tried again."),
        "default": meaning("A failure, as no answer is: it is tried again, ever more rarely, for about three days; later events of the same payment wait for it. After five days of nothing but failures the webhook is disabled."),
    })
}
