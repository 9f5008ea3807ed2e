//! Shares, starvation and bounds, decided in simulated time: so many connections, and flows whose
//! requests take as long as they are said to.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;

struct Somebody(Flow, bool);

impl Waiter for Somebody {
    fn has_gone(&self) -> bool {
        self.1
    }
}

fn flow(number: u128) -> Flow {
    Flow::Company(CompanyId(Uuid::from_u128(number)))
}

const fn bounds(slots: usize) -> Bounds {
    Bounds {
        slots,
        heavy: 1,
        alone: slots,
        crowd: slots,
        waiting_each: 1000,
        waiting_all: 4000,
    }
}

/// A simulated database: what ends when, and how long each flow has had it.
struct Simulation {
    queues: Queues<Somebody>,
    began: Instant,
    now: Instant,
    at_work: Vec<(Instant, Instant, Turn)>,
    had: BTreeMap<u128, Duration>,
    most_at_work: usize,
    most_heavy: usize,
}

impl Simulation {
    fn new(bounds: Bounds) -> Self {
        let now = Instant::now();
        Self {
            queues: Queues::new(bounds, now),
            began: now,
            now,
            at_work: Vec::new(),
            had: BTreeMap::new(),
            most_at_work: 0,
            most_heavy: 0,
        }
    }

    fn ask(&mut self, number: u128, work: Work) {
        let pushed = self
            .queues
            .push(flow(number), work, Somebody(flow(number), false), self.now);
        pushed.unwrap();
    }

    /// Lets in whom it may, then goes to the moment when the next one ends; who that was.
    fn step(&mut self, takes: impl Fn(u128, Work) -> Duration) -> Option<u128> {
        while let Some(grant) = self.queues.next(self.now) {
            let ends = self.now + takes(number(grant.turn.flow), grant.turn.work);
            self.at_work.push((ends, self.now, grant.turn));
        }
        self.most_at_work = self.most_at_work.max(self.at_work.len());
        let heavy = self
            .at_work
            .iter()
            .filter(|(_, _, t)| t.work == Work::Heavy);
        self.most_heavy = self.most_heavy.max(heavy.count());
        let next = (0..self.at_work.len()).min_by_key(|at| self.at_work[*at].0)?;
        let (ends, began, turn) = self.at_work.swap_remove(next);
        self.now = ends;
        self.queues.finish(turn, ends - began, ends);
        *self.had.entry(number(turn.flow)).or_default() += ends - began;
        Some(number(turn.flow))
    }
}

fn number(flow: Flow) -> u128 {
    match flow {
        Flow::Company(company) => company.0.as_u128(),
        Flow::Address(_) => 0,
    }
}

const MS: Duration = Duration::from_millis(1);

#[test]
fn the_databases_time_is_shared_and_not_the_number_of_requests() {
    let mut simulation = Simulation::new(bounds(4));
    // The first asks for long work, the second for short: both as much as they can.
    let takes = |number, _| if number == 1 { 20 * MS } else { MS };
    for _ in 0..20 {
        simulation.ask(1, Work::Light);
        simulation.ask(2, Work::Light);
    }
    while simulation.now - simulation.began < 2000 * MS {
        let served = simulation.step(takes).unwrap();
        simulation.ask(served, Work::Light);
    }
    let [long, short] = [1, 2].map(|number| simulation.had[&number].as_secs_f64());
    assert!((0.85..1.18).contains(&(long / short)), "{long} / {short}");
}

#[test]
fn nobody_starves_and_who_asks_little_waits_little() {
    let mut simulation = Simulation::new(Bounds::of(8));
    (0..900).for_each(|_| simulation.ask(1, Work::Light));
    let (mut asked_at, mut longest) = (None, Duration::ZERO);
    while simulation.now - simulation.began < 2000 * MS {
        if asked_at.is_none() {
            simulation.ask(2, Work::Light);
            asked_at = Some(simulation.now);
        }
        let served = simulation.step(|_, _| 5 * MS).unwrap();
        if served == 2 {
            longest = longest.max(simulation.now - asked_at.take().unwrap());
        } else {
            simulation.ask(1, Work::Light);
        }
    }
    assert!(longest <= 10 * MS, "{longest:?}");
}

#[test]
fn all_connections_work_while_anybody_waits() {
    for flows in [1, 2, 50] {
        let mut simulation = Simulation::new(bounds(4));
        (0..200).for_each(|job| simulation.ask(job % flows, Work::Light));
        while simulation.step(|_, _| 3 * MS).is_some() {}
        assert_eq!(
            simulation.now - simulation.began,
            50 * 3 * MS,
            "{flows} flows"
        );
    }
}

#[test]
fn a_company_alone_has_all_but_the_spare_connections_and_half_of_them_beside_others() {
    let mut simulation = Simulation::new(Bounds::of(8));
    (0..100).for_each(|_| simulation.ask(1, Work::Light));
    simulation.step(|_, _| MS);
    assert_eq!(simulation.most_at_work, 8);
    simulation.ask(2, Work::Light);
    // What the flooder has beyond its half comes free as it ends.
    for _ in 0..20 {
        simulation.step(|_, _| MS);
    }
    let (_, used) = simulation.queues.load();
    assert!(used <= 4, "{used}");
}

#[test]
fn heavy_work_keeps_to_its_connections_and_light_work_passes_it() {
    let mut simulation = Simulation::new(bounds(4));
    (0..50).for_each(|_| simulation.ask(1, Work::Heavy));
    (0..50).for_each(|_| simulation.ask(1, Work::Light));
    (0..50).for_each(|_| simulation.ask(2, Work::Light));
    let takes = |_, work| if work == Work::Heavy { 50 * MS } else { MS };
    let mut light = 0;
    while simulation.now - simulation.began < 100 * MS {
        simulation.step(takes);
        light += 1;
    }
    assert_eq!(simulation.most_heavy, 1);
    assert!(light >= 100, "{light}");
}

#[test]
fn queues_are_bounded_for_each_and_for_all() {
    let mut queues = Queues::new(
        Bounds {
            waiting_each: 10,
            waiting_all: 15,
            ..bounds(1)
        },
        Instant::now(),
    );
    let now = Instant::now();
    let mut push = |number, count: usize| {
        let pushed = (0..count).filter(|_| {
            let somebody = Somebody(flow(number), false);
            queues
                .push(flow(number), Work::Light, somebody, now)
                .is_ok()
        });
        pushed.count()
    };
    assert_eq!((push(1, 20), push(2, 20), push(3, 20)), (10, 5, 0));
}

#[test]
fn who_has_gone_takes_no_turn_and_quiet_flows_are_forgotten() {
    let now = Instant::now();
    let mut queues = Queues::new(bounds(1), now);
    for number in 0..100 {
        let gone = Somebody(flow(number), true);
        queues.push(flow(number), Work::Light, gone, now).unwrap();
    }
    let here = Somebody(flow(100), false);
    queues.push(flow(100), Work::Light, here, now).unwrap();
    let grant = queues.next(now).unwrap();
    assert_eq!(grant.waiter.0, flow(100));
    assert_eq!(queues.load(), (0, 1));
    queues.finish(grant.turn, MS, now);
    let later = now + 2 * REMEMBERED;
    let here = Somebody(flow(7), false);
    queues.push(flow(7), Work::Light, here, later).unwrap();
    assert_eq!(queues.flows.len(), 1);
}

#[test]
fn a_debt_is_paid_before_others_wait_and_never_for_long() {
    let mut simulation = Simulation::new(bounds(1));
    // One statement of ten seconds: a tenth of a second of it is remembered.
    simulation.ask(1, Work::Light);
    simulation.step(|_, _| 10_000 * MS);
    let began = simulation.now;
    for _ in 0..1000 {
        simulation.ask(2, Work::Light);
    }
    simulation.ask(1, Work::Light);
    while simulation.step(|_, _| MS).unwrap() != 1 {}
    let waited = simulation.now - began;
    assert!((80 * MS..120 * MS).contains(&waited), "{waited:?}");
}
