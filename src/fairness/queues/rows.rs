//! One change of a row at a time: who wants to change a row that is being changed waits here, without a
//! connection, while others of the company go on. In the database they would wait for the row's lock,
//! each holding one of the company's connections.

use std::collections::{HashMap, VecDeque};

use uuid::Uuid;

use super::flow::{Waiter, Waiting};

/// The rows of a flow that are being changed, or about to be.
#[derive(Debug)]
pub(super) struct Rows<T> {
    rows: HashMap<Uuid, Row<T>>,
    waiting: usize,
}

/// A row: who waits for it does so until somebody of its flow, in whose turn it is, gives it back.
#[derive(Debug)]
struct Row<T> {
    is_taken: bool,
    waiters: VecDeque<Waiting<T>>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self {
            rows: HashMap::new(),
            waiting: 0,
        }
    }
}

impl<T: Waiter> Rows<T> {
    /// How many wait for a row.
    pub(super) fn waiting(&self) -> usize {
        self.waiting
    }

    /// Whether a row is being changed.
    pub(super) fn is_taken(&self, row: Uuid) -> bool {
        self.rows.get(&row).is_some_and(|row| row.is_taken)
    }

    /// A change of this row begins.
    pub(super) fn take(&mut self, row: Uuid) {
        self.row(row).is_taken = true;
    }

    /// A change of this row has ended.
    pub(super) fn give_back(&mut self, row: Uuid) {
        self.row(row).is_taken = false;
    }

    /// Whether anybody waits for a row.
    pub(super) fn is_waited_for(&self, row: Uuid) -> bool {
        self.rows
            .get(&row)
            .is_some_and(|row| !row.waiters.is_empty())
    }

    /// Waits for a row that is taken, behind those who do so already.
    pub(super) fn set_aside(&mut self, row: Uuid, waiter: Waiting<T>) {
        self.row(row).waiters.push_back(waiter);
        self.waiting += 1;
    }

    /// Puts everybody out who has gone.
    pub(super) fn forget_gone(&mut self) {
        self.rows.retain(|_, row| {
            row.waiters.retain(|waiting| !waiting.who.has_gone());
            row.is_taken || !row.waiters.is_empty()
        });
        self.waiting = self.rows.values().map(|row| row.waiters.len()).sum();
    }

    /// Who changes this row next, unless somebody does, or nobody wants to; and how many of those who
    /// waited for it had gone.
    pub(super) fn next(&mut self, row: Uuid) -> (Option<Waiting<T>>, usize) {
        let Some(state) = self.rows.get_mut(&row).filter(|row| !row.is_taken) else {
            return (None, 0);
        };
        let mut gone = 0;
        let next = loop {
            match state.waiters.pop_front() {
                Some(waiter) if waiter.who.has_gone() => gone += 1,
                next => break next,
            }
        };
        self.waiting -= gone + usize::from(next.is_some());
        if state.waiters.is_empty() {
            self.rows.remove(&row);
        }
        (next, gone)
    }

    fn row(&mut self, row: Uuid) -> &mut Row<T> {
        self.rows.entry(row).or_insert_with(|| Row {
            is_taken: false,
            waiters: VecDeque::new(),
        })
    }
}

#[cfg(test)]
mod tests;
