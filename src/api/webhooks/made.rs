//! A webhook just made: whether it may be, what it is signed with, and how it is shown.

use poem_openapi::Object;
use serde::Serialize;

use super::secret;
use crate::api::Api;
use crate::api::problem::FieldError;
use crate::api::refusal::Refusal;
use crate::domain::{CompanyId, Timestamp, Webhook, WebhookId, WebhookUrl};

/// A webhook just made.
#[derive(Serialize, Object)]
pub(super) struct CreatedWebhook {
    /// UUIDv7.
    id: WebhookId,
    /// Where events are posted to.
    url: String,
    /// The types of events that it is sent.
    event_types: Vec<String>,
    /// `payment.updated` is sent only when one of these fields changed; null: always.
    fields: Option<Vec<String>>,
    /// What the company says it is for.
    description: Option<String>,
    /// Whether it is sent anything.
    enabled: bool,
    /// Why Remit disabled it; null unless it did.
    disabled_reason: Option<String>,
    /// What its deliveries are signed with, shown here and when it is rotated; null in a repeated
    /// answer.
    secret: Option<String>,
    /// When it was made.
    created_at: Timestamp,
    /// When it last changed.
    updated_at: Timestamp,
    /// Raised by one at every change; also the ETag.
    version: i32,
}

impl Api {
    /// Whether a company's webhooks may go there, for the pages too.
    ///
    /// # Errors
    /// 422 for the field `url`.
    pub(crate) async fn check_webhook_url(
        &self,
        company: CompanyId,
        url: &WebhookUrl,
    ) -> Result<(), Refusal> {
        let checked = self.inner.outbound.check(company, url).await;
        checked.map_err(|refused| {
            Refusal::validation_failed(vec![FieldError::field("/url", refused.into())])
        })
    }

    /// A new secret of a webhook, for the pages too.
    ///
    /// # Errors
    /// 500 when it cannot be sealed.
    pub(crate) fn draw_webhook_secret(&self, id: WebhookId) -> Result<secret::Drawn, Refusal> {
        secret::draw(&self.inner.key, id).map_err(|error| {
            tracing::error!(error = %error, "cannot seal a webhook's secret");
            Refusal::internal()
        })
    }
}

impl CreatedWebhook {
    /// The webhook, with its secret the first time.
    pub(super) fn of(webhook: Webhook, secret: Option<String>) -> Self {
        let Webhook {
            id,
            url,
            event_types,
            fields,
            description,
            enabled,
            disabled_reason,
            created_at,
            updated_at,
            version,
        } = webhook;
        Self {
            id,
            url,
            event_types,
            fields,
            description,
            enabled,
            disabled_reason,
            secret,
            created_at,
            updated_at,
            version,
        }
    }
}
