//! Attempts on their way to the record, grouped: a statement for each would cost more than sending.

use std::time::Duration;

use tokio::time::Instant;

use crate::db::deliveries::Attempted;

/// So many go together, or all that have waited so long, by so many statements at once.
const TOGETHER: usize = 128;
const PATIENCE: Duration = Duration::from_millis(2);
const STATEMENTS: usize = 2;

/// Attempts that are made or not yet on record; past these nothing is sent.
const MOST: usize = 4096;

/// Attempts that are not yet on record.
#[derive(Debug, Default)]
pub(super) struct Records {
    waiting: Vec<Attempted>,
    due_at: Option<Instant>,
    /// Until when the database is not asked, after it failed.
    paused_until: Option<Instant>,
    /// After it refused a group, they go one by one: one of them is to blame.
    one_by_one: bool,
    /// Those on their way to an endpoint, those that wait, and those that are being recorded.
    open: usize,
    statements: usize,
}

impl Records {
    /// Whether another attempt may begin.
    pub(super) fn has_room(&self) -> bool {
        self.open < MOST
    }

    /// Whether there is nothing to record.
    pub(super) fn is_empty(&self) -> bool {
        self.open == 0
    }

    /// An attempt begins.
    pub(super) fn expect(&mut self) {
        self.open += 1;
    }

    /// An attempt ended.
    pub(super) fn add(&mut self, attempted: Attempted, now: Instant) {
        self.waiting.push(attempted);
        self.due_at.get_or_insert(now + PATIENCE);
    }

    /// When those that wait are to be recorded.
    pub(super) fn due_at(&self) -> Option<Instant> {
        let due = self.due_at.filter(|_| self.statements < STATEMENTS)?;
        Some(self.paused_until.map_or(due, |pause| pause.max(due)))
    }

    /// Those that are to be recorded now.
    pub(super) fn take_due(&mut self, now: Instant) -> Option<Vec<Attempted>> {
        let is_due = self.due_at.is_some_and(|due| due <= now) || self.waiting.len() >= TOGETHER;
        let is_paused = self.paused_until.is_some_and(|until| until > now);
        if !is_due || is_paused || self.waiting.is_empty() || self.statements >= STATEMENTS {
            return None;
        }
        self.statements += 1;
        let together = if self.one_by_one { 1 } else { TOGETHER };
        let rest = self.waiting.split_off(self.waiting.len().min(together));
        if rest.is_empty() {
            self.due_at = None;
            self.one_by_one = false;
        }
        Some(std::mem::replace(&mut self.waiting, rest))
    }

    /// Has all that wait recorded without more waiting.
    pub(super) fn hurry(&mut self, now: Instant) {
        if !self.waiting.is_empty() {
            self.due_at = Some(now);
        }
    }

    /// They could not be recorded; they will be, then.
    pub(super) fn put_back(&mut self, attempts: Vec<Attempted>, again_at: Instant) {
        self.statements -= 1;
        self.waiting.extend(attempts);
        self.due_at = Some(again_at);
        self.paused_until = Some(again_at);
    }

    /// They were refused: they go again, one by one.
    pub(super) fn put_apart(&mut self, attempts: Vec<Attempted>, now: Instant) {
        self.statements -= 1;
        self.waiting.splice(0..0, attempts);
        self.due_at = Some(now);
        self.one_by_one = true;
    }

    /// So many are on record.
    pub(super) fn settle(&mut self, attempts: usize) {
        self.statements -= 1;
        self.open -= attempts;
    }
}
