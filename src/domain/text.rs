//! Texts that people type: trimmed, without control characters, of a bounded length.

use super::field::{FieldCode, Invalid};

/// A trimmed text of `min` to `max` characters without control characters.
///
/// # Errors
/// `too_short`, `too_long`, or `invalid_format` for control characters.
fn bounded(raw: &str, min: usize, max: usize) -> Result<String, Invalid> {
    let text = raw.trim();
    let length = text.chars().count();
    if length < min {
        return Err(Invalid::new(FieldCode::TooShort, "Must not be empty."));
    }
    if length > max {
        return Err(Invalid::new(
            FieldCode::TooLong,
            format!("Must have at most {max} characters."),
        ));
    }
    refuse_control_characters(text)?;
    Ok(text.to_owned())
}

/// # Errors
/// `invalid_format` when the text holds a control character.
pub(super) fn refuse_control_characters(text: &str) -> Result<(), Invalid> {
    if text.chars().any(char::is_control) {
        return Err(Invalid::new(
            FieldCode::InvalidFormat,
            "Must not hold control characters.",
        ));
    }
    Ok(())
}

/// Declares a text type with its parser, its JSON and its schema.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $parse:expr, $schema:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
        pub struct $name(String);

        impl $name {
            /// Reads the text as people type it.
            ///
            /// # Errors
            /// `Invalid` says which rule of the type the text breaks.
            pub fn parse(raw: &str) -> Result<Self, $crate::domain::Invalid> {
                let parse: fn(&str) -> Result<String, $crate::domain::Invalid> = $parse;
                parse(raw).map(Self)
            }

            /// The text in the form in which it is kept.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// A text that the database has already checked.
            #[allow(dead_code, reason = "not every text is read back from the database")]
            pub(crate) fn kept(text: String) -> Self {
                Self(text)
            }
        }

        impl $crate::domain::FromField for $name {
            fn from_field(value: &serde_json::Value) -> Result<Self, $crate::domain::Invalid> {
                Self::parse($crate::domain::field::text(value)?)
            }
        }

        $crate::domain::text::documented!($name, $schema);
    };
}
pub(super) use text_type;

/// Gives a type its place in the OpenAPI document and its JSON there.
macro_rules! documented {
    ($name:ident, $schema:expr) => {
        impl poem_openapi::types::Type for $name {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_ref() -> poem_openapi::registry::MetaSchemaRef {
                poem_openapi::registry::MetaSchemaRef::Inline(Box::new($schema))
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }

            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(self.as_raw_value().into_iter())
            }
        }

        impl poem_openapi::types::ParseFromJSON for $name {
            fn parse_from_json(
                value: Option<serde_json::Value>,
            ) -> poem_openapi::types::ParseResult<Self> {
                <Self as $crate::domain::FromField>::from_field(&value.unwrap_or_default())
                    .map_err(|invalid| poem_openapi::types::ParseError::custom(invalid.message))
            }
        }

        impl poem_openapi::types::ToJSON for $name {
            fn to_json(&self) -> Option<serde_json::Value> {
                serde_json::to_value(self).ok()
            }
        }
    };
}
pub(super) use documented;

/// The schema of a text with these bounds, in characters.
pub(super) fn text_schema(
    min: usize,
    max: usize,
    example: &str,
) -> poem_openapi::registry::MetaSchema {
    let mut schema = poem_openapi::registry::MetaSchema::new("string");
    schema.min_length = Some(min);
    schema.max_length = Some(max);
    schema.example = Some(example.into());
    schema
}

/// The pattern of a text without control characters.
pub const NO_CONTROL_CHARACTERS: &str = r"^[^\x00-\x1f\x7f-\x9f]*$";
/// The pattern of a text without control characters that is more than blanks.
const NOT_BLANK: &str = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$";

/// As [`text_schema`], without control characters; with a lower bound not blank either.
fn line_schema(min: usize, max: usize, example: &str) -> poem_openapi::registry::MetaSchema {
    let mut schema = text_schema(min, max, example);
    let pattern = if min == 0 {
        NO_CONTROL_CHARACTERS
    } else {
        NOT_BLANK
    };
    schema.pattern = Some(pattern.to_owned());
    schema
}

text_type!(
    /// A company's trading name, 1 to 200 characters.
    CompanyName,
    |raw| bounded(raw, 1, 200),
    line_schema(1, 200, "Acme Pty Ltd")
);

text_type!(
    /// The title of an account, 1 to 100 characters.
    AccountName,
    |raw| bounded(raw, 1, 100),
    line_schema(1, 100, "Jane Citizen")
);

text_type!(
    /// A company's own note on a payment, at most 500 characters.
    Description,
    |raw| bounded(raw, 0, 500),
    line_schema(0, 500, "Membership, November")
);

text_type!(
    /// What a company calls an API key, 1 to 100 characters.
    KeyName,
    |raw| bounded(raw, 1, 100),
    line_schema(1, 100, "Billing server")
);

text_type!(
    /// What a company says a webhook is for, 1 to 500 characters.
    WebhookDescription,
    |raw| bounded(raw, 1, 500),
    line_schema(1, 500, "Ledger, production")
);

text_type!(
    /// A lodgement reference: 1 to 18 printable ASCII characters, no leading blank, zero or hyphen.
    Reference,
    parse_reference,
    {
        let mut schema = text_schema(1, 18, "INV-1001");
        schema.pattern = Some("^[!-,./1-~][ -~]{0,17}$".to_owned());
        schema
    }
);

fn parse_reference(raw: &str) -> Result<String, Invalid> {
    let text = raw.trim_end_matches(' ');
    if text.is_empty() {
        return Err(Invalid::new(FieldCode::TooShort, "Must not be empty."));
    }
    if !text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Err(Invalid::new(
            FieldCode::InvalidFormat,
            "Must be printable ASCII.",
        ));
    }
    if text.len() > 18 {
        return Err(Invalid::new(
            FieldCode::TooLong,
            "Must have at most 18 characters.",
        ));
    }
    if text.starts_with([' ', '0', '-']) {
        return Err(Invalid::new(
            FieldCode::InvalidFormat,
            "Must not begin with a blank, a zero or a hyphen.",
        ));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_counted_in_characters_and_free_of_control_characters() {
        assert_eq!(CompanyName::parse("  Äcme ").unwrap().as_str(), "Äcme");
        assert_eq!(
            CompanyName::parse(" \t ").unwrap_err().code,
            FieldCode::TooShort
        );
        assert!(CompanyName::parse(&"é".repeat(200)).is_ok());
        assert_eq!(
            CompanyName::parse(&"é".repeat(201)).unwrap_err().code,
            FieldCode::TooLong
        );
        for bad in ["a\0b", "a\nb", "a\u{85}b", "a\u{7f}b"] {
            assert_eq!(
                CompanyName::parse(bad).unwrap_err().code,
                FieldCode::InvalidFormat
            );
        }
    }

    #[test]
    fn a_reference_fits_a_bank_statement() {
        assert_eq!(Reference::parse("INV 1-0 ").unwrap().as_str(), "INV 1-0");
        for bad in [" A", "0A", "-A", "Ä", "a\tb"] {
            assert_eq!(
                Reference::parse(bad).unwrap_err().code,
                FieldCode::InvalidFormat,
                "{bad}"
            );
        }
        assert_eq!(Reference::parse("").unwrap_err().code, FieldCode::TooShort);
        assert_eq!(
            Reference::parse(&"A".repeat(19)).unwrap_err().code,
            FieldCode::TooLong
        );
    }
}
