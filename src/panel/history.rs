//! `/{table}/{id}/history/`: who changed what in a row, when, from what to what and why; and the way
//! back, as a new change.

mod entry;
mod names;
mod told;

use std::sync::Arc;

use poem::Request;
use poem::http::StatusCode;
use serde_json::{Map, Value as Json};
use tera::Context;

pub use entry::entries;

use super::Panel;
use super::address::segment;
use super::cells::Sight;
use super::form::{Errors, REASON, Typed, give_reason, leave, read};
use super::list::Head;
use super::model::Table;
use super::row::{Hold, Row};
use super::visit::{TableVisit, Visit, parameter};
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, TypeId, Value};
use crate::pages::{Answer, Refused};

/// The table of the history.
pub const CHANGE: &str = "change";

/// Changes of one page.
const PAGE: usize = 50;

/// `GET /{table}/{id}/history/`.
///
/// # Errors
/// Why there is no page.
pub async fn show(panel: Arc<Panel>, request: Request) -> Answer {
    let at = Visit::enter_table(&panel, &request).await?;
    let before = form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes())
        .find(|(name, _)| name == "before")
        .map(|(_, value)| value.into_owned());
    show_entries(at, &request, before, Errors::default(), StatusCode::OK).await
}

async fn show_entries(
    at: TableVisit<'_>,
    request: &Request,
    before: Option<String>,
    errors: Errors,
    status: StatusCode,
) -> Answer {
    let table = at.table()?;
    // A row that is gone still has its history.
    let values =
        super::address::values(table, &parameter(request, "id")).ok_or(Refused::NotFound)?;
    let condition = at.row(request)?;
    let row = Row::read(&at.visit.work, table, &condition, Sight::Masked, Hold::Look).await;
    let row = row.map_err(|fault| at.visit.refuse(fault))?;
    let key = row
        .as_ref()
        .map_or_else(|| values.clone(), |row| row.key.clone());
    let entries = entries(&at.visit, Some((table, &key)), before.as_deref(), PAGE + 1).await;
    let mut entries = entries.map_err(|fault| at.visit.refuse(fault))?;
    let next = (entries.len() > PAGE)
        .then(|| entries.get(PAGE - 1).map(|entry| entry.id.clone()))
        .flatten();
    entries.truncate(PAGE);
    if row.is_none() {
        if entries.is_empty() {
            return Err(Refused::NotFound);
        }
        entries.iter_mut().for_each(|entry| entry.reverts = false);
    }
    let head = Head::of(at.visit.panel.base(), table);
    let mut context = Context::new();
    context.insert("href", &format!("{}{}/", head.href, segment(&values)));
    context.insert("head", &head);
    context.insert(
        "title",
        &row.as_ref()
            .map_or_else(|| values.join(", "), |row| row.title(table)),
    );
    context.insert("gone", &row.is_none());
    context.insert("entries", &entries);
    context.insert("next", &next);
    context.insert("errors", &errors);
    context.insert("overruling", &errors.wants_reason);
    context.insert("reason", "");
    at.visit
        .show_as(status, "panel/history.html", context)
        .await
}

/// `POST /{table}/{id}/history/`: puts back what a change changed, as a new change.
///
/// # Errors
/// Why there is no page.
pub async fn revert(panel: Arc<Panel>, mut request: Request) -> Answer {
    let (at, form) = Visit::receive(&panel, &mut request).await?;
    let typed = Typed::of(form.fields());
    let table = at.table()?;
    let row = read(&at, &request, Sight::Masked, Hold::Look).await?;
    let visit = &at.visit;
    let outcome = async {
        visit.work.mark().await?;
        give_reason(&visit.work, typed.text(REASON)).await?;
        let old = old_values(visit, table, &row, typed.text("change")).await?;
        let Some(old) = old else {
            return Ok(Reverted::Cannot);
        };
        if is_dangerous(table, &old) && at.lacks_presence() {
            return Ok(Reverted::NotYet);
        }
        let Some(update) = restore(table, &row, &old) else {
            return Ok(Reverted::Cannot);
        };
        let rows = visit.work.query(&update).await?;
        Ok::<_, Fault>(match rows.is_empty() {
            true => Reverted::Cannot,
            false => Reverted::Done,
        })
    };
    match outcome.await {
        Ok(Reverted::NotYet) => at.ask_presence(&form).await,
        Ok(Reverted::Done) => {
            let href = format!(
                "{}{}/history/",
                Head::of(visit.panel.base(), table).href,
                segment(&row.of(&table.address))
            );
            leave(
                at.visit,
                &href,
                "The values from before that change are back.",
            )
            .await
        }
        Ok(Reverted::Cannot) => Err(Refused::Conflict(
            "This change cannot be reverted by you.".to_owned(),
        )),
        Err(fault) => match fault.refusal() {
            Some(refusal) => {
                let errors = Errors::of(table, refusal);
                visit
                    .work
                    .back_to_mark()
                    .await
                    .map_err(|fault| visit.refuse(fault))?;
                show_entries(at, &request, None, errors, StatusCode::UNPROCESSABLE_ENTITY).await
            }
            None => Err(at.visit.refuse(fault)),
        },
    }
}

/// What came of putting values back.
enum Reverted {
    Done,
    Cannot,
    /// Whoever asks must prove first to be there.
    NotYet,
}

/// Whether only somebody who is there may put these values back.
fn is_dangerous(table: &Table, old: &Map<String, Json>) -> bool {
    let values = restorable(table, old);
    table.danger || values.iter().any(|(column, _)| column.danger)
}

/// The values of a change that the role may put back.
fn restorable<'a>(
    table: &'a Table,
    old: &'a Map<String, Json>,
) -> Vec<(&'a super::model::Column, &'a Json)> {
    let columns = table
        .columns
        .iter()
        .filter(|column| column.can_update && column.is_plain() && !column.hidden);
    columns
        .filter_map(|column| Some((column, old.get(column.name.name())?)))
        .collect()
}

/// The values before a change of this row, as they are kept; none when it is not a change of it.
async fn old_values(
    visit: &Visit<'_>,
    table: &Table,
    row: &Row,
    change: &str,
) -> Result<Option<Map<String, Json>>, Fault> {
    let mut statement = Statement::new("select t.old_values::text from public.");
    let history = visit.model.tables.get(CHANGE).filter(|history| {
        history
            .column("old_values")
            .is_some_and(|(_, column)| column.is_plain())
    });
    let Some(history) = history else {
        return Ok(None);
    };
    statement
        .ident(&history.name)
        .push(" t where t.id = ")
        .value(Value::new(change, TypeId::BIGINT));
    statement
        .push(" and t.operation = 'update' and t.table_name = ")
        .value(Value::text(table.name.name()));
    statement
        .push(" and t.row_id = ")
        .value(Value::text(row.key.last().cloned().unwrap_or_default()));
    let text = visit.work.one_text(&statement).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// The statement that puts values back.
fn restore(table: &Table, row: &Row, old: &Map<String, Json>) -> Option<Statement> {
    let set = |(column, value): (&super::model::Column, &Json)| {
        let text = match value {
            Json::Null => None,
            Json::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        let mut set = Statement::default();
        let value = Value::maybe(text, column.type_id).from_field(column.name.name());
        set.ident(&column.name).push(" = ").value(value);
        set
    };
    let sets: Vec<_> = restorable(table, old).into_iter().map(set).collect();
    if sets.is_empty() {
        return None;
    }
    let mut update = Statement::new("update public.");
    update.ident(&table.name).push(" t set ").join(&sets, ", ");
    update
        .push(" where ")
        .append(&row.is(table))
        .push(" returning 'restored'");
    Some(update)
}
