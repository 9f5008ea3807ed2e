//! Many payments in one request: the right ones are created, together; the wrong ones say why.

use poem::{Request, Result};
use poem_openapi::param::Header;
use poem_openapi::types::Type;
use poem_openapi::{Object, OpenApi};
use serde::Serialize;
use serde_json::Value;

use super::answer::Found;
use super::body::{self, Body, Fields, Input};
use super::problem::{FieldError, Problem};
use super::query::{IdempotencyKey, Param};
use super::refusal::Refusal;
use super::{Api, Tag, idempotency, together};
use crate::auth::Caller;
use crate::db::Idempotency;
use crate::domain::{FieldCode, Invalid, NewPayment, Payment};

pub struct Batch(pub(super) Api);

/// The most payments of a batch.
const MOST_PAYMENTS: usize = 500;

/// Payments to be created.
#[derive(Object)]
struct NewBatch {
    /// 1 to 500 payments.
    #[oai(validator(min_items = 1, max_items = 500))]
    payments: Vec<NewPayment>,
}

/// What became of a batch.
#[derive(Serialize, Object)]
struct BatchResults {
    /// One result for each payment, in their order.
    results: Vec<BatchResult>,
}

/// What became of one payment of a batch.
#[derive(Serialize, Object)]
#[oai(skip_serializing_if_is_none)]
struct BatchResult {
    /// Its place in the request, from 0.
    index: u32,
    /// 201: created. 422: refused, the others are created all the same.
    status: u16,
    /// With 201: the payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    payment: Option<Payment>,
    /// With 422: what is wrong with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

/// The payments of a batch, each as right or wrong as it is.
struct Drafts(Vec<Result<NewPayment, Refusal>>);

#[OpenApi(tag = "Tag::Payments")]
impl Batch {
    /// Create many payments
    ///
    /// Each payment is checked by itself: the right ones are created together, the wrong ones say
    /// why. An `Idempotency-Key` is required.
    #[oai(
        path = "/payments/batch",
        method = "post",
        operation_id = "createPaymentBatch"
    )]
    async fn create_payment_batch(
        &self,
        caller: Caller,
        body: Body<Drafts>,
        #[oai(name = "Idempotency-Key")] idempotency_key: Header<Param<IdempotencyKey>>,
        request: &Request,
    ) -> Result<Found<BatchResults>> {
        let key = required(idempotency(request, idempotency_key.0, &body.bytes));
        let asked = together(body.content, key);
        let (Drafts(drafts), idempotency) = self.0.accept(&caller, asked).await?;
        let right: Vec<_> = drafts.iter().flatten().cloned().collect();
        let company = self.0.as_company(&caller);
        let created = company
            .create_payments(&right, &idempotency)
            .await
            .map_err(Refusal::from)?;
        if created.value.len() != right.len() {
            tracing::error!("a kept batch has another number of payments than its request");
            return Err(Refusal::internal().into());
        }
        Ok(Found::new(results(drafts, created.value)).replayed(created.replayed))
    }
}

/// The idempotency key of a request that must have one.
fn required(idempotency: Result<Idempotency, Refusal>) -> Result<Idempotency, Refusal> {
    idempotency.and_then(|idempotency| match idempotency.key {
        Some(_) => Ok(idempotency),
        None => {
            let message = "A batch needs an Idempotency-Key header, so that it can be repeated.";
            let invalid = Invalid::new(FieldCode::Required, message);
            Err(Refusal::validation_failed(vec![FieldError::field(
                "", invalid,
            )]))
        }
    })
}

fn results(drafts: Vec<Result<NewPayment, Refusal>>, created: Vec<Payment>) -> BatchResults {
    let mut created = created.into_iter();
    let results = (0..).zip(drafts).map(|(index, draft)| match draft {
        Ok(_) => BatchResult {
            index,
            status: 201,
            payment: created.next(),
            problem: None,
        },
        Err(refusal) => {
            let problem = Some(refusal.problem(None));
            BatchResult {
                index,
                status: 422,
                payment: None,
                problem,
            }
        }
    });
    BatchResults {
        results: results.collect(),
    }
}

impl Input for Drafts {
    fn read(fields: &mut Fields) -> Option<Self> {
        fields.required_with("payments", read_payments).map(Self)
    }
}

fn read_payments(value: &Value) -> Result<Vec<Result<NewPayment, Refusal>>, Invalid> {
    match value {
        Value::Array(payments) if payments.is_empty() => Err(Invalid::new(
            FieldCode::TooShort,
            "Must have at least 1 payment.",
        )),
        Value::Array(payments) if payments.len() > MOST_PAYMENTS => Err(Invalid::new(
            FieldCode::TooLong,
            "Must have at most 500 payments.",
        )),
        Value::Array(payments) => Ok(payments.iter().cloned().map(body::read).collect()),
        _ => Err(Invalid::new(
            FieldCode::WrongType,
            "Must be an array of payments.",
        )),
    }
}

/// In the document, drafts are what they should be.
impl Type for Drafts {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> std::borrow::Cow<'static, str> {
        NewBatch::name()
    }

    fn schema_ref() -> poem_openapi::registry::MetaSchemaRef {
        NewBatch::schema_ref()
    }

    fn register(registry: &mut poem_openapi::registry::Registry) {
        NewBatch::register(registry);
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(self.as_raw_value().into_iter())
    }
}
