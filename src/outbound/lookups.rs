//! Looks names up for many companies at once: each has a share of the look-ups that may be under way,
//! so that one whose names are never answered holds up nobody else's.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

use super::resolve::Resolve;
use crate::domain::CompanyId;

/// Names looked up at once: each holds a thread until the operating system gives up. Of one company
/// an eighth of them.
const LOOKUPS: usize = 64;
const OF_COMPANY: usize = LOOKUPS / 8;

/// Companies whose share is remembered before those that ask nothing are forgotten.
const REMEMBERED: usize = 1024;

/// A resolver, shared out.
pub(super) struct Lookups {
    resolver: Arc<dyn Resolve>,
    all: Arc<Semaphore>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// Under way, no more than there may be.
    running: HashMap<String, Lookup>,
    shares: HashMap<CompanyId, Arc<Semaphore>>,
}

/// An answer that many may wait for; without one, there is no more to know than that.
type Lookup = Shared<BoxFuture<'static, Option<Vec<IpAddr>>>>;

/// A look-up's place among those under way, and its name's, until it has ended.
struct Place {
    name: String,
    state: Arc<Mutex<State>>,
    _permits: [OwnedSemaphorePermit; 2],
}

impl Drop for Place {
    fn drop(&mut self) {
        lock(&self.state).running.remove(&self.name);
    }
}

impl Lookups {
    pub(super) fn new(resolver: Arc<dyn Resolve>) -> Self {
        Self {
            resolver,
            all: Arc::new(Semaphore::new(LOOKUPS)),
            state: Arc::default(),
        }
    }

    /// All addresses of a name, the best first; none when it has none. Whoever gives up waiting
    /// before it is looked up leaves nothing behind.
    pub(super) async fn find(&self, asker: CompanyId, name: &str) -> Vec<IpAddr> {
        let running = lock(&self.state).running.get(name).cloned();
        let lookup = match running {
            Some(running) => running,
            None => match self.wait(asker).await {
                Ok(permits) => self.join_or_start(name, permits),
                Err(_) => return Vec::new(),
            },
        };
        lookup.await.unwrap_or_default()
    }

    /// The company's own place first: waiting for it takes none of the others'.
    async fn wait(&self, asker: CompanyId) -> Result<[OwnedSemaphorePermit; 2], AcquireError> {
        let share = self.share(asker);
        let own = share.acquire_owned().await?;
        let common = Arc::clone(&self.all).acquire_owned().await?;
        Ok([own, common])
    }

    fn share(&self, asker: CompanyId) -> Arc<Semaphore> {
        let mut state = lock(&self.state);
        if state.shares.len() >= REMEMBERED {
            state.shares.retain(|_, share| Arc::strong_count(share) > 1);
        }
        let share = state.shares.entry(asker);
        Arc::clone(share.or_insert_with(|| Arc::new(Semaphore::new(OF_COMPANY))))
    }

    /// Those who ask for the same name at the same time share one look-up.
    fn join_or_start(&self, name: &str, permits: [OwnedSemaphorePermit; 2]) -> Lookup {
        let mut state = lock(&self.state);
        if let Some(running) = state.running.get(name) {
            return running.clone();
        }
        let place = Place {
            name: name.to_owned(),
            state: Arc::clone(&self.state),
            _permits: permits,
        };
        let answer = self.resolver.resolve(name);
        // Goes on when nobody waits any longer, as the thread does: the next one who asks for a
        // slow name must not take another thread.
        let task = tokio::spawn(async move {
            let found = answer.await;
            drop(place);
            found.ok()
        });
        let lookup = task.map(|done| done.ok().flatten()).boxed().shared();
        state.running.insert(name.to_owned(), lookup.clone());
        lookup
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
