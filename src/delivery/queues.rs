//! The queues that this server delivers, and whose turn it is: companies take turns, and of each
//! company its webhooks, so that neither a long queue nor a slow endpoint is in anybody's way.

use std::collections::{HashMap, HashSet, VecDeque};

use tokio::time::Instant;
use uuid::Uuid;

use super::queue::{Queue, Store};
use crate::db::deliveries::{Job, QueueId};

/// Attempts at once, of a server and of one company.
const AT_ONCE: usize = 1024;
const OF_COMPANY_AT_ONCE: usize = 64;

/// Endpoints whose last attempt failed, or that were never sent anything, get at most this part.
const UNPROVEN_PART: usize = 2;

/// All queues of a server.
#[derive(Debug, Default)]
pub(super) struct Queues {
    queues: HashMap<QueueId, Queue>,
    store: Store,
    companies: HashMap<Uuid, Company>,
    turn: VecDeque<Uuid>,
    waiting_for_room: HashSet<Uuid>,
    in_flight: InFlight,
}

/// A company's webhooks in turn.
#[derive(Debug, Default)]
struct Company {
    webhooks: VecDeque<Uuid>,
    has_turn: bool,
    in_flight: InFlight,
}

/// Attempts on their way.
#[derive(Debug, Default, Clone, Copy)]
struct InFlight {
    all: usize,
    unproven: usize,
}

/// Whether an endpoint's last attempt was a success, when an attempt to it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Proven,
    Unproven,
}

impl InFlight {
    fn has_room(self, standing: Standing, most: usize) -> bool {
        self.all < most && (standing == Standing::Proven || self.unproven < most / UNPROVEN_PART)
    }

    fn begin(&mut self, standing: Standing) {
        self.all += 1;
        self.unproven += usize::from(standing == Standing::Unproven);
    }

    fn end(&mut self, standing: Standing) {
        self.all -= 1;
        self.unproven -= usize::from(standing == Standing::Unproven);
    }
}

impl Queues {
    /// The queue with this id.
    pub(super) fn get(&mut self, id: QueueId) -> Option<&mut Queue> {
        self.queues.get_mut(&id)
    }

    /// The queue with this id, taken now if it is new.
    pub(super) fn take(&mut self, id: QueueId, now: Instant) -> &mut Queue {
        let (companies, queues, store) = (&mut self.companies, &mut self.queues, &self.store);
        queues.entry(id).or_insert_with(|| {
            let company = companies.entry(id.company).or_default();
            company.webhooks.push_back(id.webhook);
            Queue::taken(store, now)
        })
    }

    /// Forgets a queue.
    pub(super) fn forget(&mut self, id: QueueId) {
        self.queues.remove(&id);
        if let Some(company) = self.companies.get_mut(&id.company) {
            company.webhooks.retain(|webhook| *webhook != id.webhook);
            if company.webhooks.is_empty() && company.in_flight.all == 0 {
                self.companies.remove(&id.company);
            }
        }
    }

    /// Deliveries of each queue that are read at a time.
    pub(super) fn page(&self) -> usize {
        self.store.page()
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = (QueueId, &Queue)> {
        self.queues.iter().map(|(id, queue)| (*id, queue))
    }

    /// Something changed for a company: it has a turn.
    pub(super) fn mark(&mut self, company_id: Uuid) {
        if let Some(company) = self.companies.get_mut(&company_id)
            && !company.has_turn
        {
            company.has_turn = true;
            self.turn.push_back(company_id);
        }
    }

    /// The next delivery to send, whoever's turn it is.
    pub(super) fn next_job(&mut self, now: Instant) -> Option<(Job, Standing)> {
        while let Some(company_id) = self.turn.pop_front() {
            let Some(company) = self.companies.get_mut(&company_id) else {
                continue;
            };
            for _ in 0..company.webhooks.len() {
                company.webhooks.rotate_left(1);
                let Some(webhook) = company.webhooks.back().copied() else {
                    break;
                };
                let id = QueueId {
                    company: company_id,
                    webhook,
                };
                let Some(queue) = self.queues.get_mut(&id) else {
                    continue;
                };
                let standing = match queue.is_proven() {
                    true => Standing::Proven,
                    false => Standing::Unproven,
                };
                if !self.in_flight.has_room(standing, AT_ONCE) {
                    self.waiting_for_room.insert(company_id);
                    continue;
                }
                if !company.in_flight.has_room(standing, OF_COMPANY_AT_ONCE) {
                    continue;
                }
                if let Some(job) = queue.next_job(now) {
                    company.in_flight.begin(standing);
                    self.in_flight.begin(standing);
                    self.turn.push_back(company_id);
                    return Some((job, standing));
                }
            }
            company.has_turn = false;
        }
        None
    }

    /// An attempt ended: there is room for another.
    pub(super) fn ended(&mut self, id: QueueId, standing: Standing) {
        self.in_flight.end(standing);
        if let Some(company) = self.companies.get_mut(&id.company) {
            company.in_flight.end(standing);
        }
        self.mark(id.company);
        for company in std::mem::take(&mut self.waiting_for_room) {
            self.mark(company);
        }
    }
}
