//! A company's own data on a payment.

use std::collections::BTreeMap;

use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use serde_json::Value;

use super::field::{FieldCode, FromField, Invalid, text};
use super::text::{NO_CONTROL_CHARACTERS, documented, refuse_control_characters};

const MOST_KEYS: usize = 20;
const KEY_CHARACTERS: usize = 40;
const VALUE_CHARACTERS: usize = 500;

/// At most 20 string keys (1 to 40 characters) to strings (at most 500 characters).
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Metadata(BTreeMap<String, String>);

impl Metadata {
    /// Metadata that the database has already checked.
    pub(crate) fn kept(value: Value) -> Self {
        match value {
            Value::Object(entries) => Self(
                entries
                    .into_iter()
                    .filter_map(|(key, value)| match value {
                        Value::String(text) => Some((key, text)),
                        _ => None,
                    })
                    .collect(),
            ),
            _ => Self::default(),
        }
    }
}

impl FromField for Metadata {
    fn from_field(value: &Value) -> Result<Self, Invalid> {
        let Value::Object(entries) = value else {
            return Err(Invalid::new(
                FieldCode::WrongType,
                "Must be an object of strings.",
            ));
        };
        if entries.len() > MOST_KEYS {
            return Err(Invalid::new(
                FieldCode::TooLong,
                "Must have at most 20 keys.",
            ));
        }
        entries
            .iter()
            .map(|(key, value)| Ok((read_key(key)?, read_value(value)?)))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

fn read_key(key: &str) -> Result<String, Invalid> {
    if key.is_empty() {
        return Err(Invalid::new(
            FieldCode::TooShort,
            "Keys must have at least 1 character.",
        ));
    }
    if key.chars().count() > KEY_CHARACTERS {
        return Err(Invalid::new(
            FieldCode::TooLong,
            "Keys must have at most 40 characters.",
        ));
    }
    refuse_control_characters(key)?;
    Ok(key.to_owned())
}

fn read_value(value: &Value) -> Result<String, Invalid> {
    let value =
        text(value).map_err(|_| Invalid::new(FieldCode::WrongType, "Values must be strings."))?;
    if value.chars().count() > VALUE_CHARACTERS {
        return Err(Invalid::new(
            FieldCode::TooLong,
            "Values must have at most 500 characters.",
        ));
    }
    refuse_control_characters(value)?;
    Ok(value.to_owned())
}

documented!(Metadata, {
    let mut value = MetaSchema::new("string");
    value.max_length = Some(VALUE_CHARACTERS);
    value.pattern = Some(NO_CONTROL_CHARACTERS.to_owned());
    let mut schema = MetaSchema::new("object");
    schema.max_properties = Some(MOST_KEYS);
    schema.additional_properties = Some(Box::new(MetaSchemaRef::Inline(Box::new(value))));
    schema.example = Some(serde_json::json!({"order": "1001"}));
    schema
});

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn metadata_is_a_small_map_of_strings() {
        assert!(Metadata::from_field(&json!({})).is_ok());
        let many: Value = (0..21)
            .map(|n| (n.to_string(), json!("")))
            .collect::<serde_json::Map<_, _>>()
            .into();
        for (bad, code) in [
            (json!([]), FieldCode::WrongType),
            (json!({"a": 1}), FieldCode::WrongType),
            (json!({"a": null}), FieldCode::WrongType),
            (json!({"": "b"}), FieldCode::TooShort),
            (json!({"k".repeat(41): "b"}), FieldCode::TooLong),
            (json!({"k": "v".repeat(501)}), FieldCode::TooLong),
            (json!({"k": "\u{0}"}), FieldCode::InvalidFormat),
            (many, FieldCode::TooLong),
        ] {
            assert_eq!(Metadata::from_field(&bad).unwrap_err().code, code, "{bad}");
        }
    }
}
