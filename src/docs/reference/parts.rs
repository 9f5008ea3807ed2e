//! The parts of an operation: parameters, answers with their headers, refusals.

use serde::Serialize;
use serde_json::Value;

use super::schema_of;
use crate::docs::fields::{Field, Reader, members, reference, text};

/// A success: its headers, and the object or the fields that it shows.
#[derive(Serialize)]
pub(super) struct Answer {
    status: String,
    description: String,
    headers: Vec<Field>,
    object: Option<String>,
    fields: Vec<Field>,
}

/// A status and the codes with it.
#[derive(Serialize)]
pub(super) struct Refused {
    status: String,
    pub(super) codes: Vec<String>,
}

/// What is asked besides the body.
pub(super) fn parameters(reader: &Reader<'_>, operation: &Value) -> Vec<Field> {
    let parameters = operation.get("parameters").and_then(Value::as_array);
    let field = |parameter| {
        let schema = Value::get(parameter, "schema")?;
        Some(Field {
            required: parameter.get("required") == Some(&Value::Bool(true)),
            place: Some(text(parameter, "in").to_owned()),
            description: text(parameter, "description").to_owned(),
            ..reader.field(text(parameter, "name"), schema)
        })
    };
    parameters.into_iter().flatten().filter_map(field).collect()
}

/// A success.
pub(super) fn answer(reader: &Reader<'_>, status: &str, answer: &Value) -> Answer {
    let schema = schema_of(answer);
    let name = schema.and_then(reference);
    let object = name.filter(|name| reader.objects.contains(name));
    let fields = match (schema, &object) {
        (Some(schema), None) => reader.fields(reader.resolve(schema), ""),
        _ => Vec::new(),
    };
    Answer {
        status: status.to_owned(),
        description: text(answer, "description").to_owned(),
        headers: headers(reader, answer),
        object,
        fields,
    }
}

fn headers(reader: &Reader<'_>, answer: &Value) -> Vec<Field> {
    let header = |(name, header): (&String, _)| {
        let path = Value::get(header, "$ref")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let header = reader.document.pointer(path.trim_start_matches('#'))?;
        Some(Field {
            description: text(header, "description").to_owned(),
            ..reader.field(name, header.get("schema")?)
        })
    };
    members(answer.get("headers")).filter_map(header).collect()
}

/// What it refuses with, by status.
pub(super) fn refusals(operation: &Value) -> Vec<Refused> {
    let refused =
        members(operation.get("responses")).filter(|(status, _)| !status.starts_with('2'));
    refused
        .map(|(status, answer)| {
            let examples = answer.pointer("/content/application~1problem+json/examples");
            Refused {
                status: status.clone(),
                codes: members(examples).map(|(code, _)| code.clone()).collect(),
            }
        })
        .collect()
}
