//! What stands in front of the database: admits requests within their limits, lets them to the
//! pools in turn, and hears what the database found of their credentials.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use tokio_util::sync::CancellationToken;

use super::limits::{Admission, Limit, Limits, Standing};
use super::queues::{Flow, Full};
use super::scheduler::{Scheduler, Slot};
use super::sharing;
use crate::auth::{Caller, network};
use crate::capture::Bell;
use crate::db::gate::{Door, Gate, Pass, Verdict, Work};
use crate::db::{Database, Error};
use crate::domain::CompanyId;
use crate::metrics::QueueUse;

/// What a front is told.
#[derive(Debug, Clone, Copy)]
pub struct FrontOptions {
    /// Requests a second of a company, and at once.
    pub company: (u32, u32),
    /// Unauthenticated requests a second of an address, and at once.
    pub address: (u32, u32),
    /// Connections of the companies' pool and of the one for passwords.
    pub connections: (usize, usize),
}

/// The front of a server.
#[derive(Debug, Clone)]
pub struct Front {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    limits: Limits,
    company: Scheduler,
    auth: Scheduler,
}

impl Front {
    /// A front in which nobody waits.
    pub fn new(options: &FrontOptions) -> Self {
        let limit = |(per_second, burst)| Limit { per_second, burst };
        let shared = Shared {
            limits: Limits::new(limit(options.company), limit(options.address)),
            company: Scheduler::new("company", options.connections.0),
            auth: Scheduler::new("auth", options.connections.1),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Whether this caller's request may go on, before anything of it is read.
    pub fn admit(&self, caller: &Caller) -> Admission {
        self.shared.limits.admit(caller, Instant::now())
    }

    /// Whether one more request of this caller may wait for its turn.
    pub fn has_room(&self, caller: &Caller) -> bool {
        self.shared.company.has_room(self.flow(caller))
    }

    /// Charges an address for a request without a credential.
    ///
    /// # Errors
    /// How long to wait.
    pub fn knock(&self, address: IpAddr) -> Result<(), Duration> {
        self.shared.limits.knock(address, Instant::now())
    }

    /// Gives an address back what it was charged for this visit.
    pub fn welcome(&self, visit: &crate::auth::Visit) {
        self.shared.limits.welcome(visit, Instant::now());
    }

    /// Holds the refusal of one who comes too fast back, if there are very many.
    pub async fn slow_down(&self, visit: &crate::auth::Visit) {
        let delay = self.shared.limits.delay(visit, Instant::now());
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
    }

    /// How the company stands whose credential was found good during this visit.
    pub fn standing(&self, visit: &crate::auth::Visit) -> Option<Standing> {
        let company = visit.found()?;
        Some(self.shared.limits.standing(company, Instant::now()))
    }

    /// How many requests wait for a turn, and how many are at the companies' pool.
    pub fn load(&self) -> (usize, usize) {
        self.shared.company.load()
    }

    /// How the queues stand.
    pub fn queues_in_use(&self) -> [QueueUse; 2] {
        let queues = [
            ("company", &self.shared.company),
            ("auth", &self.shared.auth),
        ];
        queues.map(|(pool, queue)| {
            let (waiting, running) = queue.load();
            QueueUse {
                pool,
                waiting,
                running,
            }
        })
    }

    /// The companies that took most of the companies' pool since this was last asked, and which part
    /// of it, the greatest first.
    pub fn take_busiest(&self, count: usize) -> Vec<(CompanyId, f64)> {
        self.shared.company.take_served().busiest(count)
    }

    /// Keeps the limits those of all servers and of staff, until told to stop.
    pub async fn share(self, db: Database, bell: Bell, stop: CancellationToken) {
        sharing::run(&self.shared.limits, db, bell, stop).await;
    }

    /// Whom a request is charged to: a company only once its credential was found good.
    fn flow(&self, caller: &Caller) -> Flow {
        if self.shared.limits.knows(caller) {
            Flow::Company(caller.company_id)
        } else {
            Flow::Address(network(caller.visit.address))
        }
    }
}

impl Gate for Front {
    fn enter<'a>(
        &'a self,
        caller: &'a Caller,
        door: Door,
        work: Work,
    ) -> BoxFuture<'a, Result<Box<dyn Pass>, Error>> {
        Box::pin(async move {
            let scheduler = match door {
                Door::Company => &self.shared.company,
                Door::Auth => &self.shared.auth,
            };
            match scheduler.enter(|| self.flow(caller), work).await {
                Ok(slot) => {
                    let visiting = Visiting {
                        front: self.clone(),
                        caller: caller.clone(),
                        slot,
                    };
                    let pass: Box<dyn Pass> = Box::new(visiting);
                    Ok(pass)
                }
                Err(Full) => {
                    self.shared.limits.forgive(caller, Instant::now());
                    Err(Error::Overloaded)
                }
            }
        })
    }

    fn found(&self, caller: &Caller, verdict: Verdict) {
        let limits = &self.shared.limits;
        match verdict {
            Verdict::Good => {
                caller.visit.find(caller.company_id);
                limits.found_good(caller, Instant::now());
            }
            Verdict::Bad => limits.found_bad(caller),
            Verdict::Unknown => limits.forgive(caller, Instant::now()),
        }
    }
}

/// A call that is at the pool.
struct Visiting {
    front: Front,
    caller: Caller,
    slot: Slot,
}

impl Pass for Visiting {
    fn leave(self: Box<Self>, verdict: Verdict) {
        self.front.found(&self.caller, verdict);
        drop(self.slot);
    }
}
