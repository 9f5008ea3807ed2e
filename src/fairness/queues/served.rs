//! Who took how much of the database's time, since it was last asked.

use std::collections::HashMap;
use std::time::Duration;

use super::Flow;
use crate::domain::CompanyId;

/// Companies that are told apart; of others only the sum is known.
const MOST: usize = 10_000;

/// Time that was taken.
#[derive(Debug, Default)]
pub struct Served {
    companies: HashMap<CompanyId, Duration>,
    all: Duration,
}

impl Served {
    /// A flow's work took so long.
    pub fn add(&mut self, flow: Flow, took: Duration) {
        self.all += took;
        if let Flow::Company(company) = flow
            && (self.companies.len() < MOST || self.companies.contains_key(&company))
        {
            *self.companies.entry(company).or_default() += took;
        }
    }

    /// The companies that took most, and their parts of all, the greatest first.
    pub fn busiest(&self, count: usize) -> Vec<(CompanyId, f64)> {
        let mut all: Vec<_> = self.companies.iter().collect();
        all.sort_unstable_by_key(|(_, took)| std::cmp::Reverse(**took));
        let part = |took: &Duration| took.div_duration_f64(self.all);
        let first = all.into_iter().filter(|(_, took)| !took.is_zero());
        let first = first.take(count);
        first
            .map(|(company, took)| (*company, part(took)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn the_busiest_come_first_with_their_parts_of_all() {
        let (acme, bolt) = (CompanyId::draw(), CompanyId::draw());
        let (mut served, second) = (Served::default(), Duration::from_secs(1));
        assert!(served.busiest(5).is_empty());
        served.add(Flow::Company(bolt), second);
        for _ in 0..5 {
            served.add(Flow::Company(acme), second);
        }
        served.add(Flow::Address(Ipv4Addr::LOCALHOST.into()), 4 * second);
        assert_eq!(served.busiest(5), [(acme, 0.5), (bolt, 0.1)]);
        assert_eq!(served.busiest(1), [(acme, 0.5)]);
    }
}
