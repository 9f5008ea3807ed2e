//! Keeps the limits of all servers one: twice a second, while companies ask much, a server tells the
//! others how much, and hears it from them. What staff have set is read when they have changed it.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::limits::{Limit, Limits};
use crate::capture::Bell;
use crate::db::limits::OwnLimit;
use crate::db::{Database, Error};
use crate::domain::CompanyId;

/// How often, while something is asked; staff's edits ring.
const BUSY: Duration = Duration::from_millis(500);

/// How often else.
const IDLE: Duration = Duration::from_secs(10);

/// How often what staff have set is read although nobody rang; where nobody can, twice a second.
const UNRUNG: Duration = Duration::from_secs(60);

/// A company is told of from its limit divided by this on.
const WORTH_TELLING: u32 = 10;

/// Shares until told to stop.
pub async fn run(limits: &Limits, db: Database, bell: Bell, stop: CancellationToken) {
    let me = Uuid::now_v7();
    let patience = if bell.is_mute() { BUSY } else { UNRUNG };
    let sharing = async {
        let (mut last, mut pause) = (Instant::now(), Duration::ZERO);
        let mut read_at = None::<Instant>;
        loop {
            let rung = tokio::select! {
                rung = bell.rung_within(pause) => rung,
                () = limits.asked(), if pause == IDLE => false,
            };
            let demand = limits.demand(last.elapsed());
            last = Instant::now();
            pause = if demand.is_empty() { IDLE } else { BUSY };
            if rung || read_at.is_none_or(|at| at.elapsed() >= patience) {
                read_at = logged(read(limits, &db).await).map(|()| last);
            }
            let shared = logged(share(limits, &db, me, demand).await);
            if shared.is_none() || read_at.is_none() {
                pause = BUSY;
            }
        }
    };
    stop.run_until_cancelled(sharing).await;
}

/// Reads what staff have set.
async fn read(limits: &Limits, db: &Database) -> Result<(), Error> {
    let own = db.own_limits().await?;
    let limit = |own: OwnLimit| Limit {
        per_second: count(own.per_second),
        burst: count(own.burst),
    };
    limits.hear_staff(
        own.into_iter()
            .map(|own| (own.company_id, limit(own)))
            .collect(),
    );
    Ok(())
}

/// Tells what is asked here, hears what is asked elsewhere.
async fn share(
    limits: &Limits,
    db: &Database,
    me: Uuid,
    demand: HashMap<CompanyId, u32>,
) -> Result<(), Error> {
    let told: Vec<_> = demand
        .into_iter()
        .filter(|(company, a_second)| {
            *a_second >= limits.limit_of(*company).per_second / WORTH_TELLING
        })
        .map(|(company, a_second)| (company.0, i32::try_from(a_second).unwrap_or(i32::MAX)))
        .collect();
    let elsewhere = db.share_demand(me, &told).await?;
    limits.hear_servers(
        elsewhere
            .into_iter()
            .map(|(company, n)| (company, count(n)))
            .collect(),
    );
    Ok(())
}

fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

fn logged(outcome: Result<(), Error>) -> Option<()> {
    outcome
        .inspect_err(|error| tracing::warn!(error = %error, "cannot share the limits"))
        .ok()
}
