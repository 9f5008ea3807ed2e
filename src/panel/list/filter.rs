//! What a list is narrowed to: each filter is a column and a test, written in the address as
//! `column=value`, `column.from=…`, `column.to=…` or `column.empty=yes`.

use chrono::NaiveDate;

use crate::db::panel::sql::{Statement, Value};
use crate::panel::amounts::{Unit, cents, plain};
use crate::panel::model::{Column, Kind, Table};

/// A column and what it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The column's place.
    pub column: usize,
    /// The test.
    pub test: Test,
}

/// What a column must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// One of these.
    OneOf(Vec<String>),
    /// This or more.
    From(String),
    /// This or less.
    To(String),
    /// Null.
    Empty,
    /// Not null.
    NotEmpty,
}

/// The part of a parameter's name behind its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Value,
    From,
    To,
    Empty,
}

impl Filter {
    /// Reads `column`, `column.from`, `column.to` or `column.empty`; none for other parameters.
    pub fn read(table: &Table, name: &str, value: &str) -> Option<Self> {
        let (column, part) = match name.rsplit_once('.') {
            Some((column, "from")) => (column, Part::From),
            Some((column, "to")) => (column, Part::To),
            Some((column, "empty")) => (column, Part::Empty),
            Some(_) | None => (name, Part::Value),
        };
        let (place, column) = table.column(column)?;
        if !column.is_plain() || column.private || table.owner == Some(place) {
            return None;
        }
        let value = match (&column.kind, part) {
            (_, Part::Empty) => value.trim().to_owned(),
            (Kind::Cents, _) => cents(value, Unit::Dollars)?,
            _ => value.trim().to_owned(),
        };
        let test = match part {
            Part::Value => Test::OneOf(vec![value]),
            Part::From => Test::From(value),
            Part::To => Test::To(value),
            Part::Empty if value == "no" => Test::NotEmpty,
            Part::Empty => Test::Empty,
        };
        Some(Self {
            column: place,
            test,
        })
    }

    /// The one value that the column must have.
    pub fn only(&self) -> Option<&str> {
        match &self.test {
            Test::OneOf(values) => match values.as_slice() {
                [value] => Some(value),
                _ => None,
            },
            Test::From(_) | Test::To(_) | Test::Empty | Test::NotEmpty => None,
        }
    }

    /// Whether it asks for a value or a range.
    pub fn narrows(&self) -> bool {
        !matches!(self.test, Test::Empty | Test::NotEmpty)
    }

    /// Whether rows without a value are left out.
    pub fn leaves_out_nulls(&self) -> bool {
        self.test != Test::Empty
    }

    /// The filter as parameters of an address.
    pub fn parameters(&self, table: &Table) -> Vec<(String, String)> {
        let Some(column) = table.at(self.column) else {
            return Vec::new();
        };
        let name = column.name.name();
        // An address tells amounts as people type them.
        let told = |value: &String| match column.kind {
            Kind::Cents => plain(value),
            _ => value.clone(),
        };
        match &self.test {
            Test::OneOf(values) => {
                let pair = |value: &String| (name.to_owned(), told(value));
                values.iter().map(pair).collect()
            }
            Test::From(value) => vec![(format!("{name}.from"), told(value))],
            Test::To(value) => vec![(format!("{name}.to"), told(value))],
            Test::Empty => vec![(format!("{name}.empty"), "yes".to_owned())],
            Test::NotEmpty => vec![(format!("{name}.empty"), "no".to_owned())],
        }
    }

    /// What the chip says behind the column's label, of values as they are said.
    pub fn says(&self, say: impl Fn(&str) -> String) -> String {
        match &self.test {
            Test::OneOf(values) => {
                let values: Vec<_> = values.iter().map(|value| say(value)).collect();
                values.join(" or ")
            }
            Test::From(value) => format!("from {}", say(value)),
            Test::To(value) => format!("to {}", say(value)),
            Test::Empty => "is empty".to_owned(),
            Test::NotEmpty => "is not empty".to_owned(),
        }
    }

    /// The filter as a condition on row `t`.
    pub fn condition(&self, table: &Table) -> Statement {
        let mut condition = Statement::new("t.");
        let Some(column) = table.at(self.column) else {
            return Statement::new("true");
        };
        condition.ident(&column.name);
        let value = |text: &str| Value::new(text, column.type_id).from_field(column.name.name());
        match &self.test {
            Test::OneOf(values) => {
                condition.push(" in (");
                let values: Vec<_> = values
                    .iter()
                    .map(|text| {
                        let mut part = Statement::default();
                        part.value(value(text));
                        part
                    })
                    .collect();
                condition.join(&values, ", ").push(")");
            }
            Test::From(from) => {
                condition.push(" >= ").value(value(from));
            }
            // A day is meant whole: up to, and without, the next.
            Test::To(to) => match next_day(column, to) {
                Some(next) => {
                    condition.push(" < ").value(value(&next));
                }
                None => {
                    condition.push(" <= ").value(value(to));
                }
            },
            Test::Empty => {
                condition.push(" is null");
            }
            Test::NotEmpty => {
                condition.push(" is not null");
            }
        }
        condition
    }
}

/// Adds a filter to others: more values of the same column are alternatives.
pub fn add(filters: &mut Vec<Filter>, filter: Filter) {
    if let Test::OneOf(more) = &filter.test {
        let same = filters.iter_mut().find_map(|known| match &mut known.test {
            Test::OneOf(values) if known.column == filter.column => Some(values),
            _ => None,
        });
        if let Some(values) = same {
            values.extend(
                more.iter()
                    .filter(|v| !values.contains(v))
                    .cloned()
                    .collect::<Vec<_>>(),
            );
            return;
        }
    }
    filters.push(filter);
}

/// The day after, where a moment's filter names a whole day.
fn next_day(column: &Column, text: &str) -> Option<String> {
    if column.kind != Kind::Moment {
        return None;
    }
    let day: NaiveDate = text.parse().ok()?;
    Some(day.succ_opt()?.to_string())
}
