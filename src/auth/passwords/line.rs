//! The line before the hashing threads. Each job has a number: as many after the one that went last
//! as jobs of its address wait, or jobs for its account, whichever are more; the smallest number goes
//! first. So the first job of a quiet address for a quiet account goes before the second of a storm,
//! whether that comes from one address or against one account.

use std::collections::{BTreeMap, HashMap};

/// Who has a password hashed: hashes of address and account, keyed afresh at each start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asker {
    pub(super) address: u64,
    pub(super) account: u64,
}

/// Jobs in a fair order.
#[derive(Debug)]
pub(super) struct Line<J> {
    jobs: BTreeMap<(u64, u64), (Asker, J)>,
    /// How many wait, of each that has any.
    addresses: HashMap<u64, u64>,
    accounts: HashMap<u64, u64>,
    went: u64,
    arrivals: u64,
}

impl<J> Default for Line<J> {
    fn default() -> Self {
        Self {
            jobs: BTreeMap::new(),
            addresses: HashMap::new(),
            accounts: HashMap::new(),
            went: 0,
            arrivals: 0,
        }
    }
}

impl<J> Line<J> {
    /// Takes a job in.
    pub(super) fn push(&mut self, asker: Asker, job: J) {
        let of_address = self.addresses.entry(asker.address).or_default();
        let of_account = self.accounts.entry(asker.account).or_default();
        let number = self.went + (*of_address).max(*of_account);
        *of_address += 1;
        *of_account += 1;
        self.arrivals += 1;
        self.jobs.insert((number, self.arrivals), (asker, job));
    }

    /// The job whose turn it is.
    pub(super) fn pop(&mut self) -> Option<J> {
        let ((number, _), (asker, job)) = self.jobs.pop_first()?;
        self.went = self.went.max(number);
        self.leave(asker);
        Some(job)
    }

    /// Takes out the job that would go last: one of whoever has most.
    pub(super) fn pop_last(&mut self) -> Option<J> {
        let (_, (asker, job)) = self.jobs.pop_last()?;
        self.leave(asker);
        Some(job)
    }

    /// Keeps only these.
    pub(super) fn retain(&mut self, keep: impl Fn(&J) -> bool) {
        let mut left = Vec::new();
        self.jobs.retain(|_, (asker, job)| {
            let kept = keep(job);
            if !kept {
                left.push(*asker);
            }
            kept
        });
        left.into_iter().for_each(|asker| self.leave(asker));
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.jobs.len()
    }

    fn leave(&mut self, asker: Asker) {
        let counts = [
            (&mut self.addresses, asker.address),
            (&mut self.accounts, asker.account),
        ];
        for (counts, key) in counts {
            match counts.get_mut(&key) {
                Some(count) if *count > 1 => *count -= 1,
                _ => drop(counts.remove(&key)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asker(address: u64, account: u64) -> Asker {
        Asker { address, account }
    }

    fn place_of(line: &mut Line<&'static str>, wanted: &str) -> usize {
        std::iter::from_fn(|| line.pop())
            .position(|job| job == wanted)
            .unwrap()
    }

    #[test]
    fn nobody_waits_behind_a_storm_of_one_address_or_one_account() {
        let mut line = Line::default();
        (0..500).for_each(|account| line.push(asker(1, account), "one address"));
        (0..500).for_each(|address| line.push(asker(1000 + address, 7), "one account"));
        line.push(asker(2, 1000), "quiet");
        assert!(place_of(&mut line, "quiet") <= 2);
        // Nor while the storm goes on.
        (0..500).for_each(|account| line.push(asker(1, account), "one address"));
        for _ in 0..100 {
            line.pop();
            line.push(asker(1, 3), "one address");
        }
        line.push(asker(2, 1000), "quiet");
        assert!(place_of(&mut line, "quiet") <= 1);
    }

    #[test]
    fn equals_go_in_their_order_and_what_is_held_is_bounded() {
        let mut line = Line::default();
        for round in 0..1000 {
            line.push(asker(round, round), "first");
            line.push(asker(round + 1_000_000, round + 1_000_000), "second");
            assert_eq!((line.pop(), line.pop()), (Some("first"), Some("second")));
        }
        assert!(line.addresses.is_empty() && line.accounts.is_empty());
        (0..9).for_each(|account| line.push(asker(1, account), "gone"));
        line.retain(|_| false);
        assert!(line.addresses.is_empty() && line.accounts.is_empty());
    }

    #[test]
    fn whoever_has_most_makes_room() {
        let mut line = Line::default();
        line.push(asker(2, 2), "quiet");
        (0..10).for_each(|_| line.push(asker(1, 1), "storm"));
        for _ in 0..10 {
            assert_eq!(line.pop_last(), Some("storm"));
        }
        assert_eq!(line.pop_last(), Some("quiet"));
    }
}
