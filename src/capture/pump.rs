//! The outbox's reader: woken by the doorbell, it numbers each change and hands it on. One server's
//! pump leads; the others wait to take its place.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::time::{Instant, sleep};
use tokio::try_join;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::bell::Bell;
use super::draft::{Draft, Undraftable};
use crate::db;
use crate::db::letter::Letter;
use crate::db::outbox::OutboxSession;
use crate::db::url::DatabaseUrl;
use crate::metrics;

/// Letters of one transaction: enough to carry its cost, few enough to be quick.
const BATCH_LETTERS: i64 = 500;

/// How often the outbox is looked at although nobody rang: a bell may be lost with its connection.
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
    let mut session = OutboxSession::connect(url).await?;
    while !session.try_lead().await? {
        if session.end_hung_leader().await? {
            tracing::warn!("the session of a pump that stood still was ended");
        }
        sleep(RETRY).await;
    }
    tracing::info!("this server pumps");
    loop {
        session.wake().await?;
        while pump_batch(&mut session).await? {}
        let moment = session.doze().await?;
        if watch_out(&mut session, &moment, bell).await? == Next::Sleep {
            while !bell.rung_within(POLL).await && !session.has_letters().await? {}
        }
    }
}

/// What follows the watch for late letters.
#[derive(PartialEq, Eq)]
enum Next {
    /// Nobody can have missed the bell: wait for it.
    Sleep,
    /// Somebody rang meanwhile.
    Wake,
}

/// Goes on pumping until every writer that may have found the pump awake has ended: its letter came
/// without a bell.
async fn watch_out(session: &mut OutboxSession, moment: &str, bell: &Bell) -> Result<Next, Fault> {
    let began = Instant::now();
    let mut pause = FIRST_PAUSE;
    loop {
        // In this order: what was committed when the moment had passed is seen by the batch after.
        let passed = session.has_passed(moment).await?;
        let pumped = pump_batch(session).await?;
        if passed && !pumped {
            return Ok(Next::Sleep);
        }
        if !pumped && bell.rung_within(pause).await {
            return Ok(Next::Wake);
        }
        let longest = if began.elapsed() < PATIENCE {
            LONGEST_PAUSE
        } else {
            POLL
        };
        pause = if pumped {
            FIRST_PAUSE
        } else {
            (pause * 2).min(longest)
        };
    }
}

/// Pumps one batch; whether there was anything.
async fn pump_batch(session: &mut OutboxSession) -> Result<bool, Fault> {
    let batch = session.begin().await?;
    let letters = batch.take_letters(BATCH_LETTERS).await?;
    if letters.is_empty() {
        return Ok(false);
    }
    let has_work = letters.iter().any(concerns_the_bank);
    let drafts = letters
        .iter()
        .filter_map(Draft::of)
        .collect::<Result<Vec<_>, _>>()?;
    let mut counts = BTreeMap::<Uuid, i64>::new();
    for draft in &drafts {
        *counts.entry(draft.company_id).or_default() += 1;
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
    let events = drafts
        .into_iter()
        .map(number)
        .collect::<Result<Vec<_>, _>>()?;
    let changes = letters.into_iter().filter(is_change).map(change);
    let changes = Value::Array(changes.collect());
    let ring = async {
        match has_work {
            true => batch.ring_for_work().await,
            false => Ok(()),
        }
    };
    // Sent together: one round trip.
    try_join!(
        batch.insert_events(&events),
        batch.queue_deliveries(&events),
        batch.insert_changes(&changes),
        batch.ring_for_events(),
        ring
    )?;
    batch.commit().await?;
    metrics::events_numbered(events.len());
    Ok(true)
}

/// Whether a letter may give the bank's worker something to do: a payment was queued, or moved so
/// that a parked event becomes possible.
fn concerns_the_bank(letter: &Letter) -> bool {
    let value =
        |row: &Option<Value>, name: &str| row.as_ref().and_then(|row| row.get(name).cloned());
    letter.table_name == "payment"
        && ["processing_state", "status"]
            .iter()
            .any(|name| value(&letter.old_row, name) != value(&letter.new_row, name))
        && letter.new_row.is_some()
}

/// Whether a letter tells of a change, rather than asking for something.
fn is_change(letter: &Letter) -> bool {
    letter.operation != "test"
}

/// A letter as a row of the history: all values of a new or deleted row, the changed ones else.
fn change(letter: Letter) -> Value {
    let values = |row: Option<Value>| match row {
        Some(Value::Object(values)) => values,
        _ => Map::new(),
    };
    let is_update = letter.operation == "update";
    let (mut old, mut new) = (values(letter.old_row), values(letter.new_row));
    if is_update {
        let same: Vec<_> = old
            .iter()
            .filter(|(n, v)| new.get(*n) == Some(v))
            .map(|(n, _)| n.clone())
            .collect();
        for name in same {
            old.remove(&name);
            new.remove(&name);
        }
    }
    json!({
        "id": letter.id, "company_id": letter.company_id, "table_name": letter.table_name,
        "row_id": letter.row_id, "operation": letter.operation, "old_values": old, "new_values": new,
        "actor_kind": letter.actor_kind, "actor_id": letter.actor_id, "actor_name": letter.actor_name,
        "request_id": letter.request_id, "reason": letter.reason, "address": letter.address, "at": letter.at,
    })
}
