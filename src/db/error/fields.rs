//! The tables' rules about single fields, as the API says them.

use crate::domain::FieldCode;

/// The tables' rules about one field: constraint, field, code, what would be right.
pub(super) const FIELDS: &[(&str, &str, FieldCode, &str)] = &[
    (
        "company_name_length",
        "name",
        FieldCode::TooLong,
        "Must have 1 to 200 characters.",
    ),
    (
        "company_name_clean",
        "name",
        FieldCode::InvalidFormat,
        "Must not hold control characters.",
    ),
    (
        "company_email_valid",
        "email",
        FieldCode::InvalidFormat,
        "Must be an e-mail address.",
    ),
    (
        "company_bsb_valid",
        "bsb",
        FieldCode::InvalidFormat,
        "Must be six digits, such as 062-000.",
    ),
    (
        "company_account_number_valid",
        "account_number",
        FieldCode::InvalidFormat,
        "Must be 5 to 9 digits, not all zeros.",
    ),
    (
        "api_key_name_length",
        "name",
        FieldCode::TooLong,
        "Must have 1 to 100 characters.",
    ),
    (
        "api_key_name_clean",
        "name",
        FieldCode::InvalidFormat,
        "Must not hold control characters.",
    ),
    (
        "api_key_expires_after_start",
        "expires_at",
        FieldCode::OutOfRange,
        "Must be in the future.",
    ),
    (
        "payment_amount_in_range",
        "amount_cents",
        FieldCode::OutOfRange,
        "Must be 1 to 9999999999 cents.",
    ),
    (
        "payment_account_name_length",
        "account_name",
        FieldCode::TooLong,
        "Must have 1 to 100 characters.",
    ),
    (
        "payment_account_name_clean",
        "account_name",
        FieldCode::InvalidFormat,
        "Must not hold control characters.",
    ),
    (
        "payment_bsb_valid",
        "bsb",
        FieldCode::InvalidFormat,
        "Must be six digits, such as 062-000.",
    ),
    (
        "payment_account_number_valid",
        "account_number",
        FieldCode::InvalidFormat,
        "Must be 5 to 9 digits, not all zeros.",
    ),
    (
        "payment_reference_valid",
        "reference",
        FieldCode::InvalidFormat,
        "Must be 1 to 18 printable ASCII, no leading blank, zero or hyphen.",
    ),
    (
        "payment_description_length",
        "description",
        FieldCode::TooLong,
        "Must have at most 500 characters.",
    ),
    (
        "payment_description_clean",
        "description",
        FieldCode::InvalidFormat,
        "Must not hold control characters.",
    ),
    (
        "payment_metadata_valid",
        "metadata",
        FieldCode::TooLong,
        "Must be at most 20 string keys to strings.",
    ),
    (
        "webhook_url_valid",
        "url",
        FieldCode::InvalidFormat,
        "Must be an address such as https://acme.example/webhooks.",
    ),
    (
        "webhook_event_types_known",
        "event_types",
        FieldCode::NotAllowed,
        "Must be *, payment.*, webhook.* or types of events.",
    ),
    (
        "webhook_fields_length",
        "fields",
        FieldCode::TooLong,
        "Must have 1 to 30 items.",
    ),
    (
        "webhook_description_length",
        "description",
        FieldCode::TooLong,
        "Must have 1 to 500 characters.",
    ),
    (
        "webhook_description_clean",
        "description",
        FieldCode::InvalidFormat,
        "Must not hold control characters.",
    ),
];
