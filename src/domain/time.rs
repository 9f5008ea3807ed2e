//! Times: RFC 3339 in UTC with `Z` and microseconds, as precise as the database keeps them.

use chrono::{DateTime, SecondsFormat, Utc};
use poem_openapi::registry::MetaSchema;
use serde_json::Value;

use super::field::{FieldCode, FromField, Invalid, text};
use super::text::documented;

/// A point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub DateTime<Utc>);

impl Timestamp {
    /// Reads an RFC 3339 time with any offset.
    ///
    /// # Errors
    /// `invalid_format` for anything else, or a year outside 1 to 9999.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        DateTime::parse_from_rfc3339(text)
            .map(|time| time.with_timezone(&Utc))
            .ok()
            .filter(|time| (1..=9999).contains(&chrono::Datelike::year(time)))
            .map(Self)
            .ok_or_else(|| {
                Invalid::new(
                    FieldCode::InvalidFormat,
                    "Must be an RFC 3339 time, such as 2026-11-23T09:30:00Z.",
                )
            })
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}

impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromField for Timestamp {
    fn from_field(value: &Value) -> Result<Self, Invalid> {
        Self::parse(text(value)?)
    }
}

documented!(Timestamp, {
    let mut schema = MetaSchema::new_with_format("string", "date-time");
    schema.example = Some("2026-11-23T09:30:00.000000Z".into());
    schema
});
