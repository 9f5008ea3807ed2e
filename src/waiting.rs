//! Those who wait for a payment to leave `created`: woken by the change, never polling. One look at
//! the database serves all who wait at this server.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::capture::Bell;
use crate::db::Database;
use crate::domain::{CompanyId, PaymentId};

/// A look although nobody rang: a bell may be lost with its connection.
const POLL: Duration = Duration::from_secs(1);

/// By payment: its company, and a way to wake each who waits for it.
type Waiters = HashMap<Uuid, (Uuid, Vec<oneshot::Sender<()>>)>;

/// Those who wait, by payment.
#[derive(Clone, Default)]
pub struct Waiting {
    waiters: Arc<Mutex<Waiters>>,
    came: Bell,
}

/// A place among those who wait, taken before the payment is looked at.
pub struct Place(oneshot::Receiver<()>);

impl Place {
    /// Waits until the payment has left `created`, at most this long.
    pub async fn wait(self, patience: Duration) {
        // Out of patience is no error: the payment is looked at in either case.
        let _ = timeout(patience, self.0).await;
    }
}

impl Waiting {
    /// Takes a place.
    pub fn take_place(&self, company: CompanyId, payment: PaymentId) -> Place {
        let (sender, receiver) = oneshot::channel();
        self.lock()
            .entry(payment.0)
            .or_insert((company.0, Vec::new()))
            .1
            .push(sender);
        self.came.ring();
        Place(receiver)
    }

    /// Wakes those whose payments have moved on, until told to stop.
    pub async fn run(self, db: Database, told: Bell, stop: CancellationToken) {
        let waking = async {
            loop {
                if self.lock().is_empty() {
                    self.came.rung().await;
                }
                told.rung_within(POLL).await;
                if let Err(error) = self.wake(&db).await {
                    tracing::warn!(error = %error, "cannot look for those who wait");
                }
            }
        };
        stop.run_until_cancelled(waking).await;
    }

    async fn wake(&self, db: &Database) -> Result<(), crate::db::Error> {
        let (companies, payments): (Vec<_>, Vec<_>) = {
            let mut waiters = self.lock();
            waiters.retain(|_, (_, senders)| {
                senders.retain(|sender| !sender.is_closed());
                !senders.is_empty()
            });
            waiters
                .iter()
                .map(|(payment, (company, _))| (*company, *payment))
                .unzip()
        };
        if payments.is_empty() {
            return Ok(());
        }
        for payment in db.moved_on(&companies, &payments).await? {
            let woken = self.lock().remove(&payment);
            for sender in woken.map(|(_, senders)| senders).into_iter().flatten() {
                // Who has gone meanwhile needs no waking.
                let _ = sender.send(());
            }
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Waiters> {
        self.waiters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
