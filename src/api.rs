//! The REST API under `/v1`: each operation takes, asks the database once, and answers. What it
//! refuses, and in which order, is the same everywhere: see [`refusal`].

mod answer;
mod api_keys;
mod bank_events;
mod batch;
pub(crate) mod body;
mod caller;
pub(crate) mod companies;
mod cursor;
pub(crate) mod deliveries;
pub mod document;
mod events;
mod payment_list;
mod payments;
pub mod problem;
mod processing;
mod query;
pub mod reception;
pub mod refusal;
pub mod request;
mod stream;
pub(crate) mod tokens;
pub(crate) mod webhooks;

use std::sync::Arc;

use poem::Request;
use poem_openapi::{OpenApiService, Tags};

use crate::auth::guesses::Guesses;
use crate::auth::{Caller, Passwords};
use crate::bank::secret::BankSecret;
use crate::db::{CompanyDb, Database, Idempotency};
use crate::outbound::Outbound;
use crate::secrets::{SecretKey, tag};
use crate::stream::Streams;
use crate::waiting::Waiting;
use caller::LoggedIn;
use cursor::Cursors;
use problem::FieldError;
use query::{IdempotencyKey, Param};
use refusal::Refusal;

/// What the operations work with.
#[derive(Clone)]
pub struct Api {
    inner: Arc<Inner>,
}

struct Inner {
    db: Database,
    passwords: Passwords,
    guesses: Guesses,
    cursors: Cursors,
    bank_secret: BankSecret,
    waiting: Waiting,
    streams: Streams,
    key: SecretKey,
    outbound: Outbound,
}

/// The parts of the reference.
#[derive(Tags)]
enum Tag {
    /// Sign up, and look after the company's own data.
    Companies,
    /// Log in and out.
    Tokens,
    /// Keys with which programs act for the company.
    #[oai(rename = "API keys")]
    ApiKeys,
    /// Collect and pay money.
    Payments,
    /// What happened to payments, whoever did it.
    Events,
    /// Be told what happens, at an address of yours.
    Webhooks,
    /// The bank's door.
    Bank,
}

/// The whole API.
pub type Service = OpenApiService<
    (
        companies::Companies,
        tokens::Tokens,
        api_keys::ApiKeys,
        payments::Payments,
        processing::Processing,
        batch::Batch,
        events::Events,
        stream::EventStream,
        webhooks::Webhooks,
        deliveries::Deliveries,
        bank_events::BankEvents,
    ),
    (),
>;

impl Api {
    /// The API on this database.
    pub fn new(
        db: Database,
        passwords: Passwords,
        key: &SecretKey,
        bank_secret: BankSecret,
        waiting: Waiting,
        streams: Streams,
        outbound: Outbound,
    ) -> Self {
        let (guesses, cursors) = (Guesses::default(), Cursors::new(key));
        Self {
            inner: Arc::new(Inner {
                db,
                passwords,
                guesses,
                cursors,
                bank_secret,
                waiting,
                streams,
                key: key.clone(),
                outbound,
            }),
        }
    }

    /// The operations, ready to be served under `/v1`.
    pub fn service(&self) -> Service {
        let parts = (
            companies::Companies(self.clone()),
            tokens::Tokens(self.clone()),
            api_keys::ApiKeys(self.clone()),
            payments::Payments(self.clone()),
            processing::Processing(self.clone()),
            batch::Batch(self.clone()),
            events::Events(self.clone()),
            stream::EventStream(self.clone()),
            webhooks::Webhooks(self.clone()),
            deliveries::Deliveries(self.clone()),
            bank_events::BankEvents(self.clone()),
        );
        OpenApiService::new(parts, "Remit", env!("CARGO_PKG_VERSION")).url_prefix("/v1")
    }

    /// What hashes passwords, for the pages too.
    pub(crate) fn passwords(&self) -> &Passwords {
        &self.inner.passwords
    }

    /// What slows guessing, for the pages too: who guesses at both doors waits at both.
    pub(crate) fn guesses(&self) -> &Guesses {
        &self.inner.guesses
    }

    /// The database.
    pub(crate) fn db(&self) -> &Database {
        &self.inner.db
    }

    fn as_company<'a>(&'a self, caller: &'a Caller) -> CompanyDb<'a> {
        self.inner.db.as_company(caller)
    }

    /// What the request asks for; or its refusal, once the caller is known to be one.
    ///
    /// # Errors
    /// 401 and 403 before what is wrong with the request.
    async fn accept<T>(&self, caller: &Caller, asked: Result<T, Refusal>) -> Result<T, Refusal> {
        if asked.is_err() {
            self.as_company(caller).authenticate().await?;
        }
        asked
    }

    /// As [`Api::accept`], for what only one who logged in may ask.
    ///
    /// # Errors
    /// 401 and 403 before what is wrong with the request.
    async fn accept_session<T>(
        &self,
        caller: &LoggedIn,
        asked: Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        if asked.is_err() {
            self.as_company(caller).authenticate_session().await?;
        }
        asked
    }
}

/// What the request's idempotency key stands for, if it has one.
///
/// # Errors
/// 422 for a header that is no key.
fn idempotency(
    request: &Request,
    key: Param<IdempotencyKey>,
    body: &[u8],
) -> Result<Idempotency, Refusal> {
    let key = match key.heard(request, "Idempotency-Key") {
        Param::Absent => None,
        Param::Given(IdempotencyKey(key)) => Some(key),
        Param::Wrong(invalid) => {
            let error = FieldError::parameter("Idempotency-Key", invalid);
            return Err(Refusal::validation_failed(vec![error]));
        }
    };
    let uri = request.original_uri();
    let path = uri.path_and_query().map_or("", |p| p.as_str());
    let parts = [request.method().as_str().as_bytes(), path.as_bytes(), body];
    Ok(Idempotency {
        key,
        request_hash: tag(&[0; 32], &parts).to_vec(),
    })
}

/// Two things that a request says, or everything that is wrong with both.
///
/// # Errors
/// 422 for both together; else the refusal of the one that is refused, the first before the second.
fn together<A, B>(one: Result<A, Refusal>, other: Result<B, Refusal>) -> Result<(A, B), Refusal> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(one), Err(other)) => Err(one.joined(other)),
        (Err(refusal), Ok(_)) | (Ok(_), Err(refusal)) => Err(refusal),
    }
}
