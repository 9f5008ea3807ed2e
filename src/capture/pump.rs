//! The outbox's reader: woken by the doorbell, it numbers each change and hands it on. One server's
//! pump leads; the others wait to take its place.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, sleep};
use tokio::try_join;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::bell::Bell;
use super::draft::{Draft, Undraftable};
use super::floor::{Floor, Taken};
use super::history::{change, is_change};
use crate::db;
use crate::db::letter::Letter;
use crate::db::outbox::{Batch, Look, NumberedEvent, OutboxSession};
use crate::db::url::DatabaseUrl;
use crate::metrics;

/// Letters of one transaction: enough to carry its cost, few enough to be quick.
const BATCH_LETTERS: i64 = 500;

/// How often all of the outbox is looked at, although nobody rang: a bell may be lost with its
/// connection, and a letter may come where none is expected.
const POLL: Duration = Duration::from_millis(900);

/// How often a server that does not lead asks whether it may, and how long it waits after a fault.
const RETRY: Duration = Duration::from_millis(1000);

/// The pauses while writers that found the pump awake may still commit: the first and the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(20);

/// A long transaction holds the moment back: after this time pauses grow to a poll.
const PATIENCE: Duration = Duration::from_millis(500);

/// Why pumping stopped.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Database(#[from] db::Error),
    #[error(transparent)]
    Letter(#[from] Undraftable),
}

/// Pumps until told to stop, over lost connections and lost leadership.
pub async fn run(url: DatabaseUrl, bell: Bell, stop: CancellationToken) {
    let pumping = async {
        loop {
            if let Err(fault) = lead(&url, &bell).await {
                tracing::warn!(error = %fault, "the pump stumbled");
            }
            sleep(RETRY).await;
        }
    };
    stop.run_until_cancelled(pumping).await;
}

/// Becomes the leader, then pumps for as long as the connection lives.
async fn lead(url: &DatabaseUrl, bell: &Bell) -> Result<(), Fault> {
    let session = OutboxSession::connect(url).await?;
    while !session.try_lead().await? {
        if session.end_hung_leader().await? {
            tracing::warn!("the session of a pump that stood still was ended");
        }
        sleep(RETRY).await;
    }
    tracing::info!("this server pumps");
    let mut pump = Pump {
        session,
        bell,
        floor: Floor::default(),
        looked_at_all: None,
    };
    loop {
        // A letter that comes alone is taken asleep: whoever writes meanwhile rings.
        if pump.pump_batch().await? == Taken::Lowest || pump.goes_on().await? {
            pump.stay_awake().await?;
        }
        while !bell.rung_within(POLL).await && !pump.look_at_all().await? {}
    }
}

/// The leader.
struct Pump<'a> {
    session: OutboxSession,
    bell: &'a Bell,
    floor: Floor,
    /// When nothing was left in all of the outbox; none: all of it is to be looked at.
    looked_at_all: Option<Instant>,
}

/// What follows the watch for late letters.
#[derive(PartialEq, Eq)]
enum Next {
    /// Nobody can have missed the bell: wait for it.
    Sleep,
    /// Much is written: say again that nobody needs to ring.
    Wake,
}

impl Pump<'_> {
    /// Whether there is more to do for one that sleeps: it rang again, and not for what was just taken.
    async fn goes_on(&mut self) -> Result<bool, Fault> {
        Ok(self.bell.rung_within(Duration::ZERO).await && self.look().await?.has_letters)
    }

    /// Says that nobody needs to ring, and pumps until there is nothing more.
    async fn stay_awake(&mut self) -> Result<(), Fault> {
        loop {
            self.session.wake().await?;
            while self.pump_batch().await? == Taken::Lowest || self.look().await?.has_letters {}
            let moment = self.session.doze().await?;
            if self.watch_out(moment).await? == Next::Sleep {
                return Ok(());
            }
        }
    }

    /// Goes on pumping until every writer that may have found the pump awake has ended, since its
    /// letter comes without a bell, or until there is more than comes alone.
    async fn watch_out(&mut self, moment: i64) -> Result<Next, Fault> {
        let began = Instant::now();
        let mut pause = FIRST_PAUSE;
        loop {
            // One look: when the moment had passed, it sees all that was committed before.
            let look = self.look().await?;
            if look.has_letters {
                if self.pump_batch().await? == Taken::Lowest || self.goes_on().await? {
                    return Ok(Next::Wake);
                }
                pause = FIRST_PAUSE;
                continue;
            }
            if look.snapshot.xmin > moment {
                return Ok(Next::Sleep);
            }
            self.bell.rung_within(pause).await;
            let longest = if began.elapsed() < PATIENCE {
                LONGEST_PAUSE
            } else {
                POLL
            };
            pause = (pause * 2).min(longest);
        }
    }

    /// Looks for letters above the floor, and now and then for all.
    async fn look(&mut self) -> Result<Look, Fault> {
        let above = self.above();
        let look = self.session.look(above).await?;
        self.floor.see(look.snapshot);
        if !look.has_letters {
            self.found(&[], Taken::All, above);
        }
        Ok(look)
    }

    /// Looks for letters of all ids; whether there are any.
    async fn look_at_all(&mut self) -> Result<bool, Fault> {
        self.looked_at_all = None;
        Ok(self.look().await?.has_letters)
    }

    /// The id above which letters are looked for.
    fn above(&self) -> i64 {
        match self.looked_at_all {
            Some(at) if at.elapsed() < POLL => self.floor.height(),
            _ => i64::MIN,
        }
    }

    /// Learns what was found above an id.
    fn found(&mut self, ids: &[i64], taken: Taken, above: i64) {
        self.floor.take(ids, taken);
        if above == i64::MIN && taken == Taken::All {
            self.looked_at_all = Some(Instant::now());
        }
    }

    /// Pumps one batch; whether that was all.
    async fn pump_batch(&mut self) -> Result<Taken, Fault> {
        if self.floor.wants_snapshot() {
            self.floor.see(self.session.snapshot().await?);
        }
        let above = self.above();
        let (batch, letters) = self.session.take_letters(above, BATCH_LETTERS).await?;
        let ids: Vec<_> = letters.iter().map(|letter| letter.id).collect();
        let taken = match i64::try_from(ids.len()) {
            Ok(count) if count < BATCH_LETTERS => Taken::All,
            _ => Taken::Lowest,
        };
        if ids.is_empty() {
            batch.give_up().await?;
        } else {
            tell(batch, letters).await?;
        }
        self.found(&ids, taken, above);
        Ok(taken)
    }
}

/// Numbers letters and writes what becomes of them.
async fn tell(batch: Batch<'_>, letters: Vec<Letter>) -> Result<(), Fault> {
    let has_work = letters.iter().any(concerns_the_bank);
    let drafts = letters
        .iter()
        .filter_map(Draft::of)
        .collect::<Result<Vec<_>, _>>()?;
    let events = number(&batch, drafts).await?;
    let changes = letters.into_iter().filter(is_change).map(change);
    let changes = Value::Array(changes.collect());
    let tell_companies = async {
        if events.is_empty() {
            return Ok(());
        }
        try_join!(
            biased;
            batch.insert_events(&events),
            batch.queue_deliveries(&events),
            batch.ring_for_events(),
        )
        .map(drop)
    };
    let ring = async {
        match has_work {
            true => batch.ring_for_work().await,
            false => Ok(()),
        }
    };
    // Sent together, in this order: one round trip.
    try_join!(
        biased;
        tell_companies,
        batch.insert_changes(&changes),
        ring,
        batch.commit(),
    )?;
    metrics::events_numbered(events.len());
    Ok(())
}

/// Gives each draft its company's next number.
async fn number(batch: &Batch<'_>, drafts: Vec<Draft>) -> Result<Vec<NumberedEvent>, Fault> {
    let mut counts = BTreeMap::<Uuid, i64>::new();
    for draft in &drafts {
        *counts.entry(draft.company_id).or_default() += 1;
    }
    if counts.is_empty() {
        return Ok(Vec::new());
    }
    let (companies, numbers): (Vec<_>, Vec<_>) = counts.iter().unzip();
    let mut next: BTreeMap<Uuid, i64> = batch
        .number_events(&companies, &numbers)
        .await?
        .into_iter()
        .map(|(company, last)| {
            (
                company,
                last - counts.get(&company).copied().unwrap_or_default(),
            )
        })
        .collect();
    let number = |draft: Draft| {
        let sequence = next.entry(draft.company_id).or_default();
        *sequence += 1;
        draft.numbered(*sequence)
    };
    Ok(drafts.into_iter().map(number).collect::<Result<_, _>>()?)
}

/// Whether a letter may give the bank's worker something to do: a payment was queued, or moved so
/// that a parked event becomes possible.
fn concerns_the_bank(letter: &Letter) -> bool {
    if letter.table_name != "payment" {
        return false;
    }
    match (&letter.old_row, &letter.new_row) {
        (Some(old), Some(new)) => ["processing_state", "status"]
            .iter()
            .any(|name| old.get(name) != new.get(name)),
        (None, Some(new)) => new
            .get("processing_state")
            .is_none_or(|state| state != "none"),
        (_, None) => false,
    }
}
