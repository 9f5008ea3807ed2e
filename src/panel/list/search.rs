//! The search box: exact ids, exact values and beginnings by ordinary indexes, parts of words where
//! a trigram index is installed. What no index serves is not searched, and the page says so.

use uuid::Uuid;

use super::filter::{Filter, Test};
use super::predicate::met;
use crate::db::panel::catalog::{IndexColumn, IndexEntry};
use crate::db::panel::sql::{Statement, Value};
use crate::panel::model::{Column, Kind, Table};

/// The shortest text of which a trigram index knows anything.
const TRIGRAM: usize = 3;

/// A search, planned.
#[derive(Debug, Default)]
pub struct Search {
    /// The columns that are searched.
    pub ways: Vec<Way>,
    /// The labels of those that are not, and why.
    pub refused: Vec<(String, &'static str)>,
}

/// A column that is searched.
#[derive(Debug)]
pub struct Way {
    /// What the column is called.
    pub label: String,
    /// How it is compared.
    pub means: Means,
    /// The index that serves; none: the table is so small that all of it is read.
    pub index: Option<String>,
    pub(super) condition: Statement,
    /// The index's order, which keeps the planner to it however many rows it expects.
    pub(super) order: Option<Statement>,
}

/// How a column is compared with what is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// The same.
    Equal,
    /// Beginning with it.
    Beginning,
    /// Holding it.
    Holding,
}

impl Means {
    /// In words.
    pub fn says(self) -> &'static str {
        match self {
            Self::Equal => "the same",
            Self::Beginning => "beginning with it",
            Self::Holding => "holding it",
        }
    }
}

impl Way {
    /// What is searched, how, and by which index.
    pub fn says(&self) -> String {
        let by = match &self.index {
            Some(index) => format!("index {index}"),
            None => "all rows, since there are few".to_owned(),
        };
        format!("{}: {} ({by})", self.label, self.means.says())
    }
}

/// Plans a search.
pub fn search(table: &Table, text: &str, filters: &[Filter]) -> Search {
    let mut search = Search::default();
    if text.is_empty() {
        return search;
    }
    for (place, column) in table.columns.iter().enumerate() {
        let in_key = table.key.contains(&place) || table.address.contains(&place);
        let wanted = column.search || in_key || table.title == Some(place);
        if !column.is_plain() || column.private || !wanted || table.owner == Some(place) {
            continue;
        }
        match way(table, column, text, filters) {
            Ok(Some(way)) => search.ways.push(way),
            Ok(None) => {}
            Err(reason) => search.refused.push((column.label.clone(), reason)),
        }
    }
    search
}

fn way(
    table: &Table,
    column: &Column,
    text: &str,
    filters: &[Filter],
) -> Result<Option<Way>, &'static str> {
    let way = |means, index: Option<&IndexEntry>, condition, order| Way {
        label: column.label.clone(),
        means,
        index: index.map(|index| index.name.clone()),
        condition,
        order,
    };
    let fits = match column.kind {
        Kind::Id => Uuid::parse_str(text).is_ok(),
        Kind::Number => text.parse::<i64>().is_ok(),
        _ => true,
    };
    if !fits {
        return Ok(None);
    }
    let is_text = !matches!(column.kind, Kind::Id | Kind::Number);
    // Where row security narrows, an index serves nothing but comparisons that cannot leak.
    let may_leak = table.owner.is_none();
    let trigrams =
        trigram(table, column).filter(|_| may_leak && is_text && text.chars().count() >= TRIGRAM);
    if let Some(index) = trigrams {
        return Ok(Some(way(
            Means::Holding,
            Some(index),
            holding(column, text),
            None,
        )));
    }
    if is_text && table.small {
        let condition = holding(column, text);
        return Ok(Some(way(Means::Holding, None, condition, None)));
    }
    let serving = table
        .indexes
        .iter()
        .filter_map(|index| serving(table, index, column, filters))
        .filter(|serving| may_leak || is_exact(serving.column));
    // One that knows beginnings is better.
    let best = serving.max_by_key(|serving| has_beginnings(serving.column));
    let Some(serving) = best else {
        return match column.search {
            true => Err("no index serves it"),
            false => Ok(None),
        };
    };
    let lower = serving.column.expression.is_some();
    let (means, mut condition) = match is_text && has_beginnings(serving.column) {
        true => (Means::Beginning, beginning(column, text, lower)),
        false => (Means::Equal, equal(column, text, lower)),
    };
    for filter in &serving.told {
        condition.push(" and ").append(&filter.condition(table));
    }
    let order = (means == Means::Beginning).then(|| {
        let mut order = subject(column, lower);
        order.push(" using ~<~");
        order
    });
    Ok(Some(way(means, Some(serving.index), condition, order)))
}

fn is_exact(column: &IndexColumn) -> bool {
    column.expression.is_none() && !has_beginnings(column)
}

/// Whether an index knows the beginnings of a column's values, and their order no more.
pub(super) fn has_beginnings(column: &IndexColumn) -> bool {
    column
        .operators
        .as_deref()
        .is_some_and(|name| name.ends_with("_pattern_ops"))
}

fn trigram<'a>(table: &'a Table, column: &Column) -> Option<&'a IndexEntry> {
    table.indexes.iter().find(|index| {
        index.predicate.is_none()
            && index.columns.iter().any(|c| {
                c.name.as_deref() == Some(column.name.name())
                    && matches!(
                        c.operators.as_deref(),
                        Some("gin_trgm_ops" | "gist_trgm_ops")
                    )
            })
    })
}

/// An index that finds values of a column, and the filters that it needs to be told.
struct Serving<'a> {
    index: &'a IndexEntry,
    column: &'a IndexColumn,
    told: Vec<Filter>,
}

/// How an index finds values of this column, given the filters that say its leading columns.
fn serving<'a>(
    table: &Table,
    index: &'a IndexEntry,
    column: &Column,
    filters: &[Filter],
) -> Option<Serving<'a>> {
    let name = column.name.name();
    let (place, _) = table.column(name)?;
    let mut said = filters.to_vec();
    said.push(Filter {
        column: place,
        test: Test::NotEmpty,
    });
    let met = met(table, index.predicate.as_deref(), &said)?;
    let mut told = met.always;
    told.extend(met.by.iter().filter_map(|by| said.get(*by)).cloned());
    for first in &index.columns {
        let lower = [format!("lower({name})"), format!("lower({name}::text)")];
        let is_it = first.name.as_deref() == Some(name)
            || first.expression.as_ref().is_some_and(|e| lower.contains(e));
        if is_it && index.method == "btree" {
            return Some(Serving {
                index,
                column: first,
                told,
            });
        }
        // A leading column must be said by a filter.
        let (bound, _) = table.column(first.name.as_deref()?)?;
        let says = |filter: &&Filter| filter.column == bound && filter.only().is_some();
        told.push(filters.iter().find(says)?.clone());
    }
    None
}

/// What the column is compared as.
fn subject(column: &Column, lower: bool) -> Statement {
    let mut subject = Statement::new(if lower { "lower(t." } else { "(t." });
    subject.ident(&column.name).push(")");
    subject
}

fn equal(column: &Column, text: &str, lower: bool) -> Statement {
    let mut condition = subject(column, lower);
    let text = if lower {
        text.to_lowercase()
    } else {
        text.to_owned()
    };
    condition
        .push(" = ")
        .value(Value::new(text, column.type_id).from_field("q"));
    condition
}

fn beginning(column: &Column, text: &str, lower: bool) -> Statement {
    let mut condition = subject(column, lower);
    let text = if lower {
        text.to_lowercase()
    } else {
        text.to_owned()
    };
    condition
        .push(" like ")
        .value(Value::text(format!("{}%", escaped(&text))));
    condition
}

fn holding(column: &Column, text: &str) -> Statement {
    let mut condition = Statement::new("t.");
    condition
        .ident(&column.name)
        .push("::text ilike ")
        .value(Value::text(format!("%{}%", escaped(text))));
    condition
}

/// The text with nothing in it that `like` understands.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}
