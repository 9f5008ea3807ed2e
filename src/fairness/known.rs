//! Credentials that the database found good a while ago. It gives them no authority: it decides
//! only whose bucket and whose queue a request is charged to, before the database is asked again.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::time::Instant;

use crate::auth::Caller;

/// Credentials of a generation; two generations are held: about 5 MB.
const GENERATION: usize = 50_000;

/// The credentials, by a hash that is keyed afresh at each start.
#[derive(Debug, Default)]
pub struct Known {
    young: HashMap<u64, Instant>,
    old: HashMap<u64, Instant>,
    hasher: RandomState,
}

impl Known {
    /// When the credential was last found good, if it was.
    pub fn good_at(&self, caller: &Caller) -> Option<Instant> {
        let key = self.key(caller);
        self.young.get(&key).or_else(|| self.old.get(&key)).copied()
    }

    /// Notes that it was found good.
    pub fn found_good(&mut self, caller: &Caller, now: Instant) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(self.key(caller), now);
    }

    /// Notes that it was refused.
    pub fn found_bad(&mut self, caller: &Caller) {
        let key = self.key(caller);
        self.young.remove(&key);
        self.old.remove(&key);
    }

    fn key(&self, caller: &Caller) -> u64 {
        let company = caller.company_id;
        self.hasher
            .hash_one((company, caller.credential_id, caller.secret_hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::{CredentialKind, credential};
    use crate::domain::CompanyId;

    #[test]
    fn a_forged_secret_of_a_known_credential_is_not_known() {
        let drawn = credential::draw(
            CredentialKind::ApiKey,
            CompanyId::draw(),
            uuid::Uuid::now_v7(),
        );
        let caller = credential::read(&drawn.text, "r").unwrap();
        let forged = Caller {
            secret_hash: [7; 32],
            ..caller.clone()
        };
        let (mut known, now) = (Known::default(), Instant::now());
        known.found_good(&caller, now);
        assert_eq!(known.good_at(&caller), Some(now));
        assert_eq!(known.good_at(&forged), None);
        known.found_bad(&caller);
        assert_eq!(known.good_at(&caller), None);
    }

    #[test]
    fn what_is_held_is_bounded_and_those_in_use_stay() {
        let drawn = credential::draw(
            CredentialKind::ApiKey,
            CompanyId::draw(),
            uuid::Uuid::now_v7(),
        );
        let caller = credential::read(&drawn.text, "r").unwrap();
        let (mut known, now) = (Known::default(), Instant::now());
        for number in 0..3 * GENERATION {
            let other = Caller {
                credential_id: uuid::Uuid::from_u128(u128::try_from(number).unwrap()),
                ..caller.clone()
            };
            known.found_good(&other, now);
            if number % 1000 == 0 {
                known.found_good(&caller, now);
            }
        }
        assert!(known.young.len() + known.old.len() <= 2 * GENERATION);
        assert_eq!(known.good_at(&caller), Some(now));
    }
}
