//! Webhooks: where a company is told what happens, managed by the company.

mod input;
mod made;
pub(crate) mod secret;

use poem::{Request, Result};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::{Object, OpenApi};
use serde::Serialize;
use uuid::Uuid;

use super::answer::{Accepted, Created, Found, List, NoContent};
use super::body::{Body, OptionalBody, UnusedBody};
use super::query::{Cursor, IdempotencyKey, IfMatch, Limit, Param, Params};
use super::refusal::Refusal;
use super::{Api, Tag, idempotency, together};
use crate::auth::Caller;
use crate::domain::{EventId, NewWebhook, Timestamp, Webhook, WebhookChange, WebhookId};
use input::{SecretRotation, named_url};
use made::CreatedWebhook;

pub struct Webhooks(pub(super) Api);

/// The list's name in its cursors.
const LIST: &str = "webhooks";

/// A secret just put in force.
#[derive(Serialize, Object)]
struct RotatedSecret {
    /// The new secret, shown this once; null in a repeated answer.
    secret: Option<String>,
    /// From when the one before no longer signs.
    previous_expires_at: Timestamp,
}

/// A test on its way.
#[derive(Serialize, Object)]
struct SentTest {
    /// The id that the `webhook.test` will have.
    event_id: EventId,
}

#[OpenApi(tag = "Tag::Webhooks")]
impl Webhooks {
    /// Create a webhook
    ///
    /// From now on the events that it asks for are posted to it. The secret that verifies them is
    /// shown in this answer only. At most 20 for a company. The address must be https and lead to
    /// public addresses only.
    #[oai(path = "/webhooks", method = "post", operation_id = "createWebhook")]
    async fn create_webhook(
        &self,
        caller: Caller,
        body: Body<NewWebhook>,
        #[oai(name = "Idempotency-Key")] idempotency_key: Header<Param<IdempotencyKey>>,
        request: &Request,
    ) -> Result<Created<CreatedWebhook>> {
        let key = idempotency(request, idempotency_key.0, &body.bytes);
        let asked = together(body.content, key);
        let company = self.0.as_company(&caller);
        match &asked {
            // What was made under this key stays made, wherever its address leads by now.
            Ok((_, idempotency)) => {
                let made = company.recall_webhook(idempotency).await;
                if let Some(webhook) = made.map_err(Refusal::from)? {
                    return Ok(created(webhook, None));
                }
            }
            Err(_) => company.authenticate().await.map_err(Refusal::from)?,
        }
        let (new, idempotency) = self.judge_url(&caller, asked, &body.bytes).await?;
        let id = WebhookId::draw();
        let drawn = self.0.draw_webhook_secret(id)?;
        let made = company
            .create_webhook(id, &new, &drawn.sealed, &idempotency)
            .await
            .map_err(Refusal::from)?;
        let secret = (!made.replayed).then_some(drawn.text);
        Ok(created(made.value, secret))
    }

    /// List webhooks
    ///
    /// Newest first, without their secrets.
    #[oai(path = "/webhooks", method = "get", operation_id = "listWebhooks")]
    async fn list_webhooks(
        &self,
        caller: Caller,
        limit: Query<Param<Limit>>,
        after: Query<Param<Cursor>>,
        request: &Request,
    ) -> Result<Found<List<Webhook>>> {
        let asked = self.read_page(&caller, limit.0, after.0, request);
        let (before, size) = self.0.accept(&caller, asked).await?;
        let company = self.0.as_company(&caller);
        let page = company.list_webhooks(before, size).await;
        let page = page.map_err(Refusal::from)?;
        let cursors = &self.0.inner.cursors;
        let next_cursor = page
            .next
            .map(|id| cursors.seal(LIST, caller.company_id, &[], id.as_bytes()));
        Ok(Found::new(List {
            data: page.items,
            has_more: next_cursor.is_some(),
            next_cursor,
        }))
    }

    /// Get a webhook
    ///
    /// As it stands now, without its secret.
    #[oai(path = "/webhooks/:id", method = "get", operation_id = "getWebhook")]
    async fn get_webhook(
        &self,
        caller: Caller,
        /// The webhook's id.
        id: Path<WebhookId>,
    ) -> Result<Found<Webhook>> {
        let company = self.0.as_company(&caller);
        found(company.get_webhook(id.0).await.map_err(Refusal::from)?)
    }

    /// Change a webhook
    ///
    /// One refused field refuses all. A webhook that is enabled again is sent what happens from
    /// then on: `POST /v1/webhooks/{id}/replay` sends what it missed.
    #[oai(
        path = "/webhooks/:id",
        method = "patch",
        operation_id = "updateWebhook"
    )]
    async fn update_webhook(
        &self,
        caller: Caller,
        /// The webhook's id.
        id: Path<WebhookId>,
        body: Body<WebhookChange>,
        /// Change it only if its version is this one: the ETag of an earlier answer.
        #[oai(name = "If-Match")]
        if_match: Header<Param<IfMatch>>,
        request: &Request,
    ) -> Result<Found<Webhook>> {
        let company = self.0.as_company(&caller);
        company.authenticate().await.map_err(Refusal::from)?;
        let change = self.judge_url(&caller, body.content, &body.bytes).await?;
        let versions = match if_match.0.heard(request, "If-Match") {
            Param::Given(IfMatch(versions)) => versions,
            Param::Absent => None,
            Param::Wrong(_) => Some(Vec::new()),
        };
        let webhook = company
            .change_webhook(id.0, versions.as_deref(), &change)
            .await
            .map_err(Refusal::from)?;
        found(webhook)
    }

    /// Delete a webhook
    ///
    /// What was queued for it is not sent any more.
    #[oai(
        path = "/webhooks/:id",
        method = "delete",
        operation_id = "deleteWebhook"
    )]
    async fn delete_webhook(
        &self,
        caller: Caller,
        /// The webhook's id.
        id: Path<WebhookId>,
    ) -> Result<NoContent> {
        let company = self.0.as_company(&caller);
        match company.delete_webhook(id.0).await.map_err(Refusal::from)? {
            true => Ok(NoContent),
            false => Err(Refusal::not_found().into()),
        }
    }

    /// Test a webhook
    ///
    /// Sends a `webhook.test` to it alone, whatever it asks for. What came of it is among its
    /// deliveries. A disabled webhook is refused.
    #[oai(
        path = "/webhooks/:id/test",
        method = "post",
        operation_id = "testWebhook"
    )]
    async fn test_webhook(
        &self,
        caller: Caller,
        /// The webhook's id.
        id: Path<WebhookId>,
        body: UnusedBody,
        #[oai(name = "Idempotency-Key")] idempotency_key: Header<Param<IdempotencyKey>>,
        request: &Request,
    ) -> Result<Accepted<SentTest>> {
        let asked = body
            .0
            .and_then(|bytes| idempotency(request, idempotency_key.0, &bytes));
        let idempotency = self.0.accept(&caller, asked).await?;
        let company = self.0.as_company(&caller);
        let sent = company
            .test_webhook(id.0, EventId::draw(), &idempotency)
            .await
            .map_err(Refusal::from)?
            .ok_or_else(Refusal::not_found)?;
        let event_id = sent.value;
        Ok(Accepted::new(SentTest { event_id }).replayed(sent.replayed))
    }

    /// Rotate a webhook's secret
    ///
    /// The new secret signs from now on and is shown in this answer only. The one before signs
    /// beside it for `overlap_seconds`, so that receivers can change over. Without a body it
    /// overlaps for a day.
    #[oai(
        path = "/webhooks/:id/rotate-secret",
        method = "post",
        operation_id = "rotateWebhookSecret"
    )]
    async fn rotate_webhook_secret(
        &self,
        caller: Caller,
        /// The webhook's id.
        id: Path<WebhookId>,
        body: OptionalBody<SecretRotation>,
        #[oai(name = "Idempotency-Key")] idempotency_key: Header<Param<IdempotencyKey>>,
        request: &Request,
    ) -> Result<Found<RotatedSecret>> {
        let OptionalBody(body) = body;
        let key = idempotency(request, idempotency_key.0, &body.bytes);
        let asked = together(body.content, key);
        let (rotation, idempotency) = self.0.accept(&caller, asked).await?;
        let drawn = self.0.draw_webhook_secret(id.0)?;
        let company = self.0.as_company(&caller);
        let rotated = company
            .rotate_webhook_secret(id.0, &drawn.sealed, rotation.overlap_seconds, &idempotency)
            .await
            .map_err(Refusal::from)?
            .ok_or_else(Refusal::not_found)?;
        let shown = RotatedSecret {
            secret: (!rotated.replayed).then_some(drawn.text),
            previous_expires_at: rotated.value,
        };
        Ok(Found::new(shown).replayed(rotated.replayed))
    }
}

impl Webhooks {
    /// What was asked, if webhooks may go to the address in the body; else everything that is
    /// wrong, the address too. For callers who are known: it asks the DNS.
    async fn judge_url<T>(
        &self,
        caller: &Caller,
        asked: Result<T, Refusal>,
        body: &[u8],
    ) -> Result<T, Refusal> {
        let company = caller.company_id;
        let judged = match named_url(body) {
            Some(url) => self.0.check_webhook_url(company, &url).await,
            None => Ok(()),
        };
        together(asked, judged).map(|(asked, ())| asked)
    }

    fn read_page(
        &self,
        caller: &Caller,
        limit: Param<Limit>,
        after: Param<Cursor>,
        request: &Request,
    ) -> Result<(Option<Uuid>, i32), Refusal> {
        let mut params = Params::of(request);
        let limit = params.take("limit", limit).unwrap_or_default();
        let after = params.take("after", after);
        params.finish()?;
        let cursors = &self.0.inner.cursors;
        let before = after.map(|Cursor(cursor)| {
            let position = cursors.open(LIST, caller.company_id, &[], &cursor)?;
            Uuid::from_slice(&position).map_err(|_| Refusal::invalid_cursor())
        });
        Ok((before.transpose()?, limit.0))
    }
}

fn found(webhook: Option<Webhook>) -> Result<Found<Webhook>> {
    let webhook = webhook.ok_or_else(Refusal::not_found)?;
    let version = webhook.version;
    Ok(Found::new(webhook).version(version))
}

/// The webhook with its secret; without one the answer is a repeated one.
fn created(webhook: Webhook, secret: Option<String>) -> Created<CreatedWebhook> {
    let (version, location) = (webhook.version, format!("/v1/webhooks/{}", webhook.id.0));
    let replayed = secret.is_none();
    Created::new(CreatedWebhook::of(webhook, secret))
        .version(version)
        .location(location)
        .replayed(replayed)
}
