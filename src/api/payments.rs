//! Payments: created, read, changed, deleted and handed to processing by the company that owns them.

use poem::{Request, Result};
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};

use super::answer::{Created, Found, List, NoContent};
use super::body::{Body, Fields, Input};
use super::payment_list::{Asked, PaymentPage};
use super::query::{Cursor, IdempotencyKey, IfMatch, Limit, Param, Statuses};
use super::refusal::Refusal;
use super::{Api, Tag, idempotency, together};
use crate::auth::Caller;
use crate::domain::{
    Bsb, Cents, Direction, NewPayment, Payment, PaymentChange, PaymentId, Reference, Timestamp,
};

pub struct Payments(pub(super) Api);

#[OpenApi(tag = "Tag::Payments")]
impl Payments {
    /// Create a payment
    ///
    /// Nothing moves before the payment is processed.
    #[oai(path = "/payments", method = "post", operation_id = "createPayment")]
    async fn create_payment(
        &self,
        caller: Caller,
        body: Body<NewPayment>,
        #[oai(name = "Idempotency-Key")] idempotency_key: Header<Param<IdempotencyKey>>,
        request: &Request,
    ) -> Result<Created<Payment>> {
        let key = idempotency(request, idempotency_key.0, &body.bytes);
        let asked = together(body.content, key);
        let (draft, idempotency) = self.0.accept(&caller, asked).await?;
        let company = self.0.as_company(&caller);
        let created = company
            .create_payments(std::slice::from_ref(&draft), &idempotency)
            .await
            .map_err(Refusal::from)?;
        let payment = created
            .value
            .into_iter()
            .next()
            .ok_or_else(Refusal::internal)?;
        let (version, location) = (payment.version, format!("/v1/payments/{}", payment.id.0));
        Ok(Created::new(payment)
            .version(version)
            .location(location)
            .replayed(created.replayed))
    }

    /// List payments
    ///
    /// Newest first. The filters `reference`, else `status`, and the times are met by an index; with
    /// others a page looks at a bounded number of payments, so that it may be short while
    /// `has_more` is true.
    #[oai(path = "/payments", method = "get", operation_id = "listPayments")]
    #[allow(clippy::too_many_arguments, reason = "each is a documented parameter")]
    async fn list_payments(
        &self,
        caller: Caller,
        /// Only payments with this status; may be repeated.
        status: Query<Param<Statuses>>,
        /// Only payments in this direction.
        direction: Query<Param<Direction>>,
        /// Only payments with this lodgement reference.
        reference: Query<Param<Reference>>,
        /// Only payments to or from accounts of this branch.
        bsb: Query<Param<Bsb>>,
        /// Only payments created at this time or later.
        created_from: Query<Param<Timestamp>>,
        /// Only payments created at this time or earlier.
        created_to: Query<Param<Timestamp>>,
        /// Only payments of this many cents or more.
        amount_from: Query<Param<Cents>>,
        /// Only payments of this many cents or fewer.
        amount_to: Query<Param<Cents>>,
        /// How many payments a page has, at most.
        limit: Query<Param<Limit>>,
        /// The `next_cursor` of the page before, with the same filters.
        after: Query<Param<Cursor>>,
        request: &Request,
    ) -> Result<Found<List<Payment>>> {
        let asked = Asked {
            status: status.0,
            direction: direction.0,
            reference: reference.0,
            bsb: bsb.0,
            created_from: created_from.0,
            created_to: created_to.0,
            amount_from: amount_from.0,
            amount_to: amount_to.0,
            limit: limit.0,
            after: after.0,
        };
        let asked = PaymentPage::read(&self.0.inner.cursors, &caller, asked, request);
        let page = self.0.accept(&caller, asked).await?;
        let company = self.0.as_company(&caller);
        let found = company
            .list_payments(&page.filter, page.before, page.size)
            .await
            .map_err(Refusal::from)?;
        Ok(Found::new(page.answer(
            &self.0.inner.cursors,
            &caller,
            found,
        )))
    }

    /// Get a payment
    ///
    /// As it stands now.
    #[oai(path = "/payments/:id", method = "get", operation_id = "getPayment")]
    async fn get_payment(
        &self,
        caller: Caller,
        /// The payment's id.
        id: Path<PaymentId>,
    ) -> Result<Found<Payment>> {
        let company = self.0.as_company(&caller);
        let payment = company.get_payment(id.0).await.map_err(Refusal::from)?;
        found(payment)
    }

    /// Change a payment
    ///
    /// `description` and `metadata` can always be changed, the other fields while the payment is
    /// `created` and not handed to processing. One refused field refuses all.
    #[oai(
        path = "/payments/:id",
        method = "patch",
        operation_id = "changePayment"
    )]
    async fn change_payment(
        &self,
        caller: Caller,
        /// The payment's id.
        id: Path<PaymentId>,
        body: Body<PaymentChange>,
        /// Change it only if its version is this one: the ETag of an earlier answer.
        #[oai(name = "If-Match")]
        if_match: Header<Param<IfMatch>>,
        request: &Request,
    ) -> Result<Found<Payment>> {
        let change = self.0.accept(&caller, body.content).await?;
        let versions = match if_match.0.heard(request, "If-Match") {
            Param::Given(IfMatch(versions)) => versions,
            Param::Absent => None,
            Param::Wrong(_) => Some(Vec::new()),
        };
        let company = self.0.as_company(&caller);
        let payment = company
            .change_payment(id.0, versions.as_deref(), &change)
            .await
            .map_err(Refusal::from)?;
        found(payment)
    }

    /// Delete a payment
    ///
    /// While it is `created` and not handed to processing.
    #[oai(
        path = "/payments/:id",
        method = "delete",
        operation_id = "deletePayment"
    )]
    async fn delete_payment(
        &self,
        caller: Caller,
        /// The payment's id.
        id: Path<PaymentId>,
    ) -> Result<NoContent> {
        let company = self.0.as_company(&caller);
        match company.delete_payment(id.0).await.map_err(Refusal::from)? {
            true => Ok(NoContent),
            false => Err(Refusal::not_found().into()),
        }
    }
}

fn found(payment: Option<Payment>) -> Result<Found<Payment>> {
    let payment = payment.ok_or_else(Refusal::not_found)?;
    let version = payment.version;
    Ok(Found::new(payment).version(version))
}

impl Input for NewPayment {
    fn read(fields: &mut Fields) -> Option<Self> {
        let direction = fields.optional("direction").unwrap_or(Direction::Debit);
        let amount_cents = fields.required("amount_cents");
        let account_name = fields.required("account_name");
        let bsb = fields.required("bsb");
        let account_number = fields.required("account_number");
        let reference = fields.nullable("reference").flatten();
        let description = fields.nullable("description").flatten();
        let metadata = fields.optional("metadata").unwrap_or_default();
        Some(Self {
            direction,
            amount_cents: amount_cents?,
            account_name: account_name?,
            bsb: bsb?,
            account_number: account_number?,
            reference,
            description,
            metadata,
        })
    }
}

impl Input for PaymentChange {
    fn read(fields: &mut Fields) -> Option<Self> {
        let change = Self {
            amount_cents: fields.optional("amount_cents"),
            account_name: fields.optional("account_name"),
            bsb: fields.optional("bsb"),
            account_number: fields.optional("account_number"),
            reference: fields.nullable("reference"),
            description: fields.nullable("description"),
            metadata: fields.optional("metadata"),
        };
        fields.allow_no_others("Cannot be changed.");
        Some(change)
    }
}
