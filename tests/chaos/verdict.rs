//! What is true when all is over, against what those who asked know.

use std::collections::{BTreeMap, HashMap, HashSet};

use remit::db::url::DatabaseUrl;
use serde_json::{Map, Value};
use tokio_postgres::Client;
use uuid::Uuid;

use super::journal::{Act, Journal, Outcome};
use super::program::connect_in_time;

/// What is promised, and the facts that break it: kept when there are none.
pub type Promise = (&'static str, Vec<String>);

/// The promises, each with the facts that break it.
pub struct Verdict {
    /// How much there was.
    pub counts: String,
    /// Kept when nothing breaks it.
    pub promises: Vec<Promise>,
    /// What there is to tell subscribers.
    pub events: Events,
}

/// Of each company in the order of their sequence.
pub type Events = BTreeMap<Uuid, Vec<Event>>;

/// An event as it is kept.
pub struct Event {
    pub sequence: i64,
    pub id: Uuid,
    pub value: Value,
    /// Its bytes.
    pub body: String,
}

/// What is found in the database.
struct Found {
    events: Events,
    /// Rows of the payments, as JSON.
    payments: HashMap<Uuid, Value>,
    /// What the bank was handed.
    transactions: Vec<String>,
    /// Attempts on record.
    submissions: i64,
}

/// Looks, and judges.
pub async fn reach(url: &DatabaseUrl, journal: &Journal) -> Verdict {
    let found = Found::look(&connect_in_time(url).await).await;
    let processed = journal.acts(Act::Process);
    let mut verdict = Verdict {
        events: Events::new(),
        counts: format!(
            "{} payments, {} events, {} submissions of {} payments",
            found.payments.len(),
            found.events.values().map(Vec::len).sum::<usize>(),
            found.submissions,
            found.transactions.len(),
        ),
        promises: vec![
            (
                "every payment that was accepted for processing has ended",
                found.unended(&processed),
            ),
            ("each ended as the bank says", found.ended_otherwise()),
            (
                "the bank has each payment that was handed over exactly once",
                found.handed_over_otherwise(),
            ),
            (
                "each company's sequence is 1, 2, 3 …",
                found.out_of_sequence(),
            ),
            (
                "what was acknowledged was told once, what was told was acknowledged or of unknown outcome",
                found.untold(journal),
            ),
            (
                "each event's previous is the state before",
                found.broken_chains(),
            ),
            ("the last event is the state now", found.states_untold()),
        ],
    };
    verdict.events = found.events;
    verdict
}

impl Found {
    async fn look(client: &Client) -> Self {
        let mut events = Events::new();
        let told = "select company_id, sequence, id, body from event order by company_id, sequence";
        for row in client.query(told, &[]).await.unwrap() {
            let body: String = row.get(3);
            events.entry(row.get(0)).or_default().push(Event {
                sequence: row.get(1),
                id: row.get(2),
                value: serde_json::from_str(&body).unwrap(),
                body,
            });
        }
        let payments = client
            .query("select id, to_jsonb(payment) from payment", &[])
            .await
            .unwrap();
        let transactions = client
            .query("select bank_reference from simulator.transaction", &[])
            .await
            .unwrap();
        let submissions = client
            .query_one("select count(*) from bank_submission", &[])
            .await
            .unwrap();
        Self {
            events,
            payments: payments
                .iter()
                .map(|row| (row.get(0), row.get(1)))
                .collect(),
            transactions: transactions.iter().map(|row| row.get(0)).collect(),
            submissions: submissions.get(0),
        }
    }

    fn unended(&self, processed: &HashMap<Uuid, Outcome>) -> Vec<String> {
        let accepted = processed
            .iter()
            .filter(|(_, outcome)| **outcome == Outcome::Acknowledged);
        let unended = accepted.filter_map(|(id, _)| match self.payments.get(id) {
            Some(row) if row["status"] != "created" => None,
            Some(row) => Some(format!("{id} is created, {}", row["processing_state"])),
            None => Some(format!("{id} is gone")),
        });
        unended.collect()
    }

    fn ended_otherwise(&self) -> Vec<String> {
        let ended = self
            .payments
            .iter()
            .filter(|(_, row)| row["bank_reference"].is_string());
        let otherwise = ended.filter_map(|(id, row)| {
            let expected = end(row);
            (row["status"] != expected).then(|| {
                format!(
                    "{id} of {} is {}, not {expected}",
                    row["amount_cents"], row["status"]
                )
            })
        });
        otherwise.collect()
    }

    fn handed_over_otherwise(&self) -> Vec<String> {
        let references = self
            .payments
            .values()
            .filter_map(|row| row["bank_reference"].as_str());
        let (ours, theirs): (HashSet<_>, HashSet<_>) = (
            references.collect(),
            self.transactions.iter().map(String::as_str).collect(),
        );
        let mut otherwise: Vec<_> = ours
            .symmetric_difference(&theirs)
            .map(|reference| format!("{reference} is known to one side only"))
            .collect();
        if theirs.len() != self.transactions.len() {
            otherwise.push("the bank has a reference twice".to_owned());
        }
        otherwise
    }

    fn out_of_sequence(&self) -> Vec<String> {
        let broken = self.events.iter().filter_map(|(company, events)| {
            let wrong = events
                .iter()
                .zip(1..)
                .find(|(event, n)| event.sequence != *n || event.value["sequence"] != *n);
            wrong.map(|(event, n)| {
                format!("company {company}: {} in the place of {n}", event.sequence)
            })
        });
        broken.collect()
    }

    fn untold(&self, journal: &Journal) -> Vec<String> {
        let mut told = HashMap::<(Act, Uuid), usize>::new();
        for event in self.of_payments() {
            if let Some(name) = name(event) {
                *told.entry(name).or_default() += 1;
            }
        }
        let mut broken = Vec::new();
        for act in [Act::Create, Act::Change, Act::Process, Act::Delete] {
            for (name, outcome) in journal.acts(act) {
                let times = told.remove(&(act, name)).unwrap_or_default();
                let right = match outcome {
                    Outcome::Acknowledged => times == 1,
                    Outcome::Unknown => times <= 1,
                    Outcome::Refused => times == 0,
                };
                if !right {
                    broken.push(format!("{act:?} {name}: {outcome:?}, told {times} times"));
                }
            }
        }
        broken.extend(
            told.keys()
                .map(|(act, name)| format!("{act:?} {name}: told, and nobody asked for it")),
        );
        broken
    }

    fn of_payments(&self) -> impl Iterator<Item = &Value> {
        let all = self.events.values().flatten().map(|event| &event.value);
        all.filter(|event| event["type"].as_str().unwrap().starts_with("payment."))
    }

    /// The events of each payment, in order.
    fn lives(&self) -> HashMap<Uuid, Vec<&Value>> {
        let mut lives = HashMap::<Uuid, Vec<&Value>>::new();
        for event in self.of_payments() {
            lives
                .entry(id(&event["data"]["id"]))
                .or_default()
                .push(event);
        }
        lives
    }

    fn broken_chains(&self) -> Vec<String> {
        let broken = self.lives().into_iter().filter_map(|(id, life)| {
            let begins = life[0]["type"] == "payment.created" && life[0]["data"]["version"] == 1;
            let wrong = life.windows(2).find(|pair| !follows(pair[0], pair[1]));
            match (begins, wrong) {
                (true, None) => None,
                (false, _) => Some(format!("{id} begins with {}", life[0])),
                (_, Some(pair)) => Some(format!(
                    "{id}: {}\n         is not followed by {}",
                    pair[0], pair[1]
                )),
            }
        });
        broken.collect()
    }

    fn states_untold(&self) -> Vec<String> {
        let lives = self.lives();
        let mut broken = Vec::new();
        for (id, life) in &lives {
            let last = &life[life.len() - 1];
            let is_deleted = last["type"] == "payment.deleted";
            match self.payments.get(id) {
                None if is_deleted => {}
                Some(row) if !is_deleted && shows(&last["data"], row) => {}
                row => broken.push(format!(
                    "{id} is {row:?}\n         but was last told as {last}"
                )),
            }
        }
        let untold = self.payments.keys().filter(|id| !lives.contains_key(id));
        broken.extend(untold.map(|id| format!("{id} was never told")));
        broken
    }
}

/// What an event tells of, by the name that the one who asked gave it; none for what the bank and
/// the worker did.
fn name(event: &Value) -> Option<(Act, Uuid)> {
    let (data, changed) = (&event["data"], &event["previous"]);
    match event["type"].as_str().unwrap() {
        "payment.created" => Some((Act::Create, id(&data["metadata"]["act"]))),
        "payment.processing" => Some((Act::Process, id(&data["id"]))),
        "payment.deleted" => Some((Act::Delete, id(&data["id"]))),
        _ => changed
            .get("description")
            .map(|_| (Act::Change, id(&data["description"]))),
    }
}

/// How the simulator lets a payment that it was handed end.
fn end(row: &Value) -> &'static str {
    let is_debit = row["direction"] == "debit";
    match (
        row["amount_cents"].as_i64().unwrap(),
        row["account_number"].as_str().unwrap(),
    ) {
        (203, _) => "failed",
        (780, _) if is_debit => "disputed",
        (777..=780, _) => "successful",
        (_, "444444440") if is_debit => "failed",
        (_, "666666660") if is_debit => "disputed",
        _ => "successful",
    }
}

/// Whether an event's `previous` leads back to the event before it.
fn follows(before: &Value, event: &Value) -> bool {
    let version = |event: &Value| event["data"]["version"].as_i64().unwrap();
    if event["type"] == "payment.deleted" {
        return before["data"] == event["data"];
    }
    let mut restored = event["data"].as_object().unwrap().clone();
    restored.extend(event["previous"].as_object().unwrap().clone());
    let mut old = before["data"].as_object().unwrap().clone();
    for always_changed in ["version", "updated_at"] {
        restored.remove(always_changed);
        old.remove(always_changed);
    }
    version(event) == version(before) + 1 && restored == old
}

/// Whether an event's data is what the row says.
fn shows(data: &Value, row: &Value) -> bool {
    let same: Map<String, Value> = [
        ("status", &data["status"]),
        ("version", &data["version"]),
        ("amount_cents", &data["amount_cents"]),
        ("description", &data["description"]),
        ("metadata", &data["metadata"]),
        ("processing_state", &data["processing"]["state"]),
        ("processing_attempts", &data["processing"]["attempts"]),
        ("bank_reference", &data["processing"]["bank_reference"]),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.clone()))
    .collect();
    same.iter().all(|(name, value)| row[name] == *value)
}

fn id(value: &Value) -> Uuid {
    value.as_str().unwrap().parse().unwrap()
}
