//! The filters that a list offers: choices with counts, days with presets and a way down from years
//! to days, ranges of numbers, names of what a column points to.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::Serialize;

use super::Found;
use super::asked::Asked;
use super::filter::{Filter, Test};
use super::links::Link;
use crate::panel::amounts::plain;
use crate::panel::cells::grouped;
use crate::panel::model::{Column, Kind, Table};
use crate::panel::pick::{For, Pick, PickView};
use crate::panel::visit::Visit;

/// A filter that is offered.
#[derive(Serialize)]
pub struct FilterView {
    name: String,
    label: String,
    kind: &'static str,
    choices: Vec<Choice>,
    from: String,
    to: String,
    value: String,
    presets: Vec<Link>,
    steps: Vec<Link>,
    empty: Vec<Link>,
    pick: Option<PickView>,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
    count: Option<String>,
    chosen: bool,
}

/// The filters that a list offers, today.
pub fn filters(
    visit: &Visit<'_>,
    table: &Table,
    asked: &Asked,
    found: &Found,
    today: NaiveDate,
) -> Vec<FilterView> {
    let offered = table.columns.iter().enumerate();
    offered
        .filter(|(_, column)| column.filter && column.is_plain() && !column.hidden)
        .map(|(place, column)| {
            let one = One {
                table,
                asked,
                found,
                place,
                column,
            };
            one.view(visit, today)
        })
        .collect()
}

/// One filter, on its way to being shown.
struct One<'a> {
    table: &'a Table,
    asked: &'a Asked,
    found: &'a Found,
    place: usize,
    column: &'a Column,
}

impl One<'_> {
    fn view(&self, visit: &Visit<'_>, today: NaiveDate) -> FilterView {
        let (kind, choices) = match &self.column.kind {
            _ if Pick::of(&visit.model, self.column).is_some() => ("pick", self.offers()),
            Kind::Choice(labels) => ("choices", self.choices(labels)),
            Kind::Boolean => (
                "choices",
                self.choices(&["true".to_owned(), "false".to_owned()]),
            ),
            Kind::Moment | Kind::Day => ("days", Vec::new()),
            Kind::Number | Kind::Cents => ("range", Vec::new()),
            _ => ("text", Vec::new()),
        };
        let is_days = kind == "days";
        FilterView {
            name: self.column.name.name().to_owned(),
            label: self.column.label.clone(),
            kind,
            choices,
            from: self.told(|test| match test {
                Test::From(value) => Some(value.clone()),
                _ => None,
            }),
            to: self.told(|test| match test {
                Test::To(value) => Some(value.clone()),
                _ => None,
            }),
            value: self.told(|test| match test {
                Test::OneOf(values) => Some(values.join(" ")),
                _ => None,
            }),
            presets: match self.column.kind {
                Kind::Moment | Kind::Day => self.presets(today),
                Kind::Cents => self.amounts(),
                _ => Vec::new(),
            },
            steps: if is_days {
                self.steps(today)
            } else {
                Vec::new()
            },
            empty: self.emptiness(),
            pick: self.pick(visit),
        }
    }

    /// A part of what is asked of this column, as its input shows it.
    fn told(&self, part: impl Fn(&Test) -> Option<String>) -> String {
        let mine = self
            .asked
            .filters
            .iter()
            .filter(|filter| filter.column == self.place);
        let told = mine.filter_map(|filter| part(&filter.test)).next();
        match self.column.kind {
            Kind::Cents => told.as_deref().map(plain).unwrap_or_default(),
            _ => told.unwrap_or_default(),
        }
    }

    fn choices(&self, labels: &[String]) -> Vec<Choice> {
        let mine = |value: &str| {
            self.asked.filters.iter().any(|filter| {
                filter.column == self.place
                    && matches!(&filter.test, Test::OneOf(values) if values.iter().any(|v| v == value))
            })
        };
        let counts = |value: &str| {
            let place = self.place.to_string();
            let fact = self
                .found
                .facts
                .iter()
                .find(|(what, which, _)| *what == place && which == value);
            fact.map(|(_, _, count)| count.clone())
        };
        let choice = |label: &String| Choice {
            value: label.clone(),
            label: match (&self.column.kind, label.as_str()) {
                (Kind::Boolean, "true") => "yes".to_owned(),
                (Kind::Boolean, _) => "no".to_owned(),
                _ => label.replace('_', " "),
            },
            count: counts(label),
            chosen: mine(label),
        };
        labels.iter().map(choice).collect()
    }

    /// The rows to which the column may point, as they are looked for.
    fn pick(&self, visit: &Visit<'_>) -> Option<PickView> {
        let pick = Pick::of(&visit.model, self.column)?;
        let what = format!("found {}", self.place);
        let facts = self.found.facts.iter().filter(|(kind, ..)| *kind == what);
        let rows = facts.map(|(_, id, title)| (id.clone(), title.clone()));
        let (text, chosen) = (self.asked.find(self.place), self.asked.chosen(self.place));
        let place = (visit.panel.base(), self.table, For::Filter);
        Some(pick.view(place, text, &chosen, rows.collect()))
    }

    /// With and without a value, where it may be without.
    fn emptiness(&self) -> Vec<Link> {
        match self.column.not_null {
            true => Vec::new(),
            false => vec![
                self.link("is empty", vec![Test::Empty]),
                self.link("is not empty", vec![Test::NotEmpty]),
            ],
        }
    }

    /// Ranges of amounts, in whole dollars.
    fn amounts(&self) -> Vec<Link> {
        let cents = |dollars: u64| (dollars * 100).to_string();
        let between = |(from, to): (u64, u64)| {
            let tests = vec![Test::From(cents(from)), Test::To(cents(to))];
            let label = format!("{} to {}", grouped(from), grouped(to));
            self.link(&label, tests)
        };
        let most = self.link("up to 100", vec![Test::To(cents(100))]);
        let least = self.link("from 10,000", vec![Test::From(cents(10_000))]);
        let middle = [(100, 1000), (1000, 10_000)].into_iter().map(between);
        std::iter::once(most).chain(middle).chain([least]).collect()
    }

    fn offers(&self) -> Vec<Choice> {
        let what = format!("offer {}", self.place);
        let offers = self.found.facts.iter().filter(|(kind, ..)| *kind == what);
        let choice = |(_, id, title): &(String, String, String)| Choice {
            value: id.clone(),
            label: title.clone(),
            count: None,
            chosen: false,
        };
        offers.map(choice).collect()
    }

    /// A link to the list with these tests of this column in place of those that it has.
    fn link(&self, label: &str, tests: Vec<Test>) -> Link {
        let mut wanted: Vec<Filter> = Vec::new();
        wanted.extend(tests.into_iter().map(|test| Filter {
            column: self.place,
            test,
        }));
        let mine: Vec<_> = self
            .asked
            .filters
            .iter()
            .filter(|f| f.column == self.place)
            .cloned()
            .collect();
        Link {
            label: label.to_owned(),
            current: mine == wanted,
            href: self.asked.changed(self.table, |asked| {
                asked.filters.retain(|filter| filter.column != self.place);
                asked.filters.extend(wanted);
            }),
        }
    }

    fn days(&self, label: &str, from: NaiveDate, to: NaiveDate) -> Link {
        self.link(
            label,
            vec![Test::From(from.to_string()), Test::To(to.to_string())],
        )
    }

    fn presets(&self, today: NaiveDate) -> Vec<Link> {
        let back = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
        let month = today.with_day(1).unwrap_or(today);
        let before = month.checked_sub_months(Months::new(1)).unwrap_or(month);
        let before_end = month.pred_opt().unwrap_or(month);
        vec![
            self.days("today", today, today),
            self.days("yesterday", back(1), back(1)),
            self.days("7 days", back(6), today),
            self.days("this month", month, today),
            self.days("last month", before, before_end),
        ]
    }

    /// The way down: years, then months of the year, then days of the month that is chosen. Of which
    /// no index knows the first and last, the last three years are offered.
    fn steps(&self, today: NaiveDate) -> Vec<Link> {
        let what = format!("span {}", self.place);
        let span = self.found.facts.iter().find(|(kind, ..)| *kind == what);
        let day = |text: &str| text.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
        let span = span.and_then(|(_, first, last)| Some((day(first)?.year(), day(last)?.year())));
        let (first, last) = span.unwrap_or((today.year() - 2, today.year()));
        let chosen = |part: fn(&Test) -> Option<&String>| {
            let mine = self.asked.filters.iter().filter(|f| f.column == self.place);
            mine.filter_map(|f| part(&f.test))
                .find_map(|text| day(text))
        };
        let from = chosen(|test| match test {
            Test::From(value) => Some(value),
            _ => None,
        });
        let to = chosen(|test| match test {
            Test::To(value) => Some(value),
            _ => None,
        });
        match (from, to) {
            (Some(from), Some(to)) if from.year() == to.year() && from.month() == to.month() => {
                self.month_days(from)
            }
            (Some(from), Some(to)) if from.year() == to.year() => self.months(from.year()),
            _ => self.years(first, last),
        }
    }

    fn years(&self, first: i32, last: i32) -> Vec<Link> {
        let years = (first.max(last.saturating_sub(11))..=last).rev();
        let year = |year: i32| {
            let from = NaiveDate::from_ymd_opt(year, 1, 1)?;
            Some(self.days(
                &year.to_string(),
                from,
                NaiveDate::from_ymd_opt(year, 12, 31)?,
            ))
        };
        years.filter_map(year).collect()
    }

    fn months(&self, year: i32) -> Vec<Link> {
        let month = |month: u32| {
            let from = NaiveDate::from_ymd_opt(year, month, 1)?;
            let next = from.checked_add_months(Months::new(1))?;
            Some(self.days(&from.format("%b").to_string(), from, next.pred_opt()?))
        };
        (1..=12).filter_map(month).collect()
    }

    fn month_days(&self, from: NaiveDate) -> Vec<Link> {
        let days = (1..=31).filter_map(|day| from.with_day(day));
        days.map(|day| self.days(&day.day().to_string(), day, day))
            .collect()
    }
}
