//! Keeps the limits of all servers one: twice a second, while companies ask much, a server tells the
//! others how much, and hears from them and from staff.

use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::limits::{Limit, Limits, Told};
use crate::capture::Bell;
use crate::db::Database;
use crate::db::limits::Demand;

/// How often, while something is asked; staff's edits ring.
const BUSY: Duration = Duration::from_millis(500);

/// How often else: a bell may be lost with its connection.
const IDLE: Duration = Duration::from_secs(10);

/// A company is told of from its limit divided by this on.
const WORTH_TELLING: u32 = 10;

/// Shares until told to stop.
pub async fn run(limits: &Limits, db: Database, bell: Bell, stop: CancellationToken) {
    let me = Uuid::now_v7();
    let sharing = async {
        let (mut last, mut pause) = (Instant::now(), Duration::ZERO);
        loop {
            tokio::select! {
                _ = bell.rung_within(pause) => {}
                () = limits.asked(), if pause == IDLE => {}
            }
            let demand = limits.demand(last.elapsed());
            last = Instant::now();
            pause = if demand.is_empty() { IDLE } else { BUSY };
            let told: Vec<_> = demand
                .into_iter()
                .filter(|(company, a_second)| {
                    *a_second >= limits.limit_of(*company).per_second / WORTH_TELLING
                })
                .map(|(company, a_second)| (company.0, i32::try_from(a_second).unwrap_or(i32::MAX)))
                .collect();
            match db.share_demand(me, &told).await {
                Ok(answers) => limits.hear(answers.into_iter().map(heard)),
                Err(error) => {
                    pause = BUSY;
                    tracing::warn!(error = %error, "cannot share the limits");
                }
            }
        }
    };
    stop.run_until_cancelled(sharing).await;
}

fn heard(demand: Demand) -> Told {
    let count = |number: i32| u32::try_from(number).unwrap_or_default();
    Told {
        company: demand.company_id,
        limit: demand.limit.map(|(per_second, burst)| Limit {
            per_second: count(per_second),
            burst: count(burst),
        }),
        elsewhere: count(demand.elsewhere),
    }
}
