//! Stops sending to an endpoint that keeps failing, and lets one attempt through now and then.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use crate::metrics::BreakerCounted;

/// So many failures in a row open it.
const IN_A_ROW: u32 = 10;

/// So many attempts within the window, of which so many in a hundred failed, open it.
const ATTEMPTS: usize = 10;
const FAILED_PERCENT: usize = 70;
const WINDOW: Duration = Duration::from_secs(300);

/// Attempts that are remembered, at most.
const REMEMBERED: usize = 200;

/// The first pause; it doubles with every failed probe, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
const LONGEST_PAUSE: Duration = Duration::from_secs(900);

/// An endpoint's record.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    recent: VecDeque<(Instant, Outcome)>,
    failures: usize,
    in_a_row: u32,
    state: State,
    counted: BreakerCounted,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Success,
    Failure,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// All may pass.
    #[default]
    Closed,
    /// None may pass until then.
    Open { until: Instant, pause: Duration },
    /// One is on its way.
    Probing { pause: Duration },
}

impl Breaker {
    /// Whether an attempt may be made now.
    pub(super) fn lets_pass(&self, now: Instant) -> bool {
        match self.state {
            State::Closed => true,
            State::Open { until, .. } => until <= now,
            State::Probing { .. } => false,
        }
    }

    /// Until when it lets none pass; none when it does not wait for a time.
    pub(super) fn opens_at(&self) -> Option<Instant> {
        match self.state {
            State::Open { until, .. } => Some(until),
            State::Closed | State::Probing { .. } => None,
        }
    }

    /// Whether it has stopped sending, but for a probe.
    pub(super) fn is_open(&self) -> bool {
        self.state != State::Closed
    }

    /// An attempt is made.
    pub(super) fn begin(&mut self) {
        if let State::Open { pause, .. } = self.state {
            self.state = State::Probing { pause };
        }
    }

    /// Somebody wants to know now: the next attempt may be made at once.
    pub(super) fn poke(&mut self, now: Instant) {
        if let State::Open { pause, .. } = self.state {
            self.state = State::Open { until: now, pause };
        }
    }

    /// An attempt ended.
    pub(super) fn end(&mut self, outcome: Outcome, now: Instant) {
        self.remember(outcome, now);
        self.state = match (self.state, outcome) {
            (State::Closed, Outcome::Failure) if self.is_bad() => State::Open {
                until: now + FIRST_PAUSE,
                pause: FIRST_PAUSE,
            },
            (State::Closed, _) => State::Closed,
            (_, Outcome::Success) => {
                self.recent.clear();
                self.failures = 0;
                State::Closed
            }
            (State::Probing { pause }, Outcome::Failure) => {
                let pause = (pause * 2).min(LONGEST_PAUSE);
                State::Open {
                    until: now + pause,
                    pause,
                }
            }
            // Sent before it opened.
            (open @ State::Open { .. }, Outcome::Failure) => open,
        };
        self.counted.is(match self.state {
            State::Closed => "closed",
            State::Open { .. } | State::Probing { .. } => "open",
        });
    }

    fn remember(&mut self, outcome: Outcome, now: Instant) {
        match outcome {
            Outcome::Success => self.in_a_row = 0,
            Outcome::Failure => {
                self.in_a_row = self.in_a_row.saturating_add(1);
                self.failures += 1;
            }
        }
        self.recent.push_back((now, outcome));
        while let Some((at, oldest)) = self.recent.front().copied() {
            if self.recent.len() <= REMEMBERED && now.duration_since(at) <= WINDOW {
                break;
            }
            self.recent.pop_front();
            if oldest == Outcome::Failure {
                self.failures -= 1;
            }
        }
    }

    fn is_bad(&self) -> bool {
        let attempts = self.recent.len();
        self.in_a_row >= IN_A_ROW
            || attempts >= ATTEMPTS && self.failures * 100 >= attempts * FAILED_PERCENT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fail(breaker: &mut Breaker, times: u32, now: Instant) {
        for _ in 0..times {
            breaker.end(Outcome::Failure, now);
        }
    }

    #[test]
    fn ten_failures_in_a_row_open_it() {
        let (mut breaker, now) = (Breaker::default(), Instant::now());
        for _ in 0..100 {
            breaker.end(Outcome::Success, now);
        }
        fail(&mut breaker, 9, now);
        assert!(breaker.lets_pass(now));
        fail(&mut breaker, 1, now);
        assert!(!breaker.lets_pass(now + Duration::from_secs(29)));
        assert!(breaker.lets_pass(now + Duration::from_secs(30)));
    }

    #[test]
    fn seventy_percent_of_five_minutes_open_it() {
        let (mut breaker, now) = (Breaker::default(), Instant::now());
        for _ in 0..3 {
            breaker.end(Outcome::Success, now);
            fail(&mut breaker, 2, now);
        }
        assert!(breaker.lets_pass(now));
        fail(&mut breaker, 1, now);
        assert!(!breaker.lets_pass(now), "7 of 10 failed");
        let mut breaker = Breaker::default();
        fail(&mut breaker, 6, now);
        let later = now + Duration::from_secs(301);
        breaker.end(Outcome::Success, later);
        fail(&mut breaker, 3, later);
        assert!(breaker.lets_pass(later), "what is long ago does not count");
    }

    #[test]
    fn one_probe_decides_and_each_failed_one_doubles_the_pause() {
        let (mut breaker, mut now) = (Breaker::default(), Instant::now());
        fail(&mut breaker, 10, now);
        for seconds in [30, 60, 120, 240, 480, 900, 900] {
            assert!(!breaker.lets_pass(now + Duration::from_secs(seconds - 1)));
            now += Duration::from_secs(seconds);
            assert!(breaker.lets_pass(now));
            breaker.begin();
            assert!(!breaker.lets_pass(now), "one at a time");
            breaker.end(Outcome::Failure, now);
        }
        now += LONGEST_PAUSE;
        breaker.begin();
        breaker.end(Outcome::Success, now);
        assert!(breaker.lets_pass(now));
        assert!(!breaker.is_open());
    }

    #[test]
    fn a_poke_makes_the_probe_due() {
        let (mut breaker, now) = (Breaker::default(), Instant::now());
        fail(&mut breaker, 10, now);
        breaker.poke(now);
        assert!(breaker.lets_pass(now));
    }
}
