//! Payments: the list, one of them with its history, and what can be done with it.

use std::sync::Arc;

use chrono::DateTime;
use poem::Request;
use serde_json::json;
use tera::Context;
use uuid::Uuid;

use super::Site;
use super::history;
use super::overview::of_status;
use super::visitor::CompanyVisitor;
use crate::db::{EventFilter, Idempotency, PaymentFilter, Position, Processed, Served};
use crate::domain::{Payment, PaymentId, ProcessingState, Reference, Status};
use crate::pages::address::Answer;
use crate::pages::flash::Flash;
use crate::pages::form::Form;
use crate::pages::refused::Refused;

/// Payments on a page.
const PAGE: i32 = 25;
/// Events shown of a payment.
const HISTORY: i32 = 100;

/// `GET /app/payments`.
pub(super) async fn list(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let asked = Asked::read(request.uri().query().unwrap_or_default());
    let found = site
        .company(&visitor)
        .list_payments(&asked.filter(), asked.before, PAGE)
        .await?;
    let mut context = Context::new();
    context.insert("payments", &found.items);
    context.insert("status", &asked.status.map(Status::label));
    context.insert("reference", &asked.reference);
    context.insert("is_first", &asked.before.is_none());
    context.insert("next", &found.next.map(|position| asked.link(position)));
    context.insert("statuses", &Status::MEANINGS);
    Ok(site
        .shell
        .render("app/payments.html", context, &visitor.page))
}

/// `GET /app/payments/:id`.
pub(super) async fn show(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let payment = site.payment(&visitor, &request).await?;
    let filter = EventFilter {
        types: None,
        payment: Some(payment.id),
    };
    let events = site
        .company(&visitor)
        .list_events(&filter, 0, HISTORY)
        .await?;
    let mut context = Context::new();
    context.insert("payment", &payment);
    context.insert("is_open", &is_open(&payment));
    context.insert("is_under_way", &is_under_way(&payment));
    context.insert("history", &history::of(&events.items));
    Ok(site
        .shell
        .render("app/payment.html", context, &visitor.page))
}

/// `POST /app/payments/:id/process`.
pub(super) async fn process(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Form::read(&mut request, &visitor.page).await?;
    let id = id_of(&request);
    let once = Idempotency {
        key: None,
        request_hash: Vec::new(),
    };
    let answer = site.company(&visitor).process_payment(id, &once).await?;
    let flash = match answer.ok_or(Refused::NotFound)?.value {
        Processed::Accepted(_) => Flash::good("The payment is on its way to the bank."),
        Processed::Refused(payment) => Flash::bad(format!(
            "The payment is already {}: nothing was sent to the bank.",
            payment.status.label()
        )),
    };
    Ok(site.shell.see_other_saying(&address(id), &flash))
}

/// `GET /app/payments/:id/delete`.
pub(super) async fn ask_to_delete(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let payment = site.payment(&visitor, &request).await?;
    let mut context = Context::new();
    context.insert("payment", &payment);
    context.insert("is_open", &is_open(&payment));
    Ok(site
        .shell
        .render("app/payment_delete.html", context, &visitor.page))
}

/// `POST /app/payments/:id/delete`.
pub(super) async fn delete(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Form::read(&mut request, &visitor.page).await?;
    match site
        .company(&visitor)
        .delete_payment(id_of(&request))
        .await?
    {
        true => Ok(site
            .shell
            .see_other_saying("/app/payments", &Flash::good("The payment was deleted."))),
        false => Err(Refused::NotFound),
    }
}

impl Site {
    /// The payment that the address names, if it is the visitor's.
    pub(super) async fn payment(
        &self,
        visitor: &CompanyVisitor,
        request: &Request,
    ) -> Result<Payment, Refused> {
        let found = self.company(visitor).get_payment(id_of(request)).await?;
        found.ok_or(Refused::NotFound)
    }
}

/// The id in the address; what is none is that of no payment.
pub(super) fn id_of(request: &Request) -> PaymentId {
    PaymentId::parse(request.raw_path_param("id").unwrap_or_default())
}

pub(super) fn address(id: PaymentId) -> String {
    format!("/app/payments/{}", id.0)
}

/// Whether the payment can still be edited, deleted and processed.
pub(super) fn is_open(payment: &Payment) -> bool {
    payment.status == Status::Created && payment.processing.state == ProcessingState::None
}

fn is_under_way(payment: &Payment) -> bool {
    payment.status == Status::Created && payment.processing.state != ProcessingState::None
}

/// What the list is narrowed to, and where its page begins. What cannot be read is left out.
struct Asked {
    status: Option<Status>,
    reference: String,
    before: Option<Position>,
}

impl Asked {
    fn read(query: &str) -> Self {
        let mut asked = Self {
            status: None,
            reference: String::new(),
            before: None,
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "status" => asked.status = Status::parse(&value).ok(),
                "reference" => asked.reference = value.trim().to_owned(),
                "after" => asked.before = read_position(&value),
                _ => {}
            }
        }
        asked
    }

    fn filter(&self) -> PaymentFilter {
        if self.reference.is_empty() {
            let status = self.status.map(Status::label);
            return of_status(status.as_slice());
        }
        // What is no reference is that of no payment; the longest the column takes finds none either.
        let reference = Reference::parse(&self.reference);
        let reference = reference.map_or_else(|_| "-".to_owned(), |r| r.as_str().to_owned());
        let mut fields = json!({ "reference": reference });
        let Some(status) = self.status else {
            return PaymentFilter {
                fields,
                served: Served::ByIndex,
            };
        };
        if let Some(object) = fields.as_object_mut() {
            object.insert("status".to_owned(), json!([status.label()]));
        }
        PaymentFilter {
            fields,
            served: Served::ByLooking,
        }
    }

    /// The address of the page that begins after a position.
    fn link(&self, position: Position) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(status) = self.status {
            query.append_pair("status", status.label());
        }
        if !self.reference.is_empty() {
            query.append_pair("reference", &self.reference);
        }
        let micros = position.created_at.timestamp_micros();
        query.append_pair("after", &format!("{micros}.{}", position.id));
        format!("/app/payments?{}", query.finish())
    }
}

fn read_position(text: &str) -> Option<Position> {
    let (micros, id) = text.split_once('.')?;
    Some(Position {
        created_at: DateTime::from_timestamp_micros(micros.parse().ok()?)?,
        id: Uuid::try_parse(id).ok()?,
    })
}
