//! The id above which the pump looks for letters, so that it does not walk over those that it has
//! taken until they are vacuumed away. Below it nothing can come any more: a letter's id is drawn by
//! a transaction that already has its own number, and whoever could hold a lower id has ended.

use crate::db::outbox::Snapshot;

/// How many letters may be taken before the floor is to be raised.
const LETTERS_BETWEEN: usize = 64;

/// How far the outbox is known to be empty for good.
///
/// Two snapshots prove it. The first is read after a letter was taken: whoever has drawn an id up to
/// that letter's is running or has ended by then. In the second all of those have ended: who looks
/// for letters with it, or later, sees all of theirs.
#[derive(Debug)]
pub(super) struct Floor {
    height: i64,
    last_taken: i64,
    taken_since: usize,
    candidate: Option<Candidate>,
}

/// What the floor will be once everyone who may write below it has ended.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    height: i64,
    /// Who may write below has a lower number than this.
    moment: i64,
    proof: Proof,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Proof {
    /// Somebody may still write below.
    Awaited,
    /// All have ended: the next look finds what they have left.
    Found,
}

/// How much of what there is was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// All of it.
    All,
    /// The lowest letters; there may be more.
    Lowest,
}

impl Default for Floor {
    fn default() -> Self {
        Self {
            height: i64::MIN,
            last_taken: i64::MIN,
            taken_since: 0,
            candidate: None,
        }
    }
}

impl Floor {
    /// Letters are looked for above this id.
    pub(super) fn height(&self) -> i64 {
        self.height
    }

    /// Whether a snapshot would be worth its statement.
    pub(super) fn wants_snapshot(&self) -> bool {
        self.taken_since >= LETTERS_BETWEEN
    }

    /// Learns from a snapshot that was read after the last letters were taken and no later than the
    /// next ones will be looked for.
    pub(super) fn see(&mut self, snapshot: Snapshot) {
        self.taken_since = 0;
        match &mut self.candidate {
            Some(candidate) if snapshot.xmin >= candidate.moment => candidate.proof = Proof::Found,
            Some(_) => {}
            None if self.last_taken > self.height => {
                self.candidate = Some(Candidate {
                    height: self.last_taken,
                    moment: snapshot.xmax,
                    proof: Proof::Awaited,
                });
            }
            None => {}
        }
    }

    /// Learns which letters were taken, in their order, by a look above the floor or at everything.
    pub(super) fn take(&mut self, ids: &[i64], taken: Taken) {
        if ids.first().is_some_and(|lowest| *lowest <= self.height) {
            // Somebody has set the ids back: what was proved is worth nothing.
            *self = Self::default();
        }
        self.last_taken = ids.last().copied().unwrap_or(self.last_taken);
        self.taken_since = self.taken_since.saturating_add(ids.len());
        let Some(candidate) = self.candidate.filter(|c| c.proof == Proof::Found) else {
            return;
        };
        let reached = match taken {
            Taken::All => candidate.height,
            Taken::Lowest => candidate.height.min(self.last_taken),
        };
        self.height = self.height.max(reached);
        if self.height >= candidate.height {
            self.candidate = None;
        }
    }
}

#[cfg(test)]
mod tests;
