//! Whose turn it is: one queue a company, deficit round robin by measured time of the database. Pure:
//! it is told what comes, what ends and when, and says who may go.
//!
//! A flow goes while it has credit. What it is expected to take is charged when it goes, what it took
//! when it has come back. When all who could go are out of credit, a new round gives each the same. Of
//! changes of one row only one goes at a time.

mod flow;
mod rows;
mod served;

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::time::{Duration, Instant};

use crate::db::gate::Work;
use crate::domain::CompanyId;
pub use flow::{Bounds, Waiter};
use flow::{ROUND, State, Waiting};
pub use served::Served;

/// Whom a request is charged to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flow {
    /// A company whose credential was found good before.
    Company(CompanyId),
    /// An address, for credentials that nobody has checked yet.
    Address(IpAddr),
}

/// The deepest debt, fifty rounds: what took longer is forgiven, since it may not have been the flow's fault.
const DEEPEST: i64 = -100_000;

/// A call that took this long was stuck, and a flow of which nothing else came back is.
pub const STALLED: Duration = Duration::from_millis(1500);

/// How long a flow that asks nothing counts as one of the others, and its debt is remembered.
const REMEMBERED: Duration = Duration::from_secs(1);

/// Too many wait.
#[derive(Debug, PartialEq, Eq)]
pub struct Full;

/// Whose turn it is, and what that was charged.
#[derive(Debug)]
pub struct Grant<T> {
    /// Who waited.
    pub waiter: T,
    /// To be given back when the work has ended.
    pub turn: Turn,
}

/// A slot that is taken.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    flow: Flow,
    work: Work,
    charged: i64,
}

/// The queues.
#[derive(Debug)]
pub struct Queues<T> {
    bounds: Bounds,
    flows: HashMap<Flow, State<T>>,
    /// The flows that wait, in the order of their turns.
    ring: VecDeque<Flow>,
    used: usize,
    used_heavy: usize,
    waiting: usize,
    arrivals: u64,
    served: Served,
    swept_at: Instant,
    /// Whether work has ended since those who have gone were last looked for everywhere.
    may_hold_gone: bool,
}

impl<T: Waiter> Queues<T> {
    /// Empty queues.
    pub fn new(bounds: Bounds, now: Instant) -> Self {
        Self {
            bounds,
            flows: HashMap::new(),
            ring: VecDeque::new(),
            used: 0,
            used_heavy: 0,
            waiting: 0,
            arrivals: 0,
            served: Served::default(),
            swept_at: now,
            may_hold_gone: false,
        }
    }

    /// Somebody comes and waits.
    ///
    /// # Errors
    /// `Full`: too many wait already.
    pub fn push(&mut self, flow: Flow, work: Work, waiter: T, now: Instant) -> Result<(), Full> {
        self.sweep(now);
        if !self.has_room(flow) {
            return Err(Full);
        }
        let state = self.flows.entry(flow).or_insert_with(|| State::new(now));
        state.seen_at = now;
        self.arrivals += 1;
        let waiting = Waiting {
            arrival: self.arrivals,
            row: work.row(),
            who: waiter,
        };
        state.line(work).waiters.push_back(waiting);
        self.waiting += 1;
        state.join(flow, &mut self.ring);
        Ok(())
    }

    /// Whether one more of this flow may wait.
    pub fn has_room(&mut self, flow: Flow) -> bool {
        // A write that ends takes others along, which are then found anywhere in the lines. One look for each
        // end of work: where all are still there, a refusal costs nothing.
        if self.is_full(flow) && std::mem::take(&mut self.may_hold_gone) {
            self.forget_gone();
        }
        !self.is_full(flow)
    }

    fn is_full(&self, flow: Flow) -> bool {
        let waiting = self.flows.get(&flow).map_or(0, State::waiting);
        waiting >= self.bounds.waiting_each || self.waiting >= self.bounds.waiting_all
    }

    fn forget_gone(&mut self) {
        for state in self.flows.values_mut() {
            self.waiting = self.waiting.saturating_sub(state.forget_gone());
        }
    }

    /// Who goes next; none while no slot is free for anybody who waits.
    pub fn next(&mut self, now: Instant) -> Option<Grant<T>> {
        loop {
            let mut rounds = None;
            for _ in 0..self.ring.len() {
                if self.used >= self.bounds.slots {
                    return None;
                }
                match self.visit(now) {
                    Visit::Goes(grant) => return Some(grant),
                    Visit::Owes(debt) => {
                        let needed = 1 - debt / ROUND;
                        rounds = Some(rounds.map_or(needed, |least: i64| least.min(needed)));
                    }
                    Visit::Nothing => {}
                }
            }
            self.begin_rounds(rounds?);
        }
    }

    /// Looks at the flow whose turn it is; it keeps its place while it has credit.
    fn visit(&mut self, now: Instant) -> Visit<T> {
        let most = match self.flows.len() {
            0 | 1 => self.bounds.alone,
            _ => self.bounds.crowd,
        };
        let heavy = self.used_heavy < self.bounds.heavy;
        let Some(flow) = self.ring.pop_front() else {
            return Visit::Nothing;
        };
        let Some(state) = self.flows.get_mut(&flow) else {
            return Visit::Nothing;
        };
        self.waiting = self.waiting.saturating_sub(state.tidy());
        if state.ready() == 0 {
            state.in_ring = false;
            return Visit::Nothing;
        }
        let work = state.next_work().filter(|_| state.in_flight < most);
        // What waits behind heavy work that has no place does not wait for it.
        let work = match work {
            Some(Work::Heavy) if !heavy => state.light_work(),
            work => work,
        };
        let Some(work) = work else {
            self.ring.push_back(flow);
            return Visit::Nothing;
        };
        if state.credit <= 0 {
            self.ring.push_back(flow);
            return Visit::Owes(state.credit);
        }
        let Some((waiter, charged)) = state.start(work, now) else {
            return Visit::Nothing;
        };
        self.waiting = self.waiting.saturating_sub(1);
        self.used += 1;
        self.used_heavy += usize::from(work == Work::Heavy);
        match (state.ready(), state.credit) {
            (0, _) => state.in_ring = false,
            (_, 1..) => self.ring.push_front(flow),
            _ => self.ring.push_back(flow),
        }
        let turn = Turn {
            flow,
            work,
            charged,
        };
        Visit::Goes(Grant { waiter, turn })
    }

    /// So many rounds pass at once; credit is not saved up.
    fn begin_rounds(&mut self, rounds: i64) {
        for flow in &self.ring {
            if let Some(state) = self.flows.get_mut(flow) {
                state.credit = state
                    .credit
                    .saturating_add(rounds.saturating_mul(ROUND))
                    .min(ROUND);
            }
        }
    }

    /// Work has ended that took so long.
    pub fn finish(&mut self, turn: Turn, took: Duration, now: Instant) {
        self.may_hold_gone = true;
        self.used = self.used.saturating_sub(1);
        self.used_heavy -= usize::from(turn.work == Work::Heavy).min(self.used_heavy);
        self.served.add(turn.flow, took);
        let Some(state) = self.flows.get_mut(&turn.flow) else {
            return;
        };
        if took < STALLED {
            state.moved_at = Some(now);
        }
        let took = i64::try_from(took.as_micros()).unwrap_or(i64::MAX / 2);
        let line = state.line(turn.work);
        line.expected = (line.expected.saturating_mul(7).saturating_add(took)) / 8;
        state.in_flight = state.in_flight.saturating_sub(1);
        state.credit = (state.credit + turn.charged - took).clamp(DEEPEST, ROUND);
        state.seen_at = now;
        if let Some(row) = turn.work.row() {
            self.waiting = self.waiting.saturating_sub(state.give_back(row));
            if state.ready() > 0 {
                state.join(turn.flow, &mut self.ring);
            }
        }
        // Those who were strangers a moment ago are no company's neighbours.
        if matches!(turn.flow, Flow::Address(_)) && state.in_flight == 0 && !state.in_ring {
            self.flows.remove(&turn.flow);
        }
    }

    /// When something of this flow last came back that had not been stuck.
    pub fn moved_at(&self, flow: Flow) -> Option<Instant> {
        self.flows.get(&flow)?.moved_at
    }

    /// Forgets, now and then, the flows that have asked nothing for a while.
    fn sweep(&mut self, now: Instant) {
        if now.saturating_duration_since(self.swept_at) < REMEMBERED / 4 {
            return;
        }
        self.swept_at = now;
        self.flows.retain(|_, state| {
            let quiet = now.saturating_duration_since(state.seen_at);
            state.in_ring || state.in_flight > 0 || quiet < REMEMBERED
        });
    }

    /// Who took how much time since this was last asked.
    pub fn take_served(&mut self) -> Served {
        std::mem::take(&mut self.served)
    }

    /// How many wait, and how many have gone and not come back.
    pub fn load(&self) -> (usize, usize) {
        (self.waiting, self.used)
    }
}

/// What a look at a flow came to.
enum Visit<T> {
    Goes(Grant<T>),
    /// It might go, but has no credit.
    Owes(i64),
    Nothing,
}

#[cfg(test)]
mod tests;
