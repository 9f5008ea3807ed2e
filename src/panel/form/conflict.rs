//! Two tabs, one row: what it was, what you sent and what it is now, side by side. What only one of
//! you changed is merged; of what both changed, you choose.

use std::collections::BTreeMap;

use poem::http::StatusCode;
use serde::Serialize;
use tera::Context;

use super::changes::Change;
use super::fields::Typed;
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, Value};
use crate::pages::Answer;
use crate::panel::address::segment;
use crate::panel::cells::shown;
use crate::panel::list::Head;
use crate::panel::pick::Pick;
use crate::panel::row::Row;
use crate::panel::visit::TableVisit;

#[derive(Serialize)]
struct Side {
    name: String,
    label: String,
    was: Option<String>,
    yours: String,
    theirs: String,
    /// clash, yours or theirs.
    kind: &'static str,
    /// What saving sends if nothing else is chosen.
    yours_value: String,
    theirs_value: String,
}

/// The page, with status 409.
///
/// # Errors
/// What the database refuses.
pub async fn show(at: TableVisit<'_>, row: &Row, changes: &[Change], typed: &Typed) -> Answer {
    let table = at.table()?;
    let names = names(&at, changes).await;
    let names = names.map_err(|fault| at.visit.refuse(fault))?;
    let side = |change: &Change| {
        let column = table.at(change.column)?;
        let kind = match (change.clashes(), change.is_yours(), change.is_theirs()) {
            (true, ..) => "clash",
            (false, true, _) => "yours",
            (false, false, true) => "theirs",
            (false, false, false) => return None,
        };
        let named = |value: &str| names.get(&(change.column, value.to_owned())).cloned();
        let show = |value: &Option<String>| match value {
            None => "–".to_owned(),
            Some(value) => {
                named(value).unwrap_or_else(|| shown(column, value, &at.visit.model.private))
            }
        };
        Some(Side {
            name: column.name.name().to_owned(),
            label: column.label.clone(),
            was: change.was.as_ref().map(show),
            yours: show(&change.yours),
            theirs: show(&change.theirs),
            kind,
            yours_value: change.yours.clone().unwrap_or_default(),
            theirs_value: if column.private {
                String::new()
            } else {
                change.theirs.clone().unwrap_or_default()
            },
        })
    };
    let sides: Vec<_> = changes.iter().filter_map(side).collect();
    let head = Head::of(at.visit.panel.base(), table);
    let segment = segment(&row.of(&table.address));
    let version = table
        .version
        .and_then(|place| Some((table.at(place)?.name.name(), row.value(place)?)));
    let mut context = Context::new();
    context.insert("href", &format!("{}{segment}/", head.href));
    context.insert("head", &head);
    context.insert("title", &row.title(table));
    context.insert("sides", &sides);
    context.insert("version", &version);
    context.insert("reason", typed.text(super::REASON));
    at.visit
        .show_as(StatusCode::CONFLICT, "panel/conflict.html", context)
        .await
}

/// The names of the rows to which changed values point, by the column's place and the value.
async fn names(
    at: &TableVisit<'_>,
    changes: &[Change],
) -> Result<BTreeMap<(usize, String), String>, Fault> {
    let Ok(table) = at.table() else {
        return Ok(BTreeMap::new());
    };
    let names_of = |change: &Change| {
        let pick = Pick::of(&at.visit.model, table.at(change.column)?)?;
        let was = change.was.clone().flatten();
        let values = [was, change.yours.clone(), change.theirs.clone()];
        let values: Vec<_> = values.into_iter().flatten().collect();
        let mut part = Statement::new("select ");
        part.value(Value::text(change.column.to_string()))
            .push("::text, f.id, f.title from (")
            .append(&pick.rows("", &values))
            .push(") f (id, title)");
        Some(part)
    };
    let parts: Vec<_> = changes.iter().filter_map(names_of).collect();
    if parts.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut statement = Statement::default();
    statement.join(&parts, " union all ");
    let rows = at.visit.work.texts(&statement).await?;
    let name = |row: Vec<Option<String>>| {
        let mut parts = row.into_iter();
        let place = parts.next()??.parse().ok()?;
        Some(((place, parts.next()??), parts.next()??))
    };
    Ok(rows.into_iter().filter_map(name).collect())
}
