//! What `remit check` says of the panel: the model that comments and `admin/*.toml` resolve to, and
//! tags that mean nothing.

use super::model::{Column, Kind, Table};
use super::presentation::Presentation;
use super::resolve::resolve;
use super::tags::Comment;
use crate::db::panel::catalog::{Catalog, FunctionEntry};

/// The resolved panel, and what is wrong with it.
pub struct Report {
    /// The tables and their columns, a line each.
    pub model: Vec<String>,
    /// A sentence for each tag that means nothing.
    pub findings: Vec<String>,
}

/// Resolves the panel for whoever read this catalog.
///
/// # Errors
/// What is wrong with `admin/*.toml`, with file and line.
pub fn report(catalog: &Catalog) -> anyhow::Result<Report> {
    let presentation = Presentation::built_in(catalog)?;
    let model = resolve(catalog, &presentation);
    let owners = resolve(catalog, &Presentation::of_owners(catalog)?);
    Ok(Report {
        model: model
            .tables
            .values()
            .flat_map(table_lines)
            .chain(owners.tables.values().filter_map(owners_line))
            .collect(),
        findings: findings(catalog),
    })
}

fn table_lines(table: &Table) -> Vec<String> {
    let names = |places: &[usize]| {
        let names: Vec<_> = table
            .these(places)
            .map(|column| column.name.name())
            .collect();
        names.join(", ")
    };
    let mut lines = vec![format!(
        "{} ({}, {}): by {}, list {}",
        table.name.name(),
        table.plural,
        table.group,
        names(&table.address),
        names(&table.list)
    )];
    lines.extend(table.columns.iter().map(column_line));
    lines.extend(
        table
            .actions
            .iter()
            .map(|action| format!("    button {}: {}", action.name.name.name(), action.label)),
    );
    lines
}

/// What owners read of a table, where `admin/own.toml` has words for it.
fn owners_line(table: &Table) -> Option<String> {
    let names = |table: &Table, is: fn(&Column) -> bool| {
        let named = table.columns.iter().filter(|column| is(column));
        let names: Vec<_> = named.map(|column| column.name.name()).collect();
        names.join(", ")
    };
    (!table.help.is_empty()).then(|| {
        format!(
            "for owners, {} ({}): explained {}; without a word {}",
            table.name.name(),
            table.plural,
            names(table, |column| !column.help.is_empty()),
            names(table, |column| column.help.is_empty()),
        )
    })
}

fn column_line(column: &Column) -> String {
    let flags = [
        (column.hidden, "hidden"),
        (column.private, "masked"),
        (column.search, "searched"),
        (column.filter, "filter"),
        (column.not_null && !column.has_default, "required"),
        (!column.can_insert && !column.can_update, "read-only"),
        (column.moves.is_some(), "moves"),
        (column.danger, "asks once more"),
    ];
    let flags: Vec<_> = flags
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, word)| *word)
        .collect();
    let target = column.points_to.as_ref();
    let target = target.map_or_else(String::new, |(table, column)| {
        format!(" → {table}.{column}")
    });
    format!(
        "    {}: {} as {}{target}{}{}",
        column.name.name(),
        column.type_name,
        widget(&column.kind),
        if flags.is_empty() { "" } else { ", " },
        flags.join(", ")
    )
}

fn widget(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::LongText => "lines of text",
        Kind::Number => "number",
        Kind::Cents => "amount",
        Kind::Boolean => "yes or no",
        Kind::Choice(_) => "choice",
        Kind::Moment => "moment",
        Kind::Day => "day",
        Kind::Json => "JSON",
        Kind::Id => "id",
        Kind::Bytes => "bytes",
        Kind::Other => "value",
    }
}

/// Tags that nobody knows, and tags that name what is not there.
fn findings(catalog: &Catalog) -> Vec<String> {
    let mut found = Vec::new();
    for table in &catalog.tables {
        let name = table.name.name();
        let comment = Comment::of(table.comment.as_deref());
        found.extend(
            comment
                .unknown('t')
                .map(|tag| format!("table {name} has an unknown tag @{tag}")),
        );
        for tag in ["order", "address", "title"] {
            let column = comment
                .get(tag)
                .map(|column| column.trim_start_matches('-'));
            let is_there = |column: &&str| table.columns.iter().any(|c| c.name.name() == *column);
            if let Some(column) = column.filter(|column| !is_there(column)) {
                found.push(format!(
                    "table {name} has @{tag} {column}, which is no column of it"
                ));
            }
        }
        for column in &table.columns {
            let comment = Comment::of(column.comment.as_deref());
            let column = format!("column {name}.{}", column.name.name());
            found.extend(
                comment
                    .unknown('c')
                    .map(|tag| format!("{column} has an unknown tag @{tag}")),
            );
            for tag in ["mask", "moves"] {
                if let Some(function) = comment.get(tag).filter(|name| !has_function(catalog, name))
                {
                    found.push(format!(
                        "{column} has @{tag} {function}, which is no function that has @panel"
                    ));
                }
            }
            if let Some(target) = comment
                .get("link")
                .filter(|target| !has_table(catalog, target))
            {
                found.push(format!("{column} has @link {target}, which is no table"));
            }
        }
    }
    for function in &catalog.functions {
        let comment = Comment::of(function.comment.as_deref());
        let name = full_name(function);
        found.extend(
            comment
                .unknown('f')
                .map(|tag| format!("function {name} has an unknown tag @{tag}")),
        );
        if let Some(table) = comment.get("on").filter(|table| !has_table(catalog, table)) {
            found.push(format!(
                "function {name} has @on {table}, which is no table"
            ));
        }
    }
    for report in &catalog.reports {
        let comment = Comment::of(report.comment.as_deref());
        let name = report.name.name();
        found.extend(
            comment
                .unknown('v')
                .map(|tag| format!("view {name} has an unknown tag @{tag}")),
        );
    }
    found
}

fn full_name(function: &FunctionEntry) -> String {
    format!("{}.{}", function.schema.name(), function.name.name())
}

fn has_function(catalog: &Catalog, name: &str) -> bool {
    catalog
        .functions
        .iter()
        .any(|function| full_name(function) == name)
}

fn has_table(catalog: &Catalog, name: &str) -> bool {
    catalog.tables.iter().any(|table| table.name.name() == name)
}
