//! Amounts as people read and type them: dollars, where the database keeps whole cents. Never a
//! fraction of binary digits on the way: an amount is text until PostgreSQL reads its cents.

use super::form::Typed;
use super::model::{Column, Kind};

/// Before the names of hidden inputs which say that a form shows a column's amount in dollars.
pub const SHOWN: &str = "_in.";

/// What a number without a point means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Dollars: the form or the list asked for them.
    Dollars,
    /// The column's own, cents: a program named the column and knows what is in it.
    Cents,
}

impl Unit {
    /// What an amount of this form is in.
    pub fn of(typed: &Typed, column: &Column) -> Self {
        match typed.has(&mark(column)) {
            true => Self::Dollars,
            false => Self::Cents,
        }
    }
}

/// The name of the hidden input which says that this column's amount is in dollars.
pub fn mark(column: &Column) -> String {
    format!("{SHOWN}{}", column.name.name())
}

/// The cents of an amount as people write it; none when it cannot be read. A comma stands between
/// thousands and nowhere else, so that `12,50` is not taken for a hundred times as much.
pub fn cents(text: &str, unit: Unit) -> Option<String> {
    let text = text.trim();
    let (minus, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text),
    };
    let dollars = text.strip_prefix('$').map(str::trim_start);
    let (whole, rest) = match (dollars.unwrap_or(text).split_once('.'), dollars) {
        (Some((whole, rest)), _) => (whole, rest),
        (None, Some(whole)) => (whole, ""),
        (None, None) if unit == Unit::Dollars => (text, ""),
        (None, None) => return whole_number(minus, text),
    };
    let is_read = rest.len() <= 2 && is_digits(rest) && !(whole.is_empty() && rest.is_empty());
    is_read.then_some(())?;
    let whole = match whole {
        "" => "0".to_owned(),
        _ => ungrouped(whole)?,
    };
    whole_number(minus, &format!("{whole}{rest:0<2}"))
}

fn whole_number(minus: &str, digits: &str) -> Option<String> {
    let number: i64 = Some(format!("{minus}{digits}"))
        .filter(|_| is_digits(digits))?
        .parse()
        .ok()?;
    Some(number.to_string())
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1,234,567` without its commas; none when they do not stand between thousands.
fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    let is_grouped = text.contains(',');
    let fits = |len: usize| match is_grouped {
        true => (1..=3).contains(&len),
        false => len > 0,
    };
    (fits(first.len()) && is_digits(first)).then_some(())?;
    for group in groups {
        (group.len() == 3 && is_digits(group)).then_some(())?;
        digits.push_str(group);
    }
    Some(digits)
}

/// Cents as an input holds them and an address tells them: `12550` is `125.50`.
pub fn plain(cents: &str) -> String {
    let Ok(number) = cents.parse::<i64>() else {
        return cents.to_owned();
    };
    let sign = if number < 0 { "-" } else { "" };
    let number = number.unsigned_abs();
    format!("{sign}{}.{:02}", number / 100, number % 100)
}

/// The columns whose amounts in this form cannot be read.
pub fn unreadable<'a>(
    columns: impl IntoIterator<Item = &'a Column>,
    typed: &Typed,
) -> Vec<&'a Column> {
    let is_wrong = |column: &&Column| {
        let text = typed.text(column.name.name());
        column.kind == Kind::Cents
            && !text.trim().is_empty()
            && cents(text, Unit::of(typed, column)).is_none()
    };
    columns.into_iter().filter(is_wrong).collect()
}

#[cfg(test)]
mod tests {
    use super::Unit::{Cents, Dollars};
    use super::{cents, plain};

    #[test]
    fn dollars_become_cents() {
        for (text, wanted) in [
            ("$125.50", "12550"),
            ("125.5", "12550"),
            ("125", "12500"),
            ("$ 7", "700"),
            (".5", "50"),
            ("7.", "700"),
            ("1,000.5", "100050"),
            ("12,345,678", "1234567800"),
            ("-3.20", "-320"),
            ("007", "700"),
        ] {
            assert_eq!(cents(text, Dollars).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_not_read() {
        for text in [
            "12,50",
            "1.234",
            "1,00",
            ",100",
            "1.2.3",
            "many",
            "1e3",
            ".",
            "$",
            "",
            "+5",
            "1 000",
            "99999999999999999999",
        ] {
            assert_eq!(cents(text, Dollars), None, "{text}");
        }
    }

    #[test]
    fn a_program_says_cents_as_the_column_does() {
        assert_eq!(cents("12550", Cents).as_deref(), Some("12550"));
        assert_eq!(cents("125.50", Cents).as_deref(), Some("12550"));
        assert_eq!(cents("12,550", Cents), None);
    }

    #[test]
    fn cents_are_shown_as_dollars_are_typed() {
        assert_eq!(plain("12550"), "125.50");
        assert_eq!(plain("-5"), "-0.05");
        assert_eq!(plain("much"), "much");
    }
}
