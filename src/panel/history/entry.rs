//! Changes as the history shows them: read in one statement, told field by field.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::{CHANGE, restorable};
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, TypeId, Value};
use crate::panel::address::{encode, segment};
use crate::panel::cells::{Sight, expression, mask};
use crate::panel::model::{Model, Table};
use crate::panel::row;
use crate::panel::tags::words;
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

/// A field's change.
#[derive(Serialize)]
struct Difference {
    label: String,
    old: Option<String>,
    new: Option<String>,
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
    let mut statement = Statement::new("select ");
    let columns: Vec<_> = history
        .columns
        .iter()
        .map(|c| expression(history, c, Sight::Masked))
        .collect();
    statement.join(&columns, ", ");
    statement.push(if visit.model.namer.is_some() {
        ", a.label, a.source"
    } else {
        ", null, null"
    });
    statement
        .push(" from public.")
        .ident(&history.name)
        .push(" t");
    if let Some(namer) = &visit.model.namer {
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
    let rows = visit.work.texts(&statement).await?;
    let base = visit.panel.base();
    Ok(rows
        .iter()
        .map(|row| entry(&visit.model, base, history, row))
        .collect())
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
        title: row_id,
        actor,
        actor_link,
        login: text("actor_name"),
        address: text("address"),
        request_id: text("request_id"),
        reason: text("reason"),
        fields: differences(table, &operation, &old, &new),
        reverts: operation == "update"
            && table.is_some_and(|table| !restorable(table, &old).is_empty()),
        operation,
    }
}

fn differences(
    table: Option<&Table>,
    operation: &str,
    old: &Map<String, Json>,
    new: &Map<String, Json>,
) -> Vec<Difference> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let hidden = |name: &str| {
        let column = table.and_then(|table| table.column(name));
        column.is_some_and(|(_, column)| column.hidden)
    };
    let quiet = |name: &str| operation == "update" && matches!(name, "version" | "updated_at");
    let shown = names
        .into_iter()
        .filter(|name| !hidden(name) && !quiet(name));
    let text = |value: Option<&Json>| match value {
        None | Some(Json::Null) => None,
        Some(Json::String(text)) => Some(text.clone()),
        Some(other) => Some(other.to_string()),
    };
    shown
        .map(|name| Difference {
            label: table
                .and_then(|table| table.column(name))
                .map_or_else(|| words(name), |(_, column)| column.label.clone()),
            old: text(old.get(name)),
            new: text(new.get(name)),
        })
        .filter(|difference| {
            operation != "insert" && operation != "delete"
                || difference.old.is_some()
                || difference.new.is_some()
        })
        .collect()
}
