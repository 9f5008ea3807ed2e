//! The server: from the socket to the API and back. Every answer has a request id, every refusal
//! is a problem, every request one line in the log, but for those that come too fast.

mod address;
mod allow;
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
mod routes;
mod socket;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use anyhow::Context;
use poem::{Endpoint, EndpointExt, Response, Route};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::api::reception::Reception;
use crate::api::{Api, document};
use crate::auth::{Passwords, passwords};
use crate::bank::secret::BankSecret;
use crate::bank::simulator::Simulator;
use crate::bank::worker::Worker;
use crate::capture::{self, Bells};
use crate::config::{Queues, Serve};
use crate::db::Database;
use crate::delivery::Dispatcher;
use crate::docs;
use crate::fairness::{Front, FrontOptions};
use crate::housekeeping;
use crate::outbound::Outbound;
use crate::pages::Scheme;
use crate::panel::{Keeper, presentation::Presentation};
use crate::secrets::SecretKey;
use crate::stream::{Hub, Streams};
use crate::waiting::Waiting;
use health::Health;
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
    let measuring = Measuring::new(db.clone());
    let listener = Listener::bind(options.listen, &options.clients, &options.trusted_proxies).await;
    let listener = listener.with_context(|| {
        format!(
            "cannot listen on {}: is another server there? Choose another with --listen",
            options.listen
        )
    })?;
    let address = listener.address();
    let (here, there) = match Place::of(options, address).await? {
        Place::Here => (Some(measuring), None),
        Place::There(listener) => (None, Some((*listener, measuring))),
        Place::Nowhere => (None, None),
    };
    let metrics = there.as_ref().map(|(listener, _)| listener.address());
    let secret = BankSecret::load(options.bank_secret.as_deref(), &db, key).await?;
    let waiting = Waiting::default();
    let keeper = Keeper::new(Presentation::built_in(&db.catalog().await?)?);
    let front = front(options);
    let db = match options.limits.queues {
        Queues::Fair => db.behind(Arc::new(front.clone())),
        Queues::Fifo => db,
    };
    let (streams, hub) = Streams::new(db.clone(), stop.clone());
    let app = app(
        options,
        &db,
        key,
        (secret.clone(), waiting.clone(), streams),
        (front.clone(), keeper),
        here,
        stop.clone(),
    )?;
    let after = (secret, waiting, hub, front);
    let mut tasks = background(options, &db, key, after, address, &stop)?;
    tasks.spawn(measuring::run(there, stop.clone()));
    let done = tokio::spawn(async move {
        listener.serve(app, stop).await;
        tasks.join_all().await;
        db.close();
        Ok(())
    });
    Ok(Running {
        address,
        metrics,
        done,
    })
}

/// What goes on beside requests; each ends when the server is told to stop.
fn background(
    options: &Serve,
    db: &Database,
    key: &SecretKey,
    (secret, waiting, hub, front): (BankSecret, Waiting, Hub, Front),
    address: SocketAddr,
    stop: &CancellationToken,
) -> anyhow::Result<JoinSet<()>> {
    let mut tasks = JoinSet::new();
    let bells = Bells::new(options.bell);
    let simulator = Simulator::new(db.clone(), options.simulator_delay)?;
    let worker = Worker::new(
        db.clone(),
        simulator.clone(),
        options.inquiry_schedule.clone(),
        bells.work.clone(),
    );
    let dispatcher = Dispatcher::new(
        db.clone(),
        Outbound::new(options.allowed_networks(), options.webhook_timeout)?,
        key.clone(),
        options.webhook_schedule.clone(),
        bells.delivery.clone(),
    );
    tasks.spawn(dispatcher.run(stop.clone()));
    tasks.spawn(capture::run(
        db.direct().clone(),
        bells.pump.clone(),
        stop.clone(),
    ));
    tasks.spawn(waiting.run(db.clone(), bells.event.clone(), stop.clone()));
    tasks.spawn(hub.run(bells.stream.clone()));
    tasks.spawn(front.share(db.clone(), bells.limits.clone(), stop.clone()));
    tasks.spawn(worker.run(stop.clone()));
    tasks.spawn(simulator.speak(door(address), secret, stop.clone()));
    tasks.spawn(bells.run(db.direct().clone(), stop.clone()));
    tasks.spawn(housekeeping::run(db.clone(), stop.clone()));
    Ok(tasks)
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

/// Where the simulator finds this server's door.
fn door(address: SocketAddr) -> String {
    let ip = match address.ip() {
        ip if ip.is_unspecified() && ip.is_ipv6() => Ipv6Addr::LOCALHOST.into(),
        ip if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!(
        "http://{}/v1/bank/events",
        SocketAddr::new(ip, address.port())
    )
}

/// All routes, in one envelope.
fn app(
    options: &Serve,
    db: &Database,
    key: &SecretKey,
    (secret, waiting, streams): (BankSecret, Waiting, Streams),
    (front, keeper): (Front, Keeper),
    measuring: Option<Measuring>,
    stop: CancellationToken,
) -> anyhow::Result<impl Endpoint<Output = Response> + 'static> {
    let mut limits = passwords::Limits::default();
    if options.hash_threads > 0 {
        limits.threads = options.hash_threads;
    }
    limits.waiting = options.hash_queue;
    limits.remembered = options.limits.login_cache;
    let passwords = Passwords::start(limits).context("cannot start the hashing threads")?;
    let outbound = Outbound::new(options.allowed_networks(), options.webhook_timeout)?;
    let api = Api::new(
        db.clone(),
        passwords,
        key,
        secret,
        waiting,
        streams,
        outbound,
    );
    let pages = pages::all(options, (&api, keeper), key)?;
    let service = api.service();
    let document = document::of(&service)?;
    let allow = allow::Methods::of(&document);
    let names = routes::Routes::of(&document);
    let health = Health::new(db.clone(), stop);
    let mut routes = Route::new()
        .nest("/v1", service)
        .at("/openapi.json", document::endpoint(&document)?)
        .at("/docs", docs::page(&document)?)
        .at("/docs/docs.css", docs::styles())
        .at("/healthz", health::alive())
        .at("/readyz", health.ready());
    if let Some(measuring) = measuring {
        routes = routes.at("/metrics", measuring.endpoint());
    }
    let routes = pages.into_iter().fold(routes, |routes, page| match page {
        pages::Place::At(path, page) => routes.at(path, page),
        pages::Place::Below(path, pages) => routes.nest(path, pages),
    });
    let routes = routes.data(Reception::new(front.clone(), db.clone()));
    let https = Scheme::of(options.public_url.as_deref()) == Scheme::Https;
    let trusted = options.trusted_proxies.clone();
    Ok(routes.with(envelope::Envelope::new(
        (allow, names),
        trusted,
        https,
        front,
    )))
}
