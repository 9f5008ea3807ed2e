//! What a company says of its webhooks.

use poem_openapi::Object;
use serde_json::Value;

use crate::api::body::{Fields, Input};
use crate::domain::{
    FieldCode, FromField, Invalid, NewWebhook, WebhookChange, WebhookUrl, every_event,
};

/// How many types of events a webhook may name.
const MOST_EVENT_TYPES: usize = 20;
/// How many fields a webhook may name.
const MOST_FIELDS: usize = 30;

impl Input for NewWebhook {
    fn read(fields: &mut Fields) -> Option<Self> {
        let url = fields.required("url");
        let event_types = fields.list("event_types", MOST_EVENT_TYPES);
        let changed = fields.nullable_list("fields", MOST_FIELDS).flatten();
        let description = fields.nullable("description").flatten();
        Some(Self {
            url: url?,
            event_types: event_types.unwrap_or_else(every_event),
            fields: changed,
            description,
        })
    }
}

impl Input for WebhookChange {
    fn read(fields: &mut Fields) -> Option<Self> {
        let change = Self {
            url: fields.optional("url"),
            event_types: fields.list("event_types", MOST_EVENT_TYPES),
            fields: fields.nullable_list("fields", MOST_FIELDS),
            description: fields.nullable("description"),
            enabled: fields.optional("enabled"),
        };
        fields.allow_no_others("Cannot be changed.");
        Some(change)
    }
}

/// How the secret is replaced.
#[derive(Object)]
pub struct SecretRotation {
    /// For how many seconds the secret before goes on signing beside the new one; 0: it stops at
    /// once. One that was already on its way out stops at once in any case.
    #[oai(default = "one_day")]
    pub overlap_seconds: i32,
}

fn one_day() -> i32 {
    86_400
}

impl Input for SecretRotation {
    fn read(fields: &mut Fields) -> Option<Self> {
        let overlap: Option<Overlap> = fields.optional("overlap_seconds");
        Some(Self {
            overlap_seconds: overlap.map_or_else(one_day, |Overlap(seconds)| seconds),
        })
    }
}

/// 0 seconds to a week.
struct Overlap(i32);

impl FromField for Overlap {
    fn from_field(value: &Value) -> Result<Self, Invalid> {
        if !value.is_i64() && !value.is_u64() {
            return Err(Invalid::new(
                FieldCode::WrongType,
                "Must be a whole number of seconds.",
            ));
        }
        let seconds = value.as_i64().and_then(|n| i32::try_from(n).ok());
        seconds
            .filter(|seconds| (0..=604_800).contains(seconds))
            .map(Self)
            .ok_or_else(|| Invalid::new(FieldCode::OutOfRange, "Must be 0 to 604800 seconds."))
    }
}

/// The address in a body, whatever else is wrong with it.
pub fn named_url(body: &[u8]) -> Option<WebhookUrl> {
    let body: Value = serde_json::from_slice(body).ok()?;
    WebhookUrl::from_field(body.get("url")?).ok()
}
