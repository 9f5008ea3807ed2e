//! Group commit: which writes of one credential go together. They wait in its lane; whoever's turn comes
//! first takes others along, so that they share one transaction, one commit and one batch of events.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

/// The most writes of a group: enough to carry the cost of a transaction, few enough to be light.
const MOST: usize = 16;

/// How many of those who wait a leader looks at.
const LOOKED_AT: usize = 64;

/// What goes together: new rows with new rows, changes with changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A row that is not there yet.
    Create,
    /// A change of this row.
    Change(Uuid),
}

impl Kind {
    pub(super) fn row(self) -> Option<Uuid> {
        match self {
            Self::Create => None,
            Self::Change(row) => Some(row),
        }
    }
}

/// Who waits in a lane.
pub(super) trait Member {
    /// What it writes.
    fn kind(&self) -> Kind;

    /// Whether nobody waits for it any more.
    fn has_gone(&self) -> bool;
}

/// The lanes, one for each key of which something waits or is at work.
#[derive(Debug)]
pub(super) struct Lanes<K, M>(Arc<Mutex<State<K, M>>>);

#[derive(Debug)]
struct State<K, M> {
    lanes: HashMap<K, Lane<M>>,
    next_number: u64,
}

#[derive(Debug)]
struct Lane<M> {
    /// In the order of their numbers.
    waiting: VecDeque<(u64, M)>,
    /// The rows of groups that are at work: no other group takes changes of them along.
    at_work: Vec<Uuid>,
}

/// A place in a lane; left when it is dropped.
#[derive(Debug)]
pub(super) struct Place<K: Eq + Hash, M> {
    lanes: Lanes<K, M>,
    key: K,
    number: u64,
}

/// Writes that go together; their rows are at work until it is dropped.
#[derive(Debug)]
pub(super) struct Group<K: Eq + Hash, M> {
    /// In the order of their rows, those of one row in the order in which they came.
    pub(super) members: Vec<M>,
    lanes: Lanes<K, M>,
    key: K,
    rows: Vec<Uuid>,
}

impl<K: Clone + Eq + Hash, M: Member> Lanes<K, M> {
    /// Waits in the lane of this key.
    pub(super) fn join(&self, key: K, member: M) -> Place<K, M> {
        let mut state = self.lock();
        let number = state.next_number;
        state.next_number += 1;
        let lane = state.lanes.entry(key.clone()).or_default();
        lane.waiting.push_back((number, member));
        Place {
            lanes: self.clone(),
            key,
            number,
        }
    }
}

impl<K: Eq + Hash, M> Lanes<K, M> {
    fn lock(&self) -> MutexGuard<'_, State<K, M>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does this to a lane, which is forgotten if that leaves it empty.
    fn visit<T>(&self, key: &K, act: impl FnOnce(&mut Lane<M>) -> T) -> Option<T> {
        let mut state = self.lock();
        let lane = state.lanes.get_mut(key)?;
        let outcome = act(lane);
        if lane.waiting.is_empty() && lane.at_work.is_empty() {
            state.lanes.remove(key);
        }
        Some(outcome)
    }
}

impl<K: Eq + Hash, M> Place<K, M> {
    /// Goes away; whether nobody had taken it along.
    pub(super) fn leave(&self) -> bool {
        let left = self.lanes.visit(&self.key, |lane| lane.leave(self.number));
        left.flatten().is_some()
    }
}

impl<K: Clone + Eq + Hash, M: Member> Place<K, M> {
    /// Its turn has come: it goes, and takes along who fits. None when it was taken along itself.
    pub(super) fn lead(self) -> Option<Group<K, M>> {
        let (members, rows) = self.lanes.visit(&self.key, |lane| {
            let leader = lane.leave(self.number)?;
            let mut members = lane.take_along(leader);
            // Every group takes its rows in this order, so that no two wait for each other.
            members.sort_by_key(|member| member.kind().row());
            let mut rows: Vec<_> = members.iter().filter_map(|m| m.kind().row()).collect();
            rows.dedup();
            lane.at_work.extend(&rows);
            Some((members, rows))
        })??;
        Some(Group {
            members,
            lanes: self.lanes.clone(),
            key: self.key.clone(),
            rows,
        })
    }
}

impl<M> Lane<M> {
    /// Takes out the member with this number, if it is still there.
    fn leave(&mut self, number: u64) -> Option<M> {
        let place = self.waiting.binary_search_by_key(&number, |(n, _)| *n);
        self.waiting.remove(place.ok()?).map(|(_, member)| member)
    }
}

impl<M: Member> Lane<M> {
    /// The leader, and who goes with it.
    fn take_along(&mut self, leader: M) -> Vec<M> {
        let own = leader.kind().row();
        let mut members = vec![leader];
        let mut others = Vec::new();
        while members.len() < MOST && members.len() + others.len() < LOOKED_AT {
            let Some((number, next)) = self.waiting.pop_front() else {
                break;
            };
            let fits = match (own, next.kind().row()) {
                (None, None) => true,
                (Some(own), Some(row)) => row == own || !self.at_work.contains(&row),
                _ => false,
            };
            match fits && !next.has_gone() {
                true => members.push(next),
                false => others.push((number, next)),
            }
        }
        while let Some(other) = others.pop() {
            self.waiting.push_front(other);
        }
        members
    }
}

impl<K: Eq + Hash, M> Drop for Place<K, M> {
    fn drop(&mut self) {
        self.leave();
    }
}

impl<K: Eq + Hash, M> Drop for Group<K, M> {
    fn drop(&mut self) {
        self.lanes.visit(&self.key, |lane| {
            for row in &self.rows {
                if let Some(place) = lane.at_work.iter().position(|other| other == row) {
                    lane.at_work.swap_remove(place);
                }
            }
        });
    }
}

impl<K, M> Clone for Lanes<K, M> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K, M> Default for Lanes<K, M> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(State {
            lanes: HashMap::new(),
            next_number: 0,
        })))
    }
}

impl<M> Default for Lane<M> {
    fn default() -> Self {
        Self {
            waiting: VecDeque::new(),
            at_work: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
