//! The condition of a partial index, taken apart: what a filter says, and what every row meets
//! because a check of the table says so. An index with such a condition serves the panel alone, since
//! nobody else asks for it: `create index … (created_at, id) where version >= 1` holds all rows, and
//! never tempts the planner away from an index that others need.

use super::filter::{Filter, Test};
use crate::panel::model::{Column, Kind, Table};

/// What an index's condition asks for.
#[derive(Debug, Default)]
pub struct Met {
    /// The places of the filters that say it.
    pub by: Vec<usize>,
    /// What must be asked for besides, and is true of every row.
    pub always: Vec<Filter>,
}

/// How the condition of an index is met by these filters; none when it is not.
pub fn met(table: &Table, predicate: Option<&str>, filters: &[Filter]) -> Option<Met> {
    let mut met = Met::default();
    for part in predicate.map(parts).unwrap_or_default() {
        if let Some(always) = of_check(table, part) {
            met.always.push(always);
            continue;
        }
        let says = |filter: &Filter| says(table, filter, part);
        met.by.push(filters.iter().position(says)?);
    }
    Some(met)
}

/// The parts of `((a) AND (b))`, or of `(a)`.
fn parts(predicate: &str) -> Vec<&str> {
    let inner = predicate
        .strip_prefix("((")
        .and_then(|rest| rest.strip_suffix("))"));
    match inner.filter(|inner| inner.contains(") AND (")) {
        Some(inner) => inner.split(") AND (").collect(),
        None => {
            let inner = predicate
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'));
            vec![inner.unwrap_or(predicate)]
        }
    }
}

/// `column >= 1`, where a check of the table says the same of a column that is never null.
fn of_check(table: &Table, part: &str) -> Option<Filter> {
    let (name, least) = part.split_once(" >= ")?;
    let (column, known) = table.column(name)?;
    least.parse::<i64>().ok()?;
    let check = format!("CHECK (({part}))");
    let is_checked = table
        .constraints
        .iter()
        .any(|c| c.definition.as_deref() == Some(&check));
    (is_checked && known.not_null && known.is_plain()).then(|| Filter {
        column,
        test: Test::From(least.to_owned()),
    })
}

/// Whether a filter implies a part.
fn says(table: &Table, filter: &Filter, part: &str) -> bool {
    let Some(column) = table.at(filter.column) else {
        return false;
    };
    let name = column.name.name();
    if *part == format!("{name} IS NOT NULL") {
        return filter.leaves_out_nulls();
    }
    let is = |value: &str| {
        *part
            == format!(
                "{name} = '{}'::{}",
                value.replace('\'', "''"),
                type_name(column)
            )
    };
    filter.only().is_some_and(is)
}

fn type_name(column: &Column) -> &str {
    match column.kind {
        Kind::Text | Kind::LongText => "text",
        _ => &column.type_name,
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_condition_is_taken_apart() {
        assert_eq!(parts("(version >= 1)"), ["version >= 1"]);
        let both = "((state = 'lent'::state) AND (version >= 1))";
        assert_eq!(parts(both).len(), 2);
    }
}
