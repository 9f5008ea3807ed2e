//! What becomes of a delivery after an attempt: decided from the answer alone.

use std::time::Duration;

use crate::db::deliveries::Verdict;
use crate::domain::Schedule;
use crate::outbound::{Answer, Failure};

/// How far a pause strays from the schedule, either way, so that what failed together does not come
/// back together.
const JITTER: f64 = 0.2;

/// The verdict on attempt `number`, counted from 1; `dice` is between 0 and 1. Only a whole answer
/// is a success: one that was cut off may have been cut off before its receiver was done.
pub(super) fn verdict(
    number: i32,
    answer: &Result<Answer, Failure>,
    schedule: &Schedule,
    dice: f64,
) -> Verdict {
    let (heard, is_whole) = match answer {
        Ok(answer) => (Some(answer), true),
        Err(failure) => (failure.answer.as_ref(), false),
    };
    let status = heard.map_or(0, |answer| answer.status);
    match status {
        200..=299 if is_whole => return Verdict::Delivered,
        410 => return Verdict::Gone,
        _ => {}
    }
    let Some(pause) = schedule.pause(number - 1) else {
        return Verdict::Failed;
    };
    let asked = heard
        .filter(|_| matches!(status, 429 | 503))
        .and_then(|answer| answer.retry_after)
        .unwrap_or_default();
    Verdict::Again(jittered(pause, dice).max(asked))
}

fn jittered(pause: Duration, dice: f64) -> Duration {
    pause.mul_f64(1.0 - JITTER + 2.0 * JITTER * dice.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbound::Reason;

    fn answer(status: u16, retry_after: Option<u64>) -> Answer {
        Answer {
            status,
            retry_after: retry_after.map(Duration::from_secs),
            excerpt: String::new(),
        }
    }

    #[test]
    fn every_answer_has_its_verdict() {
        let schedule: Schedule = "10s,100s".parse().unwrap();
        let again = |seconds| Verdict::Again(Duration::from_secs(seconds));
        let cut = |status| Failure {
            error: Reason::BadResponse,
            answer: Some(answer(status, None)),
        };
        let table = [
            (1, Ok(answer(200, None)), Verdict::Delivered),
            (3, Ok(answer(204, None)), Verdict::Delivered),
            (1, Ok(answer(301, None)), again(10)),
            (1, Ok(answer(404, None)), again(10)),
            (1, Ok(answer(410, None)), Verdict::Gone),
            (1, Ok(answer(500, None)), again(10)),
            (2, Ok(answer(500, None)), again(100)),
            (3, Ok(answer(500, None)), Verdict::Failed),
            (9, Ok(answer(500, None)), Verdict::Failed),
            (1, Ok(answer(429, Some(60))), again(60)),
            (1, Ok(answer(503, Some(60))), again(60)),
            (1, Ok(answer(503, Some(3))), again(10)),
            (1, Ok(answer(500, Some(60))), again(10)),
            (1, Err(cut(200)), again(10)),
            (1, Err(cut(410)), Verdict::Gone),
            (1, Err(Reason::TimedOut.into()), again(10)),
            (3, Err(Reason::DnsFailed.into()), Verdict::Failed),
        ];
        for (number, answer, expected) in table {
            let found = verdict(number, &answer, &schedule, 0.5);
            assert_eq!(found, expected, "attempt {number}: {answer:?}");
        }
    }

    #[test]
    fn a_pause_strays_by_a_fifth_at_most() {
        let pause = Duration::from_secs(10);
        assert_eq!(jittered(pause, 0.0), Duration::from_secs(8));
        assert_eq!(jittered(pause, 1.0), Duration::from_secs(12));
    }
}
