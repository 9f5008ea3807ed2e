//! What a dispatcher does between entering and leaving: it looks, reads, sends and records, each
//! beside the others. One task owns all that is remembered and waits for nothing but news.

mod asks;

use std::collections::HashSet;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::agenda::Agenda;
use super::breaker::Outcome;
use super::dispatcher::{Fault, LEASE};
use super::post::Poster;
use super::queues::{Queues, Standing};
use super::records::Records;
use crate::capture::Bell;
use crate::db::deliveries::{Attempted, Fresh, Job, QueueId, Verdict};
use crate::db::{Database, Error};
use asks::DROP_ROWS;

/// What is left of the lease when nothing more is sent.
const MARGIN: Duration = Duration::from_secs(2);

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
    reviewing: bool,
}

/// What was asked beside, and what came of it.
enum Report {
    Looked(Result<(Fresh, Vec<QueueId>), Error>),
    Read(Vec<QueueId>, Result<Vec<Job>, Error>),
    Posted(Option<Uuid>, Standing, Box<Attempted>),
    Recorded(Vec<Attempted>, Result<(), Error>),
    Renewed(Instant, Result<bool, Error>),
    Took(Result<Vec<QueueId>, Error>),
    Reviewed(Result<Vec<QueueId>, Error>),
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
            let patience = self.next_step_at(now).saturating_duration_since(now);
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
        while !self.records.is_empty() {
            let now = Instant::now();
            self.records.hurry(now);
            self.record(now);
            tokio::select! {
                () = sleep_until(self.records.due_at().unwrap_or(now + RETRY)) => {}
                Some(report) = self.tasks.join_next() => self.hear_all(report)?,
            }
        }
        Ok(())
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
                self.agenda.took(taken.as_ref().map_or(0, Vec::len), now);
                self.took_or_doubts(taken, now);
            }
            Report::Reviewed(own) => {
                self.busy.reviewing = false;
                self.took_or_doubts(own, now);
            }
            Report::Freed => self.busy.freeing = false,
            Report::Dropped(queue, dropped) => self.dropped(queue, dropped, now),
        }
        Ok(())
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

    fn spawn_record(&mut self, attempts: Vec<Attempted>) {
        let (db, me) = (self.db.clone(), self.me);
        self.tasks.spawn(async move {
            let outcome = db.finish_deliveries(me, &attempts).await;
            Report::Recorded(attempts, outcome)
        });
    }

    fn recorded(&mut self, attempts: Vec<Attempted>, outcome_of: Result<(), Error>, now: Instant) {
        match outcome_of {
            Ok(()) => {}
            // What came of them is kept until the database can be told.
            Err(Error::Unavailable(error)) => {
                tracing::warn!(error, "attempts wait to be recorded");
                return self.records.put_back(attempts, now + RETRY);
            }
            Err(error) if attempts.len() > 1 => {
                tracing::warn!(error = %error, "attempts are recorded one by one");
                return self.records.put_apart(attempts, now);
            }
            // It stays queued, and is made again when its queue is read anew.
            Err(error) => {
                tracing::error!(error = %error, attempt = ?attempts, "an attempt cannot be recorded")
            }
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
                // The webhook is looked at again, then.
                None => {
                    queue.dropped();
                    queue.read_failed(now + RETRY);
                }
            }
        }
        self.touch(id);
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
