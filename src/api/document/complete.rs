//! What is the same for many operations and therefore not said at each: refusals, headers, security.

use serde_json::{Map, Value, json};

/// Completes every operation.
pub(super) fn operations(document: &mut Value) {
    document["components"]["schemas"]["Problem"] = problem_schema(document);
    document["components"]["headers"] = headers();
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    for (path, operations) in paths {
        for (method, operation) in operations.as_object_mut().into_iter().flatten() {
            complete(path, method, operation);
        }
    }
}

fn complete(path: &str, method: &str, operation: &mut Value) {
    let facts = Facts::of(path, method, operation);
    if !facts.secured {
        operation["security"] = json!([]);
    }
    let Some(answers) = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for (status, answer) in answers.iter_mut() {
        add_headers(status, answer, &facts);
    }
    for &(status, applies, what) in REFUSALS {
        if applies(&facts) {
            answers.insert(status.to_owned(), refusal(status, what));
        }
    }
}

/// What decides which refusals an operation knows.
struct Facts {
    id: String,
    secured: bool,
    has_body: bool,
    has_query: bool,
    has_cursor: bool,
    has_id: bool,
    has_if_match: bool,
    has_idempotency_key: bool,
    versioned: bool,
}

impl Facts {
    fn of(path: &str, _method: &str, operation: &Value) -> Self {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        let named = |name: &str| {
            parameters.into_iter().flatten().any(|p| {
                p["name"]
                    .as_str()
                    .is_some_and(|known| known.eq_ignore_ascii_case(name))
            })
        };
        let text = operation["responses"].to_string();
        Self {
            id: operation["operationId"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            secured: operation.get("security").is_some(),
            has_body: operation.get("requestBody").is_some(),
            has_query: parameters.into_iter().flatten().any(|p| p["in"] == "query"),
            has_cursor: named("after"),
            has_id: path.contains('{'),
            has_if_match: named("If-Match"),
            has_idempotency_key: named("Idempotency-Key"),
            versioned: text.contains("/Payment\"") || text.contains("/Company\""),
        }
    }

    fn is(&self, ids: &[&str]) -> bool {
        ids.contains(&self.id.as_str())
    }
}

/// A status, the operations that know it, and what it says there.
type Refused = (&'static str, fn(&Facts) -> bool, &'static str);

const REFUSALS: &[Refused] = &[
    (
        "400",
        |f| f.has_body || f.has_cursor,
        "`malformed`: the body is not JSON. `invalid_cursor`: the cursor is damaged or of another list.",
    ),
    (
        "401",
        |f| f.secured || f.is(&["createToken"]),
        "`unauthenticated`: the credential is missing, wrong, expired or revoked.",
    ),
    (
        "403",
        |f| f.secured || f.is(&["createToken"]),
        "`company_suspended`, or `forbidden`: an API key may not do this.",
    ),
    (
        "404",
        |f| f.has_id,
        "`not_found`: unknown, or another company's.",
    ),
    (
        "409",
        |f| f.is(&["createCompany"]),
        "`email_taken`: a company has signed up with this e-mail.",
    ),
    (
        "409",
        |f| f.has_idempotency_key,
        "`idempotency_in_progress`: the first request with this key is still running.",
    ),
    (
        "409",
        |f| f.is(&["changePayment", "deletePayment"]),
        "`invalid_state`: the payment was handed over or has ended.",
    ),
    (
        "409",
        |f| f.is(&["processPayment"]),
        "`invalid_state`: the payment has left `created`. `idempotency_in_progress`: the first request with this key is still running.",
    ),
    (
        "412",
        |f| f.has_if_match,
        "`version_mismatch`: it has changed since that version.",
    ),
    ("413", |f| f.has_body, "`body_too_large`: over 256 KiB."),
    (
        "415",
        |f| f.has_body,
        "`unsupported_media_type`: not `application/json`.",
    ),
    (
        "422",
        |f| f.has_body || f.has_query || f.has_idempotency_key,
        "`validation_failed` with everything that is wrong, or `idempotency_key_reused`.",
    ),
    (
        "429",
        |_| true,
        "`rate_limited`: wait as `Retry-After` says.",
    ),
    ("500", |_| true, "`internal`: our mistake."),
    (
        "503",
        |_| true,
        "`overloaded`: busy, or the database is away; try again as `Retry-After` says.",
    ),
];

fn refusal(status: &str, what: &str) -> Value {
    let mut headers = Map::from_iter([header("X-Request-Id")]);
    match status {
        "401" => headers.extend([header("WWW-Authenticate")]),
        "429" | "503" => headers.extend([header("Retry-After")]),
        _ => {}
    }
    json!({
        "description": what,
        "headers": headers,
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
    })
}

fn add_headers(status: &str, answer: &mut Value, facts: &Facts) {
    let mut headers = Map::from_iter([header("X-Request-Id")]);
    if facts.versioned && status != "204" {
        headers.extend([header("ETag")]);
    }
    if status == "201" && facts.is(&["createPayment", "createCompany"]) {
        headers.extend([header("Location")]);
    }
    if facts.has_idempotency_key {
        headers.extend([header("Idempotency-Replayed")]);
    }
    answer["headers"] = Value::Object(headers);
}

fn header(name: &str) -> (String, Value) {
    (
        name.to_owned(),
        json!({ "$ref": format!("#/components/headers/{name}") }),
    )
}

fn headers() -> Value {
    let text = |description: &str, example: &str| json!({ "description": description, "schema": { "type": "string", "examples": [example] } });
    json!({
        "X-Request-Id": text("The request's id: the asker's own, or one that was drawn.", "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071"),
        "ETag": text("The version, for `If-Match`.", "\"1\""),
        "Location": text("Where the new thing is.", "/v1/payments/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071"),
        "Idempotency-Replayed": text("`true` when the answer is that of an earlier request.", "true"),
        "WWW-Authenticate": text("How to authenticate.", "Bearer"),
        "Retry-After": { "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 1, "examples": [1] } },
    })
}

/// The problem's schema, with an example.
fn problem_schema(document: &Value) -> Value {
    let mut schema = document
        .pointer("/components/schemas/Problem")
        .cloned()
        .unwrap_or_default();
    schema["examples"] = json!([{
        "type": "/docs#error-validation_failed",
        "title": "Some values are wrong",
        "status": 422,
        "detail": "Must be 1 to 9999999999 cents.",
        "code": "validation_failed",
        "request_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
        "errors": [{ "pointer": "/amount_cents", "code": "out_of_range", "message": "Must be 1 to 9999999999 cents." }],
    }]);
    schema
}
