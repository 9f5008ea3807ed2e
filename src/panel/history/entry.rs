//! Changes as the history shows them: read in one statement, told field by field.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::told::{Difference, Values, differences};
use super::{CHANGE, names, restorable};
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, TypeId, Value};
use crate::panel::address::{encode, segment};
use crate::panel::cells::{Sight, expression, mask};
use crate::panel::model::{Model, Table};
use crate::panel::row;
use crate::panel::visit::Visit;

/// A change, as it is shown.
#[derive(Serialize)]
pub struct Entry {
    /// Its place in the order.
    pub id: String,
    at: String,
    operation: String,
    table: String,
    title: String,
    href: Option<String>,
    actor: String,
    actor_link: Option<String>,
    login: String,
    address: String,
    request_id: String,
    reason: String,
    fields: Vec<Difference>,
    /// Whether it may be put back.
    pub reverts: bool,
}

/// The changes of a row, or of all that may be seen, newest first.
///
/// # Errors
/// See [`Fault`].
pub async fn entries(
    visit: &Visit<'_>,
    of: Option<(&Table, &[String])>,
    before: Option<&str>,
    count: usize,
) -> Result<Vec<Entry>, Fault> {
    let Some(history) = visit.model.tables.get(CHANGE) else {
        return Ok(Vec::new());
    };
    let model = &visit.model;
    let shown = history.columns.iter().map(|column| {
        let mut part = Statement::new("e.");
        part.ident(&column.name);
        part
    });
    let mut parts: Vec<_> = shown.collect();
    parts.push(Statement::new("e.actor_label, e.actor_source"));
    // What a page about one row is called, it says above.
    parts.push(match of {
        Some(_) => Statement::new("null::text"),
        None => names::of_row(model),
    });
    parts.push(names::of_values(model, of.map(|(table, _)| table)));
    let mut statement = Statement::new("select ");
    statement
        .join(&parts, ", ")
        .push(" from (")
        .append(&rows(model, history, of, before, count))
        .push(") e order by e.actor_order desc");
    let rows = visit.work.texts(&statement).await?;
    let base = visit.panel.base();
    Ok(rows
        .iter()
        .map(|row| entry(model, base, history, row))
        .collect())
}

/// The rows of the history itself, as texts by their names, and who made each.
fn rows(
    model: &Model,
    history: &Table,
    of: Option<(&Table, &[String])>,
    before: Option<&str>,
    count: usize,
) -> Statement {
    let columns: Vec<_> = history
        .columns
        .iter()
        .map(|column| {
            let mut part = expression(history, column, Sight::Masked);
            part.push(" as ").ident(&column.name);
            part
        })
        .collect();
    let mut statement = Statement::new("select t.id as actor_order, ");
    statement.join(&columns, ", ");
    statement.push(match model.namer {
        Some(_) => ", a.label as actor_label, a.source as actor_source",
        None => ", null::text as actor_label, null::text as actor_source",
    });
    statement
        .push(" from public.")
        .ident(&history.name)
        .push(" t");
    if let Some(namer) = &model.namer {
        let told: Vec<_> = namer
            .told
            .iter()
            .map(|column| {
                let mut part = Statement::new("t.");
                part.ident(column);
                part
            })
            .collect();
        statement
            .push(" left join lateral ")
            .ident(&namer.function.schema)
            .push(".")
            .ident(&namer.function.name)
            .push("(")
            .join(&told, ", ")
            .push(") a (label, source) on true");
    }
    statement.push(" where true");
    if let Some((table, key)) = of {
        statement
            .push(" and t.table_name = ")
            .value(Value::text(table.name.name()));
        statement
            .push(" and t.row_id = ")
            .value(Value::text(key.last().cloned().unwrap_or_default()));
        let parts = table.these(&table.key).zip(key);
        for (column, value) in parts.take(key.len().saturating_sub(1)) {
            if history.column(column.name.name()).is_some() {
                statement.push(" and ").append(&row::equals(column, value));
            }
        }
    }
    if let Some(before) = before {
        statement
            .push(" and t.id < ")
            .value(Value::new(before, TypeId::BIGINT));
    }
    statement.push(" order by t.id desc limit ").number(count);
    statement
}

fn entry(model: &Model, base: &str, history: &Table, row: &[Option<String>]) -> Entry {
    let text = |name: &str| {
        let place = history.column(name).map(|(place, _)| place);
        place
            .and_then(|place| row.get(place))
            .cloned()
            .flatten()
            .unwrap_or_default()
    };
    let values = |name: &str| {
        let mut json = serde_json::from_str::<Json>(&text(name)).unwrap_or_default();
        mask(&mut json, &model.private);
        match json {
            Json::Object(values) => values,
            _ => Map::new(),
        }
    };
    let (old, new) = (values("old_values"), values("new_values"));
    let name = text("table_name");
    let table = model.tables.get(&name);
    let row_id = text("row_id");
    let operation = text("operation");
    let named = |after: usize| row.get(history.columns.len() + after).cloned().flatten();
    let (actor_id, source) = (
        text("actor_id"),
        named(1).filter(|source| model.tables.contains_key(source)),
    );
    let actor_link =
        source.map(|source| format!("{base}/{}/{}/", encode(&source), encode(&actor_id)));
    let pointed = named(3).and_then(|text| serde_json::from_str(&text).ok());
    let values = Values {
        old: &old,
        new: &new,
        names: &pointed.unwrap_or_default(),
        private: &model.private,
    };
    let actor = named(0).unwrap_or_else(|| format!("{} {actor_id}", text("actor_kind")));
    Entry {
        id: text("id"),
        at: text("at").get(..19).unwrap_or_default().to_owned(),
        table: table.map_or_else(|| name.replace('_', " "), |table| table.label.clone()),
        href: table
            .filter(|table| table.address.len() == 1 && table.address.last() == table.key.last())
            .map(|_| {
                format!(
                    "{base}/{}/{}/",
                    encode(&name),
                    segment(std::slice::from_ref(&row_id))
                )
            }),
        title: named(2).unwrap_or(row_id),
        actor,
        actor_link,
        login: text("actor_name"),
        address: text("address"),
        request_id: text("request_id"),
        reason: text("reason"),
        fields: differences(table, &operation, &values),
        reverts: operation == "update"
            && table.is_some_and(|table| !restorable(table, &old).is_empty()),
        operation,
    }
}
