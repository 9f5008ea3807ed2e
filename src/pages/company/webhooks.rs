//! Webhooks: where a company is told what happens to its payments.

use std::sync::Arc;

use poem::{Request, Response};
use serde_json::{Map, Value, json};
use tera::Context;

use super::Site;
use super::visitor::CompanyVisitor;
use crate::api::body;
use crate::api::refusal::Refusal;
use crate::db::Idempotency;
use crate::domain::{
    DeliveryStatus, EventId, EventType, NewWebhook, Webhook, WebhookChange, WebhookId,
};
use crate::pages::address::Answer;
use crate::pages::flash::Flash;
use crate::pages::form::{Again, Form};
use crate::pages::refused::Refused;

/// More than a company can have.
const ALL: i32 = 50;
/// Deliveries are shown whatever became of them.
const EVERY_STATUS: [DeliveryStatus; 3] = [
    DeliveryStatus::Pending,
    DeliveryStatus::Delivered,
    DeliveryStatus::Failed,
];
/// Deliveries on a page.
const DELIVERIES: i32 = 25;
/// What is shown again.
const FIELDS: &[&str] = &["url", "description"];

/// `GET /app/webhooks`.
pub(super) async fn list(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    site.webhooks(&visitor, &Again::default()).await
}

/// `POST /app/webhooks`.
pub(super) async fn make(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    match site.make_webhook(&visitor, &form).await {
        Ok((webhook, secret)) => Ok(site.show_secret(&visitor, webhook, &secret)),
        Err(refusal) => {
            let mut again = form.again(FIELDS);
            again.take(refusal)?;
            site.webhooks(&visitor, &again).await
        }
    }
}

/// `GET /app/webhooks/:id`.
pub(super) async fn show(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let webhook = site.webhook(&visitor, &request).await?;
    let mut again = Again::default();
    again.put("url", webhook.url.as_str());
    again.put(
        "description",
        webhook.description.as_deref().unwrap_or_default(),
    );
    site.webhook_page(&visitor, &webhook, &again).await
}

/// `POST /app/webhooks/:id`: all that can be changed of it.
pub(super) async fn change(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let webhook = site.webhook(&visitor, &request).await?;
    match site.change_webhook(&visitor, &webhook, &form).await {
        Ok(()) => Ok(site.to_webhook(webhook.id, &Flash::good("The webhook was saved."))),
        Err(refusal) => {
            let mut again = form.again(FIELDS);
            again.take(refusal)?;
            site.webhook_page(&visitor, &webhook, &again).await
        }
    }
}

/// `POST /app/webhooks/:id/delete`.
pub(super) async fn delete(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Form::read(&mut request, &visitor.page).await?;
    match site
        .company(&visitor)
        .delete_webhook(id_of(&request))
        .await?
    {
        true => {
            let flash = Flash::good("The webhook was deleted: it is sent nothing more.");
            Ok(site.shell.see_other_saying("/app/webhooks", &flash))
        }
        false => Err(Refused::NotFound),
    }
}

/// `POST /app/webhooks/:id/test`.
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

/// `POST /app/webhooks/:id/rotate`: the secret before signs for one more day.
pub(super) async fn rotate(site: Arc<Site>, mut request: Request) -> Answer {
    const ONE_DAY: i32 = 86_400;
    let visitor = site.visitor(&request).await?;
    Form::read(&mut request, &visitor.page).await?;
    let webhook = site.webhook(&visitor, &request).await?;
    let drawn = site.api.draw_webhook_secret(webhook.id)?;
    let rotated = site
        .company(&visitor)
        .rotate_webhook_secret(webhook.id, &drawn.sealed, ONE_DAY, &unkept())
        .await?;
    rotated.ok_or(Refused::NotFound)?;
    Ok(site.show_secret(&visitor, webhook, &drawn.text))
}

/// `POST /app/webhooks/:id/retry`: sends one delivery now.
pub(super) async fn retry(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let id = id_of(&request);
    let delivery = crate::domain::DeliveryId::parse(form.text("delivery"));
    let retried = site
        .company(&visitor)
        .retry_delivery(id, delivery, &unkept())
        .await?;
    retried.ok_or(Refused::NotFound)?;
    Ok(site.to_webhook(id, &Flash::good("It is sent again now.")))
}

impl Site {
    async fn webhook(
        &self,
        visitor: &CompanyVisitor,
        request: &Request,
    ) -> Result<Webhook, Refused> {
        let found = self.company(visitor).get_webhook(id_of(request)).await?;
        found.ok_or(Refused::NotFound)
    }

    async fn make_webhook(
        &self,
        visitor: &CompanyVisitor,
        form: &Form,
    ) -> Result<(Webhook, String), Refusal> {
        let mut object = form.object(FIELDS);
        object.extend(event_types(form));
        let new: NewWebhook = body::read(Value::Object(object))?;
        let asker = visitor.caller.company_id;
        self.api.check_webhook_url(asker, &new.url).await?;
        let id = WebhookId::draw();
        let drawn = self.api.draw_webhook_secret(id)?;
        let company = self.company(visitor);
        let made = company
            .create_webhook(id, &new, &drawn.sealed, &unkept())
            .await?;
        Ok((made.value, drawn.text))
    }

    async fn change_webhook(
        &self,
        visitor: &CompanyVisitor,
        webhook: &Webhook,
        form: &Form,
    ) -> Result<(), Refusal> {
        let mut object = event_types(form);
        object.insert("url".to_owned(), form.text("url").into());
        object.insert("enabled".to_owned(), (form.text("enabled") == "yes").into());
        let description = Some(form.text("description")).filter(|text| !text.trim().is_empty());
        object.insert("description".to_owned(), json!(description));
        let change: WebhookChange = body::read(Value::Object(object))?;
        if let Some(url) = change
            .url
            .as_ref()
            .filter(|url| url.as_str() != webhook.url)
        {
            let asker = visitor.caller.company_id;
            self.api.check_webhook_url(asker, url).await?;
        }
        let version = form.text("version").parse().unwrap_or_default();
        let company = self.company(visitor);
        company
            .change_webhook(webhook.id, Some(&[version]), &change)
            .await?
            .map(drop)
            .ok_or_else(Refusal::not_found)
    }

    async fn webhooks(&self, visitor: &CompanyVisitor, again: &Again) -> Answer {
        let found = self.company(visitor).list_webhooks(None, ALL).await?;
        let mut context = Context::new();
        context.insert("webhooks", &found.items);
        context.insert("types", &types());
        Ok(self.again("app/webhooks.html", context, again, &visitor.page))
    }

    async fn webhook_page(
        &self,
        visitor: &CompanyVisitor,
        webhook: &Webhook,
        again: &Again,
    ) -> Answer {
        let company = self.company(visitor);
        let sent = company
            .list_deliveries(webhook.id, &EVERY_STATUS, None, DELIVERIES)
            .await?;
        let mut context = Context::new();
        context.insert("webhook", webhook);
        context.insert("deliveries", &sent.ok_or(Refused::NotFound)?.items);
        // Patterns that the API set are choices too: saving the form keeps them.
        let known = types();
        let patterns = webhook.event_types.iter().map(String::as_str);
        let patterns = patterns.filter(|kind| *kind != "*" && !known.contains(kind));
        let choices: Vec<_> = known.iter().copied().chain(patterns).collect();
        context.insert("types", &choices);
        Ok(self.again("app/webhook.html", context, again, &visitor.page))
    }

    /// The one page that shows the secret. It is not a redirect: nothing else may ever hold it.
    fn show_secret(&self, visitor: &CompanyVisitor, webhook: Webhook, secret: &str) -> Response {
        let mut context = Context::new();
        context.insert("webhook", &webhook);
        context.insert("secret", secret);
        self.shell
            .render("app/webhook_secret.html", context, &visitor.page)
    }

    fn to_webhook(&self, id: WebhookId, flash: &Flash) -> Response {
        let address = format!("/app/webhooks/{}", id.0);
        self.shell.see_other_saying(&address, flash)
    }
}

/// The types of events that the form names; none named are all.
fn event_types(form: &Form) -> Map<String, Value> {
    let named = form
        .fields()
        .iter()
        .filter(|(name, _)| name == "event_types");
    let named: Vec<_> = named
        .map(|(_, value)| Value::from(value.as_str()))
        .collect();
    let types = match named.is_empty() {
        true => json!(["*"]),
        false => Value::from(named),
    };
    Map::from_iter([("event_types".to_owned(), types)])
}

/// The types of events to choose from.
fn types() -> Vec<&'static str> {
    let kinds = EventType::ALL.iter().map(|kind| kind.label());
    kinds
        .filter(|label| label.starts_with("payment."))
        .collect()
}

/// A form is protected from being sent twice by what it does, not by a key.
fn unkept() -> Idempotency {
    Idempotency {
        key: None,
        request_hash: Vec::new(),
    }
}

fn id_of(request: &Request) -> WebhookId {
    WebhookId::parse(request.raw_path_param("id").unwrap_or_default())
}
