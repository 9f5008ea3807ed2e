//! Which deliveries are listed, and which events are sent again.

use std::borrow::Cow;

use poem_openapi::Object;
use poem_openapi::registry::{MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::types::Type;
use serde_json::Value;

use crate::api::body::{Fields, Input};
use crate::api::query::FromParam;
use crate::domain::{DeliveryStatus, FieldCode, FromField, Invalid};

/// Statuses of deliveries: the parameter may be repeated.
#[derive(Debug)]
pub struct DeliveryStatuses(pub Vec<DeliveryStatus>);

impl FromParam for DeliveryStatuses {
    fn from_param(values: &[String]) -> Result<Self, Invalid> {
        let parse = |value: &String| DeliveryStatus::parse(value);
        values.iter().map(parse).collect::<Result<_, _>>().map(Self)
    }
}

impl Type for DeliveryStatuses {
    const IS_REQUIRED: bool = false;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        "DeliveryStatuses".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        let mut schema = MetaSchema::new("array");
        schema.items = Some(Box::new(DeliveryStatus::schema_ref()));
        MetaSchemaRef::Inline(Box::new(schema))
    }

    fn register(registry: &mut Registry) {
        DeliveryStatus::register(registry);
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(self.as_raw_value().into_iter())
    }
}

/// A range of events.
#[derive(Object)]
pub struct EventRange {
    /// The first event's sequence.
    pub from_sequence: i64,
    /// The last event's sequence; left out or null: the latest.
    #[oai(nullable)]
    pub to_sequence: Option<i64>,
}

impl Input for EventRange {
    fn read(fields: &mut Fields) -> Option<Self> {
        let from: Option<Sequence> = fields.required("from_sequence");
        let to: Option<Sequence> = fields.nullable("to_sequence").flatten();
        if let (Some(from), Some(to)) = (&from, &to)
            && to.0 < from.0
        {
            let message = "Must not be less than from_sequence.";
            fields.refuse("to_sequence", Invalid::new(FieldCode::OutOfRange, message));
        }
        Some(Self {
            from_sequence: from?.0,
            to_sequence: to.map(|to| to.0),
        })
    }
}

/// 1, 2, 3 …
struct Sequence(i64);

impl FromField for Sequence {
    fn from_field(value: &Value) -> Result<Self, Invalid> {
        if !value.is_i64() && !value.is_u64() {
            return Err(Invalid::new(
                FieldCode::WrongType,
                "Must be a whole number.",
            ));
        }
        let sequence = value.as_i64().filter(|sequence| *sequence >= 1);
        sequence
            .map(Self)
            .ok_or_else(|| Invalid::new(FieldCode::OutOfRange, "Must be 1 or more."))
    }
}
