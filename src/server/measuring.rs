//! `/metrics`: what was counted, and how pools and queues stand. The database is asked at most
//! every few seconds, however often somebody looks.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use poem::endpoint::make;
use poem::{Endpoint, EndpointExt, IntoEndpoint, Response, Route, get};
use tokio::sync::Mutex;
use tokio::time::{Instant, interval, timeout};
use tokio_util::sync::CancellationToken;

use super::listener::Listener;
use crate::config::Serve;
use crate::db::Database;
use crate::fairness::Front;
use crate::metrics;

/// How long a look at the database's queues is good for, and how long it may take.
const FRESH: Duration = Duration::from_secs(5);
const PATIENCE: Duration = Duration::from_secs(1);

/// How often what was measured is summed up.
const UPKEEP: Duration = Duration::from_secs(5);

/// Companies whose part of the database's time is shown.
const BUSIEST: usize = 5;

/// A company that took so much while others may have waited is named in the log.
const MOST: f64 = 0.5;

/// What is measured when somebody asks.
#[derive(Clone)]
pub(super) struct Measuring {
    db: Database,
    front: Front,
    looked_at: Arc<Mutex<Option<Instant>>>,
}

impl Measuring {
    pub(super) fn new(db: Database, front: Front) -> Self {
        Self {
            db,
            front,
            looked_at: Arc::default(),
        }
    }

    /// `GET /metrics`.
    pub(super) fn endpoint(self) -> impl Endpoint<Output = Response> + 'static {
        get(make(move |_| {
            let measuring = self.clone();
            async move { measuring.show().await }
        }))
        .map_to_response()
    }

    async fn show(&self) -> Response {
        for pool in self.db.pools_in_use() {
            metrics::pool(pool);
        }
        for queue in self.front.queues_in_use() {
            metrics::queue(queue);
        }
        let mut looked_at = self.looked_at.lock().await;
        if looked_at.is_none_or(|at| at.elapsed() >= FRESH) {
            let looked = timeout(PATIENCE, self.db.backlog()).await;
            if let Ok(Err(error)) = &looked {
                tracing::warn!(error = %error, "cannot look at the queues");
            }
            metrics::backlog(looked.ok().and_then(Result::ok));
            *looked_at = Some(Instant::now());
        }
        Response::builder()
            .content_type("text/plain; version=0.0.4; charset=utf-8")
            .body(metrics::render())
    }
}

/// Where `/metrics` is served.
pub(super) enum Place {
    /// Beside everything else.
    Here,
    /// At a listener of its own.
    There(Box<Listener>),
    /// Nowhere.
    Nowhere,
}

impl Place {
    /// What the options say: a listener of its own, or the main one if only this machine reaches it.
    ///
    /// # Errors
    /// When the address is taken.
    pub(super) async fn of(options: &Serve, main: SocketAddr) -> anyhow::Result<Self> {
        match options.metrics_listen {
            Some(address) if address == main => Ok(Self::Here),
            Some(address) => {
                let listener = Listener::bind(address, &options.clients, &[]).await;
                let listener =
                    listener.with_context(|| format!("cannot serve metrics on {address}"))?;
                tracing::info!(address = %listener.address(), "metrics");
                Ok(Self::There(Box::new(listener)))
            }
            None if main.ip().is_loopback() => Ok(Self::Here),
            None => Ok(Self::Nowhere),
        }
    }
}

/// Sums up, and serves a listener of its own if there is one, until told to stop.
pub(super) async fn run(own: Option<(Listener, Measuring)>, front: Front, stop: CancellationToken) {
    let keeping_up = async {
        let mut tick = interval(UPKEEP);
        loop {
            tick.tick().await;
            metrics::keep_up();
            tell_busiest(&front);
        }
    };
    let serving = async {
        if let Some((listener, measuring)) = own {
            let routes = Route::new().at("/metrics", measuring.endpoint());
            let endpoint = routes.into_endpoint().map_to_response();
            listener.serve(endpoint, stop.clone()).await;
        }
    };
    tokio::join!(stop.run_until_cancelled(keeping_up), serving);
}

/// Shows how much of the database the busiest companies take. Metrics have no room for names: the log
/// has.
fn tell_busiest(front: &Front) {
    let busiest = front.take_busiest(BUSIEST);
    let (waiting, _) = front.load();
    if let Some((company, share)) = busiest.first()
        && *share > MOST
        && waiting > 0
    {
        tracing::info!(
            company_id = %company.0, share, waiting,
            "a company takes most of the database's time"
        );
    }
    metrics::busiest(busiest.into_iter().map(|(_, share)| share));
}
