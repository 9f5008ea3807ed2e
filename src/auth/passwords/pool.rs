//! Threads of our own for work that takes a core and much memory, with a bounded queue before them.
//!
//! Work is skipped when its asker has gone or has waited too long, so that a rush is not followed
//! by minutes of work for nobody.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::argon::Memory;
use super::line::{Asker, Line};
use super::{Busy, Limits};
use crate::metrics;

/// The threads and what waits for them.
#[derive(Debug)]
pub(super) struct Pool {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
    limits: Limits,
}

impl Pool {
    pub(super) fn start(limits: Limits) -> std::io::Result<Pool> {
        let shared = Arc::new(Shared::default());
        let mut pool = Pool {
            shared,
            threads: Vec::new(),
            limits,
        };
        for number in 0..limits.threads.max(1) {
            let shared = Arc::clone(&pool.shared);
            let thread = thread::Builder::new().name(format!("passwords-{number}"));
            pool.threads.push(thread.spawn(move || shared.work())?);
        }
        Ok(pool)
    }

    /// What `work` gives; `Busy` if it was not done: the queue is full, it waited too long, or it
    /// panicked (which the thread outlives).
    pub(super) async fn run<T, W>(&self, asker: Asker, work: W) -> Result<T, Busy>
    where
        T: Send + 'static,
        W: FnOnce(&mut Memory) -> T + Send + 'static,
    {
        let until = Instant::now() + self.limits.patience;
        self.run_before(until, asker, work).await
    }

    /// The same, begun before `until` or not at all.
    pub(super) async fn run_before<T, W>(
        &self,
        until: Instant,
        asker: Asker,
        work: W,
    ) -> Result<T, Busy>
    where
        T: Send + 'static,
        W: FnOnce(&mut Memory) -> T + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let asked = Box::new(Asked {
            work,
            answer,
            came: Instant::now(),
            until,
        });
        self.shared.queue(asker, asked, self.limits.waiting);
        answered.await.map_err(|_| {
            metrics::hashing_refused();
            Busy
        })
    }

    #[cfg(test)]
    pub(super) fn waiting(&self) -> usize {
        self.shared.line().jobs.len()
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shared.line().is_closed = true;
        self.shared.bell.notify_all();
        for thread in self.threads.drain(..) {
            // Its panics have been caught and logged; there is nothing more to learn from it.
            let _ended = thread.join();
        }
    }
}

#[derive(Debug, Default)]
struct Shared {
    line: Mutex<Inside>,
    bell: Condvar,
}

#[derive(Default)]
struct Inside {
    jobs: Line<Box<dyn Job>>,
    is_closed: bool,
}

impl Shared {
    fn line(&self) -> MutexGuard<'_, Inside> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues it. When `most` wait already, those for whom nobody waits any more make room, then
    /// the one that would go last: dropped, it tells its asker that we are busy.
    fn queue(&self, asker: Asker, job: Box<dyn Job>, most: usize) {
        let mut line = self.line();
        if line.jobs.len() >= most {
            line.jobs.retain(|job| job.is_wanted());
        }
        line.jobs.push(asker, job);
        if line.jobs.len() > most {
            drop(line.jobs.pop_last());
        }
        metrics::hashing_waiting(line.jobs.len());
        self.bell.notify_one();
    }

    /// One thread's life.
    fn work(&self) {
        yield_to_requests();
        let mut memory = Memory::default();
        while let Some(job) = self.next(&mut memory) {
            let done = catch_unwind(AssertUnwindSafe(|| job.run(&mut memory)));
            if done.is_err() {
                tracing::error!("hashing a password panicked");
            }
        }
    }

    /// The next job that is still wanted; none once the pool is being dropped. When none comes for a
    /// while, the memory is given back.
    fn next(&self, memory: &mut Memory) -> Option<Box<dyn Job>> {
        let mut line = self.line();
        loop {
            if line.is_closed {
                return None;
            }
            let next = line.jobs.pop();
            metrics::hashing_waiting(line.jobs.len());
            match next {
                Some(job) if job.is_wanted() => return Some(job),
                Some(unwanted) => drop(unwanted),
                None => {
                    let waited = self.bell.wait_timeout(line, IDLE);
                    let (rung, wait) = waited.unwrap_or_else(PoisonError::into_inner);
                    line = rung;
                    if wait.timed_out() && line.jobs.len() == 0 {
                        *memory = Memory::default();
                    }
                }
            }
        }
    }
}

/// How long a thread that has nothing to do keeps its memory.
const IDLE: Duration = Duration::from_secs(10);

/// Has the system prefer everybody else's work: hashes take what requests leave.
fn yield_to_requests() {
    // Of Linux, "none" means this thread alone.
    if cfg!(target_os = "linux") && rustix::process::setpriority_process(None, NICENESS).is_err() {
        tracing::debug!("hashing has the priority of requests");
    }
}

/// A third of the share of what has none: logins go on while the machine is full.
const NICENESS: i32 = 5;

impl std::fmt::Debug for Inside {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} waiting", self.jobs.len())
    }
}

trait Job: Send {
    fn is_wanted(&self) -> bool;
    fn run(self: Box<Self>, memory: &mut Memory);
}

struct Asked<W, T> {
    work: W,
    answer: oneshot::Sender<T>,
    came: Instant,
    until: Instant,
}

impl<W, T> Job for Asked<W, T>
where
    T: Send,
    W: FnOnce(&mut Memory) -> T + Send,
{
    fn is_wanted(&self) -> bool {
        !self.answer.is_closed() && Instant::now() < self.until
    }

    fn run(self: Box<Self>, memory: &mut Memory) {
        metrics::hashing_waited(self.came.elapsed());
        let result = (self.work)(memory);
        // An asker who has gone in the meantime does not want it.
        let _unwanted = self.answer.send(result);
    }
}
