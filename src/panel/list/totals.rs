//! What is said about all rows of a list, asked in one statement: how many there are, how many of
//! each choice, the first and last day, and what foreign keys may point to.

use super::asked::{Asked, Counting};
use super::filter::Filter;
use super::predicate::met;
use super::search::Search;
use super::statement::Rows;
use crate::db::panel::catalog::IndexEntry;
use crate::db::panel::sql::{Statement, Value};
use crate::panel::model::{Column, Kind, Table};
use crate::panel::pick::Pick;

/// How many rows of a foreign key's target are offered.
const OFFERED: usize = 50;

/// What the end of a look is called among the facts.
pub const END: &str = "end";

/// Whether a column that is searched brings more than a page takes.
pub const MORE: &str = "more";

/// Whether rows are so few that all were gathered.
pub const FEW: &str = "few";

/// Facts about all rows: what, which, how much. And where a look at them ends.
pub fn facts(
    rows: &Rows<'_>,
    asked: &Asked,
    search: &Search,
    end: Option<&Statement>,
) -> Statement {
    let mut parts = vec![count(rows, asked, search)];
    parts.extend(search.excesses(rows.table).map(|(place, more)| {
        let mut part = labelled(MORE, "");
        part.push("::text, ")
            .value(Value::text(place.to_string()))
            .push("::text, (")
            .append(&more)
            .push(")::text");
        part
    }));
    let gather = rows.plan.gather.iter().filter(|_| rows.looks());
    parts.extend(gather.map(|gather| {
        let mut part = labelled(FEW, "");
        part.push("::text, ''::text, ")
            .append(&gather.is_few(rows.table))
            .push("::text");
        part
    }));
    parts.extend(end.map(|end| {
        let mut part = labelled(END, "");
        part.push("::text, ''::text, e.keys from (")
            .append(end)
            .push(") e (keys)");
        part
    }));
    parts.extend(rows.facets());
    let moments = moments(rows.table);
    parts.extend(moments.map(|(place, column, always)| span(rows, place, column, &always)));
    parts.extend(pointing(rows.table).filter_map(|(place, column)| offers(rows, place, column)));
    parts.extend(
        pointing(rows.table).filter_map(|(place, column)| found(rows, asked, place, column)),
    );
    let mut facts = Statement::default();
    facts.join(&parts, " union all ");
    facts
}

/// The facts as they were answered.
pub fn read(rows: Vec<Vec<Option<String>>>) -> Vec<(String, String, String)> {
    let fact = |row: Vec<Option<String>>| {
        let mut texts = row.into_iter().map(Option::unwrap_or_default);
        (
            texts.next().unwrap_or_default(),
            texts.next().unwrap_or_default(),
            texts.next().unwrap_or_default(),
        )
    };
    rows.into_iter().map(fact).collect()
}

fn labelled(what: &'static str, which: &str) -> Statement {
    let mut part = Statement::new("select ");
    part.value(Value::text(format!("{what}{which}")));
    part
}

fn count(rows: &Rows<'_>, asked: &Asked, search: &Search) -> Statement {
    let table = rows.table;
    let all = rows.plan.asked().next().is_none() && rows.also.is_none();
    if asked.count == Counting::Exact {
        let all = search.all();
        let rows = Rows {
            also: all.as_ref().or(rows.also),
            ..*rows
        };
        let mut part = labelled("exact", "");
        part.push("::text, ''::text, (")
            .append(&rows.exact_count())
            .push(")");
        return part;
    }
    if all && !table.small && !table.narrowed {
        let mut part = labelled("about", "");
        part.push("::text, ''::text, (select reltuples::bigint::text from pg_class where oid = ");
        part.value(Value::count(usize::try_from(table.id).unwrap_or_default()))
            .push("::bigint::oid)");
        return part;
    }
    let mut part = labelled("capped", "");
    part.push("::text, ''::text, (")
        .append(&rows.capped_count())
        .push(")");
    part
}

/// The moments that are offered as filters, of which an index knows the first and the last. With
/// each, what must be said for that index's sake. Of rows that row security picks, one that leads with their
/// owner.
fn moments(table: &Table) -> impl Iterator<Item = (usize, &Column, Vec<Filter>)> {
    let owner = table.owner.and_then(|place| table.at(place));
    let owner = owner.map(|column| column.name.name());
    let columns = table.columns.iter().enumerate();
    let offered = columns.filter(|(_, c)| c.kind == Kind::Moment && c.filter && c.is_plain());
    offered.filter_map(move |(place, column)| {
        let leads = |index: &IndexEntry| {
            let mut names = index.columns.iter().map(|c| c.name.as_deref());
            let mut first = names.next().flatten();
            if owner.is_some() && first == owner {
                first = names.next().flatten();
            }
            let is_first = index.method == "btree" && first == Some(column.name.name());
            met(table, index.predicate.as_deref(), &[]).filter(|_| is_first)
        };
        let always = match (table.small, table.narrowed && owner.is_none()) {
            (true, _) => Vec::new(),
            (false, true) => return None,
            (false, false) => table.indexes.iter().find_map(leads)?.always,
        };
        Some((place, column, always))
    })
}

fn span(rows: &Rows<'_>, place: usize, column: &Column, always: &[Filter]) -> Statement {
    let mut part = labelled("span ", &place.to_string());
    part.push("::text, s.first, s.last from (")
        .append(&rows.span(column, always))
        .push(") s (first, last)");
    part
}

/// The columns that point to other tables and are offered as filters.
pub fn pointing(table: &Table) -> impl Iterator<Item = (usize, &Column)> {
    let columns = table.columns.iter().enumerate();
    columns.filter(|(_, c)| c.filter && c.is_plain() && c.points_to.is_some())
}

/// The newest rows of a column's target, by name.
fn offers(rows: &Rows<'_>, place: usize, column: &Column) -> Option<Statement> {
    let target = super::links::target(rows.model, column)?;
    let mut part = labelled("offer ", &place.to_string());
    part.push("::text, o.id, o.title from (")
        .append(&offered(&target))
        .push(") o (id, title)");
    Some(part)
}

/// The rows of a column's target that were searched for, and those that are chosen.
fn found(rows: &Rows<'_>, asked: &Asked, place: usize, column: &Column) -> Option<Statement> {
    let (text, chosen) = (asked.find(place), asked.chosen(place));
    let pick = Pick::of(rows.model, column)?;
    (!text.is_empty() || !chosen.is_empty()).then(|| {
        let mut part = labelled("found ", &place.to_string());
        part.push("::text, f.id, f.title from (")
            .append(&pick.rows(text, &chosen))
            .push(") f (id, title)");
        part
    })
}

/// The newest rows of a target: its key and its title, as texts.
pub fn offered(target: &super::links::Target<'_>) -> Statement {
    let mut offered = Statement::new("select r.");
    offered
        .ident(&target.key.name)
        .push("::text, r.")
        .ident(&target.title.name);
    offered
        .push("::text from public.")
        .ident(&target.table.name)
        .push(" r order by r.");
    offered
        .ident(&target.key.name)
        .push(" desc limit ")
        .number(OFFERED);
    offered
}
