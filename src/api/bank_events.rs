//! The bank's door: signed, verified before anything is read, and recorded with its effect.

use poem::http::{HeaderMap, StatusCode, header};
use poem::{IntoResponse, Request, RequestBody, Response, Result};
use poem_openapi::registry::{MetaMediaType, MetaRequest, MetaResponse, MetaResponses, Registry};
use poem_openapi::types::Type;
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ApiResponse, Enum, ExtractParamOptions, Object, OpenApi,
};
use serde::Serialize;
use serde_json::{Value, json};
use standardwebhooks::{Webhook, WebhookError};

use super::body::Fields;
use super::refusal::Refusal;
use super::request::RequestId;
use super::{Api, Tag};
use crate::domain::{FieldCode, FromField, Invalid, Timestamp};
use crate::secrets::sha256;

pub struct BankEvents(pub(super) Api);

/// The largest event, in bytes.
const MOST_BYTES: usize = 64 * 1024;

/// What the bank says happened to a payment.
#[derive(Object)]
struct BankEvent {
    /// The bank's id of the event; the same id has an effect once.
    id: String,
    /// What happened.
    #[oai(rename = "type")]
    kind: BankEventType,
    /// To which payment.
    bank_reference: String,
    /// When, by the bank's clock.
    occurred_at: Timestamp,
    /// Why, for a rejection, return or dispute.
    #[oai(nullable)]
    code: Option<String>,
    /// The bank's words.
    #[oai(nullable)]
    message: Option<String>,
}

/// What a bank can say.
#[derive(Clone, Copy, Enum)]
enum BankEventType {
    /// The money was moved.
    #[oai(rename = "payment.settled")]
    Settled,
    /// The payment was refused.
    #[oai(rename = "payment.rejected")]
    Rejected,
    /// The money came back.
    #[oai(rename = "payment.returned")]
    Returned,
    /// The payer disputes a debit.
    #[oai(rename = "payment.disputed")]
    Disputed,
    /// The payer no longer does.
    #[oai(rename = "payment.dispute_withdrawn")]
    DisputeWithdrawn,
}

/// What became of an event.
#[derive(Serialize, Object)]
struct Taken {
    /// `applied`, `duplicate` and `no_change` (200); `unmatched`, `parked` and `quarantined` (202).
    result: String,
}

/// An answer to the bank: 200 when all is settled, 202 when the event is kept.
struct Receipt(String);

/// A body whose signature is to be verified before it is read.
struct Signed {
    headers: HeaderMap,
    body: Option<Vec<u8>>,
}

#[OpenApi(tag = "Tag::Bank")]
impl BankEvents {
    /// Receive a bank event
    ///
    /// For the bank: signed as a Standard Webhook (`webhook-id`, `webhook-timestamp`,
    /// `webhook-signature`) with the bank's secret, at most 300 seconds old.
    #[oai(
        path = "/bank/events",
        method = "post",
        operation_id = "receiveBankEvent"
    )]
    async fn receive_bank_event(&self, signed: Signed, request_id: RequestId) -> Result<Receipt> {
        let verifier = Webhook::new(self.0.inner.bank_secret.as_str()).map_err(|error| {
            tracing::error!(error = %error, "the bank's secret cannot verify");
            Refusal::internal()
        })?;
        if !has_plain_timestamp(&signed.headers) {
            return Err(Refusal::bad_signature().into());
        }
        let body = match signed.body {
            Some(body) => body,
            // Who does not even look signed is not told more.
            None => match verifier.verify(&[], &signed.headers) {
                Err(WebhookError::InvalidSignature) => return Err(Refusal::body_too_large().into()),
                Ok(()) | Err(_) => return Err(Refusal::bad_signature().into()),
            },
        };
        verifier
            .verify(&body, &signed.headers)
            .map_err(|_| Refusal::bad_signature())?;
        let told = read(&body)?;
        let db = &self.0.inner.db;
        let hash = sha256(&body);
        let result = db
            .receive_bank_event(&told, &hash, &request_id.0)
            .await
            .map_err(Refusal::from)?;
        tracing::info!(
            event = told.get("id").and_then(|id| id.as_str()),
            result,
            "the bank spoke"
        );
        Ok(Receipt(result))
    }
}

/// Whether the time-stamp is of a size that the verifier can reckon with.
fn has_plain_timestamp(headers: &HeaderMap) -> bool {
    headers.get("webhook-timestamp").is_some_and(|value| {
        (1..=12).contains(&value.len()) && value.as_bytes().iter().all(u8::is_ascii_digit)
    })
}

/// The fields of an event; unknown ones are ignored.
fn read(body: &[u8]) -> Result<Value, Refusal> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| Refusal::malformed(format!("The body is not JSON: {error}.")))?;
    let mut fields = Fields::of(value)?;
    let id = fields.required_with("id", |value| read_text(value, 255));
    let kind = fields.required_with("type", read_type);
    let reference = fields.required_with("bank_reference", |value| read_text(value, 255));
    let at = fields.required_with("occurred_at", Timestamp::from_field);
    let code = fields
        .nullable_with("code", |value| read_text(value, 64))
        .flatten();
    let message = fields
        .nullable_with("message", |value| read_text(value, 500))
        .flatten();
    fields.ignore_others();
    fields.finish(Some(json!({
        "id": id, "type": kind, "bank_reference": reference, "occurred_at": at,
        "code": code, "message": message,
    })))
}

fn read_text(value: &Value, most: usize) -> Result<String, Invalid> {
    match value.as_str() {
        None => Err(Invalid::new(FieldCode::WrongType, "Must be a string.")),
        Some("") => Err(Invalid::new(FieldCode::TooShort, "Must not be empty.")),
        Some(text) if text.chars().count() > most => Err(Invalid::new(
            FieldCode::TooLong,
            format!("Must have at most {most} characters."),
        )),
        Some(text) if text.chars().any(char::is_control) => Err(Invalid::new(
            FieldCode::InvalidFormat,
            "Must not hold control characters.",
        )),
        Some(text) => Ok(text.to_owned()),
    }
}

fn read_type(value: &Value) -> Result<String, Invalid> {
    const TYPES: [&str; 5] = [
        "payment.settled",
        "payment.rejected",
        "payment.returned",
        "payment.disputed",
        "payment.dispute_withdrawn",
    ];
    let text = read_text(value, 64)?;
    if TYPES.contains(&text.as_str()) {
        return Ok(text);
    }
    Err(Invalid::new(
        FieldCode::NotAllowed,
        format!("Must be one of {}.", TYPES.join(", ")),
    ))
}

impl IntoResponse for Receipt {
    fn into_response(self) -> Response {
        let status = match self.0.as_str() {
            "unmatched" | "parked" | "quarantined" => StatusCode::ACCEPTED,
            _ => StatusCode::OK,
        };
        let body = serde_json::to_vec(&Taken { result: self.0 }).unwrap_or_default();
        Response::builder()
            .status(status)
            .content_type("application/json")
            .body(body)
    }
}

impl ApiResponse for Receipt {
    fn meta() -> MetaResponses {
        let answer = |status, description| MetaResponse {
            description,
            status: Some(status),
            status_range: None,
            content: vec![MetaMediaType {
                content_type: "application/json",
                schema: Taken::schema_ref(),
            }],
            headers: Vec::new(),
        };
        MetaResponses {
            responses: vec![
                answer(200, "Applied, applied before, or true already."),
                answer(
                    202,
                    "Kept: unmatched, parked until it is possible, or quarantined.",
                ),
            ],
        }
    }

    fn register(registry: &mut Registry) {
        Taken::register(registry);
    }
}

impl<'a> ApiExtractor<'a> for Signed {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        BankEvent::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        let content = vec![MetaMediaType {
            content_type: "application/json",
            schema: BankEvent::schema_ref(),
        }];
        Some(MetaRequest {
            description: None,
            content,
            required: true,
        })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<()>,
    ) -> Result<Self> {
        // Nothing but the bytes is looked at before the signature.
        let bytes = body.take()?.into_bytes_limit(MOST_BYTES).await.ok();
        let mut headers = request.headers().clone();
        headers.remove(header::AUTHORIZATION);
        Ok(Self {
            headers,
            body: bytes.map(|bytes| bytes.to_vec()),
        })
    }
}
