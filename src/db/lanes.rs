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
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;

    #[derive(Debug)]
    struct Somebody(usize, Kind, Rc<Cell<bool>>);

    impl Member for Somebody {
        fn kind(&self) -> Kind {
            self.1
        }

        fn has_gone(&self) -> bool {
            self.2.get()
        }
    }

    type Scene = Lanes<u8, Somebody>;

    fn change(row: u128) -> Kind {
        Kind::Change(Uuid::from_u128(row))
    }

    fn join(scene: &Scene, key: u8, name: usize, kind: Kind) -> Place<u8, Somebody> {
        scene.join(key, Somebody(name, kind, Rc::default()))
    }

    fn names(group: &Group<u8, Somebody>) -> Vec<usize> {
        group.members.iter().map(|member| member.0).collect()
    }

    fn is_empty(scene: &Scene) -> bool {
        scene.lock().lanes.is_empty()
    }

    #[test]
    fn whoever_goes_first_takes_along_who_came_with_the_same_key_for_the_same_kind() {
        let scene = Scene::default();
        let [first, taken, _other_key, other_kind] = [
            (1, 0, Kind::Create),
            (1, 1, Kind::Create),
            (2, 2, Kind::Create),
            (1, 3, change(1)),
        ]
        .map(|(key, name, kind)| join(&scene, key, name, kind));
        let group = first.lead().unwrap();
        assert_eq!(names(&group), [0, 1]);
        assert!(taken.lead().is_none(), "it has gone with the other");
        assert_eq!(names(&other_kind.lead().unwrap()), [3]);
    }

    #[test]
    fn changes_go_in_the_order_of_their_rows_and_of_their_coming() {
        let scene = Scene::default();
        let kinds = [change(2), change(1), change(2), change(1)];
        let [first, ..] = std::array::from_fn::<_, 4, _>(|n| join(&scene, 1, n, kinds[n]));
        // The places of those who were taken along are still held: they wait for the outcome.
        assert_eq!(names(&first.lead().unwrap()), [1, 3, 0, 2]);
    }

    #[test]
    fn a_row_that_a_group_is_at_work_on_is_left_to_it() {
        let scene = Scene::default();
        let one = join(&scene, 1, 0, change(1)).lead().unwrap();
        let _of_one = join(&scene, 1, 1, change(1));
        let other = join(&scene, 1, 2, change(2)).lead().unwrap();
        assert_eq!(names(&other), [2]);
        drop(one);
        let third = join(&scene, 1, 3, change(3)).lead().unwrap();
        assert_eq!(names(&third), [1, 3]);
    }

    #[test]
    fn who_has_gone_is_not_taken_along_and_who_drops_the_place_is_forgotten() {
        let scene = Scene::default();
        let gone = Rc::new(Cell::new(false));
        let _going = scene.join(1, Somebody(0, Kind::Create, gone.clone()));
        let dropped = join(&scene, 1, 1, Kind::Create);
        let leader = join(&scene, 1, 2, Kind::Create);
        gone.set(true);
        drop(dropped);
        assert_eq!(names(&leader.lead().unwrap()), [2]);
    }

    #[test]
    fn a_group_has_its_bounds() {
        let scene = Scene::default();
        let places: Vec<_> = (0..3 * MOST)
            .map(|name| join(&scene, 1, name, Kind::Create))
            .collect();
        let groups: Vec<_> = places.into_iter().filter_map(Place::lead).collect();
        let sizes: Vec<_> = groups.iter().map(|group| group.members.len()).collect();
        assert_eq!(sizes, [MOST; 3]);
    }

    #[test]
    fn whatever_comes_and_goes_each_is_written_once_and_nothing_is_left() {
        let scene = Scene::default();
        let (mut places, mut groups) = (Vec::new(), Vec::new());
        let mut written = Vec::new();
        for name in 0..5_000 {
            let kind = match rand::random_range(0..4) {
                0 => Kind::Create,
                row => change(row),
            };
            places.push(join(&scene, rand::random_range(0..3), name, kind));
            while places.len() > rand::random_range(0..60) {
                let place = places.swap_remove(rand::random_range(0..places.len()));
                groups.extend(place.lead());
            }
            while groups.len() > 3 {
                let group: Group<_, _> = groups.swap_remove(rand::random_range(0..groups.len()));
                written.extend(names(&group));
            }
        }
        groups.extend(places.into_iter().filter_map(Place::lead));
        written.extend(groups.iter().flat_map(names));
        drop(groups);
        written.sort_unstable();
        assert!(written.into_iter().eq(0..5_000));
        assert!(is_empty(&scene));
    }
}
