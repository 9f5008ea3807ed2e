//! Who goes with whom, and that nobody is written twice or forgotten.

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
    let mut places: Vec<_> = (0..)
        .zip(kinds)
        .map(|(n, kind)| join(&scene, 1, n, kind))
        .collect();
    // The places of those who are taken along are still held: they wait for the outcome.
    let first = places.swap_remove(0);
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
