//! What was sent to a webhook, each attempt with its answer; a test, one delivery again, a range of
//! events again.

use std::sync::Arc;

use poem::Request;
use serde_json::{Map, Value};
use tera::Context;
use uuid::Uuid;

use super::Site;
use super::visitor::CompanyVisitor;
use super::webhooks::{filled, id_of, unkept};
use crate::api::body;
use crate::api::deliveries::EventRange;
use crate::api::refusal::Refusal;
use crate::domain::{DeliveryId, DeliveryStatus, EventId, Webhook};
use crate::pages::address::Answer;
use crate::pages::flash::Flash;
use crate::pages::form::Form;
use crate::pages::refused::Refused;

/// Deliveries on a page.
const PAGE: i32 = 25;

/// The texts of the form that sends a range again.
const RANGE: &[&str] = &["from_sequence", "to_sequence"];

/// Which deliveries are shown: what cannot be read is left out.
#[derive(Default)]
pub(super) struct Shown {
    status: Option<DeliveryStatus>,
    before: Option<Uuid>,
}

impl Shown {
    /// Reads a query.
    pub(super) fn read(query: &str) -> Self {
        let mut shown = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "status" => shown.status = DeliveryStatus::parse(&value).ok(),
                "before" => shown.before = Uuid::try_parse(&value).ok(),
                _ => {}
            }
        }
        shown
    }

    fn statuses(&self) -> Vec<DeliveryStatus> {
        let all = DeliveryStatus::MEANINGS.iter();
        let all = all.filter_map(|(label, _)| DeliveryStatus::parse(label).ok());
        all.filter(|status| self.status.is_none_or(|wanted| wanted == *status))
            .collect()
    }
}

/// `POST /app/webhook/:id/test/`.
pub(super) async fn test(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Form::read(&mut request, &visitor.page).await?;
    let id = id_of(&request);
    let sent = site
        .company(&visitor)
        .test_webhook(id, EventId::draw(), &unkept())
        .await?;
    sent.ok_or(Refused::NotFound)?;
    let flash = Flash::good("A test is on its way: what comes of it is below in a moment.");
    Ok(site.to_webhook(id, &flash))
}

/// `POST /app/webhook/:id/retry/`: sends one delivery now.
pub(super) async fn retry(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let id = id_of(&request);
    let delivery = DeliveryId::parse(form.text("delivery"));
    let retried = site
        .company(&visitor)
        .retry_delivery(id, delivery, &unkept())
        .await?;
    retried.ok_or(Refused::NotFound)?;
    Ok(site.to_webhook(id, &Flash::good("It is sent again now.")))
}

/// `POST /app/webhook/:id/replay/`: sends a range of events again.
pub(super) async fn replay(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let webhook = site.webhook(&visitor, &request).await?;
    match site.replay(&visitor, &webhook, &form).await {
        Ok(count) => {
            let flash = match count {
                0 => Flash::bad("Nothing in that range is for this webhook: nothing is sent."),
                1 => Flash::good("One event is sent again."),
                _ => Flash::good(format!("{count} events are sent again, in their order.")),
            };
            Ok(site.to_webhook(webhook.id, &flash))
        }
        Err(refusal) => {
            let mut again = filled(&webhook);
            again.values.extend(form.again(RANGE).values);
            again.take(refusal)?;
            site.webhook_page(&visitor, &webhook, &again, &Shown::default())
                .await
        }
    }
}

impl Site {
    async fn replay(
        &self,
        visitor: &CompanyVisitor,
        webhook: &Webhook,
        form: &Form,
    ) -> Result<i32, Refusal> {
        let range: EventRange = body::read(Value::Object(range(form)))?;
        let caller = &visitor.caller;
        let queued = self
            .api
            .replay(caller, webhook.id, &range, &unkept())
            .await?;
        Ok(queued.value)
    }

    /// A page of a webhook's deliveries.
    pub(super) async fn deliveries(
        &self,
        visitor: &CompanyVisitor,
        webhook: &Webhook,
        shown: &Shown,
    ) -> Result<Context, Refused> {
        let company = self.company(visitor);
        let sent = company
            .list_deliveries(webhook.id, &shown.statuses(), shown.before, PAGE)
            .await?;
        let sent = sent.ok_or(Refused::NotFound)?;
        let mut context = Context::new();
        context.insert("deliveries", &sent.items);
        context.insert("next", &sent.next);
        context.insert("status", &shown.status.map(DeliveryStatus::label));
        context.insert("statuses", &DeliveryStatus::MEANINGS);
        context.insert("is_first", &shown.before.is_none());
        Ok(context)
    }
}

/// The form as the API's body: numbers where they are some.
fn range(form: &Form) -> Map<String, Value> {
    let mut object = form.object(RANGE);
    for value in object.values_mut() {
        let number = value
            .as_str()
            .and_then(|text| text.trim().parse::<i64>().ok());
        if let Some(number) = number {
            *value = number.into();
        }
    }
    object
}
