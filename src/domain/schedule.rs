//! When something that failed is tried again: pauses, one after another, then never by itself.

use std::str::FromStr;
use std::time::Duration;

/// Pauses, one after another; after the last one it is given up, or a human decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule(Vec<Duration>);

impl Schedule {
    /// The pause before try `number`, counted from 0; none after the last.
    pub fn pause(&self, number: i32) -> Option<Duration> {
        self.0.get(usize::try_from(number).ok()?).copied()
    }

    /// The pause before try `number`, and the last one for all after it.
    pub fn pause_or_last(&self, number: i32) -> Option<Duration> {
        self.pause(number).or_else(|| self.0.last().copied())
    }
}

impl FromStr for Schedule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split(',')
            .map(|part| read_duration(part.trim()))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// Reads `150ms`, `30s`, `2m`, `1h` or `1d`.
///
/// # Errors
/// A sentence that says what would be right.
pub fn read_duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text:?} is no duration: write 150ms, 30s, 2m, 1h or 1d");
    let digits = text.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
    let (number, unit) = text.split_at_checked(digits).ok_or_else(wrong)?;
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let millis = match unit {
        "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return Err(wrong()),
    };
    number
        .checked_mul(millis)
        .map(Duration::from_millis)
        .ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_ends_with_a_human() {
        let schedule: Schedule = "30s,2m,1h".parse().unwrap();
        assert_eq!(schedule.pause(0), Some(Duration::from_secs(30)));
        assert_eq!(schedule.pause(2), Some(Duration::from_secs(3600)));
        assert_eq!(schedule.pause(3), None);
        assert_eq!(schedule.pause_or_last(3), Some(Duration::from_secs(3600)));
        for bad in ["", "30", "s", "30x", "30s,", "-1s"] {
            assert!(bad.parse::<Schedule>().is_err(), "{bad}");
        }
    }
}
