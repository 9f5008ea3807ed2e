//! What is the same for many operations and therefore not said at each: headers, parameters,
//! security, refusals, examples, links.

use serde_json::{Map, Value, json};

use super::{examples, links, refusals};

/// Schemas of things that have a version.
const VERSIONED: [&str; 4] = ["Payment", "Company", "Webhook", "CreatedWebhook"];

/// Completes every operation.
pub(super) fn operations(document: &mut Value) {
    if let Some(Value::Object(components)) = document.get_mut("components") {
        components.insert("headers".to_owned(), headers());
    }
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    for (path, operations) in paths {
        for (_, operation) in operations.as_object_mut().into_iter().flatten() {
            if let Value::Object(operation) = operation {
                complete(path, operation);
            }
        }
    }
}

fn complete(path: &str, operation: &mut Map<String, Value>) {
    let facts = Facts::of(path, operation);
    operation.entry("security").or_insert_with(|| json!([]));
    let parameters = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        if let Value::Object(parameter) = parameter {
            complete_parameter(parameter, &facts);
        }
    }
    if let Some(body) = operation.get_mut("requestBody") {
        examples::show_request(&facts.id, body);
    }
    let answers = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut);
    if let Some(answers) = answers {
        for (status, answer) in answers.iter_mut() {
            examples::show_answer(&facts.id, status, answer);
            if let Value::Object(answer) = answer {
                answer.insert("headers".to_owned(), answer_headers(status, &facts));
                let links = links::of(&facts.id);
                if !links.is_empty() {
                    answer.insert("links".to_owned(), Value::Object(links));
                }
            }
        }
        answers.extend(refusals::of(&facts));
    }
}

/// What decides what an operation knows.
pub(super) struct Facts {
    pub(super) id: String,
    pub(super) secured: bool,
    pub(super) has_body: bool,
    pub(super) has_query: bool,
    pub(super) has_cursor: bool,
    pub(super) has_id: bool,
    pub(super) has_if_match: bool,
    pub(super) has_idempotency_key: bool,
    versioned: bool,
}

impl Facts {
    fn of(path: &str, operation: &Map<String, Value>) -> Self {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        let any = |key: &str, wanted: &str| {
            let mut values = parameters.into_iter().flatten().map(|p| p.get(key));
            values.any(|value| value.and_then(Value::as_str) == Some(wanted))
        };
        let answers = operation
            .get("responses")
            .map(Value::to_string)
            .unwrap_or_default();
        let id = operation.get("operationId").and_then(Value::as_str);
        Self {
            id: id.unwrap_or_default().to_owned(),
            secured: operation.contains_key("security"),
            has_body: operation.contains_key("requestBody"),
            has_query: any("in", "query"),
            has_cursor: any("name", "after"),
            has_id: path.contains('{'),
            has_if_match: any("name", "If-Match"),
            has_idempotency_key: any("name", "Idempotency-Key"),
            versioned: VERSIONED
                .iter()
                .any(|name| answers.contains(&format!("/{name}\""))),
        }
    }

    pub(super) fn is(&self, ids: &[&str]) -> bool {
        ids.contains(&self.id.as_str())
    }
}

/// Says what a parameter is, where it is the same everywhere, and leaves out what goes without
/// saying.
fn complete_parameter(parameter: &mut Map<String, Value>, facts: &Facts) {
    parameter.shift_remove("deprecated");
    if parameter.get("in").and_then(Value::as_str) != Some("query") {
        parameter.shift_remove("explode");
    }
    let name = parameter.get("name").and_then(Value::as_str);
    let description = match name.unwrap_or_default() {
        "limit" => "How many items the page has, at most.",
        "after" => "The `next_cursor` of the page before, with the same filters.",
        "Idempotency-Key" => {
            "Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours."
        }
        "id" | "delivery_id" => {
            let schema = json!({ "type": "string", "format": "uuid", "examples": [examples::ID] });
            parameter.insert("schema".to_owned(), schema);
            "The id. One that is malformed is not found."
        }
        _ => "",
    };
    parameter
        .entry("description")
        .or_insert_with(|| json!(description));
    if facts.is(&["createPaymentBatch"]) {
        parameter.insert("required".to_owned(), json!(true));
    }
}

fn answer_headers(status: &str, facts: &Facts) -> Value {
    let mut headers = Map::from_iter([header("X-Request-Id")]);
    if facts.secured {
        headers.extend([header("RateLimit-Policy"), header("RateLimit")]);
    }
    if facts.versioned && status != "204" && !facts.has_query {
        headers.extend([header("ETag")]);
    }
    if facts.is(&["createPayment", "createCompany", "createWebhook"]) {
        headers.extend([header("Location")]);
    }
    if facts.is(&["streamEvents"]) {
        headers.extend([header("Last-Event-ID")]);
    }
    if facts.has_idempotency_key {
        headers.extend([header("Idempotency-Replayed")]);
    }
    Value::Object(headers)
}

/// A header of an answer, by name.
pub(super) fn header(name: &str) -> (String, Value) {
    let reference = format!("#/components/headers/{name}");
    (name.to_owned(), json!({ "$ref": reference }))
}

fn headers() -> Value {
    let header = |description: &str, required: bool, schema: Value| json!({ "description": description, "required": required, "schema": schema });
    let text = |example: &str| json!({ "type": "string", "examples": [example] });
    json!({
        "X-Request-Id": header("The request's id: the asker's own `X-Request-Id`, or one that was drawn.", true, text(examples::REQUEST_ID)),
        "ETag": header("The version, for `If-Match`.", true, json!({ "type": "string", "pattern": "^\"[0-9]+\"$", "examples": ["\"1\""] })),
        "Location": header("Where the new thing is.", true, text("/v1/payments/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071")),
        "Last-Event-ID": header("The sequence that the stream begins after.", true, json!({ "type": "integer", "minimum": 0, "examples": [41] })),
        "Idempotency-Replayed": header("`true` when the answer is that of an earlier request; else absent.", false, json!({ "type": "string", "enum": ["true"] })),
        "WWW-Authenticate": header("How to authenticate.", true, text("Bearer")),
        "RateLimit-Policy": header("The company's limit: a quota of `q` requests, which comes back within `w` seconds, over all servers. On every authenticated answer.", false, text("\"default\";q=400;w=2")),
        "RateLimit": header("How the company stands: `r` requests may be sent now, and the whole quota in `t` seconds. On every authenticated answer.", false, text("\"default\";r=399;t=1")),
        "Retry-After": header("Seconds to wait.", false, json!({ "type": "integer", "minimum": 1, "examples": [1] })),
    })
}
