//! Makes and checks password hashes: argon2id on threads of its own, never on those of requests.
//!
//! A known account and an unknown one take the same path and the same time: without a stored hash
//! the same work is done against one that nothing matches. Whoever cannot be served soon is told
//! `Busy` rather than kept waiting.

mod argon;
mod line;
mod pool;
mod recent;
#[cfg(test)]
mod tests;

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::time::{Duration, Instant};

use crate::domain::Password;

use self::argon::Stored;
pub use self::line::Asker;
use self::pool::Pool;
use self::recent::Recent;
use super::guesses::network;

/// The threads that hash. Dropping it ends them, after the hash that each is at.
#[derive(Debug)]
pub struct Passwords {
    pool: Pool,
    recent: Recent,
    /// Keyed afresh at each start, so that nobody can choose a name that shares another's turn.
    hasher: RandomState,
}

impl Passwords {
    /// Starts the threads. Each takes 19 MiB for its hashes, until none has come for a while.
    ///
    /// # Errors
    /// The system refuses a thread.
    pub fn start(limits: Limits) -> std::io::Result<Passwords> {
        let pool = Pool::start(limits)?;
        Ok(Passwords {
            pool,
            recent: Recent::new(limits.remembered),
            hasher: RandomState::new(),
        })
    }

    /// In whose turn a password is hashed: nobody waits behind the storm of another address, or
    /// one against another account.
    pub fn asker(&self, address: IpAddr, account: &str) -> Asker {
        Asker {
            address: self.hasher.hash_one(network(address)),
            account: self.hasher.hash_one(account.trim().to_lowercase()),
        }
    }

    /// The hash to store for a new password: a PHC string with its own random salt.
    ///
    /// # Errors
    /// `Busy`: too many wait already, or this one waited too long.
    pub async fn hash(&self, password: Password, asker: Asker) -> Result<PasswordHash, Busy> {
        let hashed = self
            .pool
            .run(asker, move |memory| argon::hash(&password, memory));
        hashed.await?.ok_or(Busy)
    }

    /// As [`Passwords::verify`], for a login: who logged in a short while ago is recognised without
    /// the work, while the stored hash is the same.
    ///
    /// # Errors
    /// `Busy`: too many wait already, or this one waited too long.
    pub async fn log_in(
        &self,
        password: Password,
        stored: Option<PasswordHash>,
        asker: Asker,
    ) -> Result<bool, Busy> {
        let now = Instant::now();
        let is_known = |stored: &PasswordHash| self.recent.knows(&password, stored, now);
        if stored.as_ref().is_some_and(is_known) {
            return Ok(true);
        }
        let right = self.verify(password.clone(), stored.clone(), asker).await?;
        if let Some(stored) = stored.filter(|_| right) {
            self.recent.was_right(&password, &stored, now);
        }
        Ok(right)
    }

    /// Whether the password is the one stored; always false for an unknown account (`None`).
    /// Done with the parameters of the stored hash. One that cannot be read is logged and counts
    /// as none.
    ///
    /// # Errors
    /// `Busy`: too many wait already, or this one waited too long.
    pub async fn verify(
        &self,
        password: Password,
        stored: Option<PasswordHash>,
        asker: Asker,
    ) -> Result<bool, Busy> {
        let verified = self.pool.run(asker, move |memory| {
            let stored = stored.and_then(|hash| read_or_report(&hash));
            argon::verify(&password, stored, memory)
        });
        verified.await?.ok_or(Busy)
    }
}

fn read_or_report(hash: &PasswordHash) -> Option<Stored> {
    let stored = Stored::read(hash);
    if stored.is_none() {
        tracing::error!("a stored password hash cannot be read; its account cannot log in");
    }
    stored
}

/// How much the hashing may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Threads, at least 1. Default: one fewer than the machine has cores.
    pub threads: usize,
    /// Askers waiting for a thread. Default: 2048.
    pub waiting: usize,
    /// The longest wait for a thread. Default: 30 s.
    pub patience: Duration,
    /// How long a right password is recognised at its next login; zero: not at all. Default: 5 min.
    pub remembered: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Limits {
            threads: cores.saturating_sub(1).max(1),
            waiting: 2048,
            patience: HALF_A_MINUTE,
            remembered: Duration::from_secs(300),
        }
    }
}

/// A thousand who log in at once are served in this time, on one thread.
const HALF_A_MINUTE: Duration = Duration::from_secs(30);

/// The hashing has more to do than it can; try again in a few seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are being checked")]
pub struct Busy;

/// A PHC string (`$argon2id$v=19$m=…,t=…,p=…$salt$hash`), as stored. Does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// The text, for the database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for PasswordHash {
    fn from(text: T) -> PasswordHash {
        PasswordHash(text.into())
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("…")
    }
}
