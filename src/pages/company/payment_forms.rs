//! The forms of a payment: a new one, and one that is still open to changes.

use std::sync::Arc;

use poem::{Request, Response};
use serde_json::{Map, Value, json};
use tera::Context;
use uuid::Uuid;

use super::Site;
use super::payments::{address, id_of, is_open};
use super::visitor::CompanyVisitor;
use crate::api::body;
use crate::api::refusal::Refusal;
use crate::db::Idempotency;
use crate::domain::{NewPayment, Payment, PaymentChange};
use crate::pages::address::Answer;
use crate::pages::flash::Flash;
use crate::pages::form::{Again, Form};
use crate::pages::refused::Refused;
use crate::pages::words::{cents, plain_dollars};
use crate::secrets::tag;

/// The texts of the form.
const FIELDS: &[&str] = &[
    "direction",
    "amount",
    "account_name",
    "bsb",
    "account_number",
    "reference",
    "description",
];

/// `GET /app/payment/add/`.
pub(super) async fn draft(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let mut again = Again::default();
    again.put("direction", "debit");
    again.put("once", Uuid::now_v7().to_string());
    Ok(site.payment_form(&visitor, None, &again))
}

/// `POST /app/payment/add/`.
pub(super) async fn create(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let draft: NewPayment = match body::read(Value::Object(object(&form))) {
        Ok(draft) => draft,
        Err(refusal) => return site.refused_form(&visitor, None, &form, refusal),
    };
    // However often the form is sent, it makes one payment.
    let parts: Vec<_> = FIELDS
        .iter()
        .map(|name| form.text(name).as_bytes())
        .collect();
    let once = Idempotency {
        key: Uuid::try_parse(form.text("once"))
            .ok()
            .map(|once| format!("form-{once}")),
        request_hash: tag(&[0; 32], &parts).to_vec(),
    };
    let company = site.company(&visitor);
    let created = company
        .create_payments(std::slice::from_ref(&draft), &once)
        .await;
    match created {
        Ok(created) => {
            let payment = created.value.first().ok_or(Refused::NotFound)?;
            let flash =
                Flash::good("The payment was created. Nothing moves before you process it.");
            Ok(site.shell.see_other_saying(&address(payment.id), &flash))
        }
        Err(error) => site.refused_form(&visitor, None, &form, Refusal::from(error)),
    }
}

/// `GET /app/payment/:id/edit/`.
pub(super) async fn edit(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let payment = site.payment(&visitor, &request).await?;
    let again = filled(&payment);
    Ok(site.payment_form(&visitor, Some(&payment), &again))
}

/// `POST /app/payment/:id/edit/`.
pub(super) async fn change(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let payment = site.payment(&visitor, &request).await?;
    let change: PaymentChange = match body::read(Value::Object(changes(&form, &payment))) {
        Ok(change) => change,
        Err(refusal) => return site.refused_form(&visitor, Some(&payment), &form, refusal),
    };
    let version = form.text("version").parse().unwrap_or_default();
    let changed = site
        .company(&visitor)
        .change_payment(id_of(&request), Some(&[version]), &change)
        .await;
    match changed {
        Ok(changed) => {
            let payment = changed.ok_or(Refused::NotFound)?;
            let flash = Flash::good("The payment was saved.");
            Ok(site.shell.see_other_saying(&address(payment.id), &flash))
        }
        Err(error @ crate::db::Error::Field { .. }) => {
            site.refused_form(&visitor, Some(&payment), &form, Refusal::from(error))
        }
        Err(error) => Err(error.into()),
    }
}

impl Site {
    fn payment_form(
        &self,
        visitor: &CompanyVisitor,
        payment: Option<&Payment>,
        again: &Again,
    ) -> Response {
        let mut context = Context::new();
        context.insert("payment", &payment);
        context.insert("is_open", &payment.is_none_or(is_open));
        self.again("app/payment_form.html", context, again, &visitor.page)
    }

    fn refused_form(
        &self,
        visitor: &CompanyVisitor,
        payment: Option<&Payment>,
        form: &Form,
        refusal: Refusal,
    ) -> Answer {
        let mut again = form.again(FIELDS);
        again.put("once", form.text("once"));
        again.put("version", form.text("version"));
        again.take(refusal)?;
        if let Some(message) = again.errors.remove("amount_cents") {
            again.refuse("amount", amount_message(message, form.text("amount")));
        }
        Ok(self.payment_form(visitor, payment, &again))
    }
}

/// The form as the API's body: dollars as cents.
fn object(form: &Form) -> Map<String, Value> {
    let mut object = form.object(FIELDS);
    if let Some(Value::String(amount)) = object.remove("amount") {
        object.insert("amount_cents".to_owned(), amount_of(&amount));
    }
    object
}

/// The cents of an amount; what is none stays a text, to be refused as one.
fn amount_of(text: &str) -> Value {
    cents(text).map_or_else(|| Value::from(text), Value::from)
}

/// What is wrong with an amount, in dollars.
fn amount_message(message: String, typed: &str) -> String {
    match typed.trim() {
        "" => message,
        _ => {
            "Must be an amount in dollars, such as 125.50, from $0.01 to $99,999,999.99.".to_owned()
        }
    }
}

/// The fields that may change now; empty texts clear what can be cleared.
fn changes(form: &Form, payment: &Payment) -> Map<String, Value> {
    let mut object = match is_open(payment) {
        true => object(form),
        false => form.object(&["description"]),
    };
    object.remove("direction");
    let clearable: &[&str] = match is_open(payment) {
        true => &["reference", "description"],
        false => &["description"],
    };
    for name in clearable {
        object.entry(*name).or_insert(json!(null));
    }
    object
}

fn filled(payment: &Payment) -> Again {
    let mut again = Again::default();
    again.put("direction", payment.direction.label());
    again.put("amount", plain_dollars(payment.amount_cents.get()));
    again.put("account_name", payment.account_name.as_str());
    again.put("bsb", payment.bsb.as_str());
    again.put("account_number", payment.account_number.as_str());
    let reference = payment.reference.as_ref();
    again.put("reference", reference.map_or("", |text| text.as_str()));
    let description = payment.description.as_ref();
    again.put("description", description.map_or("", |text| text.as_str()));
    again.put("version", payment.version.to_string());
    again
}
