//! What poem-openapi says wrongly: it writes OpenAPI 3.0, calls an `Option` that is always sent
//! "not required", and does not say that it may be null.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// In answers every field is always there; those that poem-openapi calls optional may be null.
/// Problems are the exception: their extra fields are left out.
pub(super) fn require_what_is_always_there(document: &mut Value) {
    let answered = schemas_of(document, "responses");
    let Some(schemas) = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for (name, schema) in schemas {
        if answered.contains(name) && !leaves_out_what_is_absent(name) {
            require_all(schema);
        }
    }
}

/// Schemas whose absent fields are left out instead of being null.
fn leaves_out_what_is_absent(name: &str) -> bool {
    matches!(name, "Problem" | "FieldError" | "BatchResult")
}

fn require_all(schema: &mut Value) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object).cloned() else {
        return;
    };
    let required: BTreeSet<String> = strings(schema.get("required")).collect();
    for name in properties.keys().filter(|name| !required.contains(*name)) {
        if let Some(property) = schema.pointer_mut(&format!("/properties/{name}")) {
            *property = nullable(property.take());
        }
    }
    if let Value::Object(schema) = schema {
        let names: Vec<_> = properties.keys().collect();
        schema.insert("required".to_owned(), json!(names));
    }
}

fn nullable(mut schema: Value) -> Value {
    if schema.get("$ref").is_some() || schema.get("allOf").is_some() {
        let description = schema
            .as_object_mut()
            .and_then(|s| s.shift_remove("description"));
        let mut either = json!({ "anyOf": [schema, { "type": "null" }] });
        if let (Some(description), Value::Object(either)) = (description, &mut either) {
            either.insert("description".to_owned(), description);
        }
        return either;
    }
    if let Value::Object(schema) = &mut schema {
        schema.insert("nullable".to_owned(), json!(true));
    }
    schema
}

/// The names of schemas that this part of the operations (`responses`, `requestBody`) shows,
/// directly or within others.
pub(super) fn schemas_of(document: &Value, part: &str) -> BTreeSet<String> {
    let paths = document.get("paths").and_then(Value::as_object);
    let operations = paths
        .into_iter()
        .flatten()
        .flat_map(|(_, operations)| operations.as_object().into_iter().flatten());
    let mut open: Vec<String> = operations
        .flat_map(|(_, operation)| references(operation.get(part).unwrap_or(&Value::Null)))
        .collect();
    let mut found = BTreeSet::new();
    while let Some(name) = open.pop() {
        if found.insert(name.clone()) {
            let schema = document.pointer(&format!("/components/schemas/{name}"));
            open.extend(references(schema.unwrap_or(&Value::Null)));
        }
    }
    found
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(key, value)| match (key.as_str(), value) {
                ("$ref", Value::String(path)) => path
                    .rsplit('/')
                    .next()
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
                _ => references(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

fn strings(value: Option<&Value>) -> impl Iterator<Item = String> + '_ {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
}

/// Says in the words of OpenAPI 3.1 what was said in those of 3.0: `nullable` is a type,
/// `example` a list, an `allOf` of one with its description a plain reference.
pub(super) fn write_as_3_1(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(write_as_3_1);
            rewrite(members);
        }
        Value::Array(items) => items.iter_mut().for_each(write_as_3_1),
        Value::Number(number) => {
            // poem-openapi writes bounds as floats.
            let text = number.to_string();
            if let Some(Ok(whole)) = text.strip_suffix(".0").map(str::parse::<i64>) {
                *value = json!(whole);
            }
        }
        _ => {}
    }
}

fn rewrite(members: &mut Map<String, Value>) {
    if let Some(Value::String(description)) = members.get_mut("description") {
        *description = unwrapped(description);
    }
    if members.get("nullable") == Some(&json!(true)) {
        members.shift_remove("nullable");
        make_nullable(members);
    }
    let is_schema = members.contains_key("type") || members.contains_key("allOf");
    if is_schema && let Some(example) = members.shift_remove("example") {
        members.insert("examples".to_owned(), json!([example]));
    }
    if members
        .get("format")
        .and_then(Value::as_str)
        .is_some_and(|f| f.starts_with("uint"))
    {
        members.insert("format".to_owned(), json!("int32"));
        members.entry("minimum").or_insert(json!(0));
    }
    merge_single_reference(members);
}

fn make_nullable(members: &mut Map<String, Value>) {
    match members.get("type").cloned() {
        Some(kind @ Value::String(_)) => {
            members.insert("type".to_owned(), json!([kind, "null"]));
        }
        _ => {
            let description = members.shift_remove("description");
            let schema = Value::Object(std::mem::take(members));
            members.insert("anyOf".to_owned(), json!([schema, { "type": "null" }]));
            members.extend(description.map(|d| ("description".to_owned(), d)));
        }
    }
}

/// `allOf: [reference, {description}]` is a reference beside its description.
fn merge_single_reference(members: &mut Map<String, Value>) {
    let Some(Value::Array(parts)) = members.get("allOf") else {
        return;
    };
    let reference = match parts.as_slice() {
        [reference, _] | [reference] if reference.get("$ref").is_some() => reference.clone(),
        _ => return,
    };
    members.shift_remove("allOf");
    if let Value::Object(reference) = reference {
        members.extend(reference);
    }
}

/// A text whose paragraphs are one line each.
fn unwrapped(text: &str) -> String {
    let paragraphs = text.split("\n\n");
    let lines = paragraphs.map(|paragraph| paragraph.lines().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n\n")
}
