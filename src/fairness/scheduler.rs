//! Lets requests to a pool in turn. Nothing is locked while anybody waits.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use tokio::time::timeout_at;

use super::queues::{Bounds, Flow, Full, Queues, STALLED, Served, Turn, Waiter};
use crate::db::gate::Work;
use crate::metrics;

/// The longest wait for a turn. A thousand who ask at once are served in this time rather than refused.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often a stranger who waits is looked at again: all who share an address share one company's part.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// A pool's queues.
#[derive(Debug, Clone)]
pub struct Scheduler {
    queues: Arc<Mutex<Queues<oneshot::Sender<Slot>>>>,
    measured: metrics::Queue,
}

/// A place at the pool, until it is dropped.
#[derive(Debug)]
pub struct Slot {
    scheduler: Option<Scheduler>,
    turn: Turn,
    began: Instant,
}

impl Waiter for oneshot::Sender<Slot> {
    fn has_gone(&self) -> bool {
        self.is_closed()
    }
}

impl Scheduler {
    /// In front of this pool of so many connections.
    pub fn new(pool: &'static str, connections: usize) -> Self {
        let queues = Queues::new(Bounds::of(connections), Instant::now());
        Self {
            queues: Arc::new(Mutex::new(queues)),
            measured: metrics::Queue::before(pool),
        }
    }

    /// Waits for a turn, charged to whom `whose` says: of strangers it is asked again while they wait,
    /// since another request may show meanwhile whose credential it is.
    ///
    /// # Errors
    /// `Full`: too many wait, it has waited too long, or nothing of its flow comes back.
    pub async fn enter(&self, whose: impl Fn() -> Flow, work: Work) -> Result<Slot, Full> {
        let came = Instant::now();
        let entered = self.enter_unless(STALLED, whose, work).await;
        match &entered {
            Ok(_) => self.measured.waited(came.elapsed()),
            Err(Full) => self.measured.refused(),
        }
        entered
    }

    async fn enter_unless(
        &self,
        stalled: Duration,
        whose: impl Fn() -> Flow,
        work: Work,
    ) -> Result<Slot, Full> {
        let came = Instant::now();
        let (mut flow, mut moved) = (whose(), came);
        let mut granted = self.line_up(flow, work, came)?;
        loop {
            let until = (moved + stalled).min(came + PATIENCE);
            let look_at = match flow {
                Flow::Address(_) => until.min(Instant::now() + LOOK_AGAIN),
                Flow::Company(_) => until,
            };
            match timeout_at(look_at.into(), &mut granted).await {
                Ok(Ok(slot)) => return Ok(slot),
                Ok(Err(_)) => return Err(Full),
                Err(_) => {}
            }
            let now = Instant::now();
            let found = match flow {
                Flow::Address(_) => whose(),
                Flow::Company(_) => flow,
            };
            if found != flow {
                // The place among the strangers is given up with what would have heard of it.
                (flow, moved) = (found, now);
                granted = self.line_up(flow, work, now)?;
            } else if now >= until {
                // Where things go on, however slowly, it is worth while to wait.
                match self.queues().moved_at(flow) {
                    Some(later) if later > moved && until < came + PATIENCE => moved = later,
                    _ => return Err(Full),
                }
            }
        }
    }

    /// Takes a place in the queue; the turn is heard of where this is received.
    fn line_up(
        &self,
        flow: Flow,
        work: Work,
        now: Instant,
    ) -> Result<oneshot::Receiver<Slot>, Full> {
        let (waiter, granted) = oneshot::channel();
        self.queues().push(flow, work, waiter, now)?;
        self.grant();
        Ok(granted)
    }

    /// Whether one more may wait.
    pub fn has_room(&self, flow: Flow) -> bool {
        self.queues().has_room(flow)
    }

    /// Who took how much of the pool's time since this was last asked.
    pub fn take_served(&self) -> Served {
        self.queues().take_served()
    }

    /// How many wait, and how many are at the pool.
    pub fn load(&self) -> (usize, usize) {
        self.queues().load()
    }

    /// Calls those whose turn it is.
    fn grant(&self) {
        loop {
            let now = Instant::now();
            let Some(grant) = self.queues().next(now) else {
                return;
            };
            let slot = Slot {
                scheduler: Some(self.clone()),
                turn: grant.turn,
                began: now,
            };
            // Who has gone in this very moment leaves the turn to the next.
            if let Err(mut unwanted) = grant.waiter.send(slot) {
                unwanted.scheduler = None;
                self.queues().finish(grant.turn, Duration::ZERO, now);
            }
        }
    }

    fn queues(&self) -> MutexGuard<'_, Queues<oneshot::Sender<Slot>>> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Some(scheduler) = self.scheduler.take() {
            let now = Instant::now();
            scheduler.queues().finish(self.turn, now - self.began, now);
            scheduler.grant();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::pin::pin;
    use std::sync::atomic::{AtomicBool, Ordering};

    use tokio::time::timeout;

    use super::*;
    use crate::domain::CompanyId;

    #[tokio::test]
    async fn a_place_goes_to_the_next_however_it_is_left() {
        let scheduler = Scheduler::new("test", 1);
        let flow = Flow::Company(CompanyId::draw());
        let first = scheduler.enter(|| flow, Work::Light).await.unwrap();
        let whose = || flow;
        let mut gone = Box::pin(scheduler.enter(whose, Work::Light));
        let mut called = Box::pin(scheduler.enter(whose, Work::Light));
        let mut last = Box::pin(scheduler.enter(whose, Work::Light));
        for waiting in [&mut gone, &mut called, &mut last] {
            assert!(futures_util::poll!(waiting.as_mut()).is_pending());
        }
        drop(gone);
        drop(first);
        // It was called, and goes without having heard.
        drop(called);
        last.await.unwrap();
        assert_eq!(scheduler.load(), (0, 0));
    }

    #[tokio::test]
    async fn who_waits_too_long_is_told_so() {
        let scheduler = Scheduler::new("test", 1);
        let flow = Flow::Company(CompanyId::draw());
        let _held = scheduler.enter(|| flow, Work::Light).await.unwrap();
        let (began, patience) = (Instant::now(), Duration::from_millis(20));
        let waited = scheduler.enter_unless(patience, || flow, Work::Light);
        assert_eq!(waited.await.unwrap_err(), Full);
        assert!((patience..PATIENCE).contains(&began.elapsed()));
    }

    #[tokio::test]
    async fn who_is_in_a_long_line_that_moves_waits_on() {
        let scheduler = Scheduler::new("test", 1);
        let flow = Flow::Company(CompanyId::draw());
        let stalled = Duration::from_millis(300);
        let line = (0..10).map(|_| async {
            let slot = scheduler.enter_unless(stalled, || flow, Work::Light).await;
            tokio::time::sleep(stalled / 5).await;
            slot.map(drop)
        });
        let served = futures_util::future::join_all(line).await;
        assert!(served.iter().all(Result::is_ok), "{served:?}");
    }

    #[tokio::test]
    async fn a_stranger_who_is_found_good_meanwhile_waits_as_its_company() {
        let scheduler = Scheduler::new("test", 1);
        let address = Flow::Address(IpAddr::from([192, 0, 2, 1]));
        let company = Flow::Company(CompanyId::draw());
        let is_good = AtomicBool::new(false);
        let whose = || match is_good.load(Ordering::Relaxed) {
            true => company,
            false => address,
        };
        let held = scheduler.enter(|| address, Work::Light).await.unwrap();
        let mut waiting = pin!(scheduler.enter(whose, Work::Light));
        let early = timeout(2 * LOOK_AGAIN, waiting.as_mut()).await;
        assert!(early.is_err(), "strangers of one address take one place");
        is_good.store(true, Ordering::Relaxed);
        // The strangers' place is still taken: this is another's.
        let slot = waiting.await.unwrap();
        drop((held, slot));
        assert_eq!(scheduler.load(), (0, 0), "nobody waits among the strangers");
    }
}
