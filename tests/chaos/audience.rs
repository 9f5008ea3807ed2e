//! The companies and those who are told of their payments: two webhooks and a stream each.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::companies::Company;
use super::kills::Strike;
use super::program::Program;
use super::receivers::{Receiver, trap};
use super::streams::{self, Read};
use super::told::{self, Hook, Wants};
use super::verdict::{Event, Events, Promise};

const COMPANIES: usize = 4;

/// How long a stream may be behind when all is over.
const BEHIND: Duration = Duration::from_secs(40);

/// How many events of each company are compared with what the API shows.
const SHOWN: usize = 20;

/// Who asks and who is told.
pub struct Audience {
    /// Half of them at each server.
    pub companies: Vec<Company>,
    /// Theirs.
    pub hooks: Vec<Hook>,
    streams: Vec<Arc<Read>>,
    /// How often one was asked that nobody may ask.
    trapped: Arc<AtomicUsize>,
    stop: CancellationToken,
    readers: JoinSet<()>,
}

/// How much was told, and how well.
pub struct Told {
    /// How much.
    pub counts: String,
    /// Kept when nothing breaks it.
    pub promises: Vec<Promise>,
}

impl Audience {
    /// Companies sign up and subscribe, while all is calm.
    pub async fn gather(programs: &[Program; 2], dice: &mut StdRng) -> Self {
        let (address, trapped) = trap().await;
        let mut audience = Self {
            companies: Vec::new(),
            hooks: Vec::new(),
            streams: Vec::new(),
            trapped,
            stop: CancellationToken::new(),
            readers: JoinSet::new(),
        };
        for n in 0..COMPANIES {
            let company = Company::sign_up(programs[n % 2].door()).await;
            for wants in [Wants::All, Wants::Descriptions] {
                let dice = StdRng::seed_from_u64(dice.random());
                let receiver = Receiver::listen(dice, address).await;
                audience
                    .hooks
                    .push(Hook::subscribe(&company, wants, receiver).await);
            }
            let (read, stop) = (Arc::new(Read::default()), audience.stop.clone());
            audience
                .readers
                .spawn(streams::read(company.clone(), read.clone(), stop));
            audience.streams.push(read);
            audience.companies.push(company);
        }
        audience
    }

    /// Judges what was told against what there was to tell.
    pub async fn judge(self, events: &Events, strikes: &[Strike]) -> Told {
        let (counts, mut promises) = told::judge(&self.hooks, events, strikes).await;
        let trapped = self.trapped.load(Ordering::Relaxed);
        promises.push((
            "no redirect was followed",
            (trapped > 0)
                .then(|| format!("{trapped} were"))
                .into_iter()
                .collect(),
        ));
        let deadline = Instant::now() + BEHIND;
        let (mut unread, mut unlike, mut connections) = (Vec::new(), Vec::new(), 0);
        for (company, read) in self.companies.iter().zip(&self.streams) {
            let events = &events[&company.id];
            catch_up(read, events.len(), deadline).await;
            unread.extend(told::judge_stream(read, events));
            connections += read.connections.load(Ordering::Relaxed);
            unlike.extend(unlike_the_api(company, events).await);
        }
        self.stop.cancel();
        self.readers.join_all().await;
        promises.push((
            "each stream told every event once, in order, to the byte",
            unread,
        ));
        promises.push(("the API shows the same bytes", unlike));
        let readers = self.streams.len();
        Told {
            counts: format!("{counts}; {readers} streams in {connections} connections"),
            promises,
        }
    }
}

/// Waits until a stream has told so much, or long enough.
async fn catch_up(read: &Read, events: usize, deadline: Instant) {
    while read.events.lock().unwrap().len() < events && Instant::now() < deadline {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn unlike_the_api(company: &Company, events: &[Event]) -> Vec<String> {
    let mut unlike = Vec::new();
    for event in events.iter().step_by(events.len().div_ceil(SHOWN).max(1)) {
        let shown = company.get(&format!("/v1/events/{}", event.id)).await;
        if shown != event.body {
            unlike.push(format!("{shown} for {}", event.body));
        }
    }
    unlike
}
