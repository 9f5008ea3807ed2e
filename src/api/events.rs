//! What happened to a company's payments, whoever did it: listed as it was told.

use poem::{Request, Result};
use poem_openapi::param::{Path, Query};
use poem_openapi::registry::{MetaSchemaRef, Registry};
use poem_openapi::types::{ParseFromJSON, ParseResult, ToJSON, Type};
use poem_openapi::{Object, OpenApi};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::answer::{Found, List};
use super::query::{EventTypes, Limit, Param, Params, PaymentParam, SequenceCursor};
use super::refusal::Refusal;
use super::{Api, Tag};
use crate::auth::Caller;
use crate::db::{EventFilter, Page};
use crate::domain::{EventId, Payment, PaymentId, Timestamp};

pub struct Events(pub(super) Api);

/// What happened to a payment or a webhook. Lists, streams and webhooks show the same bytes.
#[derive(Object)]
#[oai(rename = "Event")]
struct EventFields {
    /// UUIDv7; the `webhook-id` of its deliveries.
    id: EventId,
    /// 1, 2, 3 … without gaps for each company; of one payment, later changes come later.
    sequence: i64,
    /// What happened: a change of status names the new status.
    #[oai(rename = "type")]
    kind: String,
    /// When it happened.
    timestamp: Timestamp,
    /// Who did it.
    actor: ActorFields,
    /// The payment or, for `webhook.*`, the webhook after the change; a deleted payment before it.
    data: Payment,
    /// Every field of `data` that differs, with its old value, but for `version` and `updated_at`; empty
    /// for `webhook.*`.
    previous: Value,
}

/// Who made a change.
#[derive(Object)]
#[oai(rename = "Actor")]
struct ActorFields {
    /// `company`, `staff`, `bank`, `worker` or `dba`.
    kind: String,
    /// The company's API key or session; null for the others.
    id: Option<Uuid>,
    /// The request that caused the change.
    request_id: Option<String>,
}

/// An event's bytes.
#[derive(Serialize)]
#[serde(transparent)]
pub struct EventBody(Box<RawValue>);

#[OpenApi(tag = "Tag::Events")]
impl Events {
    /// List events
    ///
    /// Oldest first: remember the last `sequence` and go on `after` it. With `type` a page looks
    /// at a bounded number of events, so that it may be short while `has_more` is true.
    #[oai(path = "/events", method = "get", operation_id = "listEvents")]
    async fn list_events(
        &self,
        caller: Caller,
        /// Only events of this type; may be repeated.
        #[oai(name = "type")]
        kind: Query<Param<EventTypes>>,
        /// Only events of this payment, a deleted one too.
        payment_id: Query<Param<PaymentParam>>,
        /// How many events a page has, at most.
        limit: Query<Param<Limit>>,
        /// Only events after this sequence; good with any filter.
        after: Query<Param<SequenceCursor>>,
        request: &Request,
    ) -> Result<Found<List<EventBody>>> {
        let mut params = Params::of(request);
        let types = params.take("type", kind.0);
        let payment = params.take("payment_id", payment_id.0);
        let page = read_page(params, limit.0, after.0);
        let (size, after) = self.0.accept(&caller, page).await?;
        let filter = EventFilter {
            types: types.map(|EventTypes(types)| types.iter().map(|t| t.label()).collect()),
            payment: payment.map(|PaymentParam(id)| id),
        };
        let company = self.0.as_company(&caller);
        let found = company
            .list_events(&filter, after, size)
            .await
            .map_err(Refusal::from)?;
        Ok(Found::new(list(found)?))
    }

    /// Get an event
    ///
    /// As it was told.
    #[oai(path = "/events/:id", method = "get", operation_id = "getEvent")]
    async fn get_event(
        &self,
        caller: Caller,
        /// The event's id.
        id: Path<EventId>,
    ) -> Result<Found<EventBody>> {
        let company = self.0.as_company(&caller);
        let found = company.get_event(id.0).await.map_err(Refusal::from)?;
        Ok(Found::new(body(found.ok_or_else(Refusal::not_found)?)?))
    }

    /// List a payment's events
    ///
    /// Its history, oldest first. Of a deleted payment `GET /v1/events?payment_id=` tells.
    #[oai(
        path = "/payments/:id/events",
        method = "get",
        operation_id = "listPaymentEvents"
    )]
    async fn list_payment_events(
        &self,
        caller: Caller,
        /// The payment's id.
        id: Path<PaymentId>,
        /// How many events a page has, at most.
        limit: Query<Param<Limit>>,
        /// Only events after this sequence.
        after: Query<Param<SequenceCursor>>,
        request: &Request,
    ) -> Result<Found<List<EventBody>>> {
        let page = read_page(Params::of(request), limit.0, after.0);
        let (size, after) = self.0.accept(&caller, page).await?;
        let id = id.0;
        let company = self.0.as_company(&caller);
        if !company.has_payment(id).await.map_err(Refusal::from)? {
            return Err(Refusal::not_found().into());
        }
        let filter = EventFilter {
            payment: Some(id),
            types: None,
        };
        let found = company
            .list_events(&filter, after, size)
            .await
            .map_err(Refusal::from)?;
        Ok(Found::new(list(found)?))
    }
}

/// The size of a page and the sequence that it begins after.
fn read_page(
    mut params: Params,
    limit: Param<Limit>,
    after: Param<SequenceCursor>,
) -> Result<(i32, i64), Refusal> {
    let limit = params.take("limit", limit).unwrap_or_default();
    let after = params.take("after", after);
    params.finish()?;
    match after {
        None => Ok((limit.0, 0)),
        Some(SequenceCursor(Some(sequence))) => Ok((limit.0, sequence)),
        Some(SequenceCursor(None)) => Err(Refusal::invalid_cursor()),
    }
}

fn list(page: Page<String, i64>) -> Result<List<EventBody>, Refusal> {
    let data = page.items.into_iter().map(body).collect::<Result<_, _>>()?;
    let next_cursor = page.next.map(|sequence| sequence.to_string());
    Ok(List {
        data,
        has_more: next_cursor.is_some(),
        next_cursor,
    })
}

fn body(text: String) -> Result<EventBody, Refusal> {
    RawValue::from_string(text).map(EventBody).map_err(|error| {
        tracing::error!(error = %error, "an event is not JSON");
        Refusal::internal()
    })
}

/// In the document the bytes are the fields that they hold.
impl Type for EventBody {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> std::borrow::Cow<'static, str> {
        EventFields::name()
    }

    fn schema_ref() -> MetaSchemaRef {
        EventFields::schema_ref()
    }

    fn register(registry: &mut Registry) {
        EventFields::register(registry);
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(self.as_raw_value().into_iter())
    }
}

impl ToJSON for EventBody {
    fn to_json(&self) -> Option<Value> {
        serde_json::from_str(self.0.get()).ok()
    }
}

impl ParseFromJSON for EventBody {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        let text = value.unwrap_or_default().to_string();
        RawValue::from_string(text)
            .map(Self)
            .map_err(|error| poem_openapi::types::ParseError::custom(error.to_string()))
    }
}
