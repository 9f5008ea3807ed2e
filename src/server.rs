//! The server: from the socket to the API and back. Every answer has a request id, every refusal
//! is a problem, every request one line in the log, but for those that come too fast.

mod address;
mod allow;
mod app;
mod background;
mod capacity;
mod connection;
mod envelope;
mod farewell;
mod health;
mod listener;
mod measuring;
mod pages;
mod progress;
mod rate_limit;
mod rest;
mod routes;
mod socket;

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use tokio_util::sync::CancellationToken;

use crate::bank::secret::BankSecret;
use crate::config::{Queues, Serve};
use crate::db::Database;
use crate::fairness::{Front, FrontOptions};
use crate::metrics;
use crate::panel::presentation::Presentation;
use crate::secrets::SecretKey;
use crate::stream::Streams;
use crate::waiting::Waiting;
use listener::Listener;
use measuring::{Measuring, Place};

/// A server that has its socket and is ready to run.
pub struct Running {
    /// The address that it listens on.
    pub address: SocketAddr,
    /// Where it shows its metrics, if that is a listener of their own.
    pub metrics: Option<SocketAddr>,
    /// Ends when the server has stopped.
    pub done: tokio::task::JoinHandle<anyhow::Result<()>>,
}

/// What requests and all that goes on beside them have in common.
struct Means {
    db: Database,
    key: SecretKey,
    front: Front,
    bank_secret: BankSecret,
    waiting: Waiting,
}

/// Listens and serves until told to stop; then requests in flight finish, at most 30 s. It also stops
/// when something beside requests panics, with an error.
///
/// # Errors
/// When the address is taken, or threads are refused.
pub async fn start(
    options: &Serve,
    db: Database,
    key: &SecretKey,
    stop: CancellationToken,
) -> anyhow::Result<Running> {
    metrics::install();
    let listener = Listener::bind(options.listen, &options.clients, &options.trusted_proxies).await;
    let listener = listener.with_context(|| {
        format!(
            "cannot listen on {}: is another server there? Choose another with --listen",
            options.listen
        )
    })?;
    let address = listener.address();
    let means = Means::of(options, db, key).await?;
    let measuring = Measuring::new(means.db.clone(), means.front.clone());
    let (here, there) = match Place::of(options, address).await? {
        Place::Here => (Some(measuring), None),
        Place::There(listener) => (None, Some((*listener, measuring))),
        Place::Nowhere => (None, None),
    };
    let metrics_at = there.as_ref().map(|(listener, _)| listener.address());
    let catalog = means.db.catalog().await?;
    let presentations = app::Presentations {
        all: Presentation::built_in(&catalog)?,
        own: Presentation::of_owners(&catalog)?,
    };
    let (streams, hub) = Streams::new(means.db.clone(), stop.clone());
    let parts = app::Parts {
        streams,
        presentations,
        measuring: here,
    };
    let app = app::of(options, &means, parts, stop.clone())?;
    let mut tasks = background::start(options, &means, hub, address, &stop)?;
    tasks.spawn(measuring::run(there, means.front.clone(), stop.clone()));
    let done = tokio::spawn(async move {
        let serving = listener.serve(app, stop.clone());
        let ((), outcome) = tokio::join!(serving, background::watch(tasks, stop));
        means.db.close();
        outcome
    });
    Ok(Running {
        address,
        metrics: metrics_at,
        done,
    })
}

impl Means {
    async fn of(options: &Serve, db: Database, key: &SecretKey) -> anyhow::Result<Self> {
        let front = front(options);
        let bank_secret = BankSecret::load(options.bank_secret.as_deref(), &db, key).await?;
        Ok(Self {
            db: match options.limits.queues {
                Queues::Fair => db.behind(Arc::new(front.clone())),
                Queues::Fifo => db,
            },
            key: key.clone(),
            front,
            bank_secret,
            waiting: Waiting::default(),
        })
    }
}

/// What stands in front of the database.
fn front(options: &Serve) -> Front {
    let limits = &options.limits;
    Front::new(&FrontOptions {
        company: (limits.company_rate, limits.company_burst),
        address: (limits.address_rate, limits.address_burst),
        connections: (options.pools.company, options.pools.auth),
    })
}
