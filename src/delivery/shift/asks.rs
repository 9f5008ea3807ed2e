//! What a shift asks of the database, one question of a kind at a time, and what it makes of the
//! answers: queues to take, deliveries to remember.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::Instant;

use super::{MARGIN, RETRY, Report, Shift, logged};
use crate::db::Error;
use crate::db::deliveries::{Fresh, Job, LOOK_ROWS, QueueId};
use crate::delivery::agenda::REVIEW;
use crate::delivery::dispatcher::LEASE;

/// How often the lease is renewed.
const RENEWAL: Duration = Duration::from_secs(5);

/// How often fresh deliveries are looked for although nobody rang.
const POLL: Duration = Duration::from_millis(1000);

/// How often queues without a living server are looked for, and how many are taken then.
const ROUND: Duration = Duration::from_secs(5);
const QUEUES_A_ROUND: i32 = 500;

/// How long a queue is kept when there is nothing in it.
const IDLE: Duration = Duration::from_secs(60);

/// Queues of one reading, deliveries of a disabled webhook given up at once.
const READ_QUEUES: usize = 32;
pub(super) const DROP_ROWS: i32 = 500;

impl Shift {
    /// When something is to be done although nothing is heard. What is being asked is heard of, and
    /// without a lease nothing else is done.
    pub(super) fn next_step_at(&self, now: Instant) -> Instant {
        let (agenda, busy) = (&self.agenda, &self.busy);
        let is_leased = self.leased_until > now + MARGIN;
        let steps = [
            Some(agenda.renew_at).filter(|_| !busy.renewing),
            Some(agenda.take_at).filter(|_| is_leased && !busy.taking),
            Some(agenda.review_at).filter(|_| is_leased && !busy.reviewing),
            Some(agenda.look_at).filter(|_| is_leased && !busy.looking && !busy.freeing),
            agenda.next_alarm().filter(|_| is_leased),
            self.records.due_at(),
        ];
        steps.into_iter().flatten().min().unwrap_or(now + RENEWAL)
    }

    /// Asks the database whatever is due and not being asked.
    pub(super) fn ask_database(&mut self, now: Instant) {
        if self.agenda.renew_at <= now && !self.busy.renewing {
            self.agenda.renew_at = now + RENEWAL;
            self.busy.renewing = true;
            let (db, me) = (self.db.clone(), self.me);
            self.tasks
                .spawn(async move { Report::Renewed(now, db.renew_dispatcher(me, LEASE).await) });
        }
        if self.leased_until <= now + MARGIN {
            return;
        }
        if self.agenda.take_at <= now && !self.busy.taking {
            self.agenda.take_at = now + ROUND;
            self.busy.taking = true;
            let (db, me) = (self.db.clone(), self.me);
            self.tasks.spawn(async move {
                Report::Took(db.take_waiting_queues(me, QUEUES_A_ROUND).await)
            });
            self.free_idle(now);
        }
        if self.agenda.review_at <= now && !self.busy.reviewing {
            self.agenda.review_at = now + REVIEW;
            self.busy.reviewing = true;
            let (db, me) = (self.db.clone(), self.me);
            self.tasks
                .spawn(async move { Report::Reviewed(db.own_queues(me).await) });
        }
        // Not while queues are given back: a look before that would hide what it finds from others.
        if self.agenda.look_at <= now && !self.busy.looking && !self.busy.freeing {
            self.look(now);
        }
        while let Some(queue) = self.agenda.due(now) {
            self.touch(queue);
        }
        if !self.busy.reading && !self.touched.is_empty() {
            self.start_reading(now);
        }
    }

    pub(super) fn look(&mut self, now: Instant) {
        self.agenda.look_at = now + POLL;
        self.busy.looking = true;
        let (db, me, after) = (self.db.clone(), self.me, self.looked_to);
        self.tasks.spawn(async move {
            Report::Looked(tokio::try_join!(
                db.fresh_deliveries(me, after),
                db.take_poked_queues(me)
            ))
        });
    }

    pub(super) fn looked(&mut self, looked: Result<(Fresh, Vec<QueueId>), Error>, now: Instant) {
        self.busy.looking = false;
        let Some((fresh, poked)) = logged(looked) else {
            self.agenda.look_at = now + RETRY;
            self.doubt(now);
            return;
        };
        if let Some(position) = fresh.looked_to {
            self.looked_to = position;
        }
        if fresh.rows >= LOOK_ROWS {
            self.agenda.look_at = now;
        }
        self.took(fresh.taken, now);
        for id in poked {
            self.queues.take(id, now).poke(now);
            self.touch(id);
        }
        for job in fresh.jobs {
            let id = job.queue;
            self.queues.take(id, now).hear(job, now);
            self.touch(id);
        }
        for id in fresh.more {
            self.queues.take(id, now).read_more();
            self.touch(id);
        }
    }

    pub(super) fn took_or_doubts(&mut self, taken: Result<Vec<QueueId>, Error>, now: Instant) {
        match logged(taken) {
            Some(taken) => self.took(taken, now),
            None => self.doubt(now),
        }
    }

    /// An answer was lost, and with it perhaps queues that are its own now and that nobody else takes.
    fn doubt(&mut self, now: Instant) {
        self.agenda.review_at = self.agenda.review_at.min(now + RETRY);
    }

    fn took(&mut self, taken: Vec<QueueId>, now: Instant) {
        for id in taken {
            self.queues.take(id, now).read_anew();
            self.touch(id);
        }
    }

    /// Something happened to a queue: its company has a turn, and it may want to be read.
    pub(super) fn touch(&mut self, id: QueueId) {
        self.touched.insert(id);
        self.queues.mark(id.company);
    }

    pub(super) fn start_reading(&mut self, now: Instant) {
        let mut pages = Vec::new();
        for id in std::mem::take(&mut self.touched) {
            let Some(queue) = self.queues.get(id) else {
                continue;
            };
            if pages.len() == READ_QUEUES {
                self.touched.insert(id);
                continue;
            }
            if queue.is_to_be_dropped() {
                queue.begin_dropping();
                let db = self.db.clone();
                self.tasks.spawn(async move {
                    Report::Dropped(id, db.drop_deliveries(id, DROP_ROWS).await)
                });
            } else if let Some(after) = queue.page_to_read(now) {
                pages.push((id, after));
            }
            if let Some(at) = queue.wakes_at(now) {
                self.agenda.arm(id, at);
            }
        }
        if pages.is_empty() {
            return;
        }
        self.busy.reading = true;
        let (db, me) = (self.db.clone(), self.me);
        let most = i32::try_from(self.queues.page()).unwrap_or(i32::MAX);
        self.tasks.spawn(async move {
            let jobs = db.load_deliveries(me, &pages, most).await;
            Report::Read(pages.into_iter().map(|(id, _)| id).collect(), jobs)
        });
    }

    pub(super) fn read(&mut self, queues: &[QueueId], jobs: Result<Vec<Job>, Error>, now: Instant) {
        self.busy.reading = false;
        let jobs = logged(jobs);
        let failed = jobs.is_none();
        let mut pages = HashMap::<QueueId, Vec<Job>>::new();
        for job in jobs.into_iter().flatten() {
            pages.entry(job.queue).or_default().push(job);
        }
        for id in queues {
            let page = pages.remove(id).unwrap_or_default();
            if let Some(queue) = self.queues.get(*id) {
                match failed {
                    true => queue.read_failed(now + RETRY),
                    false => queue.read(page, now),
                }
            }
            self.touch(*id);
        }
    }

    /// Gives back queues that have been empty for a while.
    pub(super) fn free_idle(&mut self, now: Instant) {
        if self.busy.freeing || self.busy.looking {
            return;
        }
        let Some(then) = now.checked_sub(IDLE) else {
            return;
        };
        let idle: Vec<_> = self
            .queues
            .all()
            .filter(|(_, queue)| queue.is_idle_since(then))
            .map(|(id, _)| id)
            .collect();
        if idle.is_empty() {
            return;
        }
        for id in &idle {
            self.queues.forget(*id);
        }
        self.busy.freeing = true;
        let (db, me) = (self.db.clone(), self.me);
        self.tasks.spawn(async move {
            // Queues that could not be given back are found at the next reading.
            logged(db.free_queues(me, &idle).await);
            Report::Freed
        });
    }
}
