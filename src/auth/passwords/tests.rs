//! Hashes are right, bounded, equally slow for everybody, and never printed.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::pool::Pool;
use super::*;

/// Made by Python's argon2-cffi 25.1 for "an interoperable password".
const FROM_PYTHON: &str = "$argon2id$v=19$m=19456,t=2,p=1$sPEZCqEwfkjZokezZ7+4Og\
    $TZanaX3zlaDhPk085EZ2xI1UyZF++qvzpe+heLoLPp0";
/// The same password with other parameters: 8 MiB, 3 passes, 2 lanes, 24 bytes.
const FROM_PYTHON_OTHERWISE: &str = "$argon2id$v=19$m=8192,t=3,p=2$eCk609OIbEqD/NuHh2MYUQ\
    $Zbkq8v4uwpayAJkii8nx1YQfIfXqcMcG";

const ONE_THREAD: Limits = Limits {
    threads: 1,
    waiting: 512,
    patience: HALF_A_MINUTE,
    remembered: Duration::ZERO,
};

const ASKER: Asker = Asker {
    address: 1,
    account: 1,
};

fn passwords() -> Passwords {
    Passwords::start(ONE_THREAD).unwrap()
}

async fn verify(passwords: &Passwords, password: &str, stored: Option<&str>) -> bool {
    let stored = stored.map(PasswordHash::from);
    passwords
        .verify(Password::from(password), stored, ASKER)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_hash_verifies_its_own_password_and_no_other() {
    let passwords = passwords();
    let hash = passwords
        .hash("tarnished-kettle".into(), ASKER)
        .await
        .unwrap();
    assert!(
        hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{}",
        hash.as_str()
    );
    assert!(verify(&passwords, "tarnished-kettle", Some(hash.as_str())).await);
    assert!(!verify(&passwords, "tarnished-kettlf", Some(hash.as_str())).await);
    let again = passwords
        .hash("tarnished-kettle".into(), ASKER)
        .await
        .unwrap();
    assert_ne!(hash, again, "each hash has its own salt");
}

#[tokio::test]
async fn hashes_of_another_program_and_of_other_parameters_verify() {
    let passwords = passwords();
    for stored in [FROM_PYTHON, FROM_PYTHON_OTHERWISE, FROM_PYTHON] {
        assert!(verify(&passwords, "an interoperable password", Some(stored)).await);
        assert!(!verify(&passwords, "an interoperable passwor", Some(stored)).await);
    }
}

#[tokio::test]
async fn an_unknown_account_and_an_unreadable_hash_are_wrong_passwords() {
    let passwords = passwords();
    assert!(!verify(&passwords, "an interoperable password", None).await);
    let unreadable = [
        "",
        "plain text",
        "$argon2id$v=19$m=19456,t=2,p=1$sPEZCqEwfkjZokezZ7+4Og",
        &FROM_PYTHON.replace("argon2id", "argon2i"),
        &FROM_PYTHON.replace("v=19", "v=16"),
        &FROM_PYTHON.replace("m=19456", "m=4194304"),
        &FROM_PYTHON.replace("t=2", "t=4000000000"),
    ];
    for stored in unreadable {
        assert!(
            !verify(&passwords, "an interoperable password", Some(stored)).await,
            "{stored}"
        );
    }
}

#[tokio::test]
async fn known_and_unknown_accounts_take_the_same_time() {
    let passwords = passwords();
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for _ in 0..15 {
        known.push(time(verify(&passwords, "a wrong password", Some(FROM_PYTHON))).await);
        unknown.push(time(verify(&passwords, "a wrong password", None)).await);
    }
    // Those that nothing else on the machine held up.
    let ratio = least(known).as_secs_f64() / least(unknown).as_secs_f64();
    assert!(
        (0.75..1.25).contains(&ratio),
        "known / unknown = {ratio:.2}"
    );
}

async fn time(work: impl Future) -> Duration {
    let start = Instant::now();
    work.await;
    start.elapsed()
}

fn least(times: Vec<Duration>) -> Duration {
    times.into_iter().min().unwrap()
}

#[test]
fn passwords_and_hashes_do_not_print() {
    let printed = format!(
        "{:?} {:?}",
        Password::from("secret"),
        PasswordHash::from(FROM_PYTHON)
    );
    assert_eq!(printed, "Password(…) …");
}

/// A pool whose only thread is held up until the returned sender is used or dropped.
async fn held_up(limits: Limits) -> (std::sync::Arc<Pool>, mpsc::Sender<()>) {
    let pool = std::sync::Arc::new(Pool::start(limits).unwrap());
    let (release, released) = mpsc::channel::<()>();
    let (started, has_started) = tokio::sync::oneshot::channel();
    let holder = pool.clone();
    tokio::spawn(async move {
        let held = holder.run(ASKER, move |_| {
            started.send(()).unwrap();
            released.recv().ok();
        });
        held.await
    });
    has_started.await.unwrap();
    (pool, release)
}

#[tokio::test]
async fn a_full_queue_is_busy_until_askers_go() {
    let (pool, release) = held_up(Limits {
        waiting: 2,
        ..ONE_THREAD
    })
    .await;
    let (mut first, mut second) = (
        Box::pin(pool.run(ASKER, |_| 1)),
        Box::pin(pool.run(ASKER, |_| 2)),
    );
    assert!(futures_util::poll!(first.as_mut()).is_pending());
    assert!(futures_util::poll!(second.as_mut()).is_pending());
    assert_eq!(pool.run(ASKER, |_| 3).await, Err(Busy));
    drop(first);
    let mut fourth = Box::pin(pool.run(ASKER, |_| 4));
    assert!(
        futures_util::poll!(fourth.as_mut()).is_pending(),
        "the asker who went made room"
    );
    assert_eq!(pool.waiting(), 2);
    release.send(()).unwrap();
    assert_eq!((second.await, fourth.await), (Ok(2), Ok(4)));
}

#[tokio::test]
async fn work_is_skipped_when_its_asker_has_gone() {
    let (pool, release) = held_up(ONE_THREAD).await;
    let (done, was_done) = mpsc::channel();
    let mut gone = Box::pin(pool.run(ASKER, move |_| done.send(()).unwrap()));
    assert!(futures_util::poll!(gone.as_mut()).is_pending());
    drop(gone);
    release.send(()).unwrap();
    assert_eq!(pool.run(ASKER, |_| 1).await, Ok(1));
    assert!(was_done.try_recv().is_err());
}

#[tokio::test]
async fn work_that_waited_too_long_is_busy() {
    let (pool, release) = held_up(ONE_THREAD).await;
    let mut late = Box::pin(pool.run_before(Instant::now(), ASKER, |_| 1));
    assert!(futures_util::poll!(late.as_mut()).is_pending());
    release.send(()).unwrap();
    assert_eq!(late.await, Err(Busy));
}

#[tokio::test]
async fn a_panic_ends_one_job_and_not_the_pool() {
    let pool = Pool::start(ONE_THREAD).unwrap();
    assert_eq!(
        pool.run(ASKER, |_| -> u8 { panic!("on purpose") }).await,
        Err(Busy)
    );
    assert_eq!(pool.run(ASKER, |_| 1).await, Ok(1));
}

#[tokio::test]
async fn dropping_the_pool_ends_its_threads() {
    thread_local! {
        static LIVES: std::cell::RefCell<Option<mpsc::Sender<()>>> = Default::default();
    }
    let pool = Pool::start(ONE_THREAD).unwrap();
    let (lives, ended) = mpsc::channel();
    pool.run(ASKER, move |_| {
        LIVES.with(|thread| thread.replace(Some(lives)))
    })
    .await
    .unwrap();
    assert_eq!(ended.try_recv(), Err(mpsc::TryRecvError::Empty));
    drop(pool);
    assert_eq!(ended.try_recv(), Err(mpsc::TryRecvError::Disconnected));
}
