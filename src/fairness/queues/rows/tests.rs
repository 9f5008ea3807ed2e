//! Changes of one row go one at a time, and who has gone holds up nobody.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::super::{Bounds, Flow, Full, Grant, Queues};
use super::*;
use crate::db::gate::Work;
use crate::domain::CompanyId;

#[derive(Clone)]
struct Somebody(usize, Rc<Cell<bool>>);

impl Waiter for Somebody {
    fn has_gone(&self) -> bool {
        self.1.get()
    }
}

struct Scene {
    queues: Queues<Somebody>,
    now: Instant,
    came: usize,
}

impl Scene {
    fn new(bounds: Bounds) -> Self {
        let now = Instant::now();
        Self {
            queues: Queues::new(bounds, now),
            now,
            came: 0,
        }
    }

    fn push(&mut self, flow: Flow, work: Work) -> Result<Somebody, Full> {
        let somebody = Somebody(self.came, Rc::default());
        self.came += 1;
        let pushed = self.queues.push(flow, work, somebody.clone(), self.now);
        pushed.map(|()| somebody)
    }

    /// All who may go now.
    fn go(&mut self) -> Vec<Grant<Somebody>> {
        std::iter::from_fn(|| self.queues.next(self.now)).collect()
    }

    fn finish(&mut self, grant: &Grant<Somebody>) {
        let took = Duration::from_millis(1);
        self.queues.finish(grant.turn, took, self.now);
    }
}

fn company(number: u128) -> Flow {
    Flow::Company(CompanyId(Uuid::from_u128(number)))
}

fn change(row: u128) -> Work {
    Work::Change(Uuid::from_u128(row))
}

fn who(grants: &[Grant<Somebody>]) -> Vec<usize> {
    grants.iter().map(|grant| grant.waiter.0).collect()
}

#[test]
fn changes_of_a_row_go_one_at_a_time_in_their_order_and_others_pass_them() {
    let mut scene = Scene::new(Bounds::of(8));
    for work in [
        change(1),
        change(1),
        change(2),
        change(1),
        Work::Light,
        Work::Heavy,
        change(2),
    ] {
        scene.push(company(1), work).unwrap();
    }
    let first = scene.go();
    assert_eq!(who(&first), [0, 2, 4, 5]);
    assert_eq!(
        scene.queues.load(),
        (3, 4),
        "who waits for a row is counted"
    );
    scene.finish(&first[0]);
    let second = scene.go();
    assert_eq!(who(&second), [1]);
    // One who comes now is behind one who waits already.
    scene.push(company(1), change(1)).unwrap();
    scene.finish(&first[1]);
    assert_eq!(who(&scene.go()), [6]);
    scene.finish(&second[0]);
    let third = scene.go();
    assert_eq!(who(&third), [3]);
    scene.finish(&third[0]);
    assert_eq!(who(&scene.go()), [7]);
}

#[test]
fn who_names_the_row_of_another_waits_for_none_of_its_changes_and_keeps_nobody_waiting() {
    let mut scene = Scene::new(Bounds::of(8));
    let stranger = Flow::Address([192, 0, 2, 1].into());
    for flow in [stranger, company(1), company(2), stranger] {
        scene.push(flow, change(1)).unwrap();
    }
    assert_eq!(who(&scene.go()), [0, 1, 2]);
}

#[test]
fn who_has_gone_leaves_the_row_to_the_next() {
    let mut scene = Scene::new(Bounds::of(1));
    let [_, called, waiting, _] =
        [change(1), change(1), change(1), change(1)].map(|w| scene.push(company(1), w).unwrap());
    let first = scene.go();
    scene.finish(&first[0]);
    // The one is first in line, the other waits for the row: neither does any more.
    called.1.set(true);
    waiting.1.set(true);
    let last = scene.go();
    assert_eq!(who(&last), [3]);
    scene.finish(&last[0]);
    assert_eq!(scene.queues.load(), (0, 0));
}

#[test]
fn who_waits_for_a_row_is_one_of_those_who_may_wait() {
    let bounds = Bounds {
        waiting_each: 10,
        ..Bounds::of(8)
    };
    let mut scene = Scene::new(bounds);
    let mut pushed = 0;
    for _ in 0..50 {
        pushed += usize::from(scene.push(company(1), change(1)).is_ok());
        scene.go();
    }
    assert_eq!(pushed, 11, "one goes, ten wait");
    assert_eq!(scene.push(company(1), Work::Light).err(), Some(Full));
    assert!(scene.push(company(2), change(1)).is_ok());
}

#[test]
fn who_has_gone_leaves_room_wherever_it_waited() {
    let bounds = Bounds {
        waiting_each: 4,
        ..Bounds::of(2)
    };
    let mut scene = Scene::new(bounds);
    // Two are at work; one waits for a row, one for its turn, and behind each waits one who goes away.
    let works = [
        change(1),
        Work::Light,
        change(1),
        change(1),
        Work::Light,
        change(2),
    ];
    let mut came = Vec::new();
    let mut at_work = Vec::new();
    for work in works {
        came.push(scene.push(company(1), work).unwrap());
        at_work.extend(scene.go());
    }
    assert_eq!(who(&at_work), [0, 1]);
    assert_eq!(scene.push(company(1), Work::Light).err(), Some(Full));
    for gone in [3, 5] {
        came[gone].1.set(true);
    }
    scene.finish(&at_work[1]);
    for _ in 0..2 {
        scene.push(company(1), Work::Light).unwrap();
    }
    assert_eq!(scene.push(company(1), Work::Light).err(), Some(Full));
}

#[test]
fn whatever_comes_goes_and_ends_each_is_served_once_and_nothing_is_left() {
    let mut scene = Scene::new(Bounds::of(4));
    let (mut there, mut served): (Vec<Somebody>, Vec<usize>) = Default::default();
    let mut at_work: Vec<Grant<Somebody>> = Vec::new();
    let mut gone = 0;
    for _ in 0..20_000 {
        match rand::random_range(0..9) {
            8 => scene.queues.forget_gone(),
            0..=2 => {
                let work = match rand::random_range(0..6) {
                    0 => Work::Light,
                    1 => Work::Heavy,
                    row => change(row % 3),
                };
                let flow = company(rand::random_range(0..3));
                there.extend(scene.push(flow, work));
            }
            3 if !there.is_empty() => {
                let leaves = there.swap_remove(rand::random_range(0..there.len()));
                let is_at_work = at_work.iter().any(|grant| grant.waiter.0 == leaves.0);
                if !is_at_work && !served.contains(&leaves.0) {
                    leaves.1.set(true);
                    gone += 1;
                }
            }
            _ if !at_work.is_empty() => {
                let ends = at_work.swap_remove(rand::random_range(0..at_work.len()));
                scene.finish(&ends);
                served.push(ends.waiter.0);
            }
            _ => {}
        }
        at_work.extend(scene.go());
        let mut rows: Vec<_> = at_work
            .iter()
            .filter_map(|grant| Some((grant.turn.flow, grant.turn.work.row()?)))
            .collect();
        let all = rows.len();
        rows.sort_by_key(|row| format!("{row:?}"));
        rows.dedup();
        assert_eq!(rows.len(), all, "two change a row at a time");
    }
    while let Some(ends) = at_work.pop() {
        scene.finish(&ends);
        served.push(ends.waiter.0);
        at_work.extend(scene.go());
    }
    assert_eq!(served.len() + gone, scene.came);
    assert_eq!(scene.queues.load(), (0, 0));
    assert!(scene.queues.flows.values().all(|f| f.rows.rows.is_empty()));
}
