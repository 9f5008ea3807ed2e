//! Deliveries that wait in memory, weighed over all queues of a server: however many queues there
//! are, what they hold together has a bound. Past it a queue remembers little, and reads only when
//! it has nothing.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use uuid::Uuid;

use crate::db::deliveries::Job;

/// Deliveries of a queue that are remembered ahead, and when more are read.
const WINDOW: usize = 256;
const LOW: usize = WINDOW / 2;

/// What may wait in memory behind a delivery that is being sent; the rest waits in the database.
const MOST_BEHIND: usize = LOW / 2;

/// What all queues remember together, in bytes: some 20 000 deliveries of the usual size.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// What a queue reads at a time past that: twice what a new endpoint is sent at once.
const LITTLE: usize = 8;

/// What all queues of a server remember.
#[derive(Debug, Clone, Default)]
pub(in crate::delivery) struct Store {
    bytes: Arc<AtomicUsize>,
}

impl Store {
    fn is_full(&self) -> bool {
        self.bytes.load(Ordering::Relaxed) >= MOST_BYTES
    }

    /// Deliveries of each queue that are read at a time.
    pub(in crate::delivery) fn page(&self) -> usize {
        match self.is_full() {
            true => LITTLE,
            false => WINDOW,
        }
    }
}

/// What one queue remembers, in its order.
#[derive(Debug)]
pub(super) struct Ready {
    jobs: VecDeque<Job>,
    bytes: usize,
    store: Store,
}

impl Ready {
    pub(super) fn new(store: Store) -> Self {
        Self {
            jobs: VecDeque::new(),
            bytes: 0,
            store,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    /// Deliveries that are read at a time.
    pub(super) fn page(&self) -> usize {
        self.store.page()
    }

    /// Whether one more is remembered that was just heard of.
    pub(super) fn has_room(&self) -> bool {
        match self.store.is_full() {
            true => self.is_empty(),
            false => self.jobs.len() < WINDOW,
        }
    }

    /// Whether more is read.
    pub(super) fn is_low(&self) -> bool {
        match self.store.is_full() {
            true => self.is_empty(),
            false => self.jobs.len() < LOW,
        }
    }

    /// Whether one is remembered that waits behind another of its payment.
    pub(super) fn has_room_behind(&self) -> bool {
        !self.store.is_full() && self.jobs.len() < MOST_BEHIND
    }

    pub(super) fn push(&mut self, job: Job) {
        self.weigh(self.bytes + weight(&job));
        self.jobs.push_back(job);
    }

    /// Takes the first that may go.
    pub(super) fn take_first(&mut self, may_go: impl Fn(&Job) -> bool) -> Option<Job> {
        let place = self.jobs.iter().position(may_go)?;
        let job = self.jobs.remove(place)?;
        self.weigh(self.bytes.saturating_sub(weight(&job)));
        Some(job)
    }

    /// Forgets those of a payment.
    pub(super) fn forget_payment(&mut self, payment: Option<Uuid>) {
        self.jobs
            .retain(|job| job.payment.is_none() || job.payment != payment);
        self.weigh(self.jobs.iter().map(weight).sum());
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.jobs.clear();
        self.weigh(0);
    }

    fn weigh(&mut self, bytes: usize) {
        self.store.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.store.bytes.fetch_sub(self.bytes, Ordering::Relaxed);
        self.bytes = bytes;
    }
}

impl Drop for Ready {
    fn drop(&mut self) {
        self.weigh(0);
    }
}

fn weight(job: &Job) -> usize {
    let secrets: usize = job.secrets.iter().map(Vec::len).sum();
    size_of::<Job>() + job.body.len() + job.url.len() + secrets
}
