//! Whatever order transactions draw ids, commit and roll back in, none of their letters is below the floor.

use std::collections::{BTreeMap, BTreeSet};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::*;

/// A database as far as the floor is concerned.
struct Model {
    dice: StdRng,
    next_transaction: i64,
    next_id: i64,
    /// The ids that each running transaction has drawn.
    running: BTreeMap<i64, Vec<i64>>,
    outbox: BTreeSet<i64>,
    floor: Floor,
}

impl Model {
    fn new(seed: u64) -> Self {
        Self {
            dice: StdRng::seed_from_u64(seed),
            next_transaction: 1,
            next_id: 1,
            running: BTreeMap::new(),
            outbox: BTreeSet::new(),
            floor: Floor::default(),
        }
    }

    /// Somebody begins, draws ids, commits or rolls back.
    fn write(&mut self) {
        let who = self.dice.random_range(0..=self.running.len());
        let Some(transaction) = self.running.keys().nth(who).copied() else {
            self.running.insert(self.next_transaction, Vec::new());
            self.next_transaction += 1;
            return;
        };
        match self.dice.random_range(0..10) {
            0..5 => {
                let drawn = self.dice.random_range(1..60);
                let ids = self.next_id..self.next_id + drawn;
                self.next_id += drawn;
                self.running.entry(transaction).or_default().extend(ids);
            }
            5..8 => self
                .outbox
                .extend(self.running.remove(&transaction).unwrap()),
            8 => drop(self.running.remove(&transaction)),
            // It takes its time.
            _ => {}
        }
    }

    fn writes(&mut self, most: usize) {
        for _ in 0..self.dice.random_range(0..=most) {
            self.write();
        }
    }

    fn see(&mut self) {
        let xmax = self.next_transaction;
        let xmin = self.running.keys().next().copied().unwrap_or(xmax);
        self.floor.see(Snapshot { xmin, xmax });
    }

    /// Takes letters above an id, at most so many.
    fn take_above(&mut self, above: i64, most: usize) -> usize {
        let ids = self.outbox.iter().copied().filter(|id| *id > above);
        let ids: Vec<_> = ids.take(most).collect();
        self.outbox.retain(|id| !ids.contains(id));
        let taken = if ids.len() < most {
            Taken::All
        } else {
            Taken::Lowest
        };
        self.floor.take(&ids, taken);
        ids.len()
    }

    fn take(&mut self, most: usize) -> usize {
        self.take_above(self.floor.height(), most)
    }

    /// The lowest id that somebody has posted, or may still post.
    fn lowest_possible(&self) -> i64 {
        let drawn = self.running.values().flatten().copied();
        drawn
            .chain(self.outbox.first().copied())
            .min()
            .unwrap_or(self.next_id)
    }

    /// All end, and the pump looks a few times more.
    fn come_to_rest(&mut self) {
        for (_, ids) in std::mem::take(&mut self.running) {
            self.outbox.extend(ids);
        }
        while self.take(100) > 0 {}
        for _ in 0..3 {
            self.see();
            self.take(100);
        }
    }
}

#[test]
fn no_letter_is_ever_below_the_floor() {
    for seed in 0..20 {
        let mut model = Model::new(seed);
        let patience = model.dice.random_range(1..30);
        for _ in 0..300 {
            model.writes(patience);
            if model.dice.random_bool(0.6) {
                model.see();
                model.writes(patience);
            }
            let most = model.dice.random_range(1..200);
            model.take(most);
            assert!(
                model.lowest_possible() > model.floor.height(),
                "seed {seed}"
            );
        }
        model.come_to_rest();
        assert!(model.outbox.is_empty(), "seed {seed}");
        assert!(
            model.floor.height() >= model.floor.last_taken,
            "seed {seed}"
        );
    }
}

#[test]
fn the_floor_waits_for_whoever_may_still_write_below_it() {
    let mut floor = Floor::default();
    floor.take(&[5], Taken::All);
    // Transaction 10 has drawn id 4, and 12 is not there yet.
    let running = Snapshot { xmin: 10, xmax: 12 };
    floor.see(running);
    floor.take(&[], Taken::All);
    floor.see(Snapshot { xmin: 10, xmax: 20 });
    floor.take(&[9], Taken::All);
    assert_eq!(floor.height(), i64::MIN);
    floor.see(Snapshot { xmin: 12, xmax: 20 });
    floor.take(&[4], Taken::All);
    assert_eq!(floor.height(), 5);
}

#[test]
fn a_batch_that_leaves_letters_raises_the_floor_to_its_own_last() {
    let mut floor = Floor::default();
    floor.take(&[50], Taken::All);
    floor.see(Snapshot { xmin: 10, xmax: 12 });
    floor.take(&[51], Taken::All);
    floor.see(Snapshot { xmin: 12, xmax: 12 });
    floor.take(&[3, 4], Taken::Lowest);
    assert_eq!(floor.height(), 4);
    floor.take(&[7, 60], Taken::Lowest);
    assert_eq!(floor.height(), 50);
}

#[test]
fn ids_that_were_set_back_take_the_floor_down() {
    let mut model = Model::new(0);
    model.next_id = 1000;
    for _ in 0..100 {
        model.write();
    }
    model.come_to_rest();
    assert!(model.floor.height() >= 1000);
    model.outbox.extend([1, 2, 3]);
    assert_eq!(
        model.take(100),
        0,
        "they are found by the look at everything"
    );
    assert_eq!(model.take_above(i64::MIN, 2), 2);
    assert_eq!(model.take(100), 1, "and the rest as usual");
}

#[test]
fn a_snapshot_is_wanted_now_and_then() {
    let mut floor = Floor::default();
    assert!(!floor.wants_snapshot());
    floor.take(&(1..=64).collect::<Vec<_>>(), Taken::All);
    assert!(floor.wants_snapshot());
    floor.see(Snapshot { xmin: 1, xmax: 1 });
    assert!(!floor.wants_snapshot());
}
