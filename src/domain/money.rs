//! Money: integer cents of Australian dollars.

use poem_openapi::registry::MetaSchema;
use serde_json::Value;

use super::field::{FieldCode, FromField, Invalid};
use super::text::documented;

/// An amount of a payment: 1 to 9 999 999 999 cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Cents(i64);

impl Cents {
    /// The smallest and the largest amount of a payment.
    pub const RANGE: std::ops::RangeInclusive<i64> = 1..=9_999_999_999;

    /// An amount in cents.
    ///
    /// # Errors
    /// `out_of_range` outside [`Cents::RANGE`].
    pub fn new(cents: i64) -> Result<Self, Invalid> {
        if Self::RANGE.contains(&cents) {
            Ok(Self(cents))
        } else {
            Err(Self::out_of_range())
        }
    }

    /// The number of cents.
    pub fn get(self) -> i64 {
        self.0
    }

    /// An amount that the database has already checked.
    pub(crate) fn kept(cents: i64) -> Self {
        Self(cents)
    }

    fn out_of_range() -> Invalid {
        Invalid::new(FieldCode::OutOfRange, "Must be 1 to 9999999999 cents.")
    }
}

impl FromField for Cents {
    fn from_field(value: &Value) -> Result<Self, Invalid> {
        match value {
            Value::Number(number) => match number.as_i64() {
                Some(cents) => Self::new(cents),
                // An integer too large for 64 bits arrives as a float without a fraction.
                None if number
                    .as_f64()
                    .is_some_and(|n| n.fract() == 0.0 && n.abs() >= 1e18) =>
                {
                    Err(Self::out_of_range())
                }
                None => Err(Invalid::new(
                    FieldCode::WrongType,
                    "Must be a whole number of cents.",
                )),
            },
            _ => Err(Invalid::new(
                FieldCode::WrongType,
                "Must be a whole number of cents.",
            )),
        }
    }
}

documented!(Cents, {
    let mut schema = MetaSchema::new_with_format("integer", "int64");
    schema.minimum = Some(1.0);
    schema.maximum = Some(9_999_999_999.0);
    schema.example = Some(12550.into());
    schema
});

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn money_is_whole_cents_within_ten_digits() {
        assert_eq!(
            Cents::from_field(&json!(9_999_999_999_i64)).unwrap().get(),
            9_999_999_999
        );
        for (bad, code) in [
            (json!(0), FieldCode::OutOfRange),
            (json!(-1), FieldCode::OutOfRange),
            (json!(10_000_000_000_i64), FieldCode::OutOfRange),
            (json!(u64::MAX), FieldCode::OutOfRange),
            (json!(1.5), FieldCode::WrongType),
            (json!(1.0), FieldCode::WrongType),
            (json!("100"), FieldCode::WrongType),
            (json!(true), FieldCode::WrongType),
        ] {
            assert_eq!(Cents::from_field(&bad).unwrap_err().code, code, "{bad}");
        }
    }
}
