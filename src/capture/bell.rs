//! The doorbells: one LISTEN connection a server. A ring says only that there may be something;
//! after every reconnection all bells are rung, since one may have been missed.

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgListener, PgPoolOptions};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use crate::db::url::DatabaseUrl;

/// How long to wait before connecting again.
const RETRY: Duration = Duration::from_millis(500);

/// How often one looks where nobody can ring.
const BLIND_LOOK: Duration = Duration::from_millis(500);

/// Whether the database can ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Ringing {
    /// It notifies.
    #[default]
    On,
    /// It cannot (a pooler in between, a distributed write): looking alone must do.
    Off,
}

/// One bell: rings are not counted, one is kept while nobody waits.
#[derive(Debug, Clone, Default)]
pub struct Bell {
    notify: Arc<Notify>,
    ringing: Ringing,
}

impl Bell {
    /// Rings.
    pub fn ring(&self) {
        self.notify.notify_one();
    }

    /// Whether it never rings, so that looking must do.
    pub fn is_mute(&self) -> bool {
        self.ringing == Ringing::Off
    }

    /// Waits for a ring.
    pub async fn rung(&self) {
        self.notify.notified().await;
    }

    /// Waits for a ring; false when there was none within the time.
    pub async fn rung_within(&self, patience: Duration) -> bool {
        let patience = match self.ringing {
            Ringing::On => patience,
            Ringing::Off => patience.min(BLIND_LOOK),
        };
        timeout(patience, self.notify.notified()).await.is_ok()
    }
}

/// The bells of a server.
#[derive(Debug, Clone, Default)]
pub struct Bells {
    /// There may be letters in the outbox.
    pub pump: Bell,
    /// A payment may have something for the bank.
    pub work: Bell,
    /// Companies may have been told something: for those who wait for a payment.
    pub event: Bell,
    /// Something may have been queued for webhooks.
    pub delivery: Bell,
    /// The same, for the streams.
    pub stream: Bell,
    /// Limits of companies may have changed.
    pub limits: Bell,
}

/// What the database notifies on.
const CHANNELS: [&str; 5] = ["pump", "work", "event", "delivery", "limits"];

impl Bells {
    /// Bells that ring, or do not.
    pub fn new(ringing: Ringing) -> Self {
        let bell = || Bell {
            ringing,
            ..Bell::default()
        };
        Self {
            pump: bell(),
            work: bell(),
            event: bell(),
            delivery: bell(),
            stream: bell(),
            limits: bell(),
        }
    }

    /// Rings for all who hear this channel: a bell wakes one.
    fn ring(&self, channel: &str) {
        match channel {
            "pump" => self.pump.ring(),
            "work" => self.work.ring(),
            "delivery" => self.delivery.ring(),
            "limits" => self.limits.ring(),
            "event" => {
                self.event.ring();
                self.stream.ring();
            }
            other => tracing::debug!(channel = other, "nobody listens"),
        }
    }

    /// Listens until told to stop.
    pub async fn run(self, url: DatabaseUrl, stop: CancellationToken) {
        if self.pump.ringing == Ringing::Off {
            return;
        }
        let listening = async {
            loop {
                if let Err(error) = self.listen(&url).await {
                    tracing::warn!(error = %error, "the doorbell's connection broke");
                }
                sleep(RETRY).await;
            }
        };
        stop.run_until_cancelled(listening).await;
    }

    async fn listen(&self, url: &DatabaseUrl) -> Result<(), sqlx::Error> {
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .connect_lazy_with(url.sqlx_options());
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.listen_all(CHANNELS).await?;
        // What rang before this is found by looking.
        CHANNELS.into_iter().for_each(|channel| self.ring(channel));
        // `try_recv` gives none when the connection was lost: all bells ring after the next LISTEN.
        while let Some(notification) = listener.try_recv().await? {
            self.ring(notification.channel());
        }
        Ok(())
    }
}
