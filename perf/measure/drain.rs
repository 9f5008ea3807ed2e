//! Requests a second out of a backlog.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use clap::Args;

use super::database::Database;
use super::receiver::{self, Keep};

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    database: Database,
    /// Companies, each with one webhook.
    #[arg(long, default_value_t = 16)]
    companies: i32,
    /// Deliveries of each.
    #[arg(long, default_value_t = 5000)]
    deliveries: i32,
}

/// Queues deliveries while their webhooks are disabled, enables them all at once, and measures the
/// middle eight tenths.
pub async fn run(options: Options) {
    let (address, seen) = receiver::start(Keep::Nothing).await;
    let db = &options.database;
    let psql = db.connect().await;
    let mut companies = Vec::new();
    for _ in 0..options.companies {
        let (company, _) = db.company(&psql, options.deliveries).await;
        companies.push(company);
    }
    db.settle(&psql).await;
    for company in &companies {
        db.webhook(&psql, *company, &format!("http://{address}/hook"))
            .await;
    }
    // Their events are queued as a replay would queue them, all at one commit.
    const QUEUE: &str = "with queued as (
            insert into delivery (company_id, webhook_id, sequence, payment_id, next_attempt_at)
            select e.company_id, w.id, e.sequence, e.payment_id, now()
            from event e join webhook w on w.company_id = e.company_id
            where e.company_id = any ($1)
            order by e.sequence
            returning 1
        )
        select count(*), (select count(rules.poke_webhook(w.company_id, w.id)) from webhook w where w.company_id = any ($1))
        from queued";
    psql.query_one(QUEUE, &[&companies]).await.unwrap();
    let all = (options.companies * options.deliveries) as u64;
    let (from, to) = (all / 10, all * 9 / 10);
    let at = async |count: u64| {
        while seen.count.load(Ordering::Relaxed) < count {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        (Instant::now(), seen.count.load(Ordering::Relaxed))
    };
    let (began, first) = at(from).await;
    let (ended, last) = at(to).await;
    println!(
        "{:.0}",
        (last - first) as f64 / (ended - began).as_secs_f64()
    );
    db.settle(&psql).await;
}
