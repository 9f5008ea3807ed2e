//! The tables of error codes: every code of the document, with its cause and its cure.

use anyhow::Context;
use poem_openapi::types::ParseFromJSON;
use serde::Serialize;
use serde_json::Value;

use crate::api::document::codes;
use crate::api::problem::Code;
use crate::domain::FieldCode;

/// A problem's code.
#[derive(Serialize)]
pub(super) struct ProblemCode {
    code: String,
    status: u16,
    title: &'static str,
    cause: &'static str,
    cure: &'static str,
}

/// A field's code.
#[derive(Serialize)]
pub(super) struct FieldProblem {
    code: String,
    cause: &'static str,
    cure: &'static str,
}

/// The codes of problems, by status.
///
/// # Errors
/// When the document has none.
pub(super) fn codes(document: &Value) -> anyhow::Result<Vec<ProblemCode>> {
    let explain = |(label, code): (String, Code)| {
        let (status, title) = code.phrase();
        let explanation = codes::of_problem(code);
        ProblemCode {
            code: label,
            status: status.as_u16(),
            title,
            cause: explanation.cause,
            cure: explanation.cure,
        }
    };
    let mut codes: Vec<_> = labels(document, "Code")?.into_iter().map(explain).collect();
    codes.sort_by_key(|code| code.status);
    Ok(codes)
}

/// The codes of wrong fields.
///
/// # Errors
/// When the document has none.
pub(super) fn field_codes(document: &Value) -> anyhow::Result<Vec<FieldProblem>> {
    let explain = |(label, code): (String, FieldCode)| {
        let explanation = codes::of_field(code);
        FieldProblem {
            code: label,
            cause: explanation.cause,
            cure: explanation.cure,
        }
    };
    Ok(labels(document, "FieldCode")?
        .into_iter()
        .map(explain)
        .collect())
}

/// The labels of an enum in the document, and what they stand for.
fn labels<T: ParseFromJSON>(document: &Value, name: &str) -> anyhow::Result<Vec<(String, T)>> {
    let labels = document.pointer(&format!("/components/schemas/{name}/enum"));
    let labels = labels.and_then(Value::as_array);
    let labels = labels.with_context(|| format!("the document has no enum {name}"))?;
    let read = labels.iter().map(|label| {
        let code = T::parse_from_json(Some(label.clone())).ok()?;
        Some((label.as_str()?.to_owned(), code))
    });
    read.collect::<Option<_>>()
        .with_context(|| format!("the document's {name} has a label that the code has not"))
}
