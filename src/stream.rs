//! Streams of events: one hub a server, woken by the bell, looks once for all companies that
//! listen and tells each of its streams. A stream that falls behind reads pages by itself, as fast
//! as its client takes them: nothing is kept for those who do not read.

mod checks;
mod slots;
mod tail;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::ready;
use futures_util::stream::{Stream, StreamExt, once, unfold};
use tokio::sync::broadcast;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::auth::Caller;
use crate::capture::Bell;
use crate::db::stream::ToldEvent;
use crate::db::{Database, Error};
use crate::metrics;
use checks::{Checks, Trust};
pub use slots::COMPANY_STREAMS;
use slots::{Keeper, Slot, Slots};
use tail::{COMMENT, Line, Tail};

/// A look although nobody rang: a bell may be lost with its connection.
const POLL: Duration = Duration::from_millis(500);

/// Events that the hub fetches of one company at a time, and of all.
const EACH: i32 = 32;
const AT_ONCE: i32 = 512;

/// Events of a company that streams may be behind the hub before they read pages; more than the
/// hub tells at a time.
const KEPT: usize = 64;

/// The streams of a server.
#[derive(Clone)]
pub struct Streams {
    shared: Arc<Shared>,
}

struct Shared {
    db: Database,
    slots: Slots,
    /// The companies that listen, and how far each was told.
    companies: Mutex<BTreeMap<Uuid, Company>>,
    /// The streams, by slot.
    open: Mutex<HashMap<u64, (Caller, CancellationToken)>>,
    came: Bell,
    stop: CancellationToken,
}

struct Company {
    position: i64,
    tell: broadcast::Sender<Line>,
}

/// A place among the company's streams, until it is dropped.
pub struct Place {
    caller: Caller,
    ended: CancellationToken,
    slot: Slot,
    streams: Streams,
    _open: metrics::Open,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.streams.open().remove(&self.slot.id);
        tracing::info!(
            company_id = %self.caller.company_id.0,
            request_id = self.caller.request_id,
            "a stream ended"
        );
    }
}

impl Place {
    /// The company's events after this sequence, for ever; `latest` is the sequence of one that
    /// was told already. They end when the client has hung up.
    pub fn follow(
        self,
        after: i64,
        latest: i64,
        hung_up: CancellationToken,
    ) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        let told = self.streams.listen(self.caller.company_id.0, latest);
        let tail = Tail::new(self, after, (told, hung_up));
        let lines = unfold(tail, |mut tail| async {
            tail.next().await.map(|bytes| (bytes, tail))
        });
        once(ready(COMMENT)).chain(lines).map(Ok)
    }

    async fn read_events(&self, after: i64, most: i32) -> Result<Vec<ToldEvent>, Error> {
        let company = self.streams.shared.db.as_company(&self.caller);
        company.read_events(after, most).await
    }
}

impl Streams {
    /// The streams of a server that ends them when it stops, and the hub that tells them.
    pub fn new(db: Database, stop: CancellationToken) -> (Self, Hub) {
        let (slots, keeper) = Slots::new(db.direct().clone());
        let shared = Shared {
            db,
            slots,
            companies: Mutex::default(),
            open: Mutex::default(),
            came: Bell::default(),
            stop,
        };
        let streams = Self {
            shared: Arc::new(shared),
        };
        let hub = Hub {
            streams: streams.clone(),
            keeper,
        };
        (streams, hub)
    }

    /// Takes a place for a caller whose credential is good; none when the company has as many
    /// streams as it may.
    ///
    /// # Errors
    /// `Unavailable` when the database does not answer, or this server has no room.
    pub async fn take_place(&self, caller: &Caller) -> Result<Option<Place>, Error> {
        let ended = self.shared.stop.child_token();
        let company = caller.company_id.0;
        let taken = self.shared.slots.take(company, ended.clone()).await?;
        Ok(taken.map(|slot| {
            self.open().insert(slot.id, (caller.clone(), ended.clone()));
            Place {
                caller: caller.clone(),
                ended,
                slot,
                streams: self.clone(),
                _open: metrics::stream_opened(),
            }
        }))
    }

    fn listen(&self, company: Uuid, latest: i64) -> broadcast::Receiver<Line> {
        let mut companies = self.companies();
        let company = companies.entry(company).or_insert_with(|| Company {
            position: latest,
            tell: broadcast::Sender::new(KEPT),
        });
        self.shared.came.ring();
        company.tell.subscribe()
    }

    fn companies(&self) -> MutexGuard<'_, BTreeMap<Uuid, Company>> {
        let companies = self.shared.companies.lock();
        companies.unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> MutexGuard<'_, HashMap<u64, (Caller, CancellationToken)>> {
        let open = self.shared.open.lock();
        open.unwrap_or_else(PoisonError::into_inner)
    }
}

/// What tells the streams of a server, counts them, and ends those of dead credentials.
pub struct Hub {
    streams: Streams,
    keeper: Keeper,
}

impl Hub {
    /// Goes on until the server stops, which ends all streams.
    pub async fn run(self, told: Bell) {
        let Self { streams, keeper } = self;
        let work = async {
            tokio::join!(streams.tell(told), streams.check(), keeper.run());
        };
        streams.shared.stop.run_until_cancelled(work).await;
    }
}

impl Streams {
    /// Tells companies what is new, whenever the bell rings.
    async fn tell(&self, told: Bell) {
        let mut last = Uuid::nil();
        loop {
            if self.companies().is_empty() {
                self.shared.came.rung().await;
            }
            told.rung_within(POLL).await;
            loop {
                let began = Instant::now();
                match self.tell_some(&mut last).await {
                    // No company had more than was asked for.
                    Ok(events) if events < EACH => break,
                    Ok(_) => {}
                    Err(error) => {
                        tracing::warn!(error = %error, "cannot look for what streams are told");
                        break;
                    }
                }
                // However often it rings, half of the time is others'.
                sleep(began.elapsed()).await;
            }
        }
    }

    /// Looks once, beginning after the company that was told last; how many events there were.
    async fn tell_some(&self, last: &mut Uuid) -> Result<i32, Error> {
        let (ids, positions): (Vec<_>, Vec<_>) = {
            let mut companies = self.companies();
            companies.retain(|_, company| company.tell.receiver_count() > 0);
            let later = companies.range((Excluded(*last), Unbounded));
            let all = later.chain(companies.range(..=*last));
            all.map(|(id, company)| (*id, company.position)).unzip()
        };
        if ids.is_empty() {
            return Ok(0);
        }
        let db = &self.shared.db;
        let events = db.events_after(&ids, &positions, EACH, AT_ONCE).await?;
        let mut companies = self.companies();
        for event in &events {
            *last = event.company_id;
            if let Some(company) = companies.get_mut(&event.company_id) {
                company.position = event.sequence;
                // Who has just gone needs no telling.
                let _ = company.tell.send(Line::of(event));
            }
        }
        Ok(i32::try_from(events.len()).unwrap_or(i32::MAX))
    }

    /// Ends the streams of credentials that are no longer good, again and again; all of them when
    /// nobody can say which are.
    async fn check(&self) {
        let mut checks = Checks::begin(checks::PACE, Instant::now());
        loop {
            checks.due().await;
            if checks.ask(self.end_dead()).await == Trust::Gone {
                self.open().values().for_each(|(_, ended)| ended.cancel());
            }
        }
    }

    async fn end_dead(&self) -> Result<(), Error> {
        let (callers, ends): (Vec<_>, Vec<_>) = self.open().values().cloned().unzip();
        if callers.is_empty() {
            return Ok(());
        }
        let dead = self.shared.db.dead_credentials(&callers).await?;
        let dead = dead.into_iter().filter_map(|place| ends.get(place));
        dead.for_each(CancellationToken::cancel);
        Ok(())
    }
}
