//! The program under fire: it is killed, its database is killed, its connections are cut, again and
//! again, while companies and a DBA work. Afterwards everything that was acknowledged has happened,
//! once, and was told in order.
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

mod companies;
mod dba;
mod journal;
mod kills;
mod program;
mod recovery;
mod verdict;

use std::env;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use companies::Company;
use journal::Journal;
use program::Program;
use recovery::Leases;

const COMPANIES: usize = 4;
const CLIENTS_OF_EACH: usize = 3;

/// From here on it is the long form.
const LONG: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_happens_once_whatever_is_killed() {
    let length = Duration::from_secs(setting("CHAOS_SECONDS").unwrap_or(7));
    let seed = setting("CHAOS_SEED").unwrap_or_else(|| rand::rng().random());
    println!("chaos for {length:?}, CHAOS_SEED={seed}");
    let began = Instant::now();
    let mut dice = StdRng::seed_from_u64(seed);
    let journal = Arc::new(Journal::default());
    let mut program = Program::start().await;

    let (stop, mut work) = (CancellationToken::new(), JoinSet::new());
    for _ in 0..COMPANIES {
        let company = Company::sign_up(program.door()).await;
        for _ in 0..CLIENTS_OF_EACH {
            let dice = StdRng::seed_from_u64(dice.random());
            work.spawn(company.clone().work(journal.clone(), dice, stop.clone()));
        }
    }
    let dice_of_dba = StdRng::seed_from_u64(dice.random());
    work.spawn(dba::work(
        program.url(),
        journal.clone(),
        dice_of_dba,
        stop.clone(),
    ));

    let killed = kills::kill(&mut program, &journal, &mut dice, length).await;
    stop.cancel();
    work.join_all().await;
    let leases = if length < LONG {
        Leases::Aged
    } else {
        Leases::Awaited
    };
    let recovery = recovery::recover(&mut program, leases).await;
    let verdict = verdict::reach(&program.url(), &journal).await;
    program.stop().await;

    println!(
        "\nReceipt, CHAOS_SEED={seed}\n  kills: {killed}\n  requests: {}\n  {}\n  recovered in {recovery:.1?}, {:.1?} in all",
        journal,
        verdict.counts,
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
