//! How templates write what people read: money and times.

use chrono::{DateTime, Utc};
use tera::{Kwargs, State, Tera};

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("dollars", |cents: i64, _: Kwargs, _: &State| dollars(cents));
    tera.register_filter("when", |at: &str, _: Kwargs, _: &State| when(at));
    tera.register_filter("words", |label: &str, _: Kwargs, _: &State| {
        label.replace(['_', '.'], " ")
    });
}

/// `12550` cents as `$125.50`, thousands apart.
pub fn dollars(cents: i64) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let digits = whole.to_string();
    let places = digits.len();
    let grouped: String = digits
        .chars()
        .enumerate()
        .flat_map(|(at, digit)| {
            let apart = at > 0 && (places - at).is_multiple_of(3);
            apart.then_some(',').into_iter().chain([digit])
        })
        .collect();
    format!("{sign}${grouped}.{rest:02}")
}

/// Cents as one types dollars: `125.50`.
pub fn plain_dollars(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// The cents of an amount in dollars as people type it: `1,234.50`, `$12`, `0.05`.
pub fn cents(text: &str) -> Option<i64> {
    let text = text.trim().trim_start_matches('$').replace([',', ' '], "");
    let (whole, rest) = text.split_once('.').unwrap_or((text.as_str(), ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(rest) || rest.len() > 2 {
        return None;
    }
    format!("{whole}{rest:0<2}").parse().ok()
}

/// A time to the minute, in UTC; what is none stays as it is.
pub fn when(at: &str) -> String {
    match DateTime::parse_from_rfc3339(at) {
        Ok(at) => at
            .with_timezone(&Utc)
            .format("%-d %b %Y, %H:%M UTC")
            .to_string(),
        Err(_) => at.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_times_read_well() {
        assert_eq!(dollars(12550), "$125.50");
        assert_eq!(dollars(9_999_999_999), "$99,999,999.99");
        assert_eq!(dollars(100_000), "$1,000.00");
        assert_eq!(dollars(5), "$0.05");
        assert_eq!(plain_dollars(12550), "125.50");
        for (text, amount) in [
            ("125.5", Some(12550)),
            (" $1,234.50 ", Some(123_450)),
            ("7", Some(700)),
            ("0.05", Some(5)),
            ("7.", Some(700)),
            ("1.234", None),
            (".5", None),
            ("-1", None),
            ("1e3", None),
            ("", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(cents(text), amount, "{text}");
        }
        assert_eq!(when("2026-11-03T04:05:06.789Z"), "3 Nov 2026, 04:05 UTC");
        assert_eq!(when("never"), "never");
    }
}
