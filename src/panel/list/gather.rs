//! Filters that an index serves in another order than the list's: when so few rows meet them that all
//! can be sorted, they are gathered by that index. Whether they are so few is asked by the statement
//! that reads them, which else looks at rows in the list's order.

use super::filter::{Filter, Test};
use super::plan::{Plan, Served, WINDOW, best_use, plan};
use super::statement::all_of;
use crate::db::panel::sql::Statement;
use crate::panel::model::{Direction, Table};

/// How far an index is read once its rows were found to be few: some may have come meanwhile.
const MOST: usize = WINDOW * 2;

/// An index's part of a list's filters.
#[derive(Debug, Clone)]
pub struct Gather {
    /// The column in whose order the index has them.
    pub column: usize,
    /// The filters that it serves.
    pub filters: Vec<Filter>,
    /// What is said for its sake.
    always: Vec<Filter>,
    /// The columns that it has behind that one.
    ties: Vec<usize>,
}

/// The index that serves most of the filters of a list which can only look at rows.
pub fn gather(table: &Table, plan: &Plan) -> Option<Gather> {
    if !plan.looks || plan.keys.is_empty() {
        return None;
    }
    let filters: Vec<Filter> = plan.asked().cloned().collect();
    let left = plan
        .filters
        .iter()
        .filter(|(_, served)| *served == Served::ByLooking);
    let gathers = left.filter_map(|(filter, _)| {
        let found = best_use(table, &filters, filter.column)?;
        let served: Vec<_> = filters
            .iter()
            .zip(&found.served)
            .filter(|(_, served)| **served == Served::ByIndex)
            .map(|(filter, _)| filter.clone())
            .collect();
        let narrows = |filter: &Filter| plan.is_looked_for(filter) && filter.narrows();
        served.iter().any(narrows).then_some(Gather {
            column: filter.column,
            filters: served,
            always: found.always,
            ties: found.ties,
        })
    });
    gathers.max_by_key(|gather| gather.filters.len())
}

/// The plan for all rows of a list, in whatever order finds them best, unless somebody chose one.
pub fn plan_of_all(table: &Table, filters: &[Filter], sort: Option<(usize, Direction)>) -> Plan {
    let usual = plan(table, filters, sort);
    let other = gather(table, &usual).filter(|_| sort.is_none());
    let other = other.map(|gather| plan(table, filters, Some((gather.column, usual.direction))));
    other.unwrap_or(usual)
}

impl Gather {
    fn conditions(&self, table: &Table) -> Vec<Statement> {
        let filters = self.filters.iter().chain(&self.always);
        let filters = filters.flat_map(|filter| self.in_order(filter));
        filters.map(|filter| filter.condition(table)).collect()
    }

    /// A filter, so said that only the index gives the order: of rows with the same value any order
    /// would do, and reading the whole table may look cheaper.
    fn in_order(&self, filter: &Filter) -> Vec<Filter> {
        let is_bound = filter.column == self.column && self.ties.is_empty();
        let other = |test| Filter {
            column: filter.column,
            test,
        };
        match filter.only().filter(|_| is_bound) {
            Some(value) => vec![
                other(Test::From(value.to_owned())),
                other(Test::To(value.to_owned())),
            ],
            None => vec![filter.clone()],
        }
    }

    /// ` from … where …  order by … limit …`: rows `t` in the index's order.
    fn source(&self, table: &Table, gate: Option<&'static str>, most: usize) -> Statement {
        let mut source = Statement::new(" from public.");
        source.ident(&table.name).push(" t");
        let mut conditions: Vec<_> = gate.map(Statement::new).into_iter().collect();
        conditions.append(&mut self.conditions(table));
        all_of(&mut source, &conditions);
        let order: Vec<_> = std::iter::once(&self.column)
            .chain(&self.ties)
            .filter_map(|place| table.at(*place))
            .map(|column| {
                let mut part = Statement::new("t.");
                part.ident(&column.name);
                part
            })
            .collect();
        source.push(" order by ").join(&order, ", ");
        source.push(" limit ").number(most);
        source
    }

    /// Whether the rows are so few that all are gathered.
    pub fn is_few(&self, table: &Table) -> Statement {
        let mut few = Statement::new("(select count(*) <= ");
        few.number(WINDOW)
            .push(" from (select")
            .append(&self.source(table, None, WINDOW + 1))
            .push(") f)");
        few
    }

    /// `(…) t`: the rows, if they are few; else those of a look.
    pub fn or_look(&self, table: &Table, readable: &[Statement], look: &Statement) -> Statement {
        let mut rows = Statement::new("(with few (so) as materialized (select ");
        rows.append(&self.is_few(table))
            .push(") (select ")
            .join(readable, ", ")
            .append(&self.source(table, Some("(select so from few)"), MOST))
            .push(") union all (select ")
            .join(readable, ", ")
            .append(look)
            .push(")) t");
        rows
    }
}
