//! Posts to addresses that companies choose. Everything dangerous about that is here: only public
//! or allowed addresses (`networks`), found and connected to in one step (`reach`), without
//! redirects, proxies or cookies, within one time-out and with bounded memory.

mod answer;
mod link;
mod lookups;
mod networks;
mod reach;
mod resolve;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{HeaderMap, HeaderValue, USER_AGENT};
use hyper::{Method, Request, Response, Uri};
use hyper_util::client::legacy::connect::capture_connection;
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::RootCertStore;
use tokio::time::{Instant, timeout, timeout_at};

pub use self::answer::Answer;
pub use self::networks::{Allowed, is_public};
pub use self::resolve::{Resolve, System};

use self::link::{History, Open};
use self::reach::{ASKER, Reach, Unreached};
use crate::domain::{CompanyId, FieldCode, Invalid, WebhookUrl};

/// How long an idle connection is kept: less than the 5 s after which many servers hang up.
const IDLE: Duration = Duration::from_secs(4);

/// Idle connections that are kept for one host and port.
const IDLE_PER_HOST: usize = 32;

/// The longest head of an answer: its size in bytes, and the number of its headers.
const LONGEST_HEAD: usize = 32 * 1024;
const MOST_HEADERS: usize = 100;

const AGENT: HeaderValue = HeaderValue::from_static(concat!("Remit/", env!("CARGO_PKG_VERSION")));

/// The client for addresses that companies choose; clones share its connections.
#[derive(Clone)]
pub struct Outbound {
    client: Client<Reach, Full<Bytes>>,
    reach: Reach,
    open: Open,
    time: Duration,
}

/// Why an address is refused before anything is sent to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Its name has no address, at the moment at least.
    Unknown,
    /// One of its addresses is neither public nor allowed.
    NotPublic,
    /// It is public, but not https.
    NotEncrypted,
}

/// Why there is no whole answer: the closed list of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The name has no address.
    DnsFailed,
    /// An address of the name is neither public nor allowed, or is not for http.
    AddressNotAllowed,
    /// No address accepts connections.
    ConnectFailed,
    /// The certificate is not good for this host, or there is no TLS.
    TlsFailed,
    /// The answer did not arrive in time.
    TimedOut,
    /// The answer is longer than 16 KiB.
    ResponseTooLarge,
    /// What arrived is not HTTP, has too many headers, or ends too early.
    BadResponse,
}

/// There is no whole answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Why.
    pub error: Reason,
    /// What there is of an answer whose head has arrived.
    pub answer: Option<Answer>,
}

impl Outbound {
    /// A client that believes the certificates that this machine believes.
    ///
    /// # Errors
    /// The TLS library refuses its own defaults.
    pub fn new(allowed: Allowed, time: Duration) -> anyhow::Result<Self> {
        let mut roots = RootCertStore::empty();
        let found = rustls_native_certs::load_native_certs();
        let (added, _unreadable) = roots.add_parsable_certificates(found.certs);
        if added == 0 {
            tracing::warn!(
                "no root certificates: https webhooks fail until ca-certificates is installed"
            );
        }
        Self::with(allowed, time, Arc::new(System), roots)
    }

    /// A client that asks this resolver and believes these roots.
    ///
    /// # Errors
    /// The TLS library refuses its own defaults.
    pub fn with(
        allowed: Allowed,
        time: Duration,
        resolver: Arc<dyn Resolve>,
        roots: RootCertStore,
    ) -> anyhow::Result<Self> {
        let open = Open::default();
        let reach = Reach::new(allowed, resolver, roots, time, open.clone())?;
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(IDLE_PER_HOST)
            .http1_max_headers(MOST_HEADERS)
            .http1_max_buf_size(LONGEST_HEAD)
            .build(reach.clone());
        Ok(Self {
            client,
            reach,
            open,
            time,
        })
    }

    /// Whether a company's webhooks may go there, as it is known now; it is checked again at each
    /// connection.
    ///
    /// # Errors
    /// The name has no address, or leads where webhooks may not go.
    pub async fn check(&self, asker: CompanyId, url: &WebhookUrl) -> Result<(), Refused> {
        let uri = url.as_str().parse().map_err(|_| Refused::NotPublic)?;
        let checked = timeout(self.time, self.reach.permitted(asker, &uri)).await;
        checked.map_err(|_| Refused::Unknown)?.map(drop)
    }

    /// Posts once for a company and reads the answer, whatever its status; redirects are answers too. A
    /// connection that was kept and turns out to be closed is replaced by a new one, so a receiver
    /// that breaks connections off may see the same request twice.
    ///
    /// # Errors
    /// There is no whole answer within the time-out, which covers all from DNS to the last byte.
    pub async fn post(
        &self,
        asker: CompanyId,
        url: &WebhookUrl,
        mut headers: HeaderMap,
        body: Bytes,
    ) -> Result<Answer, Failure> {
        let deadline = Instant::now() + self.time;
        let uri = url.as_str().parse();
        let uri: Uri = uri.map_err(|_| Reason::AddressNotAllowed)?;
        headers.insert(USER_AGENT, AGENT);
        let sent = ASKER.scope(asker, self.send(&uri, headers, body));
        let sent = timeout_at(deadline, sent).await;
        let response = sent.map_err(|_| Reason::TimedOut)??;
        answer::read(response, deadline).await
    }

    async fn send(
        &self,
        uri: &Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Response<Incoming>, Reason> {
        match self.try_send(uri, headers.clone(), body.clone()).await {
            Err(error) if is_of_a_kept_connection(&error) => {
                let again = self.try_send(uri, headers, body).await;
                again.map_err(|error| reason(&error))
            }
            sent => sent.map_err(|error| reason(&error)),
        }
    }

    async fn try_send(
        &self,
        uri: &Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Response<Incoming>, legacy::Error> {
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri.clone();
        *request.headers_mut() = headers;
        let captured = capture_connection(&mut request);
        let response = self.client.request(request).await?;
        if let Some(connected) = captured.connection_metadata().as_ref()
            && let Some(history) = History::of(connected)
        {
            history.note_answer();
            if self.open.is_to_retire(&history) {
                connected.poison();
            }
        }
        Ok(response)
    }
}

/// Whether a connection that has answered before was closed before it answered this time, as
/// happens when a server hangs up in the moment of a request.
fn is_of_a_kept_connection(error: &legacy::Error) -> bool {
    let history = error.connect_info().and_then(History::of);
    let spoke_nonsense = find::<hyper::Error>(error).is_some_and(hyper::Error::is_parse);
    history.is_some_and(|history| history.has_answered()) && !spoke_nonsense
}

fn reason(error: &legacy::Error) -> Reason {
    if let Some(unreached) = find::<Unreached>(error) {
        return unreached.0;
    }
    if find::<rustls::Error>(error).is_some() {
        return Reason::TlsFailed;
    }
    Reason::BadResponse
}

/// The error of this type among an error and its causes; TLS hides its own in those of streams.
fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(cause) = next {
        let hidden = cause.downcast_ref::<std::io::Error>();
        let hidden = hidden.and_then(std::io::Error::get_ref);
        let hidden = hidden.and_then(|hidden| hidden.downcast_ref());
        if let Some(found) = cause.downcast_ref().or(hidden) {
            return Some(found);
        }
        next = cause.source();
    }
    None
}

impl Reason {
    /// The code of the closed list.
    pub fn label(self) -> &'static str {
        match self {
            Self::DnsFailed => "dns_failed",
            Self::AddressNotAllowed => "address_not_allowed",
            Self::ConnectFailed => "connect_failed",
            Self::TlsFailed => "tls_failed",
            Self::TimedOut => "timed_out",
            Self::ResponseTooLarge => "response_too_large",
            Self::BadResponse => "bad_response",
        }
    }
}

impl Refused {
    /// What a delivery says of it.
    pub fn reason(self) -> Reason {
        match self {
            Self::Unknown => Reason::DnsFailed,
            Self::NotPublic | Self::NotEncrypted => Reason::AddressNotAllowed,
        }
    }
}

impl From<Refused> for Invalid {
    /// The sentence does not say where a name leads, which may be inside the operator's network.
    fn from(refused: Refused) -> Self {
        let message = match refused {
            Refused::Unknown => "Must have a host whose name leads to an address; it has none now.",
            Refused::NotPublic => "Must lead to public addresses only.",
            Refused::NotEncrypted => "Must be https.",
        };
        Self::new(FieldCode::NotAllowed, message)
    }
}

impl From<Reason> for Failure {
    fn from(reason: Reason) -> Self {
        Self {
            error: reason,
            answer: None,
        }
    }
}
