//! The line before the hashing threads. Each job has a number: one more than the last of its address
//! and one more than the last of its account, whichever is greater; the smallest number goes first.
//! So the first job of a quiet address for a quiet account goes before the second of a storm,
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
    jobs: BTreeMap<(u64, u64), J>,
    /// The last numbers given, while they are ahead of the one that went last.
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
        let after = |last: Option<&u64>| last.map_or(0, |last| last + 1).max(self.went);
        let number =
            after(self.addresses.get(&asker.address)).max(after(self.accounts.get(&asker.account)));
        self.addresses.insert(asker.address, number);
        self.accounts.insert(asker.account, number);
        self.arrivals += 1;
        self.jobs.insert((number, self.arrivals), job);
    }

    /// The job whose turn it is.
    pub(super) fn pop(&mut self) -> Option<J> {
        let ((number, _), job) = self.jobs.pop_first()?;
        self.went = self.went.max(number);
        if self.addresses.len().max(self.accounts.len()) > 2 * self.jobs.len() + 64 {
            let went = self.went;
            self.addresses.retain(|_, last| *last >= went);
            self.accounts.retain(|_, last| *last >= went);
        }
        Some(job)
    }

    /// Takes out the job that would go last: one of whoever has most.
    pub(super) fn pop_last(&mut self) -> Option<J> {
        self.jobs.pop_last().map(|(_, job)| job)
    }

    /// Keeps only these.
    pub(super) fn retain(&mut self, keep: impl Fn(&J) -> bool) {
        self.jobs.retain(|_, job| keep(job));
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.jobs.len()
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
        assert!(line.addresses.len() <= 66 && line.accounts.len() <= 66);
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
