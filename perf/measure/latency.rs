//! From a commit to the request at the subscriber.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clap::Args;
use remit::db::url::DatabaseUrl;
use sqlx::postgres::{PgListener, PgPoolOptions};
use tokio::time::{MissedTickBehavior, interval};
use uuid::Uuid;

use super::database::Database;
use super::hanging::{hang, release};
use super::quantile;
use super::receiver::{self, Keep, Seen};

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    database: Database,
    /// Changes a second, of all companies together.
    #[arg(long, default_value_t = 200)]
    rate: u32,
    /// Companies that change, each with webhooks.
    #[arg(long, default_value_t = 20)]
    companies: u32,
    /// Webhooks of each.
    #[arg(long, default_value_t = 3)]
    webhooks: u32,
    /// Seconds of a round.
    #[arg(long, default_value_t = 15)]
    seconds: u64,
    /// Rounds; with `acme`, pairs of one without and one with its backlog.
    #[arg(long, default_value_t = 3)]
    rounds: u32,
    /// Events that another company has queued to each of twenty endpoints that hang; 0: none.
    #[arg(long, default_value_t = 0)]
    acme: i32,
}

pub async fn run(options: Options) {
    let (address, seen) = receiver::start(Keep::Bodies).await;
    let db = options.database.clone();
    let psql = db.connect().await;
    let mut targets = Vec::new();
    for _ in 0..options.companies {
        let (company, payments) = db.company(&psql, 10).await;
        for n in 0..options.webhooks {
            db.webhook(&psql, company, &format!("http://{address}/hook/{n}"))
                .await;
        }
        targets.extend(payments.into_iter().map(|payment| (company, payment)));
    }
    db.settle(&psql).await;
    round(&options, &targets, &seen, Duration::from_secs(3)).await;
    let length = Duration::from_secs(options.seconds);
    for _ in 0..options.rounds {
        round(&options, &targets, &seen, length)
            .await
            .print("alone");
        if options.acme > 0 {
            let acme = hang(&db, &psql, &address.to_string(), options.acme).await;
            round(&options, &targets, &seen, length)
                .await
                .print("beside");
            release(&psql, acme).await;
            db.settle(&psql).await;
        }
    }
}

struct Found {
    delivered: Vec<f64>,
    expected: usize,
    notified: Vec<f64>,
}

impl Found {
    fn print(mut self, label: &str) {
        self.delivered.sort_by(f64::total_cmp);
        self.notified.sort_by(f64::total_cmp);
        let (d, n) = (&self.delivered, &self.notified);
        println!(
            "{label} {} of {} p50 {:.2} p90 {:.2} p99 {:.2} max {:.1} notify p50 {:.2} p99 {:.2}",
            d.len(),
            self.expected,
            quantile(d, 0.5),
            quantile(d, 0.9),
            quantile(d, 0.99),
            quantile(d, 1.0),
            quantile(n, 0.5),
            quantile(n, 0.99)
        );
    }
}

async fn round(
    options: &Options,
    targets: &[(Uuid, Uuid)],
    seen: &Arc<Seen>,
    length: Duration,
) -> Found {
    seen.bodies.lock().unwrap().clear();
    let sessions = 4;
    let notified = tokio::spawn(notify(options.database.clone(), length));
    let committed = Arc::new(Mutex::new(HashMap::<String, Instant>::new()));
    let mut running = Vec::new();
    for session in 0..sessions {
        let psql = options.database.connect().await;
        let mine: Vec<_> = targets
            .iter()
            .skip(session)
            .step_by(sessions)
            .copied()
            .collect();
        let every = Duration::from_secs_f64(sessions as f64 / f64::from(options.rate));
        let committed = committed.clone();
        running.push(tokio::spawn(async move {
            let update = "update payment set description = $3 where company_id = $1 and id = $2";
            let update = psql.prepare(update).await.unwrap();
            tokio::time::sleep(every.mul_f64(session as f64 / sessions as f64)).await;
            let mut ticks = interval(every);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
            let began = Instant::now();
            for (company, payment) in mine.iter().cycle() {
                ticks.tick().await;
                if began.elapsed() > length {
                    break;
                }
                let nonce = Uuid::now_v7().to_string();
                psql.execute(&update, &[company, payment, &nonce])
                    .await
                    .unwrap();
                committed.lock().unwrap().insert(nonce, Instant::now());
            }
        }));
    }
    for session in running {
        session.await.unwrap();
    }
    let committed = std::mem::take(&mut *committed.lock().unwrap());
    let expected = committed.len() * options.webhooks as usize;
    let deadline = Instant::now() + Duration::from_secs(20);
    while seen.bodies.lock().unwrap().len() < expected && Instant::now() < deadline {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let bodies = std::mem::take(&mut *seen.bodies.lock().unwrap());
    let late = |(came, body): &(Instant, hyper::body::Bytes)| {
        let event: serde_json::Value = serde_json::from_slice(body).unwrap();
        let nonce = event["data"]["description"].as_str()?;
        let committed = committed.get(nonce)?;
        // A request may come before the session has heard of its commit.
        Some(came.saturating_duration_since(*committed).as_secs_f64() * 1000.0)
    };
    Found {
        delivered: bodies.iter().filter_map(late).collect(),
        expected,
        notified: notified.await.unwrap(),
    }
}

/// What a bare NOTIFY takes meanwhile, fifty times a second.
async fn notify(db: Database, length: Duration) -> Vec<f64> {
    let url = DatabaseUrl::parse(&db.url).unwrap();
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .connect_lazy_with(url.sqlx_options());
    let mut listener = PgListener::connect_with(&pool).await.unwrap();
    listener.listen("measure").await.unwrap();
    let psql = db.connect().await;
    let (mut ticks, began, mut taken) = (
        interval(Duration::from_millis(20)),
        Instant::now(),
        Vec::new(),
    );
    while began.elapsed() < length {
        ticks.tick().await;
        psql.batch_execute("notify measure").await.unwrap();
        let committed = Instant::now();
        listener.recv().await.unwrap();
        taken.push(committed.elapsed().as_secs_f64() * 1000.0);
    }
    taken
}
