//! What a dispatcher does between entering and leaving: it looks, reads, sends and records, each
//! beside the others. One task owns all that is remembered and waits for nothing but news.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::agenda::Agenda;
use super::breaker::Outcome;
use super::dispatcher::{Fault, LEASE};
use super::post::Poster;
use super::queue::WINDOW;
use super::queues::{Queues, Standing};
use super::records::Records;
use crate::capture::Bell;
use crate::db::deliveries::{Attempted, Fresh, Job, LOOK_ROWS, QueueId, Verdict};
use crate::db::{Database, Error};

/// How often the lease is renewed, and what is left of it when nothing more is sent.
const RENEWAL: Duration = Duration::from_secs(5);
const MARGIN: Duration = Duration::from_secs(2);

/// How often fresh deliveries are looked for although nobody rang.
const POLL: Duration = Duration::from_millis(1000);

/// How often queues without a living server are looked for, and how many are taken then.
const ROUND: Duration = Duration::from_secs(5);
const QUEUES_A_ROUND: i32 = 500;

/// How long a queue is kept when there is nothing in it.
const IDLE: Duration = Duration::from_secs(60);

/// Queues of one reading, deliveries of a disabled webhook given up at once.
const READ_QUEUES: usize = 32;
const DROP_ROWS: i32 = 500;

/// The pause after the database failed.
const RETRY: Duration = Duration::from_millis(500);

/// How long attempts under way may go on after the server was told to stop.
const DRAIN: Duration = Duration::from_secs(20);

/// From entering to leaving.
pub(super) struct Shift {
    db: Database,
    poster: Poster,
    me: Uuid,
    looked_to: i64,
    leased_until: Instant,
    queues: Queues,
    /// Queues to which something happened that may let them be read.
    touched: HashSet<QueueId>,
    agenda: Agenda,
    records: Records,
    busy: Busy,
    tasks: JoinSet<Report>,
}

/// What is under way at the database.
#[derive(Default)]
struct Busy {
    looking: bool,
    reading: bool,
    taking: bool,
    renewing: bool,
    freeing: bool,
}

/// What was asked beside, and what came of it.
enum Report {
    Looked(Result<(Fresh, Vec<QueueId>), Error>),
    Read(Vec<QueueId>, Result<Vec<Job>, Error>),
    Posted(Option<Uuid>, Standing, Box<Attempted>),
    Recorded(Vec<Attempted>, Result<(), Error>),
    Renewed(Instant, Result<bool, Error>),
    Took(Result<Vec<QueueId>, Error>),
    Freed,
    Dropped(QueueId, Result<i32, Error>),
}

impl Shift {
    /// Begins with nothing but the knowledge that all fresh deliveries up to a position are found
    /// with their queues.
    pub(super) fn begin(
        db: Database,
        poster: Poster,
        me: Uuid,
        looked_to: i64,
        entered: Instant,
    ) -> Self {
        Self {
            db,
            poster,
            me,
            looked_to,
            leased_until: entered + LEASE,
            queues: Queues::default(),
            touched: HashSet::new(),
            agenda: Agenda::new(entered),
            records: Records::default(),
            busy: Busy::default(),
            tasks: JoinSet::new(),
        }
    }

    /// Works until told to stop, then finishes what is on its way.
    pub(super) async fn work(
        &mut self,
        bell: &Bell,
        stop: &CancellationToken,
    ) -> Result<(), Fault> {
        while !stop.is_cancelled() {
            let now = Instant::now();
            self.ask_database(now);
            self.send(now);
            self.record(now);
            let patience = self.next_step_at().saturating_duration_since(now);
            tokio::select! {
                () = stop.cancelled() => {}
                rung = bell.rung_within(patience) => {
                    if rung {
                        self.agenda.look_at = now;
                    }
                }
                Some(report) = self.tasks.join_next() => self.hear_all(report)?,
            }
        }
        let drained = tokio::time::timeout(DRAIN, self.drain()).await;
        drained.unwrap_or(Ok(()))
    }

    /// Waits for attempts under way and puts them on record.
    async fn drain(&mut self) -> Result<(), Fault> {
        while self.queues.in_flight() > 0 || !self.records.is_empty() {
            self.record_all();
            match self.tasks.join_next().await {
                Some(report) => self.hear_all(report)?,
                None => break,
            }
        }
        Ok(())
    }

    fn next_step_at(&self) -> Instant {
        let next = self.agenda.next();
        self.records.due_at().map_or(next, |due| next.min(due))
    }

    /// Hears a report, and all others that have come meanwhile.
    fn hear_all(&mut self, first: Result<Report, tokio::task::JoinError>) -> Result<(), Fault> {
        let mut next = Some(first);
        while let Some(report) = next {
            match report {
                Ok(report) => self.hear(report, Instant::now())?,
                // Only a panic ends here: the queues are read anew by a new shift.
                Err(error) => return Err(Error::Broken(error.to_string()).into()),
            }
            next = self.tasks.try_join_next();
        }
        Ok(())
    }

    fn hear(&mut self, report: Report, now: Instant) -> Result<(), Fault> {
        match report {
            Report::Looked(looked) => self.looked(looked, now),
            Report::Read(queues, jobs) => self.read(&queues, jobs, now),
            Report::Posted(payment, standing, attempted) => {
                self.posted(payment, standing, *attempted, now);
            }
            Report::Recorded(attempts, outcome) => self.recorded(attempts, outcome, now),
            Report::Renewed(asked_at, renewed) => return self.renewed(asked_at, renewed, now),
            Report::Took(taken) => {
                self.busy.taking = false;
                self.took(logged(taken).unwrap_or_default(), now);
            }
            Report::Freed => self.busy.freeing = false,
            Report::Dropped(queue, dropped) => self.dropped(queue, dropped, now),
        }
        Ok(())
    }

    /// Asks the database whatever is due and not being asked.
    fn ask_database(&mut self, now: Instant) {
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
        // Not while queues are given back: a look before that would hide what it finds from others.
        if self.agenda.look_at <= now && !self.busy.looking && !self.busy.freeing {
            self.look(now);
        }
        while let Some(queue) = self.agenda.due(now) {
            self.touched.insert(queue);
        }
        if !self.busy.reading && !self.touched.is_empty() {
            self.start_reading(now);
        }
    }

    fn look(&mut self, now: Instant) {
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

    fn looked(&mut self, looked: Result<(Fresh, Vec<QueueId>), Error>, now: Instant) {
        self.busy.looking = false;
        let Some((fresh, poked)) = logged(looked) else {
            self.agenda.look_at = now + RETRY;
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

    fn took(&mut self, taken: Vec<QueueId>, now: Instant) {
        for id in taken {
            self.queues.take(id, now).read_anew();
            self.touch(id);
        }
    }

    /// Something happened to a queue: its company has a turn, and it may want to be read.
    fn touch(&mut self, id: QueueId) {
        self.touched.insert(id);
        self.queues.mark(id.company);
    }

    fn start_reading(&mut self, now: Instant) {
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
            if let Some(at) = queue.wakes_at() {
                self.agenda.arm(id, at);
            }
        }
        if pages.is_empty() {
            return;
        }
        self.busy.reading = true;
        let (db, me) = (self.db.clone(), self.me);
        self.tasks.spawn(async move {
            let most = i32::try_from(WINDOW).unwrap_or(i32::MAX);
            let jobs = db.load_deliveries(me, &pages, most).await;
            Report::Read(pages.into_iter().map(|(id, _)| id).collect(), jobs)
        });
    }

    fn read(&mut self, queues: &[QueueId], jobs: Result<Vec<Job>, Error>, now: Instant) {
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
                let is_last = page.len() < WINDOW;
                match failed {
                    true => queue.read_failed(now + RETRY),
                    false => queue.read(page, is_last, now),
                }
            }
            self.touch(*id);
        }
    }

    /// Sends what may be sent.
    fn send(&mut self, now: Instant) {
        if self.leased_until <= now + MARGIN {
            return;
        }
        while self.records.has_room() {
            let Some((job, standing)) = self.queues.next_job(now) else {
                return;
            };
            self.records.expect();
            let poster = self.poster.clone();
            self.tasks.spawn(async move {
                let payment = job.payment;
                Report::Posted(payment, standing, Box::new(poster.post(job).await))
            });
        }
    }

    fn posted(
        &mut self,
        payment: Option<Uuid>,
        standing: Standing,
        attempted: Attempted,
        now: Instant,
    ) {
        let id = attempted.queue;
        self.queues.ended(id, standing);
        if let Some(queue) = self.queues.get(id) {
            let waits_until = match attempted.verdict {
                Verdict::Again(pause) => Some(now + pause),
                Verdict::Delivered | Verdict::Failed | Verdict::Gone => None,
            };
            queue.sent(payment, outcome(&attempted), waits_until, now);
        }
        self.records.add(attempted, now);
        self.touch(id);
    }

    /// Puts attempts on record when there are enough of them, or they have waited.
    fn record(&mut self, now: Instant) {
        while let Some(attempts) = self.records.take_due(now) {
            self.spawn_record(attempts);
        }
    }

    fn record_all(&mut self) {
        while let Some(attempts) = self.records.take_any() {
            self.spawn_record(attempts);
        }
    }

    fn spawn_record(&mut self, attempts: Vec<Attempted>) {
        let db = self.db.clone();
        self.tasks.spawn(async move {
            let outcome = db.finish_deliveries(&attempts).await;
            Report::Recorded(attempts, outcome)
        });
    }

    fn recorded(&mut self, attempts: Vec<Attempted>, outcome_of: Result<(), Error>, now: Instant) {
        if logged(outcome_of).is_none() {
            // What came of them is kept until the database can be told.
            self.records.put_back(attempts, now + RETRY);
            return;
        }
        self.records.settle(attempts.len());
        for attempted in attempts {
            if let Some(queue) = self.queues.get(attempted.queue) {
                queue.recorded(attempted.position, outcome(&attempted));
            }
            self.touch(attempted.queue);
        }
    }

    fn renewed(
        &mut self,
        asked_at: Instant,
        renewed: Result<bool, Error>,
        now: Instant,
    ) -> Result<(), Fault> {
        self.busy.renewing = false;
        match logged(renewed) {
            Some(true) => self.leased_until = asked_at + LEASE,
            Some(false) => return Err(Fault::LeaseLost),
            None => self.agenda.renew_at = now + RETRY,
        }
        Ok(())
    }

    fn dropped(&mut self, id: QueueId, dropped: Result<i32, Error>, now: Instant) {
        let dropped = logged(dropped);
        if let Some(queue) = self.queues.get(id) {
            match dropped {
                Some(rows) if rows < DROP_ROWS => queue.dropped(),
                Some(_) => queue.drop_more(),
                None => queue.read_failed(now + RETRY),
            }
        }
        self.touch(id);
    }

    /// Gives back queues that have been empty for a while.
    fn free_idle(&mut self, now: Instant) {
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

fn outcome(attempted: &Attempted) -> Outcome {
    match attempted.verdict {
        Verdict::Delivered => Outcome::Success,
        Verdict::Again(_) | Verdict::Failed | Verdict::Gone => Outcome::Failure,
    }
}

fn logged<T>(result: Result<T, Error>) -> Option<T> {
    result
        .inspect_err(|error| tracing::warn!(error = %error, "cannot reach the queues"))
        .ok()
}
