//! Webhooks: where a company is told what happens to its payments. Their list is the panel's; what is
//! sent to them is in [`super::deliveries`].

use std::sync::Arc;

use poem::{Request, Response};
use serde_json::{Map, Value, json};
use tera::Context;

use super::Site;
use super::deliveries::Shown;
use super::visitor::CompanyVisitor;
use crate::api::body;
use crate::api::refusal::Refusal;
use crate::db::Idempotency;
use crate::domain::{EventType, NewWebhook, Webhook, WebhookChange, WebhookId};
use crate::pages::address::Answer;
use crate::pages::flash::Flash;
use crate::pages::form::{Again, Form};
use crate::pages::refused::Refused;

/// Where the list is.
const LIST: &str = "/app/webhook/";
/// How long the secret before may go on signing: seconds, and in words.
const OVERLAPS: [(i32, &str); 4] = [
    (86_400, "for one more day"),
    (604_800, "for one more week"),
    (3_600, "for one more hour"),
    (0, "no longer"),
];
/// What is shown again.
const FIELDS: &[&str] = &["url", "description"];

/// `GET /app/webhook/add/`.
pub(super) async fn ask(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Ok(site.new_webhook(&visitor, &Again::default()))
}

/// `POST /app/webhook/add/`.
pub(super) async fn make(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    match site.make_webhook(&visitor, &form).await {
        Ok((webhook, secret)) => Ok(site.show_secret(&visitor, webhook, &secret)),
        Err(refusal) => {
            let mut again = form.again(FIELDS);
            again.take(refusal)?;
            Ok(site.new_webhook(&visitor, &again))
        }
    }
}

/// `GET /app/webhook/:id/`.
pub(super) async fn show(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let webhook = site.webhook(&visitor, &request).await?;
    let shown = Shown::read(request.uri().query().unwrap_or_default());
    site.webhook_page(&visitor, &webhook, &filled(&webhook), &shown)
        .await
}

/// `POST /app/webhook/:id/`: all that can be changed of it.
pub(super) async fn change(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let webhook = site.webhook(&visitor, &request).await?;
    match site.change_webhook(&visitor, &webhook, &form).await {
        Ok(()) => Ok(site.to_webhook(webhook.id, &Flash::good("The webhook was saved."))),
        Err(refusal) => {
            let mut again = form.again(FIELDS);
            again.take(refusal)?;
            site.webhook_page(&visitor, &webhook, &again, &Shown::default())
                .await
        }
    }
}

/// `GET /app/webhook/:id/delete/`.
pub(super) async fn ask_to_delete(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let mut context = Context::new();
    context.insert("webhook", &site.webhook(&visitor, &request).await?);
    let template = "app/webhook_delete.html";
    Ok(site.shell.render(template, context, &visitor.page))
}

/// `POST /app/webhook/:id/delete/`.
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
            Ok(site.shell.see_other_saying(LIST, &flash))
        }
        false => Err(Refused::NotFound),
    }
}

/// `GET /app/webhook/:id/rotate/`.
pub(super) async fn ask_to_rotate(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let mut context = Context::new();
    context.insert("webhook", &site.webhook(&visitor, &request).await?);
    context.insert("overlaps", &OVERLAPS);
    let template = "app/webhook_rotate.html";
    Ok(site.shell.render(template, context, &visitor.page))
}

/// `POST /app/webhook/:id/rotate/`: the secret before may sign for a while.
pub(super) async fn rotate(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let webhook = site.webhook(&visitor, &request).await?;
    let wanted = form.text("overlap_seconds");
    let overlap = OVERLAPS
        .into_iter()
        .find(|(seconds, _)| seconds.to_string() == wanted);
    let (overlap, _) = overlap.ok_or(Refused::Malformed)?;
    let drawn = site.api.draw_webhook_secret(webhook.id)?;
    let rotated = site
        .company(&visitor)
        .rotate_webhook_secret(webhook.id, &drawn.sealed, overlap, &unkept())
        .await?;
    rotated.ok_or(Refused::NotFound)?;
    Ok(site.show_secret(&visitor, webhook, &drawn.text))
}

impl Site {
    /// The webhook that the address names, if it is the visitor's.
    pub(super) async fn webhook(
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

    fn new_webhook(&self, visitor: &CompanyVisitor, again: &Again) -> Response {
        let mut context = Context::new();
        context.insert("types", &types());
        self.again("app/webhook_add.html", context, again, &visitor.page)
    }

    /// A webhook's page, with some of its deliveries.
    pub(super) async fn webhook_page(
        &self,
        visitor: &CompanyVisitor,
        webhook: &Webhook,
        again: &Again,
        shown: &Shown,
    ) -> Answer {
        let mut context = self.deliveries(visitor, webhook, shown).await?;
        context.insert("webhook", webhook);
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

    /// The way back to a webhook's page.
    pub(super) fn to_webhook(&self, id: WebhookId, flash: &Flash) -> Response {
        let address = format!("{LIST}{}/", id.0);
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

/// The settings' form as the webhook is.
pub(super) fn filled(webhook: &Webhook) -> Again {
    let mut again = Again::default();
    again.put("url", webhook.url.as_str());
    let description = webhook.description.as_deref();
    again.put("description", description.unwrap_or_default());
    again
}

/// A form is protected from being sent twice by what it does, not by a key.
pub(super) fn unkept() -> Idempotency {
    Idempotency {
        key: None,
        request_hash: Vec::new(),
    }
}

pub(super) fn id_of(request: &Request) -> WebhookId {
    WebhookId::parse(request.raw_path_param("id").unwrap_or_default())
}
