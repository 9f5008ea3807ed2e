//! From the catalog, its comments and `admin/*.toml` to the model of one role.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{column, table_reading};
use super::model::{Column, Direction, FunctionName, May, Model, Namer, Reading, Table};
use super::presentation::{Presentation, TableLook};
use super::relations::{actions, constraint, incoming, reports};
use super::tags::{Comment, words};
use super::wording::word;
use crate::db::panel::catalog::{Catalog, FunctionEntry, TableEntry};
use crate::db::panel::sql::Ident;

/// A table of fewer bytes is read whole without a thought: some 20 000 rows.
const SMALL: i64 = 4 << 20;

/// What a list says while it has no row.
const EMPTY: &str = "There is nothing here yet.";

/// The model of the role that this catalog was read by.
pub fn resolve(catalog: &Catalog, presentation: &Presentation) -> Model {
    let mut tables = BTreeMap::new();
    for entry in &catalog.tables {
        let mut table = table(entry, catalog, presentation.of(entry.name.name()));
        word(&mut table, presentation);
        if table.columns.iter().any(|c| c.reading != Reading::Denied) {
            tables.insert(entry.name.name().to_owned(), table);
        }
    }
    Model {
        role: catalog.role.clone(),
        tables,
        reports: reports(catalog),
        private: private(catalog),
        recorder: tagged(catalog, "record").map(name_of),
        namer: tagged(catalog, "actor").map(namer),
    }
}

/// The function with this tag.
fn tagged<'a>(catalog: &'a Catalog, tag: &str) -> Option<&'a FunctionEntry> {
    let mut functions = catalog.functions.iter();
    functions.find(|function| Comment::of(function.comment.as_deref()).has(tag))
}

fn namer(function: &FunctionEntry) -> Namer {
    let told = function.arguments.iter();
    Namer {
        function: name_of(function),
        told: told.map(|argument| Ident::new(&argument.name)).collect(),
    }
}

/// Names of the columns whose values are personal, wherever they turn up.
fn private(catalog: &Catalog) -> BTreeSet<String> {
    let columns = catalog.tables.iter().flat_map(|table| &table.columns);
    columns
        .filter(|column| Comment::of(column.comment.as_deref()).has("pii"))
        .map(|column| column.name.name().to_owned())
        .collect()
}

pub(super) fn label(comment: &Comment, name: &str) -> String {
    comment
        .get("label")
        .map_or_else(|| words(name), str::to_owned)
}

pub(super) fn name_of(function: &FunctionEntry) -> FunctionName {
    FunctionName {
        schema: function.schema.clone(),
        name: function.name.clone(),
    }
}

fn table(entry: &TableEntry, catalog: &Catalog, look: Option<&TableLook>) -> Table {
    let comment = Comment::of(entry.comment.as_deref());
    let columns = columns(entry, &comment, catalog);
    let named = Named(&columns);
    let key = entry.constraints.iter().find(|c| c.kind == "p");
    let key = key.and_then(|key| key.columns.as_deref());
    let key = named.places(key.unwrap_or_default());
    let address = comment.get("address").and_then(|name| named.place(name));
    let address = address.map_or_else(|| key.clone(), |column| vec![column]);
    let reading = table_reading(&columns);
    let label = label(&comment, entry.name.name());
    Table {
        name: entry.name.clone(),
        id: entry.id,
        plural: comment
            .get("plural")
            .map_or_else(|| plural(&label), str::to_owned),
        label,
        help: comment.text.clone(),
        empty: EMPTY.to_owned(),
        group: comment.get("group").unwrap_or("Tables").to_owned(),
        hidden: comment.has("hidden"),
        danger: comment.has("danger"),
        order: order(&comment, &named)
            .or_else(|| address.first().map(|first| (*first, Direction::Descending))),
        title: comment
            .get("title")
            .into_iter()
            .chain(["name", "title"])
            .find_map(|name| named.place(name)),
        version: named
            .place("version")
            .filter(|place| is_counter(entry, *place)),
        changed_at: named
            .place("updated_at")
            .filter(|place| reading.contains(place)),
        list: list(&reading, &columns, look),
        fieldsets: fieldsets(&columns, look),
        may: may(entry, &comment, &columns, &key),
        constraints: entry.constraints.iter().filter_map(constraint).collect(),
        indexes: entry.indexes.clone(),
        incoming: incoming(entry, catalog),
        actions: actions(entry, catalog),
        deeds: Vec::new(),
        owner: None,
        rows: u64::try_from(entry.rows).ok(),
        small: entry.bytes < SMALL,
        narrowed: entry.narrowed,
        columns,
        key,
        address,
    }
}

/// The columns; those of a table that is read only are, too.
fn columns(entry: &TableEntry, comment: &Comment, catalog: &Catalog) -> Vec<Column> {
    let columns = entry.columns.iter();
    let mut columns: Vec<_> = columns.map(|c| column(c, entry, catalog)).collect();
    if comment.has("readonly") {
        for column in &mut columns {
            column.can_insert = false;
            column.can_update = false;
        }
    }
    columns
}

/// Columns, found by their names.
struct Named<'a>(&'a [Column]);

impl Named<'_> {
    fn place(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|column| column.name.name() == name)
    }

    fn places(&self, names: &[String]) -> Vec<usize> {
        names.iter().filter_map(|name| self.place(name)).collect()
    }
}

fn order(comment: &Comment, named: &Named<'_>) -> Option<(usize, Direction)> {
    let order = comment.get("order")?;
    let direction = match order.starts_with('-') {
        true => Direction::Descending,
        false => Direction::Ascending,
    };
    Some((named.place(order.trim_start_matches('-'))?, direction))
}

fn may(entry: &TableEntry, comment: &Comment, columns: &[Column], key: &[usize]) -> May {
    let read_only = comment.has("readonly");
    May {
        add: entry.can_insert && !read_only && columns.iter().all(is_provided),
        change: columns.iter().any(|column| column.can_update) && !key.is_empty(),
        delete: entry.can_delete && !key.is_empty() && !read_only,
    }
}

fn plural(label: &str) -> String {
    match label {
        _ if label.ends_with("data") || label.ends_with("staff") || label.ends_with("Staff") => {
            label.to_owned()
        }
        _ if label.ends_with('y') && !label.ends_with("ey") => {
            format!("{}ies", label.trim_end_matches('y'))
        }
        _ if label.ends_with('s') || label.ends_with("ch") => format!("{label}es"),
        _ => format!("{label}s"),
    }
}

/// Whether a new row gets a value of a column that needs one.
fn is_provided(column: &Column) -> bool {
    !column.not_null || column.has_default || (column.can_insert && !column.hidden)
}

/// Whether a column is an integer that is never null: what counts changes.
fn is_counter(entry: &TableEntry, place: usize) -> bool {
    entry.columns.get(place).is_some_and(|column| {
        column.not_null && matches!(column.base.as_str(), "integer" | "bigint")
    })
}

/// The list's columns: those that are named, else the first ten that may be read.
fn list(reading: &[usize], columns: &[Column], look: Option<&TableLook>) -> Vec<usize> {
    const DEFAULT: usize = 10;
    let named = look.map(|look| look.list.as_slice()).unwrap_or_default();
    let named: Vec<_> = named
        .iter()
        .filter_map(|name| columns.iter().position(|c| c.name.name() == name))
        .filter(|place| reading.contains(place))
        .collect();
    if named.is_empty() {
        return reading.iter().copied().take(DEFAULT).collect();
    }
    named
}

/// The form's groups: those that are named, then all that is left.
fn fieldsets(columns: &[Column], look: Option<&TableLook>) -> Vec<(String, Vec<usize>)> {
    let shown: Vec<_> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.hidden && column.is_of_use())
        .map(|(place, _)| place)
        .collect();
    let mut taken = BTreeSet::new();
    let mut sets = Vec::new();
    for (title, names) in look
        .map(|look| look.fieldsets.as_slice())
        .unwrap_or_default()
    {
        let places: Vec<_> = names
            .iter()
            .filter_map(|name| columns.iter().position(|c| c.name.name() == name))
            .filter(|place| shown.contains(place) && taken.insert(*place))
            .collect();
        if !places.is_empty() {
            sets.push((title.clone(), places));
        }
    }
    let rest: Vec<_> = shown
        .into_iter()
        .filter(|place| !taken.contains(place))
        .collect();
    if !rest.is_empty() {
        let title = if sets.is_empty() { "" } else { "More" };
        sets.push((title.to_owned(), rest));
    }
    sets
}
