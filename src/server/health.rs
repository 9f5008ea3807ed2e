//! Whether the process lives, and whether it can serve.

use std::sync::Arc;
use std::time::Duration;

use poem::endpoint::make;
use poem::http::StatusCode;
use poem::{Endpoint, Response, get};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::db::Database;

/// How long the database has to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// `GET /healthz`: the process answers. Does not ask the database.
pub(super) fn alive() -> impl Endpoint + 'static {
    get(make(|_| async { report(StatusCode::OK, "alive") }))
}

/// What readiness depends on.
pub(super) struct Health {
    db: Database,
    stop: CancellationToken,
}

impl Health {
    pub(super) fn new(db: Database, stop: CancellationToken) -> Self {
        Self { db, stop }
    }

    /// `GET /readyz`: 200 while requests can be served, 503 otherwise and while stopping.
    pub(super) fn ready(self) -> impl Endpoint + 'static {
        let shared = Arc::new(self);
        get(make(move |_| {
            let health = shared.clone();
            async move { health.check().await }
        }))
    }

    async fn check(&self) -> Response {
        if self.stop.is_cancelled() {
            return report(StatusCode::SERVICE_UNAVAILABLE, "stopping");
        }
        match timeout(PATIENCE, self.db.check_ready()).await {
            Ok(Ok(())) => report(StatusCode::OK, "ready"),
            Ok(Err(error)) => {
                tracing::warn!(error = %error, "not ready");
                report(StatusCode::SERVICE_UNAVAILABLE, "no database")
            }
            Err(_) => report(StatusCode::SERVICE_UNAVAILABLE, "no database"),
        }
    }
}

fn report(status: StatusCode, word: &str) -> Response {
    let body = serde_json::json!({ "status": word }).to_string();
    Response::builder()
        .status(status)
        .content_type("application/json")
        .body(body)
}
