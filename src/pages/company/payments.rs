//! A payment: its page with its history, and what can be done with it. Their list is the panel's.

use std::sync::Arc;

use poem::Request;
use tera::Context;

use super::Site;
use super::visitor::CompanyVisitor;
use super::{history, outcomes};
use crate::db::{EventFilter, Idempotency, Processed};
use crate::domain::{Payment, PaymentId, ProcessingState, Status};
use crate::pages::address::Answer;
use crate::pages::flash::Flash;
use crate::pages::form::Form;
use crate::pages::refused::Refused;

/// Where the list is.
const LIST: &str = "/app/payment/";
/// Events shown of a payment.
const HISTORY: i32 = 100;

/// `GET /app/payment/:id/`.
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
    context.insert("failure", &outcomes::failure(&payment));
    context.insert("dispute", &outcomes::dispute(&payment));
    context.insert("history", &history::of(&events.items));
    Ok(site
        .shell
        .render("app/payment.html", context, &visitor.page))
}

/// `POST /app/payment/:id/process/`.
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

/// `GET /app/payment/:id/delete/`.
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

/// `POST /app/payment/:id/delete/`.
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
            .see_other_saying(LIST, &Flash::good("The payment was deleted."))),
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
    format!("{LIST}{}/", id.0)
}

/// Whether the payment can still be edited, deleted and processed.
pub(super) fn is_open(payment: &Payment) -> bool {
    payment.status == Status::Created && payment.processing.state == ProcessingState::None
}

fn is_under_way(payment: &Payment) -> bool {
    payment.status == Status::Created && payment.processing.state != ProcessingState::None
}
