//! A webhook's queue as this server remembers it: a window of what the database holds, which may be
//! thrown away and read anew at any time. It decides what may be sent now, in order for each payment.

mod reading;
mod ready;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

use super::breaker::{Breaker, Outcome};
use crate::db::deliveries::Job;
use reading::{Page, Reading, Then, Webhook};
use ready::Ready;
pub(super) use ready::Store;

/// Attempts at once: to an endpoint not yet known, and to one that answers well.
const FIRST_AT_ONCE: usize = 4;
const MOST_AT_ONCE: usize = 32;

/// The least time from one reading of a queue from its beginning to the next that a due attempt asks for.
const BETWEEN_READINGS: Duration = Duration::from_millis(50);

/// So much longer for each payment that waits: reading past it costs something.
const FOR_EACH_BLOCKED: Duration = Duration::from_micros(200);

/// Payments that wait for their next attempt; past these nothing more is read.
const MOST_BLOCKED: usize = 10_000;

/// What is known of a webhook's queue.
#[derive(Debug)]
pub(super) struct Queue {
    ready: Ready,
    /// Being sent, or sent and not yet on record: never sent again from here.
    busy: HashSet<i64>,
    /// Put on record while a page was under way, which may still show them.
    settled: Vec<i64>,
    /// Payments whose delivery is being sent.
    sending: HashSet<Uuid>,
    /// Those of them that have more in the database than was kept.
    behind: HashSet<Uuid>,
    /// Payments whose delivery failed and waits: later ones wait behind it, in the database.
    blocked: HashSet<Uuid>,
    /// Failures that are not yet on record: until then the database knows too little to be read.
    unrecorded_failures: usize,
    loaded_to: i64,
    read_anew_at: Instant,
    reading: Reading,
    /// How many the page may hold that is under way.
    page: usize,
    wake_at: Option<Instant>,
    webhook: Webhook,
    breaker: Breaker,
    at_once: usize,
    in_flight: usize,
    proven: bool,
    used_at: Instant,
}

impl Queue {
    /// A queue just taken: nothing is known of it yet.
    pub(super) fn taken(store: &Store, now: Instant) -> Self {
        Self {
            ready: Ready::new(store.clone()),
            busy: HashSet::new(),
            settled: Vec::new(),
            sending: HashSet::new(),
            behind: HashSet::new(),
            blocked: HashSet::new(),
            unrecorded_failures: 0,
            loaded_to: 0,
            read_anew_at: now,
            reading: Reading::Anew,
            page: 0,
            wake_at: None,
            webhook: Webhook::Enabled,
            breaker: Breaker::default(),
            at_once: FIRST_AT_ONCE,
            in_flight: 0,
            proven: false,
            used_at: now,
        }
    }

    /// A delivery was just queued: sent from here when all before it is known, else read later.
    pub(super) fn hear(&mut self, job: Job, now: Instant) {
        self.used_at = now;
        let fits = self.reading == Reading::Done
            && job.position > self.loaded_to
            && self.ready.has_room()
            && self.breaker.lets_pass(now)
            && self.webhook == Webhook::Enabled;
        if fits {
            self.keep(job, now);
        } else if job.position <= self.loaded_to {
            self.read_anew();
        } else {
            self.read_more();
        }
    }

    /// Has it read from its beginning.
    pub(super) fn read_anew(&mut self) {
        self.reading.anew();
    }

    /// Has more of it read, after what is known.
    pub(super) fn read_more(&mut self) {
        self.reading.more();
    }

    /// Somebody put something back, or wants to know whether the endpoint works.
    pub(super) fn poke(&mut self, now: Instant) {
        self.used_at = now;
        self.breaker.poke(now);
        if self.webhook == Webhook::Disabled {
            self.webhook = Webhook::Enabled;
        }
        self.read_anew();
    }

    /// After which position a page is to be read now, if one is.
    pub(super) fn page_to_read(&mut self, now: Instant) -> Option<i64> {
        if self.wake_at.is_some_and(|at| at <= now) {
            self.wake_at = None;
            self.read_anew();
        }
        if !self.breaker.lets_pass(now) || self.webhook != Webhook::Enabled {
            return None;
        }
        match self.reading {
            Reading::Anew if self.unrecorded_failures == 0 => {
                self.ready.clear();
                self.blocked.clear();
                self.wake_at = None;
                self.loaded_to = 0;
                self.read_anew_at = now;
            }
            Reading::More if self.ready.is_low() && self.blocked.len() < MOST_BLOCKED => {}
            _ => return None,
        }
        self.reading = Reading::UnderWay(Then::Nothing);
        self.page = self.ready.page();
        Some(self.loaded_to)
    }

    /// A page came, in order.
    pub(super) fn read(&mut self, jobs: Vec<Job>, now: Instant) {
        let page = match jobs.len() < self.page {
            true => Page::Last,
            false => Page::Full,
        };
        for job in jobs {
            self.keep(job, now);
        }
        self.settled.clear();
        self.reading.came(page);
    }

    /// A page could not be read: then the queue is read anew, and until then nothing is known of it.
    pub(super) fn read_failed(&mut self, again_at: Instant) {
        self.settled.clear();
        self.reading = Reading::Failed;
        self.wake_by(again_at);
    }

    fn keep(&mut self, job: Job, now: Instant) {
        self.loaded_to = self.loaded_to.max(job.position);
        if !job.enabled {
            self.webhook = Webhook::Disabled;
            return;
        }
        if self.busy.contains(&job.position) || self.settled.contains(&job.position) {
            return;
        }
        let is_in = |payments: &HashSet<Uuid>| job.payment.is_some_and(|id| payments.contains(&id));
        if is_in(&self.blocked) || is_in(&self.behind) {
            return;
        }
        if is_in(&self.sending) && !self.ready.has_room_behind() {
            self.behind.extend(job.payment);
            return;
        }
        if !job.waits.is_zero() {
            self.wake_by(now + job.waits);
            self.blocked.extend(job.payment);
            return;
        }
        self.ready.push(job);
    }

    fn wake_by(&mut self, at: Instant) {
        let blocked = u32::try_from(self.blocked.len()).unwrap_or(u32::MAX);
        let pause = BETWEEN_READINGS + FOR_EACH_BLOCKED.saturating_mul(blocked);
        let at = at.max(self.read_anew_at + pause);
        self.wake_at = Some(self.wake_at.map_or(at, |earlier| earlier.min(at)));
    }

    /// The next delivery that may be sent now: from here on it is on its way.
    pub(super) fn next_job(&mut self, now: Instant) -> Option<Job> {
        let may_send = self.in_flight < self.at_once && self.webhook == Webhook::Enabled;
        if !may_send || !self.breaker.lets_pass(now) {
            return None;
        }
        let may_go = |job: &Job| {
            job.payment
                .is_none_or(|payment| !self.sending.contains(&payment))
        };
        let job = self.ready.take_first(may_go)?;
        self.busy.insert(job.position);
        self.sending.extend(job.payment);
        self.in_flight += 1;
        self.breaker.begin();
        self.used_at = now;
        Some(job)
    }

    /// An attempt ended; `waits_until` when it is to be made again.
    pub(super) fn sent(
        &mut self,
        payment: Option<Uuid>,
        outcome: Outcome,
        waits_until: Option<Instant>,
        now: Instant,
    ) {
        self.in_flight -= 1;
        self.used_at = now;
        self.breaker.end(outcome, now);
        self.proven = outcome == Outcome::Success;
        self.at_once = match outcome {
            Outcome::Success => (self.at_once + 1).min(MOST_AT_ONCE),
            Outcome::Failure => (self.at_once / 2).max(1),
        };
        if let Some(payment) = payment {
            self.sending.remove(&payment);
            if self.behind.remove(&payment) {
                self.read_anew();
            }
        }
        if outcome == Outcome::Failure {
            self.unrecorded_failures += 1;
        }
        if let Some(until) = waits_until {
            self.wake_by(until);
            self.blocked.extend(payment);
            self.ready.forget_payment(payment);
        }
        if self.breaker.is_open() && !self.ready.is_empty() {
            // A paused queue holds nothing in memory.
            self.ready.clear();
            self.read_anew();
        }
    }

    /// An attempt is on record.
    pub(super) fn recorded(&mut self, position: i64, outcome: Outcome) {
        self.busy.remove(&position);
        if let Reading::UnderWay(_) = self.reading {
            self.settled.push(position);
        }
        if outcome == Outcome::Failure {
            self.unrecorded_failures -= 1;
        }
    }

    /// When it is to be looked at again although nothing happens to it. A breaker whose pause is over
    /// is no reason: what else it waits for, room or a record, wakes it.
    pub(super) fn wakes_at(&self, now: Instant) -> Option<Instant> {
        let has_work =
            self.wake_at.is_some() || self.reading != Reading::Done || !self.ready.is_empty();
        match self.breaker.opens_at().filter(|opens| *opens > now) {
            Some(opens) if has_work => Some(opens),
            _ => self.wake_at,
        }
    }

    /// Whether its webhook was found disabled: what waits is to be given up.
    pub(super) fn is_to_be_dropped(&self) -> bool {
        self.webhook == Webhook::Disabled && self.busy.is_empty()
    }

    /// A part of what waits is being given up.
    pub(super) fn begin_dropping(&mut self) {
        self.webhook = Webhook::Dropping;
        self.ready.clear();
    }

    /// There is more to give up.
    pub(super) fn drop_more(&mut self) {
        self.webhook = Webhook::Disabled;
    }

    /// What waited is given up: whatever comes is read anew.
    pub(super) fn dropped(&mut self) {
        self.webhook = Webhook::Enabled;
        self.read_anew();
    }

    /// Whether its last attempt was a success.
    pub(super) fn is_proven(&self) -> bool {
        self.proven
    }

    /// Whether there has been nothing in it since then.
    pub(super) fn is_idle_since(&self, then: Instant) -> bool {
        self.ready.is_empty()
            && self.busy.is_empty()
            && self.reading == Reading::Done
            && self.wake_at.is_none()
            && self.webhook == Webhook::Enabled
            && self.used_at <= then
    }
}
