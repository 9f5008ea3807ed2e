//! What is killed, and when: at random, but never while the last victim is still down.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

use rand::RngExt;
use rand::rngs::StdRng;
use rustix::process::{Pid, Signal, kill_process};

use super::LONG;
use super::journal::{Journal, Outcome};
use super::program::{Program, connect};

/// Between the work's resumption and the next kill, in milliseconds.
const PEACE: std::ops::Range<u64> = 100..1200;

/// Longer than a dispatcher's lease, and than the other takes to find that it ran out.
const PAUSE: Duration = Duration::from_secs(27);

/// How long nothing may be acknowledged after a kill.
const OUTAGE: Duration = Duration::from_secs(30);

/// What can be killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Victim {
    /// kill -9 of a server; it takes the database with it if that is its child, and the other
    /// starts it again.
    Program,
    /// kill -9 of the first process of PostgreSQL; the program starts it again.
    Postmaster,
    /// kill -9 of a session's process: PostgreSQL ends all sessions and recovers.
    Backend,
    /// The pump's session is terminated.
    Pump,
    /// The session that hears the doorbells is terminated.
    Listener,
    /// A server is stopped for longer than its leases, and goes on: in the long form only.
    Pause,
}

const VICTIMS: [Victim; 5] = [
    Victim::Program,
    Victim::Postmaster,
    Victim::Backend,
    Victim::Pump,
    Victim::Listener,
];

/// How many of each were killed, and the longest time until the work went on.
#[derive(Default)]
pub struct Killed {
    times: BTreeMap<Victim, usize>,
    longest_outage: Duration,
    /// When.
    pub strikes: Vec<Strike>,
}

/// From a blow until the work went on.
#[derive(Debug, Clone, Copy)]
pub struct Strike {
    pub from: Instant,
    pub to: Instant,
}

/// Kills for this long, and until each victim has had its turn.
pub async fn kill(
    programs: &mut [Program; 2],
    journal: &Journal,
    dice: &mut StdRng,
    length: Duration,
) -> Killed {
    let mut killed = Killed::default();
    let end = Instant::now() + length;
    let mut due = VICTIMS.to_vec();
    due.extend((length >= LONG).then_some(Victim::Pause));
    while Instant::now() < end || !due.is_empty() {
        tokio::time::sleep(Duration::from_millis(dice.random_range(PEACE))).await;
        // Each once, in any order; then as the dice fall.
        let victim = match due.len() {
            0 => VICTIMS[dice.random_range(0..VICTIMS.len())],
            some => due.swap_remove(dice.random_range(0..some)),
        };
        let from = Instant::now();
        // Either may be the one whose database it is.
        programs.swap(0, dice.random_range(0..2));
        if strike(&mut programs[0], victim, dice).await {
            *killed.times.entry(victim).or_default() += 1;
        } else if !killed.times.contains_key(&victim) {
            due.push(victim);
        }
        let outage = wait_for_work(journal, victim).await;
        killed.longest_outage = killed.longest_outage.max(outage);
        let to = Instant::now();
        killed.strikes.push(Strike { from, to });
    }
    killed
}

/// Kills; false when the victim was not there.
async fn strike(program: &mut Program, victim: Victim, dice: &mut StdRng) -> bool {
    match victim {
        Victim::Program => {
            program.kill().await;
            program.start_again().await;
            true
        }
        Victim::Postmaster => program
            .postmaster()
            .is_some_and(|pid| kill_process(pid, Signal::KILL).is_ok()),
        Victim::Backend => {
            let all = sessions(program, "application_name like 'remit%'").await;
            let one = (!all.is_empty()).then(|| all[dice.random_range(0..all.len())]);
            one.and_then(Pid::from_raw)
                .is_some_and(|pid| kill_process(pid, Signal::KILL).is_ok())
        }
        Victim::Pump => terminate(program, "application_name = 'remit pump'").await,
        Victim::Listener => terminate(program, "query like 'LISTEN%'").await,
        Victim::Pause => {
            program.pause();
            tokio::time::sleep(PAUSE).await;
            program.go_on();
            true
        }
    }
}

async fn sessions(program: &Program, which: &str) -> Vec<i32> {
    let find = format!(
        "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and {which}"
    );
    let Ok(client) = connect(&program.url()).await else {
        return Vec::new();
    };
    let rows = client.query(&find, &[]).await.unwrap_or_default();
    rows.iter().map(|row| row.get(0)).collect()
}

async fn terminate(program: &Program, which: &str) -> bool {
    let Ok(client) = connect(&program.url()).await else {
        return false;
    };
    let mut terminated = false;
    for pid in sessions(program, which).await {
        terminated |= client
            .query_one("select pg_terminate_backend($1)", &[&pid])
            .await
            .is_ok();
    }
    terminated
}

/// Waits until requests are answered again; how long that took.
async fn wait_for_work(journal: &Journal, victim: Victim) -> Duration {
    let began = Instant::now();
    let before = journal.requests(Outcome::Acknowledged);
    // What was acknowledged while the victim died may be among the first ones.
    while journal.requests(Outcome::Acknowledged) < before + 20 {
        assert!(
            began.elapsed() < OUTAGE,
            "no work since the kill of {victim:?}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    began.elapsed()
}

impl fmt::Display for Killed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (victim, times) in &self.times {
            write!(out, "{victim:?} {times}, ")?;
        }
        write!(out, "longest outage {:.1?}", self.longest_outage)
    }
}
