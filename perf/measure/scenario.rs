//! The original's scenario: users that come one after the other, and each, over and over, log in,
//! change a payment, list and get; all of one company, whose every change goes to webhooks.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clap::Args;
use hyper::Method;
use serde_json::{Value, json};
use tokio::time::{sleep, sleep_until};

use super::client::{Answer, Ask, Client};
use super::company::{self, Company, PASSWORD, draft, made};
use super::quantile;
use super::receiver::{self, Change, Keep, Seen};
use super::tally::{Tally, processor_seconds, rounded};

#[derive(Args)]
pub struct Options {
    /// Where the server listens.
    #[arg(long)]
    address: String,
    #[arg(long, default_value_t = 1000)]
    users: u32,
    /// Users that come each second.
    #[arg(long, default_value_t = 10.0)]
    spawn: f64,
    /// Seconds with all of them, which are what is measured.
    #[arg(long, default_value_t = 60.0)]
    hold: f64,
    /// Payments, which users take in turn; 1: all change the same one.
    #[arg(long, default_value_t = 1)]
    payments: usize,
    #[arg(long, default_value_t = 3)]
    webhooks: u32,
    /// Users log in once and keep their token.
    #[arg(long)]
    steady: bool,
}

/// The seconds of a point of the series.
const POINT: u64 = 5;

/// What all users share.
struct Crowd {
    options: Options,
    company: Company,
    log: Mutex<Log>,
    began: Instant,
    here: AtomicU32,
    ended: AtomicBool,
    nonces: AtomicU64,
}

#[derive(Default)]
struct Log {
    /// While all were there, by step.
    held: BTreeMap<&'static str, Tally>,
    holding: bool,
    /// From the beginning, every few seconds: who was there, and what they saw.
    series: Vec<(u32, Tally)>,
    /// When each change was answered.
    changed: HashMap<u64, Instant>,
}

pub async fn run(options: Options) {
    let (receiver, seen) = receiver::start(Keep::Changes).await;
    let mut client = Client::new(&options.address);
    let company = Company::sign_up(&mut client, options.payments).await;
    for n in 0..options.webhooks {
        let hook = json!({"url": format!("http://{receiver}/{n}")});
        made(&mut client, "/v1/webhooks", Some(&company.key), hook).await;
    }
    let crowd = Arc::new(Crowd {
        company,
        log: Mutex::default(),
        began: Instant::now(),
        here: AtomicU32::new(0),
        ended: AtomicBool::new(false),
        nonces: AtomicU64::new(0),
        options,
    });
    let mut users = Vec::new();
    for n in 0..crowd.options.users {
        let due = crowd.began + Duration::from_secs_f64(f64::from(n) / crowd.options.spawn);
        sleep_until(due.into()).await;
        crowd.here.fetch_add(1, Ordering::Relaxed);
        users.push(tokio::spawn(live(crowd.clone(), n)));
    }
    sleep(Duration::from_secs(2)).await;
    let (from, busy) = (Instant::now(), processor_seconds());
    crowd.log.lock().unwrap().holding = true;
    sleep(Duration::from_secs_f64(crowd.options.hold)).await;
    crowd.log.lock().unwrap().holding = false;
    let (held, busy) = (from.elapsed().as_secs_f64(), processor_seconds() - busy);
    crowd.ended.store(true, Ordering::Relaxed);
    for user in users {
        user.await.unwrap();
    }
    let log = std::mem::take(&mut *crowd.log.lock().unwrap());
    let deliveries = deliveries(&log, &seen, crowd.options.webhooks as usize).await;
    println!("{}", report(&log, held, busy, deliveries));
}

/// One user, until the end: the next step comes when the last one is answered.
async fn live(crowd: Arc<Crowd>, n: u32) {
    let mut client = Client::new(&crowd.options.address);
    let company = &crowd.company;
    let payment = &company.payments[n as usize % company.payments.len()];
    let path = format!("/v1/payments/{payment}");
    let mut token: Option<String> = None;
    while !crowd.ended.load(Ordering::Relaxed) {
        if token.is_none() || !crowd.options.steady {
            let ask = company::login(&company.email, PASSWORD);
            let answer = crowd.step("token", &mut client, ask).await;
            // Who got none asks again.
            let Some(new) = token_of(&answer) else {
                continue;
            };
            token = Some(new);
        }
        let bearer = token.clone().unwrap();
        let nonce = crowd.nonces.fetch_add(1, Ordering::Relaxed);
        let ask = Ask {
            method: Method::PATCH,
            path: path.clone(),
            bearer: token.clone(),
            cookie: None,
            key: None,
            body: Some(draft(&format!("Jane {nonce}")).to_string()),
        };
        if matches!(crowd.step("change", &mut client, ask).await, Ok((status, _)) if status.is_success())
        {
            let mut log = crowd.log.lock().unwrap();
            log.changed.insert(nonce, Instant::now());
        }
        let list = company::get("/v1/payments?limit=50".to_owned(), &bearer);
        let _ = crowd.step("list", &mut client, list).await;
        let get = company::get(path.clone(), &bearer);
        let _ = crowd.step("get", &mut client, get).await;
    }
}

fn token_of(answer: &Answer) -> Option<String> {
    let (status, body) = answer.as_ref().ok()?;
    let body: Value = status
        .is_success()
        .then(|| serde_json::from_slice(body).unwrap())?;
    Some(body["token"].as_str().unwrap().to_owned())
}

impl Crowd {
    async fn step(&self, name: &'static str, client: &mut Client, ask: Ask) -> Answer {
        let asked = Instant::now();
        let answer = client.send(ask).await;
        let took = asked.elapsed();
        {
            let mut log = self.log.lock().unwrap();
            if log.holding {
                log.held.entry(name).or_default().note(took, &answer);
            }
            let point = usize::try_from(self.began.elapsed().as_secs() / POINT).unwrap();
            if log.series.len() <= point {
                log.series.resize(point + 1, (0, Tally::default()));
            }
            log.series[point].0 = self.here.load(Ordering::Relaxed);
            log.series[point].1.note(took, &answer);
        }
        // Who cannot connect would else fail thousands of times a second.
        if answer.is_err() {
            sleep(Duration::from_millis(100)).await;
        }
        answer
    }
}

/// How many of the changes came to the webhooks, and how long after they were answered. Waits for
/// those that are under way.
async fn deliveries(log: &Log, seen: &Seen, webhooks: usize) -> Value {
    let expected = log.changed.len() * webhooks;
    let at_end = count(&seen.changes.lock().unwrap(), log);
    let deadline = Instant::now() + Duration::from_secs(60);
    while count(&seen.changes.lock().unwrap(), log) < expected && Instant::now() < deadline {
        sleep(Duration::from_millis(500)).await;
    }
    let changes = seen.changes.lock().unwrap();
    let mut late: Vec<f64> = changes
        .iter()
        .filter_map(|change| Some((change.came, *log.changed.get(&change.nonce)?)))
        .map(|(came, changed)| came.saturating_duration_since(changed).as_secs_f64() * 1000.0)
        .collect();
    late.sort_by(f64::total_cmp);
    let at = |share| (!late.is_empty()).then(|| rounded(quantile(&late, share)));
    json!({
        "expected": expected,
        "received": count(&changes, log),
        "received_at_the_end": at_end,
        "late_p50": at(0.5),
        "late_p99": at(0.99),
        "late_longest": at(1.0),
    })
}

/// Each is counted once, though it may come again.
fn count(changes: &[Change], log: &Log) -> usize {
    let ours = changes
        .iter()
        .filter(|change| log.changed.contains_key(&change.nonce));
    let once: HashSet<_> = ours
        .map(|change| (change.path.as_str(), change.nonce))
        .collect();
    once.len()
}

fn report(log: &Log, held: f64, busy: f64, deliveries: Value) -> Value {
    let mut all = Tally::default();
    for tally in log.held.values() {
        all.add(tally);
    }
    let steps: BTreeMap<_, _> = log
        .held
        .iter()
        .map(|(step, tally)| (*step, tally.summary(held)))
        .collect();
    let series: Vec<Value> = log
        .series
        .iter()
        .enumerate()
        .map(|(point, (users, tally))| {
            let seen = tally.summary(POINT as f64);
            json!({"second": point as u64 * POINT, "users": users, "per_second": seen["per_second"], "good_per_second": seen["good_per_second"],
                "failed": seen["failed"], "p50": seen["p50"], "p95": seen["p95"], "p99": seen["p99"]})
        })
        .collect();
    json!({"held_seconds": rounded(held), "all": all.summary(held), "steps": steps,
        "generator_processor_seconds": rounded(busy), "deliveries": deliveries, "series": series})
}
