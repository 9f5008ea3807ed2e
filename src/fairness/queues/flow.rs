//! One flow of the queues: who of it waits, what is at work, and its credit; and what bounds it.

use std::collections::VecDeque;
use std::time::Instant;

use crate::db::gate::{Work, spare};

/// What each flow may take in a round, in microseconds of the database's time.
pub(super) const ROUND: i64 = 2000;

/// What is bounded.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Connections that all share.
    pub slots: usize,
    /// Of these, what heavy work may take.
    pub heavy: usize,
    /// What one flow may take while it is alone: the spare ones are for whoever comes next.
    pub alone: usize,
    /// What one flow may take while there are others.
    pub crowd: usize,
    /// Requests of one flow that may wait.
    pub waiting_each: usize,
    /// Requests of all flows that may wait.
    pub waiting_all: usize,
}

impl Bounds {
    /// For so many connections, and the spare ones beside them.
    pub fn of(connections: usize) -> Self {
        let alone = connections.max(1);
        Self {
            slots: alone + spare(alone),
            heavy: (alone / 4).max(1),
            alone,
            crowd: (alone / 2).max(1),
            waiting_each: 1000,
            waiting_all: 4000,
        }
    }
}

/// Somebody who waits.
pub trait Waiter {
    /// Whether nobody waits any more.
    fn has_gone(&self) -> bool;
}

/// One flow: who waits, who is at work, and its credit.
#[derive(Debug)]
pub(super) struct State<T> {
    pub(super) light: Line<T>,
    pub(super) heavy: Line<T>,
    pub(super) in_flight: usize,
    pub(super) credit: i64,
    pub(super) in_ring: bool,
    pub(super) seen_at: Instant,
    /// When something last came back that had not been stuck.
    pub(super) moved_at: Option<Instant>,
}

/// Who waits with one kind of work, and how long that takes by experience.
#[derive(Debug)]
pub(super) struct Line<T> {
    pub(super) waiters: VecDeque<(u64, T)>,
    pub(super) expected: i64,
}

impl<T: Waiter> State<T> {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            light: Line::expecting(500),
            heavy: Line::expecting(5000),
            in_flight: 0,
            credit: ROUND,
            in_ring: false,
            seen_at: now,
            moved_at: None,
        }
    }

    pub(super) fn line(&mut self, work: Work) -> &mut Line<T> {
        match work {
            Work::Light => &mut self.light,
            Work::Heavy => &mut self.heavy,
        }
    }

    pub(super) fn waiting(&self) -> usize {
        self.light.waiters.len() + self.heavy.waiters.len()
    }

    /// The work of whoever came first.
    pub(super) fn next_work(&self) -> Option<Work> {
        match (self.light.first(), self.heavy.first()) {
            (Some(light), Some(heavy)) if heavy < light => Some(Work::Heavy),
            (Some(_), _) => Some(Work::Light),
            (None, heavy) => heavy.map(|_| Work::Heavy),
        }
    }

    pub(super) fn start(&mut self, work: Work, now: Instant) -> Option<(T, i64)> {
        let line = self.line(work);
        let (_, waiter) = line.waiters.pop_front()?;
        let charged = line.expected;
        self.credit -= charged;
        self.in_flight += 1;
        self.seen_at = now;
        Some((waiter, charged))
    }

    /// How many at the heads of the lines had gone.
    pub(super) fn forget_gone(&mut self) -> usize {
        let before = self.waiting();
        for line in [&mut self.light, &mut self.heavy] {
            while line.waiters.front().is_some_and(|(_, w)| w.has_gone()) {
                line.waiters.pop_front();
            }
        }
        before - self.waiting()
    }
}

impl<T> Line<T> {
    pub(super) fn expecting(micros: i64) -> Self {
        Self {
            waiters: VecDeque::new(),
            expected: micros,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiters.is_empty()
    }

    pub(super) fn first(&self) -> Option<u64> {
        self.waiters.front().map(|(arrival, _)| *arrival)
    }
}
