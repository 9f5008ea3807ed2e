//! How a value from outside becomes one of ours, and what is said when it cannot.

use serde_json::Value;

/// Why a field was refused: the closed list of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, poem_openapi::Enum)]
#[serde(rename_all = "snake_case")]
#[oai(rename_all = "snake_case")]
pub enum FieldCode {
    /// The field is missing.
    Required,
    /// No field has this name.
    UnknownField,
    /// The value is of another JSON type.
    WrongType,
    /// Fewer characters or digits than allowed.
    TooShort,
    /// More characters, digits or entries than allowed.
    TooLong,
    /// The number lies outside the range.
    OutOfRange,
    /// The text has another form.
    InvalidFormat,
    /// The value is well-formed but may not be given here.
    NotAllowed,
    /// The password is on a list of common ones.
    TooCommon,
}

/// A refused value: the code for programs, the sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// The code of the closed list.
    pub code: FieldCode,
    /// What is wrong and what would be right, as a sentence without the field's name.
    pub message: String,
}

impl Invalid {
    /// A refusal with this code and sentence.
    pub fn new(code: FieldCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}

/// A value that can be read from one field of a JSON body.
pub trait FromField: Sized {
    /// Reads the value, which is present and not null.
    ///
    /// # Errors
    /// `Invalid` says which rule of the type the value breaks.
    fn from_field(value: &Value) -> Result<Self, Invalid>;
}

/// The text of a field.
///
/// # Errors
/// `wrong_type` for anything but a JSON string.
pub(super) fn text(value: &Value) -> Result<&str, Invalid> {
    value
        .as_str()
        .ok_or_else(|| Invalid::new(FieldCode::WrongType, "Must be a string."))
}

impl FromField for bool {
    fn from_field(value: &Value) -> Result<Self, Invalid> {
        value
            .as_bool()
            .ok_or_else(|| Invalid::new(FieldCode::WrongType, "Must be true or false."))
    }
}
