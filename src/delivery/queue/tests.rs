//! What a queue lets go, and when.

use std::time::Duration;

use super::*;
use crate::db::deliveries::QueueId;

fn job(position: i64, payment: u128) -> Job {
    Job {
        queue: QueueId {
            company: Uuid::nil(),
            webhook: Uuid::nil(),
        },
        position,
        payment: Some(Uuid::from_u128(payment)),
        attempts: 0,
        waits: Duration::ZERO,
        event_id: Uuid::nil(),
        body: String::new(),
        url: String::new(),
        enabled: true,
        secrets: Vec::new(),
    }
}

/// A queue that was read to its end.
fn known(jobs: Vec<Job>, now: Instant) -> Queue {
    let mut queue = Queue::taken(&Store::default(), now);
    assert_eq!(queue.page_to_read(now), Some(0));
    queue.read(jobs, now);
    queue
}

fn next(queue: &mut Queue, now: Instant) -> Option<i64> {
    queue.next_job(now).map(|job| job.position)
}

fn succeed(queue: &mut Queue, position: i64, payment: u128, now: Instant) {
    queue.sent(Some(Uuid::from_u128(payment)), Outcome::Success, None, now);
    queue.recorded(position, Outcome::Success);
}

fn fail(queue: &mut Queue, payment: u128, pause: Duration, now: Instant) {
    let payment = Some(Uuid::from_u128(payment));
    queue.sent(payment, Outcome::Failure, Some(now + pause), now);
}

const SOON: Duration = Duration::from_secs(5);

#[test]
fn a_payments_later_event_waits_until_the_earlier_one_has_arrived() {
    let now = Instant::now();
    let mut queue = known(vec![job(1, 7), job(2, 7), job(3, 8)], now);
    assert_eq!(next(&mut queue, now), Some(1));
    assert_eq!(next(&mut queue, now), Some(3));
    assert_eq!(next(&mut queue, now), None);
    succeed(&mut queue, 1, 7, now);
    assert_eq!(next(&mut queue, now), Some(2));
}

#[test]
fn a_failed_one_holds_back_its_payment_until_it_is_due_and_no_other() {
    let now = Instant::now();
    let mut queue = known(vec![job(1, 7), job(2, 7), job(3, 8)], now);
    assert_eq!(next(&mut queue, now), Some(1));
    fail(&mut queue, 7, SOON, now);
    queue.recorded(1, Outcome::Failure);
    queue.hear(job(4, 7), now);
    assert_eq!(next(&mut queue, now), Some(3));
    assert_eq!(next(&mut queue, now), None);
    assert_eq!(queue.wakes_at(now), Some(now + SOON));
    // Due: it is read anew, and comes before those that waited for it.
    let later = now + SOON;
    assert_eq!(queue.page_to_read(later), Some(0));
    queue.read(vec![job(1, 7), job(2, 7), job(3, 8), job(4, 7)], later);
    assert_eq!(next(&mut queue, later), Some(1));
    assert_eq!(next(&mut queue, later), None, "3 is still on its way");
    succeed(&mut queue, 1, 7, later);
    assert_eq!(next(&mut queue, later), Some(2));
}

#[test]
fn what_is_recorded_while_a_page_is_under_way_is_not_sent_again_from_it() {
    let now = Instant::now();
    let mut queue = known(vec![job(1, 7)], now);
    assert_eq!(next(&mut queue, now), Some(1));
    queue.read_anew();
    assert_eq!(queue.page_to_read(now), Some(0));
    succeed(&mut queue, 1, 7, now);
    // The page was read before the record.
    queue.read(vec![job(1, 7), job(2, 8)], now);
    assert_eq!(next(&mut queue, now), Some(2));
    assert_eq!(next(&mut queue, now), None);
}

#[test]
fn a_queue_is_not_read_anew_before_its_failures_are_on_record() {
    let now = Instant::now();
    let mut queue = known(vec![job(1, 7)], now);
    assert_eq!(next(&mut queue, now), Some(1));
    fail(&mut queue, 7, Duration::ZERO, now);
    let later = now + SOON;
    assert_eq!(queue.page_to_read(later), None);
    queue.recorded(1, Outcome::Failure);
    assert_eq!(queue.page_to_read(later), Some(0));
}

#[test]
fn what_is_heard_of_while_a_page_is_under_way_is_read_afterwards() {
    let now = Instant::now();
    let mut queue = Queue::taken(&Store::default(), now);
    assert_eq!(queue.page_to_read(now), Some(0));
    queue.hear(job(2, 8), now);
    queue.read(vec![job(1, 7)], now);
    assert_eq!(queue.page_to_read(now), Some(1));
    queue.read(vec![job(2, 8)], now);
    assert_eq!(queue.page_to_read(now), None);
    assert_eq!(next(&mut queue, now), Some(1));
    assert_eq!(next(&mut queue, now), Some(2));
}

#[test]
fn what_is_heard_of_after_a_page_that_could_not_be_read_waits_for_it() {
    let now = Instant::now();
    let mut queue = Queue::taken(&Store::default(), now);
    assert_eq!(queue.page_to_read(now), Some(0));
    let again_at = now + Duration::from_secs(1);
    queue.read_failed(again_at);
    queue.hear(job(2, 7), now);
    assert_eq!(next(&mut queue, now), None);
    assert_eq!(queue.page_to_read(now), None);
    assert_eq!(queue.wakes_at(now), Some(again_at));
    assert_eq!(queue.page_to_read(again_at), Some(0));
    queue.read(vec![job(1, 7), job(2, 7)], again_at);
    assert_eq!(next(&mut queue, again_at), Some(1));
    assert_eq!(next(&mut queue, again_at), None);
}

#[test]
fn one_that_comes_late_to_an_earlier_place_is_read_too() {
    let now = Instant::now();
    let mut queue = known(vec![job(5, 7)], now);
    queue.hear(job(3, 8), now);
    assert_eq!(queue.page_to_read(now), Some(0));
    queue.read(vec![job(3, 8), job(5, 7)], now);
    assert_eq!(next(&mut queue, now), Some(3));
    assert_eq!(next(&mut queue, now), Some(5));
}

#[test]
fn many_events_of_a_payment_on_its_way_leave_room_for_others() {
    let now = Instant::now();
    let page = |from: i64, payment| {
        (from..from + 256)
            .map(|n| job(n, payment))
            .collect::<Vec<_>>()
    };
    let mut queue = known(vec![job(1, 7)], now);
    assert_eq!(next(&mut queue, now), Some(1));
    queue.read_more();
    assert_eq!(queue.page_to_read(now), Some(1));
    queue.read(page(2, 7), now);
    assert_eq!(queue.page_to_read(now), Some(257));
    queue.read(vec![job(258, 8)], now);
    assert_eq!(next(&mut queue, now), Some(258));
    succeed(&mut queue, 1, 7, now);
    assert_eq!(
        queue.page_to_read(now),
        Some(0),
        "what was left out is read"
    );
}

#[test]
fn an_endpoint_gets_few_attempts_at_once_and_earns_more() {
    let now = Instant::now();
    let mut queue = known(
        (1..=100).map(|n| job(n, n.unsigned_abs().into())).collect(),
        now,
    );
    let burst = |queue: &mut Queue| std::iter::from_fn(|| next(queue, now)).collect::<Vec<_>>();
    let first = burst(&mut queue);
    assert_eq!(first.len(), FIRST_AT_ONCE);
    for position in &first {
        succeed(&mut queue, *position, position.unsigned_abs().into(), now);
    }
    assert_eq!(burst(&mut queue).len(), 2 * FIRST_AT_ONCE);
    fail(&mut queue, 5, SOON, now);
    assert!(burst(&mut queue).is_empty());
}

#[test]
fn a_paused_queue_keeps_nothing_and_begins_with_one() {
    let now = Instant::now();
    let jobs = || {
        (1..=50)
            .map(|n| job(n, n.unsigned_abs().into()))
            .collect::<Vec<_>>()
    };
    let mut queue = known(jobs(), now);
    let mut failed = 0;
    while let Some(position) = next(&mut queue, now) {
        fail(&mut queue, position.unsigned_abs().into(), SOON, now);
        queue.recorded(position, Outcome::Failure);
        failed += 1;
    }
    assert_eq!(failed, 10);
    assert_eq!(queue.page_to_read(now), None);
    let later = queue.wakes_at(now).unwrap();
    assert_eq!(queue.page_to_read(later), Some(0));
    queue.read(jobs(), later);
    assert!(next(&mut queue, later).is_some());
    assert_eq!(next(&mut queue, later), None, "one probe");
}

#[test]
fn what_waits_for_a_disabled_webhook_is_given_up_once_nothing_is_on_its_way() {
    let now = Instant::now();
    let mut queue = known(vec![job(1, 7)], now);
    assert_eq!(next(&mut queue, now), Some(1));
    queue.poke(now);
    assert_eq!(queue.page_to_read(now), Some(0));
    let disabled = Job {
        enabled: false,
        ..job(2, 8)
    };
    queue.read(vec![disabled], now);
    assert!(!queue.is_to_be_dropped());
    succeed(&mut queue, 1, 7, now);
    assert!(queue.is_to_be_dropped());
}

/// A queue whose breaker has just opened, and when it lets one pass again.
fn paused(jobs: i64, now: Instant) -> (Queue, Instant) {
    let jobs = (1..=jobs).map(|n| job(n, n.unsigned_abs().into()));
    let mut queue = known(jobs.collect(), now);
    for _ in 0..10 {
        let position = next(&mut queue, now).unwrap();
        fail(&mut queue, position.unsigned_abs().into(), SOON, now);
        queue.recorded(position, Outcome::Failure);
    }
    let opens = queue.wakes_at(now).unwrap();
    (queue, opens)
}

#[test]
fn a_pause_that_is_over_wakes_nobody_while_a_failure_is_not_on_record() {
    let now = Instant::now();
    let (mut queue, opens) = paused(20, now);
    queue.unrecorded_failures += 1;
    assert_eq!(queue.page_to_read(opens), None);
    assert_eq!(queue.wakes_at(opens), None, "the record wakes it");
    queue.unrecorded_failures -= 1;
    assert_eq!(queue.page_to_read(opens), Some(0));
}

#[test]
fn a_pause_that_is_over_wakes_nobody_while_there_is_no_room_to_send() {
    let now = Instant::now();
    let (mut queue, opens) = paused(20, now);
    assert_eq!(queue.page_to_read(opens), Some(0));
    queue.read(vec![job(11, 11)], opens);
    let later = opens + SOON;
    assert_eq!(queue.wakes_at(later), None, "its company's turn wakes it");
    assert_eq!(next(&mut queue, later), Some(11), "which the probe takes");
}

#[test]
fn past_what_all_may_hold_together_a_queue_reads_little_and_only_when_it_has_nothing() {
    let (now, store) = (Instant::now(), Store::default());
    let heavy = |position| Job {
        body: "x".repeat(1024 * 1024),
        ..job(position, 7)
    };
    let mut full = Queue::taken(&store, now);
    assert_eq!(full.page_to_read(now), Some(0));
    full.read((1..=40).map(heavy).collect(), now);
    let little = store.page();
    assert!(little <= 2 * FIRST_AT_ONCE, "{little}");
    let mut other = Queue::taken(&store, now);
    assert_eq!(other.page_to_read(now), Some(0));
    other.read((1..=8).map(|n| job(n, 8)).collect(), now);
    other.hear(job(9, 9), now);
    for position in 1..=8 {
        assert_eq!(other.page_to_read(now), None, "it has something to send");
        assert_eq!(next(&mut other, now), Some(position));
        succeed(&mut other, position, 8, now);
    }
    assert_eq!(other.page_to_read(now), Some(8));
    drop(full);
    assert!(store.page() > little, "there is room again");
}
