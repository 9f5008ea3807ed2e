//! The OpenAPI document: what poem-openapi derives from the operations, corrected where it says
//! less than is true, and completed by what is the same for all operations.

pub mod codes;
mod complete;
mod correct;
mod examples;
mod links;
mod refusals;
mod schemas;
mod webhooks;

use anyhow::Context;
use poem::endpoint::make;
use poem::{Endpoint, Response, get};
use serde_json::{Map, Value, json};
use tokio_util::sync::CancellationToken;

use super::{Api, Service};
use crate::auth::Passwords;
use crate::auth::passwords::Limits;
use crate::bank::secret::BankSecret;
use crate::config::PoolSizes;
use crate::db::Database;
use crate::db::url::DatabaseUrl;
use crate::outbound::{Allowed, Outbound};
use crate::secrets::SecretKey;
use crate::stream::Streams;
use crate::waiting::Waiting;

const DESCRIPTION: &str = "Collect and pay money between Australian bank accounts without talking to banks.

Amounts are integer cents, times are RFC 3339 in UTC, ids are UUIDv7. Every answer carries `X-Request-Id`. Refusals are problems (RFC 9457) whose `code` is for programs.

Sign up with `POST /v1/companies`, log in with `POST /v1/token`, make a key with `POST /v1/api-keys`, and send it as `Authorization: Bearer …`.

Any request that creates or processes may carry an `Idempotency-Key`: repeated within 24 hours with the same method, path and body it is answered as the first time, with `Idempotency-Replayed: true`, and has no second effect.

A company may send 400 requests at once and 200 a second, or what was agreed with it: `RateLimit` says how it stands, and past the limit the answer is 429 `rate_limited` with `Retry-After`. Requests without a credential are limited by address. 503 `overloaded` is not the company's fault: try again as `Retry-After` says.

Lists show the newest first and go on with `after`: the `next_cursor` of the page before, with the same filters.";

/// The parts of the reference, in its order.
const TAGS: &[&str] = &[
    "Companies",
    "Tokens",
    "API keys",
    "Payments",
    "Events",
    "Webhooks",
    "Bank",
];

/// The document of this service.
///
/// # Errors
/// When poem-openapi writes something else than JSON.
pub fn of(service: &Service) -> anyhow::Result<Value> {
    let mut document: Value =
        serde_json::from_str(&service.spec()).context("poem-openapi's document")?;
    if let Value::Object(members) = &mut document {
        introduce(members);
    }
    correct::require_what_is_always_there(&mut document);
    correct::write_as_3_1(&mut document);
    schemas::correct(&mut document);
    complete::operations(&mut document);
    if let Value::Object(members) = &mut document {
        members.insert("webhooks".to_owned(), webhooks::deliveries());
    }
    Ok(document)
}

/// What the document says of itself, and its parts in the order in which a company needs them.
fn introduce(members: &mut Map<String, Value>) {
    members.insert("openapi".to_owned(), json!("3.1.0"));
    if let Some(Value::Object(info)) = members.get_mut("info") {
        info.insert("summary".to_owned(), json!("Payments for companies."));
        info.insert("description".to_owned(), json!(DESCRIPTION));
        let license = env!("CARGO_PKG_LICENSE");
        let license = json!({ "name": license, "identifier": license });
        info.insert("license".to_owned(), license);
    }
    let here = json!([{ "url": "/", "description": "The server that shows this." }]);
    members.insert("servers".to_owned(), here);
    if let Some(Value::Array(tags)) = members.get_mut("tags") {
        let place = |tag: &Value| {
            let name = tag.get("name").and_then(Value::as_str);
            TAGS.iter().position(|known| name == Some(known))
        };
        tags.sort_by_key(|tag| place(tag).unwrap_or(TAGS.len()));
    }
}

/// The document as it is committed: indented, with a final newline to come.
///
/// # Errors
/// When it cannot be made.
pub fn text() -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&of(
        &unconnected()?.service()
    )?)?)
}

/// An API that reaches no database: pools connect when they are first used, and this one never is.
fn unconnected() -> anyhow::Result<Api> {
    let key = SecretKey::from([0; 32]);
    let url = DatabaseUrl::parse("host=/nonexistent user=nobody")?;
    let db = Database::new(
        &url,
        &key,
        &PoolSizes {
            company: 1,
            auth: 1,
            worker: 1,
            delivery: 1,
            bank: 1,
            staff: 1,
        },
    )?;
    let limits = Limits {
        threads: 1,
        ..Limits::default()
    };
    let (streams, _) = Streams::new(db.clone(), CancellationToken::new());
    Ok(Api::new(
        db,
        Passwords::start(limits)?,
        &key,
        BankSecret::none(),
        Waiting::default(),
        streams,
        Outbound::new(Allowed::none(), std::time::Duration::ZERO)?,
    ))
}

/// `GET /openapi.json`.
///
/// # Errors
/// When it cannot be written as text.
pub fn endpoint(document: &Value) -> anyhow::Result<impl Endpoint + 'static> {
    let text: std::sync::Arc<str> = serde_json::to_string(document)?.into();
    Ok(get(make(move |_| {
        let text = text.to_string();
        async move {
            Response::builder()
                .content_type("application/json")
                .body(text)
        }
    })))
}
