//! Handing a payment to the bank, and waiting a little for its answer.

use std::time::Duration;

use poem::http::{HeaderName, HeaderValue};
use poem::{IntoResponse, Request, Response, Result};
use poem_openapi::param::{Header, Path};
use poem_openapi::registry::{MetaResponses, Registry};
use poem_openapi::{ApiResponse, OpenApi};

use super::answer::{Accepted, Found};
use super::body::UnusedBody;
use super::query::{IdempotencyKey, Param, Prefer};
use super::refusal::Refusal;
use super::{Api, Tag, idempotency};
use crate::auth::Caller;
use crate::db::{Answer, Processed, Standing};
use crate::domain::{Payment, PaymentId, Status};

pub struct Processing(pub(super) Api);

/// Says which preference was heeded.
const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// The payment: 202 while it is `created`, 200 once the bank has answered.
pub struct UnderWay {
    payment: Payment,
    replayed: bool,
    waited: Option<Duration>,
}

#[OpenApi(tag = "Tag::Payments")]
impl Processing {
    /// Process a payment
    ///
    /// Hands it to the bank; the work goes on after the answer. Asking again while it is under way
    /// changes nothing. With `Prefer: wait=5` the answer waits up to 5 seconds (10 at most) for the
    /// payment to leave `created`, and is then 200.
    #[oai(
        path = "/payments/:id/process",
        method = "post",
        operation_id = "processPayment"
    )]
    async fn process_payment(
        &self,
        caller: Caller,
        /// The payment's id.
        id: Path<PaymentId>,
        body: UnusedBody,
        #[oai(name = "Idempotency-Key")] idempotency_key: Header<Param<IdempotencyKey>>,
        /// `wait=N`: how many seconds to wait for the outcome, 10 at most.
        #[oai(name = "Prefer")]
        prefer: Header<Param<Prefer>>,
        request: &Request,
    ) -> Result<UnderWay> {
        let asked = body
            .0
            .and_then(|bytes| idempotency(request, idempotency_key.0, &bytes));
        let idempotency = self.0.accept(&caller, asked).await?;
        let wait = match prefer.0 {
            Param::Given(Prefer(wait)) => wait,
            Param::Absent | Param::Wrong(_) => None,
        };
        let company = self.0.as_company(&caller);
        let answer = company
            .process_payment(id.0, &idempotency)
            .await
            .map_err(Refusal::from)?
            .ok_or_else(Refusal::not_found)?;
        match answer {
            Answer {
                value: Processed::Accepted(payment),
                replayed,
            } => {
                let payment = self.wait_for(&caller, payment, wait).await?;
                Ok(UnderWay {
                    payment,
                    replayed,
                    waited: wait,
                })
            }
            Answer {
                value: Processed::Refused(payment),
                replayed,
            } => Err(Refusal::invalid_state(standing(&payment))
                .replayed(replayed)
                .into()),
        }
    }

    /// The payment once it has left `created`, or as it is when the wait is over.
    async fn wait_for(
        &self,
        caller: &Caller,
        payment: Payment,
        wait: Option<Duration>,
    ) -> Result<Payment, Refusal> {
        let Some(wait) = wait else { return Ok(payment) };
        let company = self.0.as_company(caller);
        // The place is taken before the look, or a change in between would go unnoticed.
        let place = self
            .0
            .inner
            .waiting
            .take_place(caller.company_id, payment.id);
        let now = company.get_payment(payment.id).await?;
        if now
            .as_ref()
            .is_some_and(|now| now.status == Status::Created)
        {
            place.wait(wait).await;
            return Ok(company.get_payment(payment.id).await?.unwrap_or(payment));
        }
        Ok(now.unwrap_or(payment))
    }
}

fn standing(payment: &Payment) -> Standing {
    Standing {
        current_status: payment.status.label().to_owned(),
        processing_state: payment.processing.state.label().to_owned(),
    }
}

impl IntoResponse for UnderWay {
    fn into_response(self) -> Response {
        let Self {
            payment,
            replayed,
            waited,
        } = self;
        let version = payment.version;
        let mut response = match payment.status {
            Status::Created => Accepted::new(payment)
                .version(version)
                .replayed(replayed)
                .into_response(),
            _ if waited.is_none() => Accepted::new(payment)
                .version(version)
                .replayed(replayed)
                .into_response(),
            Status::Successful | Status::Failed | Status::Disputed => Found::new(payment)
                .version(version)
                .replayed(replayed)
                .into_response(),
        };
        if let Some(waited) = waited {
            let applied = HeaderValue::try_from(format!("wait={}", waited.as_secs()));
            response
                .headers_mut()
                .extend(applied.ok().map(|value| (PREFERENCE_APPLIED, value)));
        }
        response
    }
}

impl ApiResponse for UnderWay {
    fn meta() -> MetaResponses {
        let mut meta = Found::<Payment>::meta();
        meta.responses.extend(Accepted::<Payment>::meta().responses);
        meta
    }

    fn register(registry: &mut Registry) {
        Found::<Payment>::register(registry);
    }
}
