//! What a company asks of its webhooks: where to, which events, told of which fields.

use poem_openapi::Object;
use serde::Serialize;

use super::field::{FieldCode, Invalid};
use super::text::text_type;
use super::{WebhookDescription, WebhookUrl};

/// What a webhook may ask to be told: all, all of a kind, or one type.
const EVENT_PATTERNS: [&str; 12] = [
    "*",
    "payment.*",
    "payment.created",
    "payment.updated",
    "payment.processing",
    "payment.successful",
    "payment.failed",
    "payment.disputed",
    "payment.deleted",
    "webhook.*",
    "webhook.test",
    "webhook.disabled",
];

/// The fields of a payment that `previous` may name.
const PAYMENT_FIELDS: [&str; 17] = [
    "id",
    "company_id",
    "status",
    "direction",
    "amount_cents",
    "currency",
    "account_name",
    "bsb",
    "account_number",
    "reference",
    "description",
    "metadata",
    "processing",
    "failure",
    "dispute",
    "created_at",
    "transaction_at",
];

text_type!(
    /// A type of event, or several: `*` is all, `payment.*` all of payments.
    EventPattern,
    |raw| one_of(raw, &EVENT_PATTERNS, "Must be *, payment.*, webhook.* or a type of event, such as payment.created."),
    schema_of(&EVENT_PATTERNS)
);

text_type!(
    /// A field of a payment.
    PaymentField,
    |raw| one_of(raw, &PAYMENT_FIELDS, "Must be a field of payments other than version and updated_at, such as status."),
    schema_of(&PAYMENT_FIELDS)
);

impl EventPattern {
    /// Whether a type of event is meant.
    pub fn matches(&self, kind: &str) -> bool {
        match self.as_str().strip_suffix('*') {
            Some(beginning) => kind.starts_with(beginning),
            None => kind == self.as_str(),
        }
    }
}

fn one_of(raw: &str, known: &[&str], message: &str) -> Result<String, Invalid> {
    if known.contains(&raw) {
        Ok(raw.to_owned())
    } else {
        Err(Invalid::new(FieldCode::NotAllowed, message))
    }
}

fn schema_of(known: &[&str]) -> poem_openapi::registry::MetaSchema {
    let mut schema = poem_openapi::registry::MetaSchema::new("string");
    schema.enum_items = known.iter().map(|name| (*name).into()).collect();
    schema
}

/// A webhook to be made.
#[derive(Debug, Clone, Serialize, Object)]
pub struct NewWebhook {
    /// Where events are posted to: https, to a public address.
    pub url: WebhookUrl,
    /// The types of events that it is sent; left out: all.
    #[oai(default = "every_event")]
    pub event_types: Vec<EventPattern>,
    /// Send `payment.updated` only when one of these fields changed; left out or null: always.
    #[oai(nullable)]
    pub fields: Option<Vec<PaymentField>>,
    /// What it is for.
    #[oai(nullable)]
    pub description: Option<WebhookDescription>,
}

/// Every type of event.
pub fn every_event() -> Vec<EventPattern> {
    vec![EventPattern::kept("*".to_owned())]
}

/// Changes to a webhook: fields left out stay as they are.
#[derive(Debug, Clone, Default, Serialize, Object)]
pub struct WebhookChange {
    /// Where events are posted to: https, to a public address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<WebhookUrl>,
    /// The types of events that it is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_types: Option<Vec<EventPattern>>,
    /// Send `payment.updated` only when one of these fields changed; null: always.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[oai(nullable)]
    pub fields: Option<Option<Vec<PaymentField>>>,
    /// What it is for; null clears it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[oai(nullable)]
    pub description: Option<Option<WebhookDescription>>,
    /// Whether it is sent anything. One that is enabled again is sent what happens from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_and_a_field_are_of_a_closed_list() {
        for good in EVENT_PATTERNS {
            assert_eq!(EventPattern::parse(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            "payment",
            "payment.",
            "Payment.created",
            " *",
            "company.*",
        ] {
            let code = EventPattern::parse(bad).unwrap_err().code;
            assert_eq!(code, FieldCode::NotAllowed, "{bad}");
        }
        for (pattern, meant) in [
            ("*", true),
            ("payment.*", true),
            ("webhook.*", false),
            ("payment.failed", true),
            ("payment.created", false),
        ] {
            let pattern = EventPattern::parse(pattern).unwrap();
            assert_eq!(pattern.matches("payment.failed"), meant, "{pattern:?}");
        }
        for bad in ["", "version", "updated_at", "processing.state", "Status"] {
            let code = PaymentField::parse(bad).unwrap_err().code;
            assert_eq!(code, FieldCode::NotAllowed, "{bad}");
        }
    }
}
