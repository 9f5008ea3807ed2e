//! How a page of a list is found: the index that gives its order and serves its filters. What no
//! index serves is looked for among a bounded number of rows, so that no page costs more than that.

use super::filter::{Filter, Test};
use super::gather::Gather;
use super::predicate::met;
use super::search::has_beginnings;
use crate::db::panel::catalog::IndexEntry;
use crate::panel::model::{Direction, Table};

/// How many rows one page looks at, at most, where no index serves a filter.
pub const WINDOW: usize = 2500;

/// How a page is found.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The columns of the order; together they tell any two rows apart.
    pub keys: Vec<usize>,
    /// Which way it goes.
    pub direction: Direction,
    /// Whether filters are left that no index serves, in a table too big to read.
    pub looks: bool,
    /// The filters, and whether the index serves them.
    pub filters: Vec<(Filter, Served)>,
    /// How rows are found whose filters another index serves, if they are few.
    pub gather: Option<Gather>,
}

/// Who sees to a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// The index that gives the order.
    ByIndex,
    /// A look at each row.
    ByLooking,
    /// Every row: it is said only for the index's sake.
    Always,
}

/// An index, as far as it is of use.
pub(super) struct Use<'a> {
    index: &'a IndexEntry,
    pub(super) served: Vec<Served>,
    /// What must be asked for, since the index's condition does.
    pub(super) always: Vec<Filter>,
    pub(super) ties: Vec<usize>,
}

impl Plan {
    /// Whether a filter is left to looking at rows.
    pub fn is_looked_for(&self, filter: &Filter) -> bool {
        let mine = self.filters.iter().find(|(known, _)| known == filter);
        mine.is_some_and(|(_, served)| *served == Served::ByLooking)
    }

    /// The filters that somebody asked for, or that the order asks for.
    pub fn asked(&self) -> impl Iterator<Item = &Filter> {
        let asked = self
            .filters
            .iter()
            .filter(|(_, served)| *served != Served::Always);
        asked.map(|(filter, _)| filter)
    }
}

impl Use<'_> {
    fn count(&self) -> usize {
        self.served
            .iter()
            .filter(|s| **s == Served::ByIndex)
            .count()
    }
}

/// Finds the best way to this order and these filters; the order is another if no index gives it.
pub fn plan(table: &Table, filters: &[Filter], sort: Option<(usize, Direction)>) -> Plan {
    let candidates = sort.into_iter().chain(table.order).chain(key_order(table));
    for (column, direction) in candidates {
        let filters = without_nulls(table, filters, column);
        if let Some(found) = best_use(table, &filters, column) {
            let looks = found.served.contains(&Served::ByLooking) && !table.small;
            let always = found
                .always
                .into_iter()
                .map(|filter| (filter, Served::Always));
            return Plan {
                keys: keys(table, column, &found.ties),
                direction,
                looks,
                filters: filters
                    .into_iter()
                    .zip(found.served)
                    .chain(always)
                    .collect(),
                gather: None,
            };
        }
    }
    let order = table.order.filter(|_| table.small);
    let (keys, direction) = match order {
        Some((column, direction)) => (keys(table, column, &[]), direction),
        None => (table.key.clone(), Direction::Descending),
    };
    let looked = |filter: &Filter| (filter.clone(), Served::ByLooking);
    Plan {
        keys: if table.small { keys } else { Vec::new() },
        direction,
        looks: !table.small && !filters.is_empty(),
        filters: filters.iter().map(looked).collect(),
        gather: None,
    }
}

/// The columns by which the list can be sorted, given these filters.
pub fn sortable(table: &Table, filters: &[Filter]) -> Vec<usize> {
    let places = 0..table.columns.len();
    places
        .filter(|column| {
            let filters = without_nulls(table, filters, *column);
            best_use(table, &filters, *column).is_some()
        })
        .collect()
}

fn key_order(table: &Table) -> Option<(usize, Direction)> {
    table
        .key
        .first()
        .map(|first| (*first, Direction::Descending))
}

/// Sorted by a column, the list leaves out the rows without a value, and says so by a filter.
fn without_nulls(table: &Table, filters: &[Filter], column: usize) -> Vec<Filter> {
    let mut filters = filters.to_vec();
    let nullable = table.at(column).is_some_and(|c| !c.not_null);
    let said = filters
        .iter()
        .any(|f| f.column == column && f.leaves_out_nulls());
    if nullable && !said {
        filters.push(Filter {
            column,
            test: Test::NotEmpty,
        });
    }
    filters
}

pub(super) fn best_use<'a>(table: &'a Table, filters: &[Filter], column: usize) -> Option<Use<'a>> {
    let readable = table.at(column).is_some_and(|c| c.is_plain() && !c.private);
    if !readable {
        return None;
    }
    let uses = table
        .indexes
        .iter()
        .filter_map(|index| use_of(table, index, filters, column));
    uses.min_by_key(|found| (usize::MAX - found.count(), found.index.columns.len()))
}

/// What an index does for this order: filters by one value take its leading columns, the order's
/// column must come next.
fn use_of<'a>(
    table: &'a Table,
    index: &'a IndexEntry,
    filters: &[Filter],
    sort: usize,
) -> Option<Use<'a>> {
    if index.method != "btree" {
        return None;
    }
    let met = met(table, index.predicate.as_deref(), filters)?;
    let mut served = vec![Served::ByLooking; filters.len()];
    for by in met.by {
        *served.get_mut(by)? = Served::ByIndex;
    }
    let mut columns = index.columns.iter().map(|column| {
        let place = column.name.as_deref().and_then(|name| table.column(name));
        // The order of beginnings is another than that of the values.
        let is_order = !has_beginnings(column);
        (place.map(|(place, _)| place), column.descending, is_order)
    });
    let mut next = columns.next()?;
    while next.0 != Some(sort) {
        let bound = filters
            .iter()
            .position(|f| Some(f.column) == next.0 && f.only().is_some())?;
        *served.get_mut(bound)? = Served::ByIndex;
        next = columns.next()?;
    }
    let descending = next.1;
    next.2.then_some(())?;
    for (filter, served) in filters.iter().zip(&mut served) {
        if filter.column == sort && (filter.only().is_some() || is_range(filter)) {
            *served = Served::ByIndex;
        }
    }
    let ties = columns
        .take_while(|(_, other, is_order)| *other == descending && *is_order)
        .map_while(|(place, ..)| place)
        .take_while(|place| table.at(*place).is_some_and(|c| c.not_null && c.is_plain()))
        .collect();
    Some(Use {
        index,
        served,
        always: met.always,
        ties,
    })
}

fn is_range(filter: &Filter) -> bool {
    matches!(filter.test, Test::From(_) | Test::To(_) | Test::NotEmpty)
}

/// The order's columns: the chosen one, those that the index has behind it, then the rest of the
/// key.
fn keys(table: &Table, column: usize, ties: &[usize]) -> Vec<usize> {
    let mut keys = vec![column];
    for place in ties.iter().chain(&table.key) {
        let plain = table
            .at(*place)
            .is_some_and(super::super::model::Column::is_plain);
        if plain && !keys.contains(place) {
            keys.push(*place);
        }
    }
    keys
}
