//! The program under fire: it is killed, its database is killed, its connections are cut, again and
//! again, while companies and a DBA work and those who are told fail in every way. Afterwards
//! everything that was acknowledged has happened, once, and was told in order.
//!
//! The short form runs among the tests; `make chaos` runs the long one. CHAOS_SECONDS and
//! CHAOS_SEED set how long, and which dice.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the helpers of tests may fail loudly too"
)]

mod audience;
mod companies;
mod dba;
mod journal;
mod kills;
mod program;
mod receivers;
mod recovery;
mod streams;
mod told;
mod verdict;

use std::env;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use audience::Audience;
use journal::Journal;
use program::Program;
use recovery::Leases;

const CLIENTS_OF_EACH: usize = 3;

/// From here on it is the long form.
const LONG: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_happens_once_and_is_told_whatever_is_killed() {
    let length = Duration::from_secs(setting("CHAOS_SECONDS").unwrap_or(7));
    let seed = setting("CHAOS_SEED").unwrap_or_else(|| rand::rng().random());
    println!("chaos for {length:?}, CHAOS_SEED={seed}");
    let began = Instant::now();
    let mut dice = StdRng::seed_from_u64(seed);
    let journal = Arc::new(Journal::default());
    let one = Program::start().await;
    let another = one.start_another().await;
    let mut programs = [one, another];

    let (stop, mut work) = (CancellationToken::new(), JoinSet::new());
    let audience = Audience::gather(&programs, &mut dice).await;
    for company in &audience.companies {
        for _ in 0..CLIENTS_OF_EACH {
            let dice = StdRng::seed_from_u64(dice.random());
            work.spawn(company.clone().work(journal.clone(), dice, stop.clone()));
        }
    }
    for hook in &audience.hooks {
        work.spawn(hook.receiver.clone().rage(stop.clone()));
    }
    let dice_of_dba = StdRng::seed_from_u64(dice.random());
    let url = programs[0].url();
    work.spawn(dba::work(url, journal.clone(), dice_of_dba, stop.clone()));

    let mut killed = kills::kill(&mut programs, &journal, &mut dice, length).await;
    stop.cancel();
    work.join_all().await;
    let leases = if length < LONG {
        Leases::Aged
    } else {
        Leases::Awaited
    };
    let recovery = recovery::recover(&mut programs, leases, &audience.hooks).await;
    let recovered = recovery.from.elapsed();
    killed.strikes.push(recovery);
    let mut verdict = verdict::reach(&programs[0].url(), &journal).await;
    let told = audience.judge(&verdict.events, &killed.strikes).await;
    verdict.promises.extend(told.promises);
    for program in programs {
        program.stop().await;
    }

    println!(
        "\nReceipt, CHAOS_SEED={seed}\n  kills: {killed}\n  requests: {}\n  {}\n  {}\n  recovered in {recovered:.1?}, {:.1?} in all",
        journal,
        verdict.counts,
        told.counts,
        began.elapsed(),
    );
    for (promise, broken) in &verdict.promises {
        println!(
            "  {} {promise}",
            if broken.is_empty() {
                "kept  "
            } else {
                "BROKEN"
            }
        );
        for fact in broken.iter().take(10) {
            println!("         {fact}");
        }
    }
    assert!(
        verdict.promises.iter().all(|(_, broken)| broken.is_empty()),
        "promises were broken: see the receipt"
    );
}

fn setting<T: FromStr>(name: &str) -> Option<T> {
    let text = env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is not a number")),
    )
}
