//! What stands around a table: constraints, rows of others that point to it, functions that act on
//! it; and the views that become cards.

use super::model::{Action, Constraint, Fate, Incoming, Report};
use super::resolve::{label, name_of};
use super::tags::Comment;
use crate::db::panel::catalog::{Catalog, ConstraintEntry, TableEntry};
use crate::db::panel::sql::Ident;

/// The schema whose functions become buttons.
const ACTIONS: &str = "admin_action";

pub(super) fn constraint(entry: &ConstraintEntry) -> Option<Constraint> {
    Some(Constraint {
        name: entry.name.clone(),
        columns: entry.columns.clone()?,
        definition: entry.definition.clone(),
    })
}

/// The foreign keys of other tables that point to this one.
pub(super) fn incoming(entry: &TableEntry, catalog: &Catalog) -> Vec<Incoming> {
    let keys = catalog
        .tables
        .iter()
        .flat_map(|table| table.constraints.iter().map(move |key| (table, key)));
    let linked = catalog.tables.iter().flat_map(|table| links(table, entry));
    keys.filter(|(_, key)| key.target.as_ref() == Some(&entry.name))
        .map(|(table, key)| Incoming {
            name: key.name.clone(),
            table: table.name.clone(),
            columns: pairs(key),
            fate: match key.on_delete.as_deref() {
                Some("c") => Fate::Cascade,
                Some("n" | "d") => Fate::Forget,
                _ => Fate::Block,
            },
        })
        .chain(linked)
        .collect()
}

/// The columns of a table that point to another by a tag: with the columns of the key that both
/// have.
fn links(table: &TableEntry, target: &TableEntry) -> Vec<Incoming> {
    let key = target.constraints.iter().find(|c| c.kind == "p");
    let key: Vec<_> = key.and_then(|key| key.columns.clone()).unwrap_or_default();
    let tagged = table.columns.iter().filter(|column| {
        Comment::of(column.comment.as_deref()).get("link") == Some(target.name.name())
    });
    let incoming = |column: &crate::db::panel::catalog::ColumnEntry| {
        let (last, others) = key.split_last()?;
        let shared = others
            .iter()
            .filter(|name| table.columns.iter().any(|c| c.name.name() == **name));
        let mut columns: Vec<_> = shared
            .map(|name| (Ident::new(name), Ident::new(name)))
            .collect();
        columns.push((column.name.clone(), Ident::new(last)));
        Some(Incoming {
            name: format!("@link of {}", column.name.name()),
            table: table.name.clone(),
            columns,
            fate: Fate::Stay,
        })
    };
    tagged.filter_map(incoming).collect()
}

fn pairs(key: &ConstraintEntry) -> Vec<(Ident, Ident)> {
    let from = key.columns.iter().flatten().map(Ident::new);
    from.zip(key.target_columns.iter().flatten().map(Ident::new))
        .collect()
}

pub(super) fn actions(entry: &TableEntry, catalog: &Catalog) -> Vec<Action> {
    let key = entry.constraints.iter().find(|c| c.kind == "p");
    let key = key.and_then(|key| key.columns.as_ref()).map_or(0, Vec::len);
    catalog
        .functions
        .iter()
        .filter(|function| function.schema.name() == ACTIONS)
        .map(|function| (function, Comment::of(function.comment.as_deref())))
        .filter(|(_, comment)| comment.get("on") == Some(entry.name.name()))
        .map(|(function, comment)| Action {
            name: name_of(function),
            label: label(&comment, function.name.name()),
            help: comment.text.clone(),
            danger: comment.has("danger"),
            bulk: comment.has("bulk"),
            arguments: function.arguments.iter().skip(key).cloned().collect(),
        })
        .collect()
}

pub(super) fn reports(catalog: &Catalog) -> Vec<Report> {
    let mut reports: Vec<_> = catalog
        .reports
        .iter()
        .map(|entry| (Comment::of(entry.comment.as_deref()), entry))
        .filter(|(comment, _)| !comment.has("hidden"))
        .collect();
    reports.sort_by_key(|(comment, entry)| {
        let place = comment.get("order").and_then(|order| order.parse().ok());
        (place.unwrap_or(i32::MAX), entry.name.clone())
    });
    let report = |(comment, entry): (Comment, &crate::db::panel::catalog::ReportEntry)| Report {
        name: entry.name.clone(),
        label: label(&comment, entry.name.name()),
        help: comment.text.clone(),
        columns: entry.columns.clone(),
    };
    reports.into_iter().map(report).collect()
}
