//! The thread that looks after the server: it waits to own the folder, starts the server, starts it
//! again when it dies, and stops it when the program lets go of the leash.

use std::convert::Infallible;
use std::fs::{File, TryLockError};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::sync::watch;

use super::account::Account;
use super::folder::Folder;
use super::postmaster::{Health, Postmaster};
use super::programs::Programs;
use super::{initdb, leftover};

/// How often a guest asks for the folder, and the owner whether the server lives.
const WATCH: Duration = Duration::from_millis(100);
const WATCH_START: Duration = Duration::from_millis(5);

/// Between a server's end and its next start; doubled until the greatest, forgotten after a good run.
const FIRST_BACK_OFF: Duration = Duration::from_millis(100);
const GREATEST_BACK_OFF: Duration = Duration::from_secs(5);
const GOOD_RUN: Duration = Duration::from_secs(10);

/// How long the kernel may keep a killed server's memory in use.
const MEMORY_IN_USE: Duration = Duration::from_secs(30);

/// The order to stop: it comes when the other end is dropped.
pub(super) type Order = Receiver<Infallible>;

/// How the cluster is, for the program that waits for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// Another program owns the folder and runs the server.
    Guest,
    Starting,
    Running,
    /// The words say what to do. Another attempt follows after a while.
    Failed(String),
    /// The last state: the supervisor has ended.
    Stopped,
}

/// How a server's run ended.
enum End {
    Ordered,
    Died,
    /// It did not start, because a killed server's memory is still in use.
    MemoryInUse,
}

/// Looks after the cluster until the order to stop. The thread that calls this is the server's parent.
pub(super) fn run(folder: &Folder, order: &Order, report: &watch::Sender<State>) {
    match own(folder, order, report) {
        Ok(Some(_lock)) => keep_running(folder, order, report),
        Ok(None) => {}
        Err(error) => {
            report.send_replace(State::Failed(format!("{error:#}")));
            while !stop_within(WATCH, order) {}
        }
    }
    report.send_replace(State::Stopped);
}

/// Waits for the lock of the folder, which falls to the next when its owner goes, however that is.
/// Nothing when the order to stop came first.
fn own(
    folder: &Folder,
    order: &Order,
    report: &watch::Sender<State>,
) -> anyhow::Result<Option<File>> {
    let lock = folder.lock_file()?;
    loop {
        match lock.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => report.send_if_modified(|state| {
                let news = *state != State::Guest;
                *state = State::Guest;
                news
            }),
            Err(TryLockError::Error(error)) => {
                return Err(error)
                    .context("cannot lock the data folder: is it on a file system with locks?");
            }
        };
        if stop_within(WATCH, order) {
            return Ok(None);
        }
    }
    report.send_replace(State::Starting);
    Ok(Some(lock))
}

fn keep_running(folder: &Folder, order: &Order, report: &watch::Sender<State>) {
    let mut back_off = FIRST_BACK_OFF;
    let mut last_good = Instant::now();
    loop {
        let started = Instant::now();
        match run_once(folder, order, report) {
            Ok(End::Ordered) => return,
            Ok(End::MemoryInUse) if last_good.elapsed() < MEMORY_IN_USE => {}
            Ok(End::MemoryInUse) => fail(
                report,
                "a killed PostgreSQL server still uses its memory: end its processes",
            ),
            Ok(End::Died) => report_death(report),
            Err(error) => fail(report, &format!("{error:#}")),
        }
        if started.elapsed() >= GOOD_RUN {
            back_off = FIRST_BACK_OFF;
            last_good = Instant::now();
        }
        if stop_within(back_off, order) {
            return;
        }
        back_off = GREATEST_BACK_OFF.min(back_off * 2);
    }
}

/// Runs a server until the order to stop or its end.
fn run_once(folder: &Folder, order: &Order, report: &watch::Sender<State>) -> anyhow::Result<End> {
    let mut server = start(folder)?;
    let mut running = false;
    loop {
        if stop_within(if running { WATCH } else { WATCH_START }, order) {
            return server.shut_down().map(|()| End::Ordered);
        }
        match server.look()? {
            Health::Ready if !running => {
                running = true;
                report.send_replace(State::Running);
            }
            Health::Ready | Health::Starting => {}
            Health::Exited(_) if running => return Ok(End::Died),
            Health::Exited(status) => {
                let words = server.last_words();
                if words.contains("is still in use") {
                    return Ok(End::MemoryInUse);
                }
                bail!("PostgreSQL does not start ({status}). Its last words:\n{words}");
            }
        }
    }
}

fn start(folder: &Folder) -> anyhow::Result<Postmaster> {
    let account = Account::choose(folder)?;
    leftover::clear(folder, &account)?;
    let made_by = initdb::made_by(folder)?;
    let programs = Programs::find(made_by)?;
    account.check_reaches(&programs.bin, "its programs in")?;
    folder.furnish(&account)?;
    if made_by.is_none() {
        initdb::make(folder, &programs, &account)?;
    }
    Postmaster::spawn(folder, &programs, &account)
}

fn report_death(report: &watch::Sender<State>) {
    tracing::error!("PostgreSQL died, it is started again");
    report.send_replace(State::Starting);
}

fn fail(report: &watch::Sender<State>, words: &str) {
    tracing::error!(
        error = words,
        "PostgreSQL does not run, another attempt follows"
    );
    report.send_replace(State::Failed(words.to_owned()));
}

/// Waits this long; whether the order to stop came.
fn stop_within(wait: Duration, order: &Order) -> bool {
    match order.recv_timeout(wait) {
        Err(RecvTimeoutError::Timeout) => false,
        Err(RecvTimeoutError::Disconnected) => true,
        Ok(never) => match never {},
    }
}
