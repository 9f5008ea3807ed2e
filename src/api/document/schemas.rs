//! What a schema says beyond its type: the rules of requests and the stricter form of answers.

use serde_json::{Map, Value, json};

use crate::domain::{Currency, DeliveryStatus, Direction, ProcessingState, Status};

/// Makes the schemas say exactly what is accepted and what is answered.
///
/// Texts that people type are trimmed before they are checked; the schemas speak of the trimmed
/// text, so that a request with blanks around a text may be accepted although they refuse it.
pub(super) fn correct(document: &mut Value) {
    let asked = super::correct::schemas_of(document, "requestBody");
    let answered = super::correct::schemas_of(document, "responses");
    let schemas = document.pointer_mut("/components/schemas");
    let Some(schemas) = schemas.and_then(Value::as_object_mut) else {
        return;
    };
    for (name, schema) in schemas.iter_mut() {
        if asked.contains(name) && schema.get("properties").is_some() {
            merge(schema, json!({ "additionalProperties": false }));
        }
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (property, schema) in properties.into_iter().flatten() {
            match property.as_str() {
                "bsb" if answered.contains(name) => merge(schema, bsb_as_shown()),
                "metadata" => merge(schema, metadata_keys()),
                "version" => merge(schema, json!({ "minimum": 1, "examples": [1] })),
                _ => {}
            }
        }
    }
    for (name, meanings) in meanings() {
        if let Some(schema) = schemas.get_mut(name) {
            merge(schema, json!({ "x-enumDescriptions": meanings }));
        }
    }
    for (path, more) in more().into_iter().chain(super::webhooks::more()) {
        if let Some(schema) = document.pointer_mut(&format!("/components/schemas/{path}")) {
            merge(schema, more);
        }
    }
}

/// What the labels of enums mean, in the form that reference generators know.
fn meanings() -> Vec<(&'static str, Map<String, Value>)> {
    let payment = [
        ("Status", Status::MEANINGS),
        ("Direction", Direction::MEANINGS),
        ("ProcessingState", ProcessingState::MEANINGS),
        ("Currency", Currency::MEANINGS),
        ("DeliveryStatus", DeliveryStatus::MEANINGS),
    ];
    let entry = |(label, meaning): &(&str, &str)| ((*label).to_owned(), json!(meaning.trim()));
    let read = |(name, list): (_, &[_])| (name, list.iter().map(entry).collect());
    payment.into_iter().map(read).collect()
}

fn bsb_as_shown() -> Value {
    json!({ "minLength": 7, "maxLength": 7, "pattern": "^[0-9]{3}-[0-9]{3}$" })
}

fn metadata_keys() -> Value {
    json!({ "propertyNames": { "minLength": 1, "maxLength": 40, "pattern": crate::domain::NO_CONTROL_CHARACTERS } })
}

/// What the types of single fields do not say, by place.
fn more() -> Vec<(&'static str, Value)> {
    let new_password = json!({
        "minLength": 12, "maxLength": 256, "pattern": crate::domain::NO_CONTROL_CHARACTERS,
        "examples": ["a fine long passphrase"],
    });
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let account = json!(["current_password"]);
    vec![
        ("NewCompany/properties/password", new_password.clone()),
        ("PasswordChange/properties/new_password", new_password),
        (
            "PasswordChange/properties/current_password",
            json!({ "examples": ["a fine long passphrase"] }),
        ),
        (
            "CompanyChange/properties/current_password",
            json!({ "examples": ["a fine long passphrase"] }),
        ),
        (
            "CompanyChange",
            json!({ "dependentRequired": { "bsb": account, "account_number": account } }),
        ),
        (
            "NewApiKey/properties/expires_at",
            json!({ "examples": ["2030-06-30T14:00:00.000000Z"] }),
        ),
        (
            "NewToken/properties/email",
            json!({ "pattern": "^[^\\x00]*$", "examples": ["accounts@acme.example"] }),
        ),
        (
            "NewToken/properties/password",
            json!({ "examples": ["a fine long passphrase"] }),
        ),
        (
            "Token/properties/token",
            json!({ "examples": ["remits_…"] }),
        ),
        ("Token/properties/token_type", json!({ "const": "Bearer" })),
        ("ApiKey/properties/last4", last_four()),
        ("CreatedApiKey/properties/last4", last_four()),
        (
            "CreatedApiKey/properties/secret",
            json!({ "examples": ["remit_…q7xa"] }),
        ),
        (
            "Processing/properties/attempts",
            json!({ "minimum": 0, "examples": [1] }),
        ),
        (
            "Processing/properties/bank_reference",
            json!({ "examples": ["R0A1B2C3D4E5F60718"] }),
        ),
        (
            "Failure/properties/code",
            json!({ "examples": ["no_account"] }),
        ),
        (
            "Failure/properties/message",
            json!({ "examples": ["No account or incorrect account number"] }),
        ),
        (
            "Dispute/properties/code",
            json!({ "examples": ["debit_not_authorized"] }),
        ),
        (
            "Dispute/properties/message",
            json!({ "examples": ["The payer did not authorise it"] }),
        ),
        (
            "BatchResult/properties/index",
            json!({ "minimum": 0, "maximum": 499, "examples": [0] }),
        ),
        (
            "BatchResult/properties/status",
            json!({ "enum": [201, 422] }),
        ),
        (
            "Problem/properties/type",
            json!({ "format": "uri-reference", "examples": ["/docs#error-not_found"] }),
        ),
        (
            "Problem/properties/status",
            json!({ "minimum": 400, "maximum": 599, "examples": [404] }),
        ),
        ("Problem/properties/current_status", reference("Status")),
        (
            "Problem/properties/processing_state",
            reference("ProcessingState"),
        ),
        (
            "FieldError/properties/pointer",
            json!({ "format": "json-pointer", "examples": ["/amount_cents"] }),
        ),
        (
            "FieldError/properties/parameter",
            json!({ "examples": ["limit"] }),
        ),
        (
            "FieldError",
            json!({ "oneOf": [{ "required": ["pointer"] }, { "required": ["parameter"] }] }),
        ),
    ]
}

fn last_four() -> Value {
    json!({ "minLength": 4, "maxLength": 4, "examples": ["q7xa"] })
}

/// Adds members to a schema; a reference takes the place of a type.
fn merge(schema: &mut Value, more: Value) {
    let (Value::Object(schema), Value::Object(more)) = (schema, more) else {
        return;
    };
    if more.contains_key("$ref") {
        schema.shift_remove("type");
    }
    if more.contains_key("oneOf") {
        schema.shift_remove("$ref");
    }
    schema.extend(more);
    if schema.contains_key("enum") {
        schema.shift_remove("minimum");
        schema.shift_remove("format");
    }
}
