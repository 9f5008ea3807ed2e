//! What reached subscribers, against the events that there are.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use uuid::Uuid;

use super::companies::Company;
use super::kills::Strike;
use super::receivers::{Notes, Receiver};
use super::streams::Read;
use super::verdict::{Event, Events, Promise};

/// How long after it was accepted an attempt may not yet be on record for good.
const UNRECORDED: Duration = Duration::from_secs(3);

/// How long an outage or a pause has its effects.
const AFTER: Duration = Duration::from_secs(1);

/// What a webhook wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// Everything.
    All,
    /// What is created, and what gets another description.
    Descriptions,
}

/// A webhook, whose it is, and who receives it.
pub struct Hook {
    pub company: Company,
    pub id: Uuid,
    pub wants: Wants,
    pub receiver: Arc<Receiver>,
}

/// A delivery as the API tells of it.
struct OnRecord {
    event: Uuid,
    status: String,
    /// Of each attempt: the status and the error.
    attempts: Vec<(i64, Option<u64>, Option<String>)>,
}

/// All that is known of a webhook at the end.
struct Case<'a> {
    hook: &'a Hook,
    notes: Notes,
    wanted: Vec<&'a Event>,
    on_record: Vec<OnRecord>,
}

impl Hook {
    /// Subscribes; its receiver then knows the secret.
    pub async fn subscribe(company: &Company, wants: Wants, receiver: Arc<Receiver>) -> Self {
        let (types, fields) = match wants {
            Wants::All => (vec!["*"], None),
            Wants::Descriptions => (
                vec!["payment.created", "payment.updated"],
                Some(vec!["description"]),
            ),
        };
        let form = serde_json::json!({
            "url": format!("http://{}/hook", receiver.address), "event_types": types, "fields": fields,
        });
        let made = company.calmly("/v1/webhooks", &form).await;
        receiver.knows(made["secret"].as_str().unwrap());
        Self {
            company: company.clone(),
            id: id(&made["id"]),
            wants,
            receiver,
        }
    }

    /// Has it sent a test, which also wakes its queue.
    pub async fn test(&self) {
        let path = format!("/v1/webhooks/{}/test", self.id);
        self.company.calmly(&path, &Value::Null).await;
    }

    fn wants(&self, event: &Event) -> bool {
        match event.value["type"].as_str().unwrap() {
            "webhook.test" => id(&event.value["data"]["id"]) == self.id,
            "payment.created" => true,
            "payment.updated" if self.wants == Wants::Descriptions => {
                event.value["previous"].get("description").is_some()
            }
            _ => self.wants == Wants::All,
        }
    }

    /// All its deliveries, page by page.
    async fn on_record(&self) -> Vec<OnRecord> {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let path = format!("/v1/webhooks/{}/deliveries?limit=100{after}", self.id);
            let page: Value = serde_json::from_str(&self.company.get(&path).await).unwrap();
            for item in page["data"].as_array().unwrap() {
                let attempts = item["attempts"].as_array().unwrap().iter();
                all.push(OnRecord {
                    event: id(&item["event_id"]),
                    status: item["status"].as_str().unwrap().to_owned(),
                    attempts: attempts
                        .map(|attempt| {
                            (
                                attempt["number"].as_i64().unwrap(),
                                attempt["status_code"].as_u64(),
                                attempt["error"].as_str().map(str::to_owned),
                            )
                        })
                        .collect(),
                });
            }
            match page["next_cursor"].as_str() {
                Some(cursor) if page["has_more"] == true => after = format!("&after={cursor}"),
                _ => return all,
            }
        }
    }
}

/// What is promised of webhooks, and how much of it there was.
pub async fn judge(hooks: &[Hook], events: &Events, strikes: &[Strike]) -> (String, Vec<Promise>) {
    let mut cases = Vec::new();
    for hook in hooks {
        let of_company = &events[&hook.company.id];
        cases.push(Case {
            hook,
            notes: hook.receiver.notes(),
            wanted: of_company.iter().filter(|e| hook.wants(e)).collect(),
            on_record: hook.on_record().await,
        });
    }
    let receipts: usize = cases.iter().map(|case| case.notes.receipts.len()).sum();
    let wanted: usize = cases.iter().map(|case| case.wanted.len()).sum();
    let accepted: usize = cases.iter().map(|case| case.accepted()).sum();
    let counts = format!(
        "{wanted} deliveries in {receipts} requests, {accepted} of them accepted, {} twice",
        accepted - wanted.min(accepted)
    );
    let all = |break_it: fn(&Case<'_>) -> Vec<String>| cases.iter().flat_map(break_it).collect();
    let repeats = cases.iter().flat_map(|case| case.unexplained(strikes));
    let promises = vec![
        (
            "each event was accepted by each webhook that wants it",
            all(|case| case.untold()),
        ),
        (
            "no webhook was sent anything else",
            all(|case| case.unwanted()),
        ),
        (
            "all that came was signed, and is the event to the byte",
            all(|case| case.altered()),
        ),
        (
            "of a payment, each was first sent after the one before was accepted",
            all(|case| case.out_of_order()),
        ),
        (
            "what was accepted came again only after a kill, a pause or a lost answer",
            repeats.collect(),
        ),
        (
            "each delivery is on record once, delivered, with attempts 1, 2, 3 …, of which the last was accepted",
            all(|case| case.off_record()),
        ),
    ];
    (counts, promises)
}

impl Case<'_> {
    fn name(&self) -> String {
        format!("webhook {} ({:?})", self.hook.id, self.hook.wants)
    }

    fn accepted(&self) -> usize {
        let all = self.notes.receipts.iter();
        all.filter(|receipt| receipt.accepted_at.is_some()).count()
    }

    fn untold(&self) -> Vec<String> {
        let accepted: HashSet<_> = (self.notes.receipts.iter())
            .filter(|receipt| receipt.accepted_at.is_some())
            .map(|receipt| receipt.event)
            .collect();
        let untold = self.wanted.iter().filter(|e| !accepted.contains(&e.id));
        untold
            .map(|event| format!("{}: {}", self.name(), event.body))
            .collect()
    }

    fn unwanted(&self) -> Vec<String> {
        let wanted: HashSet<_> = self.wanted.iter().map(|event| event.id).collect();
        let unwanted = (self.notes.bodies.iter()).filter(|(event, _)| !wanted.contains(event));
        unwanted
            .map(|(_, body)| format!("{}: {body}", self.name()))
            .collect()
    }

    fn altered(&self) -> Vec<String> {
        let wrong = self.notes.receipts.iter();
        let wrong = wrong.filter(|receipt| !receipt.signed || !receipt.same);
        let mut altered: Vec<_> = wrong
            .map(|receipt| format!("{}: {receipt:?}", self.name()))
            .collect();
        for event in &self.wanted {
            if let Some(body) = self.notes.bodies.get(&event.id)
                && *body != event.body
            {
                altered.push(format!("{}: {body}\n   is not {}", self.name(), event.body));
            }
        }
        altered
    }

    fn out_of_order(&self) -> Vec<String> {
        let mut first = HashMap::<Uuid, Instant>::new();
        let mut accepted = HashMap::<Uuid, Instant>::new();
        for receipt in &self.notes.receipts {
            first.entry(receipt.event).or_insert(receipt.at);
            if let Some(at) = receipt.accepted_at {
                let earliest = accepted.entry(receipt.event).or_insert(at);
                *earliest = at.min(*earliest);
            }
        }
        let mut lives = BTreeMap::<&str, Vec<&Event>>::new();
        for event in &self.wanted {
            lives
                .entry(event.value["data"]["id"].as_str().unwrap())
                .or_default()
                .push(event);
        }
        let is_payment = |event: &Event| {
            event.value["type"]
                .as_str()
                .unwrap()
                .starts_with("payment.")
        };
        let pairs = lives.values().flat_map(|life| life.windows(2));
        let wrong = pairs.filter(|pair| {
            let (before, after) = (accepted.get(&pair[0].id), first.get(&pair[1].id));
            is_payment(pair[1])
                && before
                    .zip(after)
                    .is_some_and(|(before, after)| before > after)
        });
        wrong
            .map(|pair| format!("{}: {} before {}", self.name(), pair[1].body, pair[0].body))
            .collect()
    }

    /// What came again after it was accepted although nothing happened to the one who knew.
    fn unexplained(&self, strikes: &[Strike]) -> Vec<String> {
        let mut lost = HashMap::<Uuid, usize>::new();
        for delivery in &self.on_record {
            let lost_answers = delivery.attempts.iter();
            let lost_answers = lost_answers.filter(|(_, _, error)| error.is_some()).count();
            lost.insert(delivery.event, lost_answers);
        }
        let mut refused = HashMap::<Uuid, usize>::new();
        let mut taken = HashMap::<Uuid, Instant>::new();
        let mut unexplained = Vec::new();
        for receipt in &self.notes.receipts {
            let Some(accepted_at) = taken.get(&receipt.event).copied() else {
                match receipt.accepted_at {
                    Some(at) => drop(taken.insert(receipt.event, at)),
                    None => *refused.entry(receipt.event).or_default() += 1,
                }
                continue;
            };
            let struck = strikes.iter().any(|strike| {
                strike.from <= receipt.at
                    && strike.from <= accepted_at + UNRECORDED
                    && accepted_at <= strike.to + AFTER
            });
            // More attempts have no answer on record than the receiver left without.
            let is_lost = lost.get(&receipt.event) > refused.get(&receipt.event).or(Some(&0));
            if !struck && !is_lost {
                let after = receipt.at - accepted_at;
                unexplained.push(format!(
                    "{}: {} after {after:?}",
                    self.name(),
                    receipt.event
                ));
            }
            taken.extend(receipt.accepted_at.map(|at| (receipt.event, at)));
        }
        unexplained
    }

    fn off_record(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut seen = HashMap::<Uuid, usize>::new();
        for delivery in &self.on_record {
            *seen.entry(delivery.event).or_default() += 1;
            let numbered =
                (delivery.attempts.iter().zip(1..)).all(|((number, _, _), n)| *number == n);
            let (last, before) = match delivery.attempts.split_last() {
                Some((last, before)) => (Some(last), before),
                None => (None, &[][..]),
            };
            let taken = |(_, status, error): &(i64, Option<u64>, Option<String>)| {
                *status == Some(200) && error.is_none()
            };
            let ends_well = last.is_some_and(taken) && !before.iter().any(taken);
            if delivery.status != "delivered" || !numbered || !ends_well {
                wrong.push(format!(
                    "{}: {} is {}: {:?}",
                    self.name(),
                    delivery.event,
                    delivery.status,
                    delivery.attempts
                ));
            }
        }
        let times = |event: &&&Event| seen.get(&event.id) != Some(&1);
        wrong.extend((self.wanted.iter().filter(times)).map(|e| {
            format!(
                "{}: {} has {:?} deliveries",
                self.name(),
                e.id,
                seen.get(&e.id)
            )
        }));
        wrong
    }
}

/// What is promised of a company's stream.
pub fn judge_stream(read: &Read, events: &[Event]) -> Vec<String> {
    let read = read.events.lock().unwrap();
    let mut wrong = Vec::new();
    for ((id, data), event) in read.iter().zip(events) {
        if *id != event.sequence || *data != event.body {
            wrong.push(format!("{id} {data} in the place of {}", event.body));
            break;
        }
    }
    if read.len() != events.len() {
        wrong.push(format!("{} events of {}", read.len(), events.len()));
    }
    wrong
}

fn id(value: &Value) -> Uuid {
    value.as_str().unwrap().parse().unwrap()
}
