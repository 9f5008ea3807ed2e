//! The operations as the templates show them: by tag, each with its parameters, fields, answers,
//! refusals and an example.

mod curl;
mod parts;

use serde::Serialize;
use serde_json::Value;

use super::fields::{Field, Reader, members, reference, text};
use parts::{Answer, Refused, answer, parameters, refusals};

/// How poem-openapi names the list of a thing.
const LIST: &str = "List_";

/// All that the page shows of the document.
#[derive(Serialize)]
pub(super) struct Reference {
    title: String,
    version: String,
    summary: String,
    sections: Vec<Section>,
}

/// A tag with its objects and operations.
#[derive(Serialize)]
struct Section {
    anchor: String,
    name: String,
    description: String,
    objects: Vec<Object>,
    operations: Vec<Operation>,
}

/// A thing that several answers show.
#[derive(Serialize)]
struct Object {
    name: String,
    description: String,
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    description: String,
    /// What it is asked with: no credential, any, or only a session token.
    credential: &'static str,
    parameters: Vec<Field>,
    body: Vec<Field>,
    answers: Vec<Answer>,
    refusals: Vec<Refused>,
    curl: String,
    example_status: String,
    example: Option<String>,
}

/// What the page shows of this document.
pub(super) fn of(document: &Value) -> Reference {
    let info = document.get("info").unwrap_or(&Value::Null);
    let reader = Reader {
        document,
        objects: objects(document),
    };
    let tags = document.get("tags").and_then(Value::as_array);
    Reference {
        title: text(info, "title").to_owned(),
        version: text(info, "version").to_owned(),
        summary: text(info, "summary").to_owned(),
        sections: tags
            .into_iter()
            .flatten()
            .map(|tag| section(&reader, tag))
            .collect(),
    }
}

/// The operations of the document: path, method, operation.
fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    members(document.get("paths")).flat_map(|(path, methods)| {
        members(Some(methods))
            .map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
    })
}

/// What several answers show or a list consists of, in the order of first use.
fn objects(document: &Value) -> Vec<String> {
    let answers = operations(document).flat_map(|(_, _, operation)| answers(operation));
    let shown: Vec<_> = answers
        .filter_map(|(_, a)| reference(schema_of(a)?))
        .collect();
    let mut names = Vec::new();
    for name in shown.iter().map(|name| name.trim_start_matches(LIST)) {
        let several = shown.iter().filter(|other| *other == name).count() > 1;
        let listed = shown
            .iter()
            .any(|other| other.strip_prefix(LIST) == Some(name));
        if (several || listed) && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn answers(operation: &Value) -> impl Iterator<Item = (&String, &Value)> {
    members(operation.get("responses")).filter(|(status, _)| status.starts_with('2'))
}

fn schema_of(body: &Value) -> Option<&Value> {
    body.pointer("/content/application~1json/schema")
}

fn example_of(body: &Value) -> Option<&Value> {
    members(body.get("content")).find_map(|(_, media)| media.get("example"))
}

/// An example as it is seen: JSON indented, text as it is.
fn as_seen(example: &Value) -> Option<String> {
    match example {
        Value::String(text) => Some(text.clone()),
        example => serde_json::to_string_pretty(example).ok(),
    }
}

fn section(reader: &Reader<'_>, tag: &Value) -> Section {
    let name = text(tag, "name");
    let tagged =
        |operation: &&Value| operation.pointer("/tags/0").and_then(Value::as_str) == Some(name);
    let here: Vec<_> = operations(reader.document)
        .filter(|(_, _, o)| tagged(o))
        .collect();
    let shown = |object: &&String| {
        here.iter().any(|(_, _, operation)| {
            let mut schemas = answers(operation).filter_map(|(_, a)| reference(schema_of(a)?));
            schemas.any(|schema| schema.trim_start_matches(LIST) == object.as_str())
        })
    };
    Section {
        anchor: name.to_lowercase().replace(' ', "-"),
        name: name.to_owned(),
        description: text(tag, "description").to_owned(),
        objects: reader
            .objects
            .iter()
            .filter(shown)
            .map(|name| object(reader, name))
            .collect(),
        operations: here
            .into_iter()
            .map(|(path, method, o)| operation(reader, path, method, o))
            .collect(),
    }
}

fn object(reader: &Reader<'_>, name: &str) -> Object {
    let schema = reader
        .document
        .pointer(&format!("/components/schemas/{name}"));
    let schema = schema.unwrap_or(&Value::Null);
    Object {
        name: name.to_owned(),
        description: text(schema, "description").to_owned(),
        fields: reader.fields(schema, ""),
    }
}

fn operation(reader: &Reader<'_>, path: &str, method: &str, operation: &Value) -> Operation {
    let body = operation.get("requestBody").unwrap_or(&Value::Null);
    let asked = schema_of(body).map(|schema| reader.fields(reader.resolve(schema), ""));
    let shown = answers(operation).find_map(|(status, answer)| Some((status, example_of(answer)?)));
    let refusals = refusals(operation);
    let has = |code: &str| {
        refusals
            .iter()
            .any(|r| r.codes.iter().any(|known| known == code))
    };
    let credential = match operation.get("security").and_then(Value::as_array) {
        Some(security) if security.is_empty() => "none",
        _ if has("forbidden") => "session",
        _ => "any",
    };
    let method = method.to_uppercase();
    Operation {
        id: text(operation, "operationId").to_owned(),
        summary: text(operation, "summary").to_owned(),
        description: text(operation, "description").to_owned(),
        credential,
        parameters: parameters(reader, operation),
        body: asked.unwrap_or_default(),
        answers: answers(operation)
            .map(|(status, a)| answer(reader, status, a))
            .collect(),
        refusals,
        curl: curl::command(&method, path, operation, credential, example_of(body)),
        example_status: shown.map(|(status, _)| status.clone()).unwrap_or_default(),
        example: shown.and_then(|(_, example)| as_seen(example)),
        method,
        path: path.to_owned(),
    }
}
