//! A payment's history as people read it: what happened, who did it, what changed.

use serde::Serialize;
use serde_json::Value;

use crate::pages::words::dollars;

/// One event.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    /// What happened.
    what: String,
    /// Who did it.
    who: &'static str,
    /// When.
    at: String,
    /// What differs.
    changes: Vec<Change>,
    /// The tag that shows it.
    tone: &'static str,
}

/// One field that differs.
#[derive(Debug, Serialize)]
struct Change {
    field: &'static str,
    old: String,
    new: String,
}

/// The fields that are shown, and what they are called.
const FIELDS: &[(&str, &str)] = &[
    ("amount_cents", "Amount"),
    ("account_name", "Account name"),
    ("bsb", "BSB"),
    ("account_number", "Account number"),
    ("reference", "Reference"),
    ("description", "Description"),
];

/// The events, newest first, from their bytes, oldest first.
pub(super) fn of(bodies: &[String]) -> Vec<Entry> {
    let events = bodies.iter().rev();
    events
        .filter_map(|body| serde_json::from_str(body).ok())
        .map(|event: Value| entry(&event))
        .collect()
}

fn entry(event: &Value) -> Entry {
    let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str);
    let kind = text("/type").unwrap_or_default();
    let changes = FIELDS.iter().filter_map(|(field, label)| {
        let old = event.pointer(&format!("/previous/{field}"))?;
        let new = event.pointer(&format!("/data/{field}"));
        Some(Change {
            field: label,
            old: show(field, old),
            new: show(field, new.unwrap_or(&Value::Null)),
        })
    });
    let (what, tone) = what(kind, text("/data/processing/state").unwrap_or_default());
    Entry {
        what: match kind {
            "payment.failed" => reason(what, text("/data/failure/code")),
            "payment.disputed" => reason(what, text("/data/dispute/code")),
            _ => what.to_owned(),
        },
        who: who(text("/actor/kind").unwrap_or_default()),
        at: text("/timestamp").unwrap_or_default().to_owned(),
        changes: changes.collect(),
        tone,
    }
}

fn what(kind: &str, processing: &str) -> (&'static str, &'static str) {
    match (kind, processing) {
        ("payment.created", _) => ("Created", "created"),
        ("payment.processing", _) => ("Handed to processing", "created"),
        ("payment.successful", _) => ("Successful", "successful"),
        ("payment.failed", _) => ("Failed", "failed"),
        ("payment.disputed", _) => ("Disputed", "disputed"),
        ("payment.deleted", _) => ("Deleted", "failed"),
        (_, "submitted") => ("With the bank", "created"),
        (_, "unknown") => ("The bank's answer was lost; asking again", "disputed"),
        _ => ("Changed", "created"),
    }
}

/// With why, as the bank's code.
fn reason(what: &str, code: Option<&str>) -> String {
    match code {
        Some(code) => format!("{what}: {}", code.replace('_', " ")),
        None => what.to_owned(),
    }
}

fn who(kind: &str) -> &'static str {
    match kind {
        "company" => "Your company",
        "bank" => "The bank",
        "staff" => "Remit's staff",
        "worker" => "Remit",
        _ => "Remit, by hand",
    }
}

fn show(field: &str, value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) if field == "amount_cents" => {
            number.as_i64().map_or_else(String::new, dollars)
        }
        Value::Null => "–".to_owned(),
        other => other.to_string(),
    }
}
