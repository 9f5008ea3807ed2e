//! Slows the guessing of passwords. Asked before a password is hashed, told afterwards how it went.
//!
//! What is counted is an account *from an address*: who guesses waits, the owner coming from
//! elsewhere never does. Each pair may fail 30 times at once and once more every 6 seconds.
//! Failures that were under way together all count, so they lengthen the wait that follows.

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The failed guesses of one server, in memory, forgotten when it ends.
#[derive(Debug, Default)]
pub struct Guesses {
    debts: Mutex<Debts>,
    /// Keyed afresh at each start, so that the keys held say nothing about e-mail addresses.
    hasher: RandomState,
}

impl Guesses {
    /// Whether a guess at `account` (its e-mail, any case) may be tried now from `address`.
    /// The address is the client's; IPv6 ones count by their /64.
    ///
    /// # Errors
    /// How long to wait before the next try.
    pub fn check(&self, account: &str, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let key = self.key(account, address);
        let paid = self.debts().paid_at(key).unwrap_or(now);
        match paid.saturating_duration_since(now).checked_sub(ALLOWED) {
            None | Some(Duration::ZERO) => Ok(()),
            Some(wait) => Err(wait),
        }
    }

    /// Counts a wrong guess.
    pub fn failed(&self, account: &str, address: IpAddr, now: Instant) {
        let key = self.key(account, address);
        self.debts().charge(key, now);
    }

    /// Forgets the wrong guesses of the pair: the password was right.
    pub fn succeeded(&self, account: &str, address: IpAddr) {
        let key = self.key(account, address);
        self.debts().forget(key);
    }

    fn debts(&self) -> MutexGuard<'_, Debts> {
        self.debts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, account: &str, address: IpAddr) -> u64 {
        let account = account.trim().to_lowercase();
        self.hasher.hash_one((account, network(address)))
    }
}

/// What one failure costs.
const PAUSE: Duration = Duration::from_secs(6);
/// Failures at once before the first wait.
const BURST_FAILURES: u64 = 30;
/// The debt with which a guess is still allowed: the burst less the failure that it may become.
const ALLOWED: Duration = Duration::from_secs(PAUSE.as_secs() * (BURST_FAILURES - 1));
/// Pairs held: about 10 MB.
const MOST_PAIRS: usize = 100_000;

/// Each failure is a debt of 6 seconds which time pays back; kept is only when it is all paid.
#[derive(Debug, Default)]
struct Debts {
    paid_at: HashMap<u64, Instant>,
    soonest: BTreeSet<(Instant, u64)>,
}

impl Debts {
    fn paid_at(&self, key: u64) -> Option<Instant> {
        self.paid_at.get(&key).copied()
    }

    fn charge(&mut self, key: u64, now: Instant) {
        let owed_until = self.forget(key).unwrap_or(now).max(now);
        self.make_room(now);
        self.paid_at.insert(key, owed_until + PAUSE);
        self.soonest.insert((owed_until + PAUSE, key));
    }

    fn forget(&mut self, key: u64) -> Option<Instant> {
        let paid_at = self.paid_at.remove(&key)?;
        self.soonest.remove(&(paid_at, key));
        Some(paid_at)
    }

    /// Drops what is paid, and the one that is paid soonest when there are too many.
    fn make_room(&mut self, now: Instant) {
        while let Some((paid_at, key)) = self.soonest.first().copied() {
            if paid_at > now && self.paid_at.len() < MOST_PAIRS {
                return;
            }
            self.forget(key);
        }
    }
}

/// Whom an address stands for: an IPv4 address, also one written as IPv6, as it is; an IPv6 address as its /64.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            IpAddr::V6(Ipv6Addr::from_bits(network))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: &str = "pay@acme.test";

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn fail(guesses: &Guesses, times: u32, from: &str, now: Instant) {
        for _ in 0..times {
            guesses.failed(ACCOUNT, address(from), now);
        }
    }

    #[test]
    fn thirty_failures_are_free_and_then_one_every_six_seconds() {
        let (guesses, now, from) = (Guesses::default(), Instant::now(), address("192.0.2.1"));
        fail(&guesses, 29, "192.0.2.1", now);
        assert_eq!(guesses.check(ACCOUNT, from, now), Ok(()));
        fail(&guesses, 1, "192.0.2.1", now);
        assert_eq!(guesses.check(ACCOUNT, from, now), Err(PAUSE));
        let later = now + Duration::from_secs(4);
        assert_eq!(
            guesses.check(ACCOUNT, from, later),
            Err(Duration::from_secs(2))
        );
        let later = now + PAUSE;
        assert_eq!(guesses.check(ACCOUNT, from, later), Ok(()));
        guesses.failed(ACCOUNT, from, later);
        assert_eq!(guesses.check(ACCOUNT, from, later), Err(PAUSE));
        assert_eq!(guesses.check(ACCOUNT, from, later + 30 * PAUSE), Ok(()));
    }

    #[test]
    fn the_owner_elsewhere_and_other_accounts_never_wait() {
        let (guesses, now) = (Guesses::default(), Instant::now());
        fail(&guesses, 500, "192.0.2.1", now);
        assert!(guesses.check(ACCOUNT, address("192.0.2.1"), now).is_err());
        assert!(guesses.check(ACCOUNT, address("192.0.2.2"), now).is_ok());
        assert!(
            guesses
                .check("other@acme.test", address("192.0.2.1"), now)
                .is_ok()
        );
    }

    #[test]
    fn case_mapped_addresses_and_neighbours_in_a_64_are_the_same_guesser() {
        let (guesses, now) = (Guesses::default(), Instant::now());
        fail(&guesses, 30, "192.0.2.1", now);
        let mapped = address("::ffff:192.0.2.1");
        assert!(guesses.check(" Pay@ACME.test ", mapped, now).is_err());
        fail(&guesses, 30, "2001:db8:1:2::3", now);
        assert!(
            guesses
                .check(ACCOUNT, address("2001:db8:1:2:ffff::9"), now)
                .is_err()
        );
        assert!(
            guesses
                .check(ACCOUNT, address("2001:db8:1:3::3"), now)
                .is_ok()
        );
    }

    #[test]
    fn a_right_password_forgets_the_wrong_ones() {
        let (guesses, now, from) = (Guesses::default(), Instant::now(), address("192.0.2.1"));
        fail(&guesses, 40, "192.0.2.1", now);
        guesses.succeeded(ACCOUNT, from);
        assert!(guesses.check(ACCOUNT, from, now).is_ok());
        assert!(guesses.debts().paid_at.is_empty() && guesses.debts().soonest.is_empty());
    }

    #[test]
    fn what_is_held_is_bounded_and_a_flood_does_not_free_a_guesser() {
        let (guesses, now) = (Guesses::default(), Instant::now());
        fail(&guesses, 31, "192.0.2.1", now);
        for number in 0..MOST_PAIRS + 50 {
            guesses.failed(&format!("{number}@acme.test"), address("192.0.2.9"), now);
        }
        assert_eq!(guesses.debts().paid_at.len(), MOST_PAIRS);
        assert_eq!(guesses.debts().soonest.len(), MOST_PAIRS);
        assert!(guesses.check(ACCOUNT, address("192.0.2.1"), now).is_err());
        guesses.failed("late@acme.test", address("192.0.2.1"), now + 100 * PAUSE);
        assert_eq!(guesses.debts().paid_at.len(), 1);
    }
}
