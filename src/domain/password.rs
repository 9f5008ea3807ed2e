//! A password on its way to the hash; it is never printed and never kept.

use poem_openapi::registry::MetaSchema;
use serde_json::Value;

use super::field::{FieldCode, FromField, Invalid, text};
use super::text::{documented, refuse_control_characters};

/// A password as it was typed, of any length up to what a body may hold.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct Password(String);

impl Password {
    /// What the rules for new passwords are checked on.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Password {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl FromField for Password {
    fn from_field(value: &Value) -> Result<Self, Invalid> {
        text(value).map(Self::from)
    }
}

/// The rules for a new password, but for the list of common ones.
///
/// # Errors
/// `too_short` under 12 characters, `too_long` over 256, `invalid_format` for control characters,
/// which no keyboard gives again.
pub fn check_new(password: &Password) -> Result<(), Invalid> {
    refuse_control_characters(&password.0)?;
    match password.0.chars().count() {
        0..=11 => Err(Invalid::new(
            FieldCode::TooShort,
            "Must have at least 12 characters.",
        )),
        12..=256 => Ok(()),
        _ => Err(Invalid::new(
            FieldCode::TooLong,
            "Must have at most 256 characters.",
        )),
    }
}

documented!(Password, {
    let mut schema = MetaSchema::new_with_format("string", "password");
    schema.write_only = true;
    schema
});
