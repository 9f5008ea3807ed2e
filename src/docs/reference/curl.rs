//! An operation as a curl command.

use serde_json::Value;

/// The command that asks for this operation, with the example as its body.
pub(super) fn command(
    method: &str,
    path: &str,
    operation: &Value,
    credential: &str,
    body: Option<&Value>,
) -> String {
    let path = path
        .replace("{id}", "$ID")
        .replace("{delivery_id}", "$DELIVERY_ID");
    let mut parts = match method {
        // Shows every line as it comes.
        "GET" if path.ends_with("/stream") => vec![format!("curl -N \"$REMIT_URL{path}\"")],
        "GET" => vec![format!("curl \"$REMIT_URL{path}\"")],
        _ => vec![format!("curl -X {method} \"$REMIT_URL{path}\"")],
    };
    match credential {
        "none" => {}
        "session" => parts.push("-H \"Authorization: Bearer $REMIT_TOKEN\"".to_owned()),
        _ => parts.push("-H \"Authorization: Bearer $REMIT_KEY\"".to_owned()),
    }
    if has_parameter(operation, "Idempotency-Key") {
        parts.push("-H \"Idempotency-Key: $(uuidgen)\"".to_owned());
    }
    if has_parameter(operation, "If-Match") {
        parts.push("-H 'If-Match: \"1\"'".to_owned());
    }
    if let Some(json) = body.and_then(|body| serde_json::to_string_pretty(body).ok()) {
        parts.push("-H 'Content-Type: application/json'".to_owned());
        let json = json.replace('\'', "'\\''").replace('\n', "\n  ");
        parts.push(format!("-d '{json}'"));
    }
    parts.join(" \\\n  ")
}

fn has_parameter(operation: &Value, name: &str) -> bool {
    let parameters = operation.get("parameters").and_then(Value::as_array);
    let mut names = parameters
        .into_iter()
        .flatten()
        .filter_map(|p| p.get("name"));
    names.any(|known| known.as_str() == Some(name))
}
