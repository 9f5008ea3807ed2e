//! One flow of the queues: who of it waits, what is at work, and its credit; and what bounds it.

use std::collections::{HashSet, VecDeque};
use std::time::Instant;

use uuid::Uuid;

use super::Flow;
use super::rows::Rows;
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
    pub(super) rows: Rows<T>,
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
    pub(super) waiters: VecDeque<Waiting<T>>,
    pub(super) expected: i64,
}

/// One who waits: since when, and for which row.
#[derive(Debug)]
pub(super) struct Waiting<T> {
    pub(super) arrival: u64,
    pub(super) row: Option<Uuid>,
    pub(super) who: T,
}

impl<T: Waiter> State<T> {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            light: Line::expecting(500),
            heavy: Line::expecting(5000),
            rows: Rows::default(),
            in_flight: 0,
            credit: ROUND,
            in_ring: false,
            seen_at: now,
            moved_at: None,
        }
    }

    /// Takes part in the turns, if it does not.
    pub(super) fn join(&mut self, flow: Flow, ring: &mut VecDeque<Flow>) {
        if !self.in_ring {
            self.in_ring = true;
            ring.push_back(flow);
        }
    }

    pub(super) fn line(&mut self, work: Work) -> &mut Line<T> {
        match work {
            Work::Light | Work::Change(_) => &mut self.light,
            Work::Heavy => &mut self.heavy,
        }
    }

    /// How many wait.
    pub(super) fn waiting(&self) -> usize {
        self.ready() + self.rows.waiting()
    }

    /// How many of them wait for nothing but their turn.
    pub(super) fn ready(&self) -> usize {
        self.light.waiters.len() + self.heavy.waiters.len()
    }

    /// The work of whoever came first.
    pub(super) fn next_work(&self) -> Option<Work> {
        match (self.light.first(), self.heavy.first()) {
            (Some(light), Some(heavy)) if heavy < light => Some(Work::Heavy),
            (Some(_), _) => self.light_work(),
            (None, heavy) => heavy.map(|_| Work::Heavy),
        }
    }

    /// The work of whoever came first with work that is light.
    pub(super) fn light_work(&self) -> Option<Work> {
        let first = self.light.waiters.front()?;
        Some(first.row.map_or(Work::Light, Work::Change))
    }

    pub(super) fn start(&mut self, work: Work, now: Instant) -> Option<(T, i64)> {
        let line = self.line(work);
        let waiting = line.waiters.pop_front()?;
        let charged = line.expected;
        if let Some(row) = waiting.row {
            self.rows.take(row);
        }
        self.credit -= charged;
        self.in_flight += 1;
        self.seen_at = now;
        Some((waiting.who, charged))
    }

    /// Puts the heads of the lines in order: those who have gone leave, those whose row is taken wait for
    /// that. How many had gone.
    pub(super) fn tidy(&mut self) -> usize {
        let before = self.waiting();
        while self.heavy.head_has_gone() {
            self.heavy.waiters.pop_front();
        }
        while let Some(first) = self.light.waiters.front() {
            let (row, has_gone) = (first.row, first.who.has_gone());
            match row {
                Some(row) if has_gone => {
                    self.light.waiters.pop_front();
                    self.call_next(row);
                }
                None if has_gone => drop(self.light.waiters.pop_front()),
                Some(row) if self.rows.is_taken(row) => {
                    let waiting = self.light.waiters.pop_front();
                    waiting
                        .into_iter()
                        .for_each(|w| self.rows.set_aside(row, w));
                }
                Some(_) | None => break,
            }
        }
        before - self.waiting()
    }

    /// Puts everybody out who has gone; how many that were.
    pub(super) fn forget_gone(&mut self) -> usize {
        let before = self.waiting();
        let mut rows = HashSet::new();
        for line in [&mut self.light, &mut self.heavy] {
            line.waiters.retain(|waiting| {
                let has_gone = waiting.who.has_gone();
                rows.extend(waiting.row.filter(|_| has_gone));
                !has_gone
            });
        }
        self.rows.forget_gone();
        // Who was called to a row and has gone calls the next, unless another who was called is there.
        rows.retain(|row| self.rows.is_waited_for(*row));
        for waiting in &self.light.waiters {
            waiting.row.map(|row| rows.remove(&row));
        }
        for row in rows {
            self.call_next(row);
        }
        before - self.waiting()
    }

    /// A change of this row has ended: who waits for it longest is first in line. How many who waited for
    /// it had gone.
    pub(super) fn give_back(&mut self, row: Uuid) -> usize {
        self.rows.give_back(row);
        self.call_next(row)
    }

    fn call_next(&mut self, row: Uuid) -> usize {
        let (next, gone) = self.rows.next(row);
        if let Some(next) = next {
            self.light.waiters.push_front(next);
        }
        gone
    }
}

impl<T: Waiter> Line<T> {
    fn head_has_gone(&self) -> bool {
        self.waiters.front().is_some_and(|w| w.who.has_gone())
    }
}

impl<T> Line<T> {
    pub(super) fn expecting(micros: i64) -> Self {
        Self {
            waiters: VecDeque::new(),
            expected: micros,
        }
    }

    pub(super) fn first(&self) -> Option<u64> {
        self.waiters.front().map(|waiting| waiting.arrival)
    }
}
