//! What webhooks receive, as the templates show it: the headers, the meaning of answers, and each
//! type of event with an example.

use serde::Serialize;
use serde_json::Value;

use super::fields::{Field, Reader, members, text};

/// The document's `webhooks`.
#[derive(Serialize, Default)]
pub(super) struct Deliveries {
    headers: Vec<Field>,
    answers: Vec<(String, String)>,
    events: Vec<Delivered>,
}

/// What is delivered of one type.
#[derive(Serialize)]
struct Delivered {
    name: String,
    summary: String,
    example: Option<String>,
}

/// What the page shows of the document's webhooks; headers and answers are the same for all.
pub(super) fn of(document: &Value) -> Deliveries {
    let reader = Reader {
        document,
        objects: Vec::new(),
    };
    let requests = members(document.get("webhooks"))
        .filter_map(|(name, methods)| Some((name, methods.get("post")?)));
    let requests: Vec<_> = requests.collect();
    let Some((_, first)) = requests.first() else {
        return Deliveries::default();
    };
    let parameters = first.get("parameters").and_then(Value::as_array);
    let header = |parameter| {
        let schema = Value::get(parameter, "schema")?;
        Some(Field {
            description: text(parameter, "description").to_owned(),
            ..reader.field(text(parameter, "name"), schema)
        })
    };
    Deliveries {
        headers: parameters
            .into_iter()
            .flatten()
            .filter_map(header)
            .collect(),
        answers: members(first.get("responses"))
            .map(|(status, answer)| (status.clone(), text(answer, "description").to_owned()))
            .collect(),
        events: requests.into_iter().map(delivered).collect(),
    }
}

fn delivered((name, request): (&String, &Value)) -> Delivered {
    let example = request.pointer("/requestBody/content/application~1json/example");
    Delivered {
        name: name.clone(),
        summary: text(request, "summary").to_owned(),
        example: example.and_then(|example| serde_json::to_string_pretty(example).ok()),
    }
}
