//! What was and is to be sent to a webhook: listed, retried, sent again.

mod input;

use poem::{Request, Result};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::{Object, OpenApi};
use serde::Serialize;
use uuid::Uuid;

use super::answer::{Accepted, Found, List};
use super::body::{Body, UnusedBody};
use super::problem::FieldError;
use super::query::{Cursor, IdempotencyKey, Limit, Param, Params};
use super::refusal::Refusal;
use super::{Api, Tag, idempotency, together};
use crate::auth::Caller;
use crate::db::{Answer, Idempotency, REPLAY_EVENTS, Replay};
use crate::domain::{Delivery, DeliveryId, DeliveryStatus, FieldCode, Invalid, WebhookId};
use input::DeliveryStatuses;
pub(crate) use input::EventRange;

pub struct Deliveries(pub(super) Api);

/// The list's name in its cursors.
const LIST: &str = "deliveries";

/// Events on their way again.
#[derive(Serialize, Object)]
struct QueuedEvents {
    /// How many are sent again.
    count: i32,
}

/// A page of a webhook's deliveries to be found.
struct DeliveryPage {
    statuses: Vec<DeliveryStatus>,
    before: Option<Uuid>,
    size: i32,
    /// What its cursors are good for: the webhook and the statuses.
    filter: Vec<u8>,
}

#[OpenApi(tag = "Tag::Webhooks")]
impl Deliveries {
    /// List a webhook's deliveries
    ///
    /// Newest first, kept for 30 days. With `status` a page looks at a bounded number of
    /// deliveries, so that it may be short while `has_more` is true.
    #[oai(
        path = "/webhooks/:id/deliveries",
        method = "get",
        operation_id = "listDeliveries"
    )]
    async fn list_deliveries(
        &self,
        caller: Caller,
        /// The webhook's id.
        id: Path<WebhookId>,
        /// Only deliveries with this status; may be repeated.
        status: Query<Param<DeliveryStatuses>>,
        limit: Query<Param<Limit>>,
        after: Query<Param<Cursor>>,
        request: &Request,
    ) -> Result<Found<List<Delivery>>> {
        let asked = self.read_page(&caller, id.0, (status.0, limit.0, after.0), request);
        let asked = self.0.accept(&caller, asked).await?;
        let company = self.0.as_company(&caller);
        let page = company
            .list_deliveries(id.0, &asked.statuses, asked.before, asked.size)
            .await
            .map_err(Refusal::from)?
            .ok_or_else(Refusal::not_found)?;
        let cursors = &self.0.inner.cursors;
        let next_cursor = page
            .next
            .map(|id| cursors.seal(LIST, caller.company_id, &asked.filter, id.as_bytes()));
        Ok(Found::new(List {
            data: page.items,
            has_more: next_cursor.is_some(),
            next_cursor,
        }))
    }

    /// Retry a delivery
    ///
    /// Sends it now, whatever became of it before: one that waits does so no longer, one that was
    /// delivered is delivered again. A disabled webhook is refused.
    #[oai(
        path = "/webhooks/:id/deliveries/:delivery_id/retry",
        method = "post",
        operation_id = "retryDelivery"
    )]
    async fn retry_delivery(
        &self,
        caller: Caller,
        /// The webhook's id.
        id: Path<WebhookId>,
        /// The delivery's id.
        delivery_id: Path<DeliveryId>,
        body: UnusedBody,
        #[oai(name = "Idempotency-Key")] idempotency_key: Header<Param<IdempotencyKey>>,
        request: &Request,
    ) -> Result<Accepted<Delivery>> {
        let asked = body
            .0
            .and_then(|bytes| idempotency(request, idempotency_key.0, &bytes));
        let idempotency = self.0.accept(&caller, asked).await?;
        let company = self.0.as_company(&caller);
        let retried = company
            .retry_delivery(id.0, delivery_id.0, &idempotency)
            .await
            .map_err(Refusal::from)?
            .ok_or_else(Refusal::not_found)?;
        Ok(Accepted::new(retried.value).replayed(retried.replayed))
    }

    /// Send events again
    ///
    /// Those of a range of sequences that the webhook asks for, delivered or not, in their order:
    /// what it missed while it was disabled, for instance. At most 10000 sequences at once. A
    /// disabled webhook is refused.
    #[oai(
        path = "/webhooks/:id/replay",
        method = "post",
        operation_id = "replayEvents"
    )]
    async fn replay_events(
        &self,
        caller: Caller,
        /// The webhook's id.
        id: Path<WebhookId>,
        body: Body<EventRange>,
        #[oai(name = "Idempotency-Key")] idempotency_key: Header<Param<IdempotencyKey>>,
        request: &Request,
    ) -> Result<Accepted<QueuedEvents>> {
        let key = idempotency(request, idempotency_key.0, &body.bytes);
        let asked = together(body.content, key);
        let (range, idempotency) = self.0.accept(&caller, asked).await?;
        let queued = self.0.replay(&caller, id.0, &range, &idempotency).await?;
        let count = queued.value;
        Ok(Accepted::new(QueuedEvents { count }).replayed(queued.replayed))
    }
}

impl Api {
    /// Sends a range of events again, by the API or on a page; how many.
    ///
    /// # Errors
    /// 404 without such a webhook, 409 for one that is disabled, 422 for a range that is too long.
    pub(crate) async fn replay(
        &self,
        caller: &Caller,
        webhook: WebhookId,
        range: &EventRange,
        idempotency: &Idempotency,
    ) -> Result<Answer<i32>, Refusal> {
        let (from, to) = (range.from_sequence, range.to_sequence);
        let company = self.as_company(caller);
        let queued = company
            .replay_events(webhook, from, to, idempotency)
            .await?;
        let queued = queued.ok_or_else(Refusal::not_found)?;
        match queued.value {
            Replay::Queued(value) => Ok(Answer {
                value,
                replayed: queued.replayed,
            }),
            Replay::TooMany => Err(too_many(from)),
        }
    }
}

impl Deliveries {
    fn read_page(
        &self,
        caller: &Caller,
        webhook: WebhookId,
        (status, limit, after): (Param<DeliveryStatuses>, Param<Limit>, Param<Cursor>),
        request: &Request,
    ) -> Result<DeliveryPage, Refusal> {
        let mut params = Params::of(request);
        let statuses = params.take("status", status);
        let limit = params.take("limit", limit).unwrap_or_default();
        let after = params.take("after", after);
        params.finish()?;
        let wanted = |status: &DeliveryStatus| {
            let list = statuses.as_ref().map(|DeliveryStatuses(list)| list);
            list.is_none_or(|list| list.contains(status))
        };
        let all = [
            DeliveryStatus::Pending,
            DeliveryStatus::Delivered,
            DeliveryStatus::Failed,
        ];
        let statuses: Vec<_> = all.into_iter().filter(wanted).collect();
        let labels: Vec<_> = statuses.iter().map(|status| status.label()).collect();
        let filter = [webhook.0.as_bytes().as_slice(), labels.join(",").as_bytes()].concat();
        let cursors = &self.0.inner.cursors;
        let before = after.map(|Cursor(cursor)| {
            let position = cursors.open(LIST, caller.company_id, &filter, &cursor)?;
            Uuid::from_slice(&position).map_err(|_| Refusal::invalid_cursor())
        });
        Ok(DeliveryPage {
            statuses,
            before: before.transpose()?,
            size: limit.0,
            filter,
        })
    }
}

/// 422 for a range that is too long, with the ranges that are not.
fn too_many(from: i64) -> Refusal {
    let to = from.saturating_add(i64::from(REPLAY_EVENTS) - 1);
    let next = to.saturating_add(1);
    let message = format!(
        "At most {REPLAY_EVENTS} events are sent again at once: ask for {from} to {to} first, then from {next} on."
    );
    let invalid = Invalid::new(FieldCode::OutOfRange, message);
    Refusal::validation_failed(vec![FieldError::field("/to_sequence", invalid)])
}
