//! Credentials of streams are checked again and again. What an answer says was so when it was asked
//! for, so that time counts from there: however slow or silent the database is, a dead credential's
//! streams end within 5 s.

use std::fmt::Display;
use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout_at};

/// How streams are checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// From one question that was answered to the next.
    every: Duration,
    /// From one that failed to the next.
    again: Duration,
    /// How long after a question that was answered all streams end, if no other one is.
    patience: Duration,
}

/// The pace that keeps the promise, with half a second to spare.
pub(super) const PACE: Pace = Pace {
    every: Duration::from_secs(2),
    again: Duration::from_millis(250),
    patience: Duration::from_millis(4500),
};

/// What is known of all credentials.
pub(super) struct Checks {
    pace: Pace,
    /// Since when nothing is known: when the last question was asked that was answered.
    asked: Instant,
    next: Instant,
}

/// Whether streams may go on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trust {
    Kept,
    Gone,
}

impl Checks {
    /// All are good now.
    pub(super) fn begin(pace: Pace, now: Instant) -> Self {
        Self {
            pace,
            asked: now,
            next: now + pace.every,
        }
    }

    /// Waits until a question is to be asked.
    pub(super) async fn due(&self) {
        sleep_until(self.next).await;
    }

    /// Asks; streams may not go on when there was no answer for too long.
    pub(super) async fn ask<E: Display>(
        &mut self,
        question: impl Future<Output = Result<(), E>>,
    ) -> Trust {
        let (now, deadline) = (Instant::now(), self.asked + self.pace.patience);
        let trouble = match timeout_at(deadline, question).await {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error.to_string()),
            Err(_) => Some("no answer in time".to_owned()),
        };
        if let Some(error) = &trouble {
            tracing::warn!(error, "cannot check the credentials of streams");
            self.next = Instant::now() + self.pace.again;
            if self.next < deadline {
                return Trust::Kept;
            }
        }
        self.asked = now;
        self.next = now + self.pace.every;
        match trouble {
            None => Trust::Kept,
            Some(_) => Trust::Gone,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use tokio::time::{sleep, timeout};

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    fn checks(patience: Duration) -> Checks {
        let pace = Pace {
            every: Duration::from_millis(1),
            again: Duration::from_millis(1),
            patience,
        };
        Checks::begin(pace, Instant::now())
    }

    #[tokio::test]
    async fn streams_end_when_nobody_answers() {
        let mut checks = checks(Duration::from_millis(50));
        let asking = checks.ask(pending::<Result<(), &str>>());
        assert_eq!(timeout(LONG, asking).await, Ok(Trust::Gone));
    }

    #[tokio::test]
    async fn streams_end_when_every_question_fails() {
        let mut checks = checks(Duration::from_millis(50));
        let asking = async {
            while checks.ask(async { Err("away") }).await == Trust::Kept {
                checks.due().await;
            }
        };
        assert!(timeout(LONG, asking).await.is_ok());
    }

    #[tokio::test]
    async fn an_answer_is_as_old_as_its_question() {
        let mut checks = checks(LONG);
        let mut answered_from = None;
        let question = async {
            answered_from = Some(Instant::now());
            sleep(Duration::from_millis(20)).await;
            Ok::<_, &str>(())
        };
        assert_eq!(checks.ask(question).await, Trust::Kept);
        assert!(Some(checks.asked) <= answered_from);
    }
}
