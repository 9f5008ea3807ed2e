//! Times: RFC 3339 in UTC with `Z` and microseconds, as precise as the database keeps them.

use chrono::{DateTime, Datelike, SecondsFormat, Timelike, Utc};
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
            .filter(|time| (1..=9999).contains(&time.year()))
            .map(Self)
            .ok_or_else(|| {
                Invalid::new(
                    FieldCode::InvalidFormat,
                    "Must be an RFC 3339 time, such as 2026-11-23T09:30:00Z.",
                )
            })
    }
}

impl Timestamp {
    /// Hands the time on as it is shown. A page shows hundreds: digits are put where they belong.
    pub fn shown<T>(&self, to: impl FnOnce(&str) -> T) -> T {
        let time = &self.0;
        let (year, nanos) = (u32::try_from(time.year()), time.nanosecond());
        let (Ok(year @ ..=9999), ..=999_999_999) = (year, nanos) else {
            return to(&time.to_rfc3339_opts(SecondsFormat::Micros, true));
        };
        let [c, y] = [year / 100, year % 100].map(pair);
        let [month, day] = [time.month(), time.day()].map(pair);
        let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(pair);
        let [n1, n2, n3] = [
            nanos / 10_000_000,
            nanos / 100_000 % 100,
            nanos / 1000 % 100,
        ]
        .map(pair);
        let text = [
            c[0], c[1], y[0], y[1], b'-', month[0], month[1], b'-', day[0], day[1], b'T', hour[0],
            hour[1], b':', minute[0], minute[1], b':', second[0], second[1], b'.', n1[0], n1[1],
            n2[0], n2[1], n3[0], n3[1], b'Z',
        ];
        to(std::str::from_utf8(&text).unwrap_or_default())
    }
}

/// The two digits of a number below 100.
fn pair(number: u32) -> [u8; 2] {
    [number / 10, number].map(|number| b'0' + u8::try_from(number % 10).unwrap_or_default())
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.shown(|text| f.write_str(text))
    }
}

impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.shown(|text| serializer.serialize_str(text))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_shown_as_rfc_3339_says() {
        let moments = [
            (0, 0),
            (1_795_426_199, 999_999_999),
            (951_782_400, 1_000),
            (-62_135_596_800, 0),
            (253_402_300_799, 120_345_000),
            (1_483_228_799, 1_500_000_000),
            (253_402_300_800, 0),
            (-99_999_999_999, 7_000),
        ];
        for (seconds, nanos) in moments {
            let time = DateTime::from_timestamp(seconds, nanos).unwrap();
            let usual = time.to_rfc3339_opts(SecondsFormat::Micros, true);
            assert_eq!(Timestamp(time).to_string(), usual);
        }
    }
}
