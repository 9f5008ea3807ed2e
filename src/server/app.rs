//! All that answers requests: the API, its document, the pages, and how the server is, in one
//! envelope.

use anyhow::Context;
use poem::{Endpoint, EndpointExt, Response, Route};
use tokio_util::sync::CancellationToken;

use super::envelope::Envelope;
use super::health::{self, Health};
use super::measuring::Measuring;
use super::{Means, pages};
use crate::api::reception::Reception;
use crate::api::{Api, document};
use crate::auth::{Passwords, passwords};
use crate::config::Serve;
use crate::docs;
use crate::outbound::Outbound;
use crate::panel::presentation::Presentation;
use crate::stream::Streams;

/// What else answers are made with.
pub(super) struct Parts {
    /// The streams of events.
    pub(super) streams: Streams,
    /// How the panel's tables are shown.
    pub(super) presentations: Presentations,
    /// What shows metrics, if it does so here.
    pub(super) measuring: Option<Measuring>,
}

/// How the panel's tables are shown.
pub(super) struct Presentations {
    /// To those who see all rows.
    pub(super) all: Presentation,
    /// To those who see only what is theirs.
    pub(super) own: Presentation,
}

/// All routes, in one envelope.
///
/// # Errors
/// The system refuses threads, or what the program is built of does not fit together.
pub(super) fn of(
    options: &Serve,
    means: &Means,
    parts: Parts,
    stop: CancellationToken,
) -> anyhow::Result<impl Endpoint<Output = Response> + 'static> {
    let api = Api::new(
        means.db.clone(),
        hashing(options)?,
        &means.key,
        means.bank_secret.clone(),
        means.waiting.clone(),
        parts.streams,
        Outbound::new(options.allowed_networks(), options.webhook_timeout)?,
    );
    let shell = pages::shell(options, &means.key)?;
    let pages = pages::all(options, &api, parts.presentations, &means.key, &shell)?;
    let service = api.service();
    let document = document::of(&service)?;
    let mut routes = Route::new()
        .nest("/v1", service)
        .at("/openapi.json", document::endpoint(&document)?)
        .at("/docs", docs::page(&document)?)
        .at("/docs/docs.css", docs::styles())
        .at("/healthz", health::alive())
        .at("/readyz", Health::new(means.db.clone(), stop).ready());
    if let Some(measuring) = parts.measuring {
        routes = routes.at("/metrics", measuring.endpoint());
    }
    let routes = pages.into_iter().fold(routes, |routes, page| match page {
        pages::Place::At(path, page) => routes.at(path, page),
        pages::Place::Below(path, pages) => routes.nest(path, pages),
    });
    let routes = routes.data(Reception::new(means.front.clone(), means.db.clone()));
    let (trusted, front) = (options.trusted_proxies.clone(), means.front.clone());
    Ok(routes.with(Envelope::new(&document, trusted, shell, front)))
}

fn hashing(options: &Serve) -> anyhow::Result<Passwords> {
    let mut limits = passwords::Limits::default();
    if options.hash_threads > 0 {
        limits.threads = options.hash_threads;
    }
    limits.waiting = options.hash_queue;
    limits.remembered = options.limits.login_cache;
    Passwords::start(limits).context("cannot start the hashing threads")
}
