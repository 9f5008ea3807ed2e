//! One server's dispatcher: it enters under a lease, delivers, and leaves. When its lease runs out it
//! forgets everything and enters anew, since others may have taken its queues.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::post::Poster;
use super::shift::Shift;
use crate::capture::Bell;
use crate::db::{Database, Error};
use crate::domain::Schedule;
use crate::outbound::Outbound;
use crate::secrets::SecretKey;

/// How long a server's queues stay its own without a word from it.
pub(super) const LEASE: Duration = Duration::from_secs(20);

/// The pause before it enters anew.
const RETRY: Duration = Duration::from_secs(1);

/// A server's dispatcher.
pub struct Dispatcher {
    db: Database,
    poster: Poster,
    bell: Bell,
}

/// Why it begins anew.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error(transparent)]
    Database(#[from] Error),
    #[error("the lease ran out: other servers may have taken the queues")]
    LeaseLost,
}

impl Dispatcher {
    /// A dispatcher that sends with this client.
    pub fn new(
        db: Database,
        outbound: Outbound,
        key: SecretKey,
        schedule: Schedule,
        bell: Bell,
    ) -> Self {
        let poster = Poster {
            outbound,
            key,
            schedule,
        };
        Self { db, poster, bell }
    }

    /// Delivers until told to stop; what is on its way then is finished, and the queues are free.
    pub async fn run(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(fault) = self.deliver(&stop).await {
                tracing::warn!(error = %fault, "the dispatcher stumbled");
                stop.run_until_cancelled(sleep(RETRY)).await;
            }
        }
    }

    async fn deliver(&self, stop: &CancellationToken) -> Result<(), Fault> {
        let (me, entered) = (Uuid::now_v7(), Instant::now());
        let looked_to = self.db.enter_dispatcher(me, LEASE).await?;
        let mut shift = Shift::begin(self.db.clone(), self.poster.clone(), me, looked_to, entered);
        let ended = shift.work(&self.bell, stop).await;
        // Whatever it was: the queues are free at once, if the database hears it.
        let left = self.db.leave_dispatcher(me).await;
        ended.and(left.map_err(Fault::from))
    }
}
