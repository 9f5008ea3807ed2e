//! Settlement days, in Sydney: when the bank works, and when a payment that it was handed is through.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

/// What comes later in the day is processed on the next settlement day.
const CUT_OFF_HOUR: u32 = 16;

/// The day on which the bank processes what it is handed at this moment, by Sydney's clocks.
pub fn processing_day(now: NaiveDateTime) -> NaiveDate {
    let cut_off = NaiveTime::from_hms_opt(CUT_OFF_HOUR, 0, 0).unwrap_or_default();
    match now.time() < cut_off {
        true => first_from(now.date()),
        false => first_from(next(now.date())),
    }
}

/// The settlement day that is so many after this one.
pub fn after(day: NaiveDate, settlement_days: u16) -> NaiveDate {
    (0..settlement_days).fold(first_from(day), |day, _| first_from(next(day)))
}

/// Whether the bank works on this day.
pub fn is_settlement_day(day: NaiveDate) -> bool {
    !is_weekend(day) && !is_holiday(day)
}

/// The latest day of this number, as of a month, that is not after the given one; none for what is
/// no day's number.
pub fn latest_numbered(number: u32, not_after: NaiveDate) -> Option<NaiveDate> {
    if !(1..=31).contains(&number) {
        return None;
    }
    // Of three months that follow each other, one has 31 days.
    let days = std::iter::successors(Some(not_after), NaiveDate::pred_opt);
    days.take(100).find(|day| day.day() == number)
}

fn first_from(day: NaiveDate) -> NaiveDate {
    let mut days = std::iter::successors(Some(day), NaiveDate::succ_opt);
    days.find(|day| is_settlement_day(*day)).unwrap_or(day)
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Whether this weekday is a holiday, or the day on which Sydney observes one that fell on a weekend.
fn is_holiday(day: NaiveDate) -> bool {
    let date = (day.month(), day.day());
    let is_monday = day.weekday() == Weekday::Mon;
    match date {
        (1, 1) | (1, 26) | (4, 25) | (12, 25 | 26) => return true,
        // On the Monday after a weekend.
        (1, 2 | 3 | 27 | 28) if is_monday => return true,
        // Christmas on a weekend and Boxing Day beside it: Monday and Tuesday.
        (12, 27) if matches!(day.weekday(), Weekday::Mon | Weekday::Tue) => return true,
        (12, 28) if matches!(day.weekday(), Weekday::Mon | Weekday::Tue) => return true,
        // New South Wales observes Anzac Day on the Monday in these years only.
        (4, 26 | 27) if is_monday && matches!(day.year(), 2026 | 2027) => return true,
        // The King's Birthday: the second Monday in June.
        (6, 8..=14) if is_monday => return true,
        _ => {}
    }
    let Some(easter) = easter(day.year()) else {
        return false;
    };
    let good_friday = easter.checked_sub_days(Days::new(2));
    let easter_monday = easter.checked_add_days(Days::new(1));
    Some(day) == good_friday || Some(day) == easter_monday
}

/// Easter Sunday, by the Gregorian computus of Meeus, Jones and Butcher.
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    let month = u32::try_from(sum / 31).ok()?;
    let day = u32::try_from(sum % 31 + 1).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The weekdays of a year on which the bank does not work.
    fn weekdays_off(year: i32) -> String {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let days = first.iter_days().take_while(|day| day.year() == year);
        let off = days.filter(|day| !is_weekend(*day) && !is_settlement_day(*day));
        let dates: Vec<_> = off.map(|day| day.format("%m-%d").to_string()).collect();
        dates.join(" ")
    }

    #[test]
    fn holidays_are_those_that_sydney_observes() {
        // As the package `holidays` for Python has them, without Labour Day.
        for (year, dates) in [
            (2024, "01-01 01-26 03-29 04-01 04-25 06-10 12-25 12-26"),
            (2025, "01-01 01-27 04-18 04-21 04-25 06-09 12-25 12-26"),
            (2026, "01-01 01-26 04-03 04-06 04-27 06-08 12-25 12-28"),
            (2027, "01-01 01-26 03-26 03-29 04-26 06-14 12-27 12-28"),
            (2028, "01-03 01-26 04-14 04-17 04-25 06-12 12-25 12-26"),
            (2030, "01-01 01-28 04-19 04-22 04-25 06-10 12-25 12-26"),
            (2033, "01-03 01-26 04-15 04-18 04-25 06-13 12-26 12-27"),
        ] {
            assert_eq!(weekdays_off(year), dates, "{year}");
        }
    }

    #[test]
    fn what_comes_at_the_cut_off_is_processed_on_the_next_settlement_day() {
        for (now, processed) in [
            ("2026-11-23T15:59:59", "2026-11-23"),
            ("2026-11-23T16:00:00", "2026-11-24"),
            ("2026-11-27T16:00:00", "2026-11-30"),
            ("2026-11-28T09:00:00", "2026-11-30"),
            ("2026-12-24T17:00:00", "2026-12-29"),
            ("2026-04-02T16:00:00", "2026-04-07"),
        ] {
            let now: NaiveDateTime = now.parse().unwrap();
            assert_eq!(processing_day(now), day(processed), "{now}");
        }
    }

    #[test]
    fn settlement_days_are_counted_over_weekends_and_holidays() {
        for (from, days, to) in [
            ("2026-11-23", 2, "2026-11-25"),
            ("2026-11-26", 2, "2026-11-30"),
            ("2026-12-23", 2, "2026-12-29"),
            ("2026-11-23", 0, "2026-11-23"),
            ("2026-11-21", 0, "2026-11-23"),
        ] {
            assert_eq!(after(day(from), days), day(to), "{from} {days}");
        }
    }

    #[test]
    fn a_days_number_means_the_latest_such_day() {
        for (number, not_after, found) in [
            (24, "2023-10-30", Some("2023-10-24")),
            (31, "2023-10-30", Some("2023-08-31")),
            (30, "2023-10-30", Some("2023-10-30")),
            (31, "2026-03-01", Some("2026-01-31")),
            (29, "2026-03-01", Some("2026-01-29")),
            (29, "2024-03-01", Some("2024-02-29")),
            (2, "2026-01-01", Some("2025-12-02")),
            (0, "2026-01-01", None),
            (32, "2026-01-01", None),
        ] {
            assert_eq!(
                latest_numbered(number, day(not_after)),
                found.map(day),
                "{number} {not_after}"
            );
        }
    }
}
