//! Who is connected to: the only place that opens a connection to an address that a company chose.
//!
//! Literal addresses and names go the same way: all addresses of the host are found once, every one
//! of them must be permitted, and the connection is made to one of those that were looked at.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesUnordered, StreamExt};
use hyper::Uri;
use hyper_util::rt::TokioIo;
use rustls::crypto::ring;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsConnector;
use tower_service::Service;
use uuid::Uuid;

use super::link::{Link, Open, Stream};
use super::lookups::Lookups;
use super::networks::{Allowed, is_public};
use super::resolve::Resolve;
use super::{Reason, Refused};
use crate::domain::CompanyId;

/// How long a name may take; then it counts as one without an address.
const LOOKUP: Duration = Duration::from_secs(5);

/// The head start of an address before the next one is tried beside it (RFC 8305).
const HEAD_START: Duration = Duration::from_millis(250);

/// Addresses that are tried; all are looked at.
const TRIED_ADDRESSES: usize = 8;

tokio::task_local! {
    /// For whom is connected: the client below hands its connector nothing but an address.
    pub(super) static ASKER: CompanyId;
}

/// Connects to what may be reached.
#[derive(Clone)]
pub(super) struct Reach(Arc<Means>);

struct Means {
    allowed: Allowed,
    lookups: Lookups,
    tls: TlsConnector,
    time: Duration,
    open: Open,
}

/// How the host of an address is reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Https,
    Http,
}

impl Reach {
    pub(super) fn new(
        allowed: Allowed,
        resolver: Arc<dyn Resolve>,
        roots: RootCertStore,
        time: Duration,
        open: Open,
    ) -> Result<Self, rustls::Error> {
        let provider = Arc::new(ring::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self(Arc::new(Means {
            allowed,
            lookups: Lookups::new(resolver),
            tls: TlsConnector::from(Arc::new(config)),
            time,
            open,
        })))
    }

    /// The addresses of a host, if every one of them may be reached.
    pub(super) async fn permitted(
        &self,
        asker: CompanyId,
        uri: &Uri,
    ) -> Result<Vec<SocketAddr>, Refused> {
        let scheme = match uri.scheme_str() {
            Some("https") => Scheme::Https,
            Some("http") => Scheme::Http,
            _ => return Err(Refused::NotPublic),
        };
        let addresses = self.addresses(asker, host(uri)).await?;
        for address in &addresses {
            self.permit(scheme, *address)?;
        }
        let port = uri.port_u16().unwrap_or(match scheme {
            Scheme::Https => 443,
            Scheme::Http => 80,
        });
        let sockets = addresses.iter().take(TRIED_ADDRESSES);
        Ok(sockets
            .map(|address| SocketAddr::new(*address, port))
            .collect())
    }

    async fn addresses(&self, asker: CompanyId, host: &str) -> Result<Vec<IpAddr>, Refused> {
        if let Ok(literal) = host.parse::<IpAddr>() {
            return Ok(vec![literal.to_canonical()]);
        }
        let found = timeout(LOOKUP, self.0.lookups.find(asker, host)).await;
        let addresses = found.unwrap_or_default();
        if addresses.is_empty() {
            return Err(Refused::Unknown);
        }
        Ok(addresses.iter().map(IpAddr::to_canonical).collect())
    }

    fn permit(&self, scheme: Scheme, address: IpAddr) -> Result<(), Refused> {
        match scheme {
            _ if self.0.allowed.contains(address) => Ok(()),
            _ if !is_public(address) => Err(Refused::NotPublic),
            Scheme::Https => Ok(()),
            Scheme::Http => Err(Refused::NotEncrypted),
        }
    }

    async fn connect(self, asker: CompanyId, uri: Uri) -> Result<Link, Unreached> {
        let addresses = self.permitted(asker, &uri).await?;
        let connection = first_of(&addresses).await.map_err(|_| CONNECT_FAILED)?;
        connection.set_nodelay(true).map_err(|_| CONNECT_FAILED)?;
        let open = self.0.open.one_more();
        if uri.scheme_str() != Some("https") {
            return Ok(Link::new(Stream::Plain(connection), self.0.time, open));
        }
        let name = ServerName::try_from(host(&uri).to_owned()).map_err(|_| TLS_FAILED)?;
        let encrypted = self.0.tls.connect(name, connection).await;
        let encrypted = encrypted.map_err(|_| TLS_FAILED)?;
        Ok(Link::new(
            Stream::Encrypted(Box::new(encrypted)),
            self.0.time,
            open,
        ))
    }
}

/// The host without the brackets of IPv6.
fn host(uri: &Uri) -> &str {
    let host = uri.host().unwrap_or_default();
    let inside = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    inside.unwrap_or(host)
}

/// The first address that accepts, each tried a moment after the one before it, or when that has
/// failed: one that never answers does not cost the others.
async fn first_of(addresses: &[SocketAddr]) -> io::Result<TcpStream> {
    let mut left = addresses.iter();
    let mut trying = FuturesUnordered::new();
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    loop {
        if let Some(address) = left.next() {
            trying.push(TcpStream::connect(address));
        }
        let wait = async {
            match left.len() {
                0 => std::future::pending().await,
                _ => sleep(HEAD_START).await,
            }
        };
        tokio::select! {
            tried = trying.next() => match tried {
                Some(Ok(connection)) => return Ok(connection),
                Some(Err(error)) => last = error,
                None => return Err(last),
            },
            () = wait => {}
        }
    }
}

/// Why there is no connection.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("there is no connection: {}", .0.label())]
pub(super) struct Unreached(pub(super) Reason);

const CONNECT_FAILED: Unreached = Unreached(Reason::ConnectFailed);
const TLS_FAILED: Unreached = Unreached(Reason::TlsFailed);

impl From<Refused> for Unreached {
    fn from(refused: Refused) -> Self {
        Self(refused.reason())
    }
}

impl Service<Uri> for Reach {
    type Response = TokioIo<Link>;
    type Error = Unreached;
    type Future = BoxFuture<'static, Result<TokioIo<Link>, Unreached>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Unreached>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        // Here, since the client may go on elsewhere when it has begun.
        let asker = ASKER.try_get().unwrap_or(CompanyId(Uuid::nil()));
        // The client may go on connecting when the request has found another connection or has
        // been given up, so the end is set here too.
        let connecting = timeout(self.0.time, self.clone().connect(asker, uri));
        async {
            let connected = connecting.await;
            connected
                .map_err(|_| Unreached(Reason::TimedOut))?
                .map(TokioIo::new)
        }
        .boxed()
    }
}
