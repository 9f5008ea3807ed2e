//! Values on their way to the screen: what is selected for a column, masked in the database where it
//! is personal, and how its text is shown.

use std::collections::BTreeSet;

use chrono::DateTime;
use serde::Serialize;
use serde_json::Value as Json;

use super::model::{Column, Kind, Reading, Table};
use crate::db::panel::sql::Statement;

/// What stands for the hidden part of a value.
pub const MASK: &str = "•••";

/// Whether personal data is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Masked, as everywhere.
    Masked,
    /// As it is: somebody asked, and that was recorded.
    Revealed,
}

/// A column of row `t` as text.
pub fn expression(table: &Table, column: &Column, sight: Sight) -> Statement {
    let mut text = Statement::default();
    match &column.reading {
        Reading::Plain if column.private && sight == Sight::Masked && column.kind == Kind::Json => {
            text.push("case when t.")
                .ident(&column.name)
                .push(" is null then null else '•••' end");
        }
        Reading::Plain if column.private && sight == Sight::Masked => {
            text.push("'•••' || right(t.")
                .ident(&column.name)
                .push("::text, 3)");
        }
        Reading::Plain => {
            text.push("t.").ident(&column.name).push("::text");
        }
        Reading::Masked(function) => {
            text.ident(&function.schema)
                .push(".")
                .ident(&function.name)
                .push("(");
            let key = if table.key.is_empty() {
                &table.address
            } else {
                &table.key
            };
            let key: Vec<_> = table
                .these(key)
                .map(|key| {
                    let mut part = Statement::new("t.");
                    part.ident(&key.name);
                    part
                })
                .collect();
            text.join(&key, ", ").push(")::text");
        }
        Reading::Denied => {
            text.push("null::text");
        }
    }
    text
}

/// A value as it is shown.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// How it looks: number, moment, choice, id, json, private, none …
    pub look: &'static str,
    /// The whole text, where the cell shows a part.
    pub title: Option<String>,
    /// Where it leads.
    pub link: Option<String>,
}

/// How long a text a cell of a list shows.
const SHORT: usize = 60;

/// A value as a list shows it.
pub fn cell(column: &Column, value: Option<&str>, private: &BTreeSet<String>) -> Cell {
    let Some(value) = value else {
        return Cell {
            text: "–".to_owned(),
            look: "none",
            title: None,
            link: None,
        };
    };
    let whole = shown(column, value, private);
    let short: String = whole.chars().take(SHORT).collect();
    let is_cut = short.len() < whole.len();
    Cell {
        text: if is_cut {
            format!("{short}…")
        } else {
            whole.clone()
        },
        title: (is_cut || column.kind == Kind::Moment).then(|| match column.kind {
            Kind::Moment => value.to_owned(),
            _ => whole.chars().take(1000).collect(),
        }),
        look: look(column),
        link: None,
    }
}

fn look(column: &Column) -> &'static str {
    if column.private {
        return "private";
    }
    match column.kind {
        Kind::Number | Kind::Cents => "number",
        Kind::Moment | Kind::Day => "moment",
        Kind::Choice(_) => "choice",
        Kind::Boolean => "boolean",
        Kind::Id => "id",
        Kind::Json => "json",
        Kind::Text | Kind::LongText | Kind::Bytes | Kind::Other => "text",
    }
}

/// A value's text for people.
pub fn shown(column: &Column, value: &str, private: &BTreeSet<String>) -> String {
    match column.kind {
        Kind::Cents => money(value),
        Kind::Moment => moment(value),
        Kind::Boolean => (if value == "t" || value == "true" {
            "yes"
        } else {
            "no"
        })
        .to_owned(),
        _ if column.payload => masked_payload(value, private),
        _ => value.to_owned(),
    }
}

/// `1234567` cents are `12,345.67`.
pub fn money(cents: &str) -> String {
    let Ok(number) = cents.parse::<i64>() else {
        return cents.to_owned();
    };
    let (dollars, rest) = (number.unsigned_abs() / 100, number.unsigned_abs() % 100);
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}.{rest:02}", grouped(dollars))
}

/// A number with commas between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `2026-11-23 13:59:35.123456+00` to the second, in UTC; the whole is in the title. JSON may tell it
/// in the time zone of whoever wrote it.
fn moment(value: &str) -> String {
    match DateTime::parse_from_rfc3339(value) {
        Ok(at) => at.to_utc().format("%Y-%m-%d %H:%M:%S").to_string(),
        Err(_) => value.get(..19).unwrap_or(value).to_owned(),
    }
}

/// JSON without the values of personal fields.
pub fn masked_payload(value: &str, private: &BTreeSet<String>) -> String {
    match serde_json::from_str::<Json>(value) {
        Ok(mut json) => {
            mask(&mut json, private);
            json.to_string()
        }
        // Cut off, or not JSON at all: what looks like such a field is masked all the same.
        Err(_) => private
            .iter()
            .fold(value.to_owned(), |text, name| mask_fields(&text, name)),
    }
}

/// Masks what stands between quotes behind every `"name":` of a text.
fn mask_fields(text: &str, name: &str) -> String {
    let mut masked = String::new();
    let mut rest = text;
    let field = format!("\"{name}\"");
    while let Some((before, after)) = rest.split_once(&field) {
        masked.push_str(before);
        masked.push_str(&field);
        let value = after.trim_start_matches([' ', '\n', '\t', '\r', ':']);
        masked.push_str(after.strip_suffix(value).unwrap_or_default());
        rest = value;
        if let Some(inner) = value.strip_prefix('"') {
            let end = inner.find('"').unwrap_or(inner.len());
            let (hidden, behind) = inner.split_at(end);
            let all: Vec<char> = hidden.chars().collect();
            let shown: String = all.iter().skip(all.len().saturating_sub(3)).collect();
            masked.push('"');
            masked.push_str(MASK);
            masked.push_str(&shown);
            rest = behind;
        }
    }
    masked.push_str(rest);
    masked
}

/// Masks the fields of these names, at any depth.
pub fn mask(json: &mut Json, private: &BTreeSet<String>) {
    match json {
        Json::Object(fields) => {
            for (name, value) in fields {
                if private.contains(name) {
                    *value = masked(value);
                } else {
                    mask(value, private);
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| mask(item, private)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn masked(value: &Json) -> Json {
    match value {
        Json::Null => Json::Null,
        Json::String(text) if text.starts_with(MASK) => value.clone(),
        Json::String(text) => {
            let all: Vec<char> = text.chars().collect();
            let end: String = all.iter().skip(all.len().saturating_sub(3)).collect();
            format!("{MASK}{end}").into()
        }
        _ => MASK.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{masked_payload, moment, money};

    #[test]
    fn money_is_grouped() {
        assert_eq!(money("1234567"), "12,345.67");
        assert_eq!(money("5"), "0.05");
        assert_eq!(money("100000000"), "1,000,000.00");
    }

    #[test]
    fn a_moment_is_shown_to_the_second_in_utc() {
        let shown = "2026-11-23 13:59:35";
        assert_eq!(moment("2026-11-23 13:59:35.123456+00"), shown);
        assert_eq!(moment("2026-11-24T00:59:35.123456+11:00"), shown);
        assert_eq!(moment("infinity"), "infinity");
    }

    #[test]
    fn personal_fields_of_cut_off_json_are_masked_too() {
        let private = ["account_number".to_owned()].into();
        let masked = masked_payload(
            r#"{"a":1,"account_number": "000123456","account_number":"0001234"#,
            &private,
        );
        assert_eq!(
            masked,
            r#"{"a":1,"account_number": "•••456","account_number":"•••234"#
        );
        assert_eq!(masked_payload("plain", &private), "plain");
    }

    #[test]
    fn personal_fields_of_a_payload_are_masked_at_any_depth() {
        let private = ["account_number".to_owned()].into();
        let text =
            r#"{"data":[{"account_number":"000123456","bsb":"000-000"}],"account_number":null}"#;
        let masked = masked_payload(text, &private);
        assert_eq!(
            masked,
            r#"{"data":[{"account_number":"•••456","bsb":"000-000"}],"account_number":null}"#
        );
    }
}
