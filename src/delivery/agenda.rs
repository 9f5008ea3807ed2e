//! When what is to be done next: queues that wake by themselves, and what a dispatcher does now and
//! then.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::time::Duration;

use tokio::time::Instant;

use crate::db::deliveries::QueueId;

/// How often all that it holds is read anew: what a lost answer, or a crash of PostgreSQL, has made
/// of it is found then.
pub(super) const REVIEW: Duration = Duration::from_secs(30);

/// Times to come.
#[derive(Debug)]
pub(super) struct Agenda {
    /// When fresh deliveries are looked for at the latest.
    pub(super) look_at: Instant,
    /// When the lease is renewed.
    pub(super) renew_at: Instant,
    /// When queues without a living server are looked for.
    pub(super) take_at: Instant,
    /// When its own queues are read anew.
    pub(super) review_at: Instant,
    alarms: BinaryHeap<Reverse<(Instant, QueueId)>>,
    armed: HashMap<QueueId, Instant>,
}

impl Agenda {
    /// Everything is due.
    pub(super) fn new(now: Instant) -> Self {
        Self {
            look_at: now,
            renew_at: now,
            take_at: now,
            review_at: now + REVIEW,
            alarms: BinaryHeap::new(),
            armed: HashMap::new(),
        }
    }

    /// So many queues without a living server were taken: more are looked for at once.
    pub(super) fn took(&mut self, queues: usize, now: Instant) {
        if queues > 0 {
            self.take_at = now;
        }
    }

    /// Has a queue looked at then, unless it is looked at before.
    pub(super) fn arm(&mut self, queue: QueueId, at: Instant) {
        if self.armed.get(&queue).is_none_or(|armed| *armed > at) {
            self.armed.insert(queue, at);
            self.alarms.push(Reverse((at, queue)));
        }
    }

    /// The next queue whose time has come.
    pub(super) fn due(&mut self, now: Instant) -> Option<QueueId> {
        while let Some(Reverse((at, queue))) = self.alarms.peek().copied() {
            if at > now {
                return None;
            }
            self.alarms.pop();
            // An alarm that was set earlier again has left its old one behind.
            if self.armed.get(&queue) == Some(&at) {
                self.armed.remove(&queue);
                return Some(queue);
            }
        }
        None
    }

    /// When the next queue wakes.
    pub(super) fn next_alarm(&self) -> Option<Instant> {
        self.alarms.peek().map(|Reverse((at, _))| *at)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn queues_are_looked_for_until_there_are_no_more() {
        let now = Instant::now();
        let mut agenda = Agenda::new(now);
        let next = now + Duration::from_secs(5);
        agenda.take_at = next;
        agenda.took(500, now);
        assert_eq!(agenda.take_at, now);
        agenda.take_at = next;
        agenda.took(0, now);
        assert_eq!(agenda.take_at, next);
    }

    #[test]
    fn a_queue_wakes_once_at_the_earliest_time_that_was_set() {
        let now = Instant::now();
        let queue = QueueId {
            company: Uuid::nil(),
            webhook: Uuid::nil(),
        };
        let mut agenda = Agenda::new(now + Duration::from_secs(60));
        for seconds in [9, 5, 7] {
            agenda.arm(queue, now + Duration::from_secs(seconds));
        }
        assert_eq!(agenda.next_alarm(), Some(now + Duration::from_secs(5)));
        assert_eq!(agenda.due(now + Duration::from_secs(4)), None);
        assert_eq!(agenda.due(now + Duration::from_secs(10)), Some(queue));
        assert_eq!(agenda.due(now + Duration::from_secs(10)), None);
    }
}
