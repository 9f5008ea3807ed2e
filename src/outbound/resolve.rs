//! From a host's name to its addresses, without letting slow names hold up the others.

use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use tokio::sync::Semaphore;

/// Names looked up at once: each holds a thread until the operating system gives up.
const LOOKUPS: usize = 64;

/// What knows the addresses of names.
pub trait Resolve: Send + Sync {
    /// All addresses of a name, the best first.
    fn resolve(&self, name: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>>;
}

/// The operating system: its files, its DNS servers, its order.
pub struct System {
    threads: Arc<Semaphore>,
    running: Arc<Mutex<HashMap<String, Lookup>>>,
}

/// An answer that many may wait for; without one, there is no more to know than that.
type Lookup = Shared<BoxFuture<'static, Option<Vec<IpAddr>>>>;

impl Default for System {
    fn default() -> Self {
        Self {
            threads: Arc::new(Semaphore::new(LOOKUPS)),
            running: Arc::default(),
        }
    }
}

impl Resolve for System {
    fn resolve(&self, name: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        let lookup = self.join_or_start(name);
        lookup
            .map(|found| found.ok_or_else(|| io::ErrorKind::NotFound.into()))
            .boxed()
    }
}

impl System {
    /// Those who ask for the same name at the same time share one thread.
    fn join_or_start(&self, name: &str) -> Lookup {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lookup) = running.get(name) {
            return lookup.clone();
        }
        let (threads, places) = (Arc::clone(&self.threads), Arc::clone(&self.running));
        let asked = name.to_owned();
        // Goes on when nobody waits any longer, as the thread does: the next one who asks for a
        // slow name must not take another thread.
        let task = tokio::spawn(async move {
            let _permit = threads.acquire().await.ok()?;
            let found = tokio::net::lookup_host((asked.as_str(), 0)).await;
            let mut places = places.lock().unwrap_or_else(PoisonError::into_inner);
            places.remove(&asked);
            Some(found.ok()?.map(|found| found.ip()).collect())
        });
        let lookup = task.map(|done| done.ok().flatten()).boxed().shared();
        running.insert(name.to_owned(), lookup.clone());
        lookup
    }
}
