//! Which refusals an operation knows, each with a problem as it is really answered.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::codes;
use super::complete::{Facts, header};
use crate::api::problem::{Code, FieldError};
use crate::api::refusal::Refusal;
use crate::db::{self, Standing};
use crate::domain::{FieldCode, Invalid};

/// Operations that an API key may not do.
const SESSION_ONLY: &[&str] = &[
    "changeCompany",
    "changePassword",
    "deleteToken",
    "createApiKey",
    "listApiKeys",
    "deleteApiKey",
];
/// Operations that a payment's state may forbid.
const STATEFUL: &[&str] = &["changePayment", "deletePayment", "processPayment"];

/// Operations that a disabled webhook refuses.
const ENABLED_ONLY: &[&str] = &["testWebhook", "retryDelivery", "replayEvents"];

/// A refusal, and the operations that know it.
type Rule = (fn(&Facts) -> bool, fn() -> Refusal);

const RULES: &[Rule] = &[
    (
        |f| f.has_body,
        || Refusal::malformed("The body is not JSON: expected value at line 1 column 1."),
    ),
    (|f| f.has_cursor, Refusal::invalid_cursor),
    (|f| f.secured, Refusal::unauthenticated),
    (|f| f.is(&["createToken"]), Refusal::wrong_login),
    (|f| f.is(&["receiveBankEvent"]), Refusal::bad_signature),
    (
        |f| f.is(&["receiveBankEvent"]),
        || db::Error::EventReused.into(),
    ),
    (
        |f| f.is(&["createWebhook"]),
        || db::Error::TooManyWebhooks.into(),
    ),
    (|f| f.is(ENABLED_ONLY), || db::Error::WebhookDisabled.into()),
    (|f| f.is(SESSION_ONLY), || db::Error::Forbidden.into()),
    (
        |f| f.secured || f.is(&["createToken"]),
        || db::Error::CompanySuspended.into(),
    ),
    (|f| f.has_id, Refusal::not_found),
    (
        |f| f.is(&["createCompany"]),
        || db::Error::EmailTaken.into(),
    ),
    (|f| f.is(STATEFUL), || Refusal::invalid_state(standing())),
    (
        |f| f.has_idempotency_key,
        || db::Error::IdempotencyInProgress.into(),
    ),
    (|f| f.has_if_match, || db::Error::VersionMismatch.into()),
    (|f| f.has_body, Refusal::body_too_large),
    (
        |f| f.has_body && !f.is(&["receiveBankEvent"]),
        Refusal::unsupported_media_type,
    ),
    (
        |f| f.has_body,
        || Refusal::validation_failed(vec![wrong_field()]),
    ),
    (
        |f| !f.has_body && (f.has_query || f.has_idempotency_key),
        || Refusal::validation_failed(vec![wrong_parameter()]),
    ),
    (
        |f| f.has_idempotency_key,
        || db::Error::IdempotencyKeyReused.into(),
    ),
    (
        |_| true,
        || Refusal::rate_limited(std::time::Duration::from_secs(2)),
    ),
    (|f| f.is(&["streamEvents"]), Refusal::too_many_streams),
    (|_| true, Refusal::internal),
    (|_| true, Refusal::overloaded),
];

/// The answers with which this operation refuses, by status.
pub(super) fn of(facts: &Facts) -> Map<String, Value> {
    let mut by_status: BTreeMap<u16, Vec<Refusal>> = BTreeMap::new();
    for refusal in RULES
        .iter()
        .filter(|(knows, _)| knows(facts))
        .map(|(_, make)| make())
    {
        let status = refusal.problem(None).status;
        by_status.entry(status).or_default().push(refusal);
    }
    by_status
        .into_iter()
        .map(|(status, refusals)| (status.to_string(), answer(status, &refusals, facts)))
        .collect()
}

fn answer(status: u16, refusals: &[Refusal], facts: &Facts) -> Value {
    let mut sentences: Vec<_> = refusals.iter().map(|r| sentence(r.code())).collect();
    sentences.dedup();
    let examples: Map<String, Value> = refusals.iter().map(example).collect();
    json!({
        "description": sentences.join(" "),
        "headers": headers(status, refusals, facts),
        "content": { "application/problem+json": {
            "schema": { "$ref": "#/components/schemas/Problem" },
            "examples": examples,
        } },
    })
}

fn sentence(code: Code) -> String {
    format!("`{}`: {}", code.label(), codes::of_problem(code).cause)
}

fn example(refusal: &Refusal) -> (String, Value) {
    let problem = refusal.problem(Some(super::examples::REQUEST_ID));
    let title = problem.title.clone();
    (
        refusal.code().label().to_owned(),
        json!({ "summary": title, "value": problem }),
    )
}

fn headers(status: u16, refusals: &[Refusal], facts: &Facts) -> Map<String, Value> {
    let mut headers = Map::from_iter([header("X-Request-Id")]);
    let codes: Vec<_> = refusals.iter().map(Refusal::code).collect();
    if codes.contains(&Code::Unauthenticated) {
        headers.extend([header("WWW-Authenticate")]);
    }
    if facts.secured && !codes.contains(&Code::Unauthenticated) {
        headers.extend([header("RateLimit-Policy"), header("RateLimit")]);
    }
    let waits = [
        Code::RateLimited,
        Code::Overloaded,
        Code::IdempotencyInProgress,
    ];
    if codes.iter().any(|code| waits.contains(code)) {
        headers.extend([header("Retry-After")]);
    }
    if status == 409 && facts.is(&["processPayment"]) {
        headers.extend([header("Idempotency-Replayed")]);
    }
    headers
}

fn standing() -> Standing {
    Standing {
        current_status: "successful".to_owned(),
        processing_state: "done".to_owned(),
    }
}

fn wrong_field() -> FieldError {
    let invalid = Invalid::new(FieldCode::Required, "Is missing.");
    FieldError::field("/name", invalid)
}

fn wrong_parameter() -> FieldError {
    let invalid = Invalid::new(FieldCode::OutOfRange, "Must be 1 to 100.");
    FieldError::parameter("limit", invalid)
}
