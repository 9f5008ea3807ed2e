//! The server: from the socket to the API and back. Every answer has a request id, every refusal
//! is a problem, every request one line in the log.

mod address;
mod allow;
mod envelope;
mod health;

use std::time::Duration;

use anyhow::Context;
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::{Endpoint, EndpointExt, IntoEndpoint, Route, Server};
use tokio_util::sync::CancellationToken;

use crate::api::{Api, document};
use crate::auth::{Passwords, passwords};
use crate::config::Serve;
use crate::db::Database;
use crate::docs;
use crate::housekeeping;
use crate::secrets::SecretKey;
use health::Health;

/// How long requests may go on after the server was told to stop.
const DRAIN: Duration = Duration::from_secs(30);

/// A server that has its socket and is ready to run.
pub struct Running {
    /// The address that it listens on.
    pub address: std::net::SocketAddr,
    /// Ends when the server has stopped.
    pub done: tokio::task::JoinHandle<anyhow::Result<()>>,
}

/// Listens and serves until told to stop; then requests in flight finish, at most 30 s.
///
/// # Errors
/// When the address is taken, or threads are refused.
pub async fn start(
    options: &Serve,
    db: Database,
    key: &SecretKey,
    stop: CancellationToken,
) -> anyhow::Result<Running> {
    let acceptor = TcpListener::bind(options.listen)
        .into_acceptor()
        .await
        .with_context(|| {
            format!(
                "cannot listen on {}: is another server there? Choose another with --listen",
                options.listen
            )
        })?;
    let address = acceptor
        .local_addr()
        .into_iter()
        .find_map(|local| local.as_socket_addr().copied())
        .context("the listener has no address")?;
    let app = app(options, db.clone(), key, stop.clone())?;
    let done = tokio::spawn(async move {
        let sweeper = tokio::spawn(housekeeping::run(db.clone(), stop.clone()));
        let served = Server::new_with_acceptor(acceptor)
            .run_with_graceful_shutdown(app, stop.cancelled_owned(), Some(DRAIN))
            .await;
        sweeper.await.context("housekeeping panicked")?;
        db.close();
        served.context("the listener failed")
    });
    Ok(Running { address, done })
}

/// All routes, in one envelope.
fn app(
    options: &Serve,
    db: Database,
    key: &SecretKey,
    stop: CancellationToken,
) -> anyhow::Result<impl Endpoint + 'static> {
    let mut limits = passwords::Limits::default();
    if options.hash_threads > 0 {
        limits.threads = options.hash_threads;
    }
    limits.waiting = options.hash_queue;
    let passwords = Passwords::start(limits).context("cannot start the hashing threads")?;
    let api = Api::new(db.clone(), passwords, key);
    let service = api.service();
    let document = document::of(&service)?;
    let allow = allow::Methods::of(&document);
    let health = Health::new(db, stop);
    let routes = Route::new()
        .nest("/v1", service)
        .at("/openapi.json", document::endpoint(&document)?)
        .at("/docs", docs::page(&document)?)
        .at("/docs/:file", docs::files())
        .at("/healthz", health::alive())
        .at("/readyz", health.ready())
        .into_endpoint();
    let https = options
        .public_url
        .as_ref()
        .is_some_and(|url| url.starts_with("https://"));
    let trusted = options.trusted_proxies.clone();
    Ok(routes.with(envelope::Envelope::new(allow, trusted, https)))
}
