//! Two tabs, one row: what it was, what you sent and what it is now, side by side. What only one of
//! you changed is merged; of what both changed, you choose.

use poem::http::StatusCode;
use serde::Serialize;
use tera::Context;

use super::changes::Change;
use super::fields::Typed;
use crate::pages::Answer;
use crate::panel::address::segment;
use crate::panel::cells::shown;
use crate::panel::list::Head;
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
    let side = |change: &Change| {
        let column = table.at(change.column)?;
        let kind = match (change.clashes(), change.is_yours(), change.is_theirs()) {
            (true, ..) => "clash",
            (false, true, _) => "yours",
            (false, false, true) => "theirs",
            (false, false, false) => return None,
        };
        let show = |value: &Option<String>| {
            value.as_ref().map_or_else(
                || "–".to_owned(),
                |value| shown(column, value, &at.visit.model.private),
            )
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
