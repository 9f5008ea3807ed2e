//! Right passwords of the last minutes, in memory only, so that who logs in again and again is not
//! hashed each time.
//!
//! What is kept of one is a tag over the *stored hash* and the password, under a key that is drawn
//! at each start. The database says the stored hash at every login: with another password comes
//! another hash, and the tag is nobody's. Wrong passwords leave nothing.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::PasswordHash;
use crate::domain::Password;
use crate::secrets::tag;

/// Tags of a generation, of which two are held: about 2 MB.
const GENERATION: usize = 10_000;

/// The passwords that were right.
pub(super) struct Recent {
    key: [u8; 32],
    lifetime: Duration,
    tags: Mutex<Tags>,
}

#[derive(Default)]
struct Tags {
    young: HashMap<[u8; 32], Instant>,
    old: HashMap<[u8; 32], Instant>,
}

impl Recent {
    /// Remembers each this long; zero: none.
    pub(super) fn new(lifetime: Duration) -> Self {
        Self {
            key: rand::random(),
            lifetime,
            tags: Mutex::default(),
        }
    }

    /// Whether this password was right for this stored hash a short while ago.
    pub(super) fn knows(&self, password: &Password, stored: &PasswordHash, now: Instant) -> bool {
        if self.lifetime.is_zero() {
            return false;
        }
        let tag = self.tag(password, stored);
        let tags = self.tags();
        let right_at = tags.young.get(&tag).or_else(|| tags.old.get(&tag));
        right_at.is_some_and(|at| now.saturating_duration_since(*at) < self.lifetime)
    }

    /// Notes that it was right, by the hash.
    pub(super) fn was_right(&self, password: &Password, stored: &PasswordHash, now: Instant) {
        if self.lifetime.is_zero() {
            return;
        }
        let tag = self.tag(password, stored);
        let mut tags = self.tags();
        if tags.young.len() >= GENERATION {
            tags.old = std::mem::take(&mut tags.young);
        }
        tags.young.insert(tag, now);
    }

    /// A map is looked up by the tag itself: who does not know the key learns nothing by timing.
    fn tag(&self, password: &Password, stored: &PasswordHash) -> [u8; 32] {
        let parts = [stored.as_str().as_bytes(), password.as_str().as_bytes()];
        tag(&self.key, &parts)
    }

    fn tags(&self) -> MutexGuard<'_, Tags> {
        self.tags.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Recent {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Recent(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_password_is_known_for_its_hash_and_its_time() {
        let (recent, now) = (Recent::new(Duration::from_secs(300)), Instant::now());
        let (right, wrong) = (Password::from("right"), Password::from("wrong"));
        let (stored, changed) = (PasswordHash::from("$1"), PasswordHash::from("$2"));
        assert!(!recent.knows(&right, &stored, now));
        recent.was_right(&right, &stored, now);
        assert!(recent.knows(&right, &stored, now + Duration::from_secs(299)));
        assert!(!recent.knows(&right, &stored, now + Duration::from_secs(300)));
        assert!(!recent.knows(&wrong, &stored, now));
        assert!(
            !recent.knows(&right, &changed, now),
            "the password was changed"
        );
        assert!(!Recent::new(Duration::from_secs(300)).knows(&right, &stored, now));
    }

    #[test]
    fn what_is_held_is_bounded_and_nothing_when_it_is_off() {
        let (recent, now) = (Recent::new(Duration::from_secs(300)), Instant::now());
        let stored = PasswordHash::from("$1");
        for number in 0..3 * GENERATION {
            recent.was_right(&Password::from(format!("{number}").as_str()), &stored, now);
        }
        let tags = recent.tags();
        assert!(tags.young.len() + tags.old.len() <= 2 * GENERATION);
        let off = Recent::new(Duration::ZERO);
        off.was_right(&Password::from("right"), &stored, now);
        assert!(off.tags().young.is_empty());
        assert!(!off.knows(&Password::from("right"), &stored, now));
    }
}
