//! Token buckets, each held as the one moment at which it will be full again (the generic cell rate
//! algorithm): a bucket that is full is not held at all, and so their number is bounded.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::{Duration, Instant};

/// How fast a bucket fills and how much it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The time in which one token comes back.
    pub token: Duration,
    /// The time in which all do.
    pub all: Duration,
}

impl Pace {
    /// So many tokens a second, and so many at once.
    pub fn new(per_second: u32, burst: u32) -> Self {
        let token = Duration::from_secs(1) / per_second.max(1);
        Self {
            token,
            all: token.saturating_mul(burst.max(1)),
        }
    }

    /// The part of the pace that falls to a place where `here` of all tokens are asked for, while
    /// `elsewhere` others take theirs. Never less than a twentieth: demand moves.
    pub fn part(self, here: u32, elsewhere: u32) -> Self {
        if elsewhere == 0 {
            return self;
        }
        let (here, elsewhere) = (f64::from(here.max(1)), f64::from(elsewhere));
        let rate = 1.0 / self.token.as_secs_f64();
        // By demand where all is asked for; what the others leave where it is not.
        let part = (here / (here + elsewhere)).max(1.0 - elsewhere / rate);
        // The bucket keeps its depth in time, and thereby holds as much less as it fills slower.
        Self {
            token: self.token.div_f64(part.clamp(0.05, 1.0)),
            all: self.all,
        }
    }
}

/// Buckets by key, of which at most so many are held.
#[derive(Debug)]
pub struct Buckets<K> {
    full_at: HashMap<K, Instant>,
    most: usize,
}

impl<K: Eq + Hash + Copy> Buckets<K> {
    /// None yet, and at most so many.
    pub fn new(most: usize) -> Self {
        Self {
            full_at: HashMap::new(),
            most,
        }
    }

    /// Takes a token.
    ///
    /// # Errors
    /// How long it takes until there is one.
    pub fn take(&mut self, key: K, pace: Pace, now: Instant) -> Result<(), Duration> {
        let full_at = self.full_at(key, now) + pace.token;
        // A bucket of less than one token would never give any.
        let limit = now + pace.all.max(pace.token);
        if full_at > limit {
            return Err(full_at - limit);
        }
        self.make_room(now);
        self.full_at.insert(key, full_at);
        Ok(())
    }

    /// Takes a token, on credit too; how long it takes until that is paid back, at most `most`.
    pub fn spend(&mut self, key: K, pace: Pace, most: Duration, now: Instant) -> Duration {
        let limit = now + pace.all.max(pace.token);
        let full_at = (self.full_at(key, now) + pace.token).min(limit + most);
        self.make_room(now);
        self.full_at.insert(key, full_at);
        full_at.saturating_duration_since(limit)
    }

    /// Puts a token back.
    pub fn give_back(&mut self, key: K, pace: Pace, now: Instant) {
        if let Some(full_at) = self.full_at.get_mut(&key) {
            *full_at = full_at.checked_sub(pace.token).unwrap_or(now);
        }
    }

    /// How many tokens there are, and how long it takes until there are all.
    pub fn standing(&self, key: K, pace: Pace, now: Instant) -> (u64, Duration) {
        let missing = self.full_at(key, now) - now;
        let left = pace.all.max(pace.token).saturating_sub(missing);
        let left = left.as_nanos() / pace.token.as_nanos().max(1);
        (u64::try_from(left).unwrap_or(u64::MAX), missing)
    }

    fn full_at(&self, key: K, now: Instant) -> Instant {
        self.full_at.get(&key).map_or(now, |at| (*at).max(now))
    }

    /// Forgets the buckets that are full; when that is not enough, the quarter that is fullest.
    fn make_room(&mut self, now: Instant) {
        if self.full_at.len() < self.most {
            return;
        }
        self.full_at.retain(|_, at| *at > now);
        if self.full_at.len() < self.most / 4 * 3 {
            return;
        }
        let mut moments: Vec<_> = self.full_at.values().copied().collect();
        let quarter = moments.len() / 4;
        let (_, cutoff, _) = moments.select_nth_unstable(quarter);
        let cutoff = *cutoff;
        self.full_at.retain(|_, at| *at > cutoff);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn taken(buckets: &mut Buckets<u32>, pace: Pace, now: Instant) -> usize {
        (0..)
            .take_while(|_| buckets.take(1, pace, now).is_ok())
            .count()
    }

    #[test]
    fn a_bucket_gives_its_burst_at_once_and_then_its_rate() {
        let (mut buckets, pace, now) = (Buckets::new(9), Pace::new(10, 30), Instant::now());
        assert_eq!(taken(&mut buckets, pace, now), 30);
        assert_eq!(buckets.take(1, pace, now), Err(SECOND / 10));
        assert_eq!(buckets.standing(1, pace, now), (0, 3 * SECOND));
        assert_eq!(taken(&mut buckets, pace, now + SECOND), 10);
        assert_eq!(taken(&mut buckets, pace, now + 60 * SECOND), 30);
        buckets.give_back(1, pace, now + 60 * SECOND);
        assert_eq!(taken(&mut buckets, pace, now + 60 * SECOND), 1);
        assert!(buckets.take(2, pace, now).is_ok(), "others have their own");
    }

    #[test]
    fn who_spends_on_credit_waits_the_longer_the_more_and_never_too_long() {
        let (mut buckets, pace, now) = (Buckets::new(9), Pace::new(10, 30), Instant::now());
        let mut spend = |later| buckets.spend(1, pace, SECOND, now + later);
        for _ in 0..30 {
            assert_eq!(spend(Duration::ZERO), Duration::ZERO);
        }
        for tenths in 1..=10 {
            assert_eq!(spend(Duration::ZERO), tenths * SECOND / 10);
        }
        assert_eq!(spend(Duration::ZERO), SECOND);
        assert_eq!(spend(SECOND), SECOND / 10);
        assert_eq!(spend(9 * SECOND), Duration::ZERO);
    }

    #[test]
    fn two_places_share_a_pace_by_what_is_asked_of_each() {
        let pace = Pace::new(200, 400);
        assert_eq!(pace.part(10, 0), pace);
        let rate = |pace: Pace| (1.0 / pace.token.as_secs_f64()).round();
        assert_eq!(rate(pace.part(1000, 1000)), 100.0);
        assert_eq!(rate(pace.part(3000, 1000)), 150.0);
        assert_eq!(rate(pace.part(1000, 3000)), 50.0);
        // Where not all is asked for, what the others leave may be taken.
        assert_eq!(rate(pace.part(10, 50)), 150.0);
        assert_eq!(rate(pace.part(0, 1_000_000)), 10.0);
        let now = Instant::now();
        assert_eq!(taken(&mut Buckets::new(9), pace.part(1, 1_000), now), 20);
    }

    #[test]
    fn what_is_held_is_bounded_and_those_in_debt_stay() {
        let (mut buckets, pace, now) = (Buckets::new(1000), Pace::new(1, 30), Instant::now());
        while buckets.take(0, pace, now).is_ok() {}
        for other in 1..10_000 {
            assert!(buckets.take(other, pace, now).is_ok());
            assert!(buckets.full_at.len() <= 1000);
        }
        assert!(buckets.take(0, pace, now).is_err());
        let later = now + 60 * SECOND;
        for other in 1..2000 {
            assert!(buckets.take(other, pace, later).is_ok());
        }
        assert!(buckets.full_at.len() <= 1000);
    }
}
