//! What the parameters of queries and headers may say.

use std::borrow::Cow;
use std::time::Duration;

use poem_openapi::registry::{MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::types::Type;

use super::FromParam;
use crate::domain::{
    Bsb, Cents, Direction, EventType, FieldCode, Invalid, PaymentId, Reference, Status, Timestamp,
};

/// Declares parameters that are given at most once.
macro_rules! single {
    ($($type:ty => $parse:expr),* $(,)?) => {$(
        impl FromParam for $type {
            fn from_param(values: &[String]) -> Result<Self, Invalid> {
                match values {
                    [value] => ($parse)(value),
                    _ => Err(Invalid::new(FieldCode::NotAllowed, "Must be given once.")),
                }
            }
        }
    )*};
}

single! {
    Direction => Direction::parse,
    Reference => Reference::parse,
    Bsb => Bsb::parse,
    Timestamp => Timestamp::parse,
    Cents => parse_cents,
    Limit => Limit::parse,
    Cursor => |text: &str| Ok(Cursor(text.to_owned())),
    IdempotencyKey => IdempotencyKey::parse,
    PaymentParam => PaymentParam::parse,
    SequenceCursor => |text: &str| Ok(SequenceCursor(parse_sequence(text))),
    IfMatch => |text: &str| Ok(IfMatch::parse(text)),
    Prefer => |text: &str| Ok(Prefer::parse(text)),
}

/// Any number: one that is greater than all sequences begins after the last of them.
fn parse_sequence(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(i64::MAX))
}

fn parse_cents(text: &str) -> Result<Cents, Invalid> {
    let cents = text
        .parse()
        .map_err(|_| Invalid::new(FieldCode::WrongType, "Must be a whole number of cents."))?;
    Cents::new(cents)
}

/// Statuses: the parameter may be repeated.
#[derive(Debug)]
pub struct Statuses(pub Vec<Status>);

impl FromParam for Statuses {
    fn from_param(values: &[String]) -> Result<Self, Invalid> {
        values
            .iter()
            .map(|value| Status::parse(value))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// Types of events: the parameter may be repeated.
#[derive(Debug)]
pub struct EventTypes(pub Vec<EventType>);

impl FromParam for EventTypes {
    fn from_param(values: &[String]) -> Result<Self, Invalid> {
        let parse = |value: &String| {
            EventType::ALL
                .into_iter()
                .find(|kind| kind.label() == value)
        };
        let types = values.iter().map(parse).collect::<Option<_>>().map(Self);
        types.ok_or_else(|| {
            Invalid::new(
                FieldCode::NotAllowed,
                "Must be a type of event, such as payment.created.",
            )
        })
    }
}

/// The id of a payment that may be gone.
#[derive(Debug)]
pub struct PaymentParam(pub PaymentId);

impl PaymentParam {
    fn parse(text: &str) -> Result<Self, Invalid> {
        let id = PaymentId::parse(text);
        if id.0.is_nil() {
            return Err(Invalid::new(
                FieldCode::InvalidFormat,
                "Must be a payment's id.",
            ));
        }
        Ok(Self(id))
    }
}

/// A sequence that a page begins after; none when it is no number.
#[derive(Debug)]
pub struct SequenceCursor(pub Option<i64>);

/// How many items a page has: 1 to 100, by default 20.
#[derive(Debug, Clone, Copy)]
pub struct Limit(pub i32);

impl Default for Limit {
    fn default() -> Self {
        Self(20)
    }
}

impl Limit {
    fn parse(text: &str) -> Result<Self, Invalid> {
        match text.parse::<i32>() {
            Ok(limit @ 1..=100) => Ok(Self(limit)),
            Ok(_) => Err(Invalid::new(FieldCode::OutOfRange, "Must be 1 to 100.")),
            Err(_) => Err(Invalid::new(
                FieldCode::WrongType,
                "Must be a whole number from 1 to 100.",
            )),
        }
    }
}

/// Where a page begins: the `next_cursor` of the page before.
#[derive(Debug)]
pub struct Cursor(pub String);

/// The key of a request that may be repeated without a second effect.
#[derive(Debug)]
pub struct IdempotencyKey(pub String);

impl IdempotencyKey {
    fn parse(text: &str) -> Result<Self, Invalid> {
        let bare = text
            .strip_prefix('"')
            .and_then(|t| t.strip_suffix('"'))
            .unwrap_or(text);
        let visible = bare.bytes().all(|byte| (b'!'..=b'~').contains(&byte));
        match (bare.len(), visible) {
            (1..=255, true) => Ok(Self(bare.to_owned())),
            (0, _) => Err(Invalid::new(
                FieldCode::TooShort,
                "Must have at least 1 character.",
            )),
            (256.., _) => Err(Invalid::new(
                FieldCode::TooLong,
                "Must have at most 255 characters.",
            )),
            (_, false) => Err(Invalid::new(
                FieldCode::InvalidFormat,
                "Must be visible ASCII characters.",
            )),
        }
    }
}

/// How long an answer may wait; none when the header does not say so.
#[derive(Debug)]
pub struct Prefer(pub Option<Duration>);

impl Prefer {
    /// The longest wait.
    const MOST: Duration = Duration::from_secs(10);

    /// Reads the preferences; what is malformed is ignored.
    fn parse(text: &str) -> Self {
        let wait = text.split([',', ';']).find_map(|preference| {
            let (name, value) = preference.split_once('=')?;
            let digits = value.trim().trim_matches('"');
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            // Too many digits for a number are more than the longest wait.
            let wait = || digits.parse().map_or(Self::MOST, Duration::from_secs);
            (is_number && name.trim().eq_ignore_ascii_case("wait")).then(wait)
        });
        Self(
            wait.map(|wait| wait.min(Self::MOST))
                .filter(|wait| !wait.is_zero()),
        )
    }
}

/// The versions of which one must be the present one; none: any will do.
#[derive(Debug)]
pub struct IfMatch(pub Option<Vec<i32>>);

impl IfMatch {
    /// Reads entity tags. What is no tag of ours, weak ones too, matches nothing.
    fn parse(text: &str) -> Self {
        if text.trim() == "*" {
            return Self(None);
        }
        let version = |tag: &str| {
            tag.trim()
                .strip_prefix('"')?
                .strip_suffix('"')?
                .parse()
                .ok()
        };
        Self(Some(text.split(',').filter_map(version).collect()))
    }
}

/// Gives a parameter type its schema in the OpenAPI document.
macro_rules! schema {
    ($($type:ty => $schema:expr),* $(,)?) => {$(
        impl Type for $type {
            const IS_REQUIRED: bool = false;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn schema_ref() -> MetaSchemaRef {
                MetaSchemaRef::Inline(Box::new($schema))
            }

            fn register(registry: &mut Registry) {
                Status::register(registry);
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }

            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(self.as_raw_value().into_iter())
            }
        }
    )*};
}

schema! {
    Statuses => {
        let mut schema = MetaSchema::new("array");
        schema.items = Some(Box::new(Status::schema_ref()));
        schema
    },
    Limit => {
        let mut schema = MetaSchema::new_with_format("integer", "int32");
        schema.minimum = Some(1.0);
        schema.maximum = Some(100.0);
        schema.default = Some(20.into());
        schema
    },
    EventTypes => {
        let mut kind = MetaSchema::new("string");
        kind.enum_items = EventType::ALL.iter().map(|kind| kind.label().into()).collect();
        let mut schema = MetaSchema::new("array");
        schema.items = Some(Box::new(MetaSchemaRef::Inline(Box::new(kind))));
        schema
    },
    PaymentParam => MetaSchema::new_with_format("string", "uuid"),
    SequenceCursor => {
        let mut schema = MetaSchema::new("string");
        schema.pattern = Some("^[0-9]{1,18}$".to_owned());
        schema.example = Some("42".into());
        schema
    },
    Cursor => {
        let mut schema = MetaSchema::new("string");
        schema.min_length = Some(1);
        schema.pattern = Some("^[A-Za-z0-9_-]+$".to_owned());
        schema
    },
    IdempotencyKey => {
        let mut schema = MetaSchema::new("string");
        schema.min_length = Some(1);
        schema.max_length = Some(255);
        schema.pattern = Some("^[!-~]+$".to_owned());
        schema.example = Some("8e03978e-40d5-43dd-bc93-6894a57f9324".into());
        schema
    },
    Prefer => {
        let mut schema = MetaSchema::new("string");
        schema.example = Some("wait=5".into());
        schema
    },
    IfMatch => {
        let mut schema = MetaSchema::new("string");
        schema.example = Some("\"3\"".into());
        schema
    },
}

#[cfg(test)]
mod tests;
