//! Who asks too fast. A company's bucket is charged only for credentials that the database found
//! good before; all others are charged to the address that they come from, until they are.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use super::buckets::{Buckets, Pace};
use super::known::Known;
use super::queues::Flow;
use crate::auth::{Caller, Visit, network};
use crate::domain::CompanyId;

/// Addresses and companies in debt that are held: about 10 MB.
const MOST_BUCKETS: usize = 100_000;

/// How long what the database said of a credential is good enough to refuse its requests.
const FRESH: Duration = Duration::from_secs(1);

/// What one flow is refused at once and a second without delay: who goes on faster is answered later.
const REFUSALS: Limit = Limit {
    per_second: 2000,
    burst: 2000,
};

/// The longest delay of a refusal.
const LONGEST_DELAY: Duration = Duration::from_secs(1);

/// Requests a second, and at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Requests a second that may go on.
    pub per_second: u32,
    /// Requests at once after a pause.
    pub burst: u32,
}

impl Limit {
    fn pace(self) -> Pace {
        Pace::new(self.per_second, self.burst)
    }
}

/// Whether a request may go on to its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// It may.
    Welcome,
    /// It comes too fast: back after this time.
    TooFast(Duration),
    /// The same, unless the database no longer knows the credential: it is to be asked first.
    AskFirst(Duration),
}

/// How a company stands, for the headers of its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its limit, over all servers.
    pub limit: Limit,
    /// Requests that it may send here now.
    pub remaining: u64,
    /// When it may send a whole burst again.
    pub full_in: Duration,
}

/// The limits of a server.
#[derive(Debug)]
pub struct Limits {
    company: Limit,
    address: Limit,
    state: Mutex<State>,
    came: Notify,
}

#[derive(Debug)]
struct State {
    known: Known,
    companies: Buckets<CompanyId>,
    addresses: Buckets<IpAddr>,
    refusals: Buckets<Flow>,
    /// Requests since the last look, and a second before that.
    asked: HashMap<CompanyId, u32>,
    demand: HashMap<CompanyId, u32>,
    /// What staff have set, and what is asked of the other servers, a second.
    own: HashMap<CompanyId, Limit>,
    elsewhere: HashMap<CompanyId, u32>,
}

impl Limits {
    /// These for all companies and addresses.
    pub fn new(company: Limit, address: Limit) -> Self {
        let state = State {
            known: Known::default(),
            companies: Buckets::new(MOST_BUCKETS),
            addresses: Buckets::new(MOST_BUCKETS),
            refusals: Buckets::new(MOST_BUCKETS),
            asked: HashMap::new(),
            demand: HashMap::new(),
            own: HashMap::new(),
            elsewhere: HashMap::new(),
        };
        Self {
            company,
            address,
            state: Mutex::new(state),
            came: Notify::new(),
        }
    }

    /// Whether this caller's request may go on; charged to its company if its credential was good
    /// before, else to its address.
    pub fn admit(&self, caller: &Caller, now: Instant) -> Admission {
        let mut state = self.state();
        let Some(good_at) = state.known.good_at(caller) else {
            let charged = self.charge(&mut state, caller.visit.address, now);
            if charged.is_ok() {
                caller.visit.charge();
            }
            return charged.map_or_else(Admission::TooFast, |()| Admission::Welcome);
        };
        let company = caller.company_id;
        if state.asked.is_empty() {
            self.came.notify_one();
        }
        let asked = state.asked.entry(company).or_default();
        *asked = asked.saturating_add(1);
        let pace = state.pace(company, self.company);
        match state.companies.take(company, pace, now) {
            Ok(()) => Admission::Welcome,
            Err(wait) if now.saturating_duration_since(good_at) <= FRESH => {
                caller.visit.find(company);
                Admission::TooFast(wait)
            }
            Err(wait) => {
                // One asks; those who come meanwhile are refused by what was known.
                state.known.found_good(caller, now);
                Admission::AskFirst(wait)
            }
        }
    }

    /// Charges an address for a request that no credential comes with.
    ///
    /// # Errors
    /// How long to wait.
    pub fn knock(&self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        self.charge(&mut self.state(), address, now)
    }

    fn charge(&self, state: &mut State, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let pace = self.address.pace();
        state.addresses.take(network(address), pace, now)
    }

    /// Whether the credential was found good before.
    pub fn knows(&self, caller: &Caller) -> bool {
        self.state().known.good_at(caller).is_some()
    }

    /// Notes that the database found the credential good: what its address was charged comes back,
    /// and its company is charged instead.
    pub fn found_good(&self, caller: &Caller, now: Instant) {
        let mut state = self.state();
        let is_new = state.known.good_at(caller).is_none();
        state.known.found_good(caller, now);
        if caller.visit.take_charge() {
            let pace = self.address.pace();
            state
                .addresses
                .give_back(network(caller.visit.address), pace, now);
            if is_new {
                let pace = state.pace(caller.company_id, self.company);
                // It has been served: a bucket that is empty is charged no further.
                let _ = state.companies.take(caller.company_id, pace, now);
            }
        }
    }

    /// Notes that the database refused the credential.
    pub fn found_bad(&self, caller: &Caller) {
        self.state().known.found_bad(caller);
    }

    /// Gives an address back what it was charged for a caller whom nobody could check.
    pub fn forgive(&self, caller: &Caller, now: Instant) {
        self.welcome(&caller.visit, now);
    }

    /// Gives an address back what it was charged for a visit.
    pub fn welcome(&self, visit: &Visit, now: Instant) {
        if visit.take_charge() {
            let (address, pace) = (network(visit.address), self.address.pace());
            self.state().addresses.give_back(address, pace, now);
        }
    }

    /// How long the refusal of one who comes too fast is held back: a flood of them slows down who sends
    /// it, and leaves the processor to the others.
    pub fn delay(&self, visit: &Visit, now: Instant) -> Duration {
        let address = || Flow::Address(network(visit.address));
        let flow = visit.found().map_or_else(address, Flow::Company);
        let refusals = &mut self.state().refusals;
        refusals.spend(flow, REFUSALS.pace(), LONGEST_DELAY, now)
    }

    /// How a company stands.
    pub fn standing(&self, company: CompanyId, now: Instant) -> Standing {
        let state = self.state();
        let pace = state.pace(company, self.company);
        let (remaining, full_in) = state.companies.standing(company, pace, now);
        Standing {
            limit: state.limit(company, self.company),
            remaining,
            full_in,
        }
    }

    /// What was asked since the last look, a second, by company; and begins to count anew.
    pub fn demand(&self, since: Duration) -> HashMap<CompanyId, u32> {
        let mut state = self.state();
        let asked = std::mem::take(&mut state.asked);
        // A moment says too little of a second.
        let millis = u32::try_from(since.as_millis())
            .unwrap_or(u32::MAX)
            .max(250);
        let a_second = |count: u32| count.saturating_mul(1000) / millis;
        state.demand = asked.into_iter().map(|(c, n)| (c, a_second(n))).collect();
        state.demand.clone()
    }

    /// Waits until somebody asks since the last look.
    pub async fn asked(&self) {
        self.came.notified().await;
    }

    /// The limit of a company, over all servers.
    pub fn limit_of(&self, company: CompanyId) -> Limit {
        self.state().limit(company, self.company)
    }

    /// Takes over all limits that staff have set.
    pub fn hear_staff(&self, own: HashMap<CompanyId, Limit>) {
        self.state().own = own;
    }

    /// Takes over what companies ask of the other servers, a second.
    pub fn hear_servers(&self, elsewhere: HashMap<CompanyId, u32>) {
        self.state().elsewhere = elsewhere;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn limit(&self, company: CompanyId, usual: Limit) -> Limit {
        self.own.get(&company).copied().unwrap_or(usual)
    }

    /// The part of the company's limit that falls to this server.
    fn pace(&self, company: CompanyId, usual: Limit) -> Pace {
        let elsewhere = self.elsewhere.get(&company).copied().unwrap_or_default();
        let here = self.demand.get(&company).copied().unwrap_or_default();
        self.limit(company, usual).pace().part(here, elsewhere)
    }
}

#[cfg(test)]
mod tests;
