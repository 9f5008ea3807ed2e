//! `POST /{table}/`: one action on many rows, those that were picked or all that match: asked once
//! more, done in batches, each row by itself, with a list of those that were refused.

use std::sync::Arc;

use poem::Request;
use poem::http::StatusCode;
use serde::Serialize;
use tera::Context;

use super::Panel;
use super::action::{call, find};
use super::address::values;
use super::cells::Sight;
use super::form::{Errors, REASON, Typed};
use super::list::asked::Asked;
use super::list::plan::plan;
use super::list::search::search;
use super::list::statement::Rows;
use super::list::{Head, searched};
use super::model::Table;
use super::remove::delete;
use super::row::{Hold, Row};
use super::visit::{TableVisit, Visit, is_row};
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::Statement;
use crate::pages::{Answer, Refused};

/// Rows of one batch, which is one transaction.
const BATCH: usize = 200;

/// The action that every table with a right to delete has.
const DELETE: &str = "delete";

/// A row that an action is for.
struct Target {
    address: Vec<String>,
    /// The version that was seen.
    version: Option<String>,
}

/// What became of a batch.
#[derive(Default, Serialize)]
struct Outcome {
    done: usize,
    skipped: usize,
    refused: Vec<(String, String)>,
    /// Where the next batch begins.
    next: Option<String>,
}

/// `POST /{table}/`.
///
/// # Errors
/// Why there is no page.
pub async fn act(panel: Arc<Panel>, mut request: Request) -> Answer {
    let (at, form) = Visit::receive(&panel, &mut request).await?;
    let typed = Typed::of(form.fields());
    let table = at.table()?;
    let query = request.uri().query().unwrap_or_default();
    let asked = Asked::read(table, query).map_err(|_| Refused::Malformed)?;
    let name = typed.text("_action");
    let danger = match name {
        DELETE if table.may.delete => table.danger,
        DELETE => {
            return Err(Refused::Forbidden(
                "Your role in the database may not delete rows of this table.".to_owned(),
            ));
        }
        _ => {
            find(table, name)
                .ok()
                .filter(|action| action.bulk)
                .ok_or(Refused::NotFound)?
                .danger
        }
    };
    let picked: Vec<_> = form
        .fields()
        .iter()
        .filter(|(name, _)| name == "_row")
        .map(|(_, row)| row.clone())
        .collect();
    if picked.is_empty() && !typed.has("_all") {
        return Err(Refused::Conflict("No row was picked.".to_owned()));
    }
    if !typed.has("_confirmed") {
        return show(at, query, &typed, &picked, None).await;
    }
    if danger && at.lacks_presence() {
        return at.ask_presence(&form).await;
    }
    let outcome = match typed.has("_all") {
        true => all(&at, &asked, &typed).await,
        false => some(&at, &picked, &typed).await,
    };
    let outcome = outcome.map_err(|fault| at.visit.refuse(fault))?;
    show(at, query, &typed, &picked, Some(outcome)).await
}

/// The rows that were picked: `version:address`.
async fn some(at: &TableVisit<'_>, picked: &[String], typed: &Typed) -> Result<Outcome, Fault> {
    let table = at
        .table()
        .map_err(|_| Fault::Broken("no table".to_owned()))?;
    let mut outcome = Outcome::default();
    for pick in picked.iter().take(BATCH) {
        let (version, address) = pick.split_once(':').unwrap_or(("", pick));
        let Some(address) = values(table, &percent_decoded(address)) else {
            continue;
        };
        let target = Target {
            address,
            version: Some(version.to_owned()).filter(|version| !version.is_empty()),
        };
        one(at, table, &target, None, typed, &mut outcome).await?;
    }
    Ok(outcome)
}

/// A batch of all that match, after the rows that earlier batches met.
async fn all(at: &TableVisit<'_>, asked: &Asked, typed: &Typed) -> Result<Outcome, Fault> {
    let table = at
        .table()
        .map_err(|_| Fault::Broken("no table".to_owned()))?;
    let plan = plan(table, &asked.filters, asked.sort);
    let search = search(table, &asked.search, &asked.filters);
    let also = searched(table, asked, &search);
    let rows = Rows {
        model: &at.visit.model,
        table,
        plan: &plan,
        also: also.as_ref(),
    };
    let keys: Option<Vec<String>> = serde_json::from_str(typed.text("_next")).ok();
    let edge = keys.and_then(|keys| rows.edge(&keys, plan.direction));
    let stretch = rows
        .fetch(&at.visit.work, &[], edge.as_ref(), plan.direction, BATCH)
        .await?;
    let mut outcome = Outcome::default();
    let began = Some(typed.text("_began")).filter(|began| !began.is_empty());
    for row in &stretch.rows {
        let Some(address) = rows.address(&[], row) else {
            continue;
        };
        let target = Target {
            address,
            version: None,
        };
        one(at, table, &target, began, typed, &mut outcome).await?;
    }
    outcome.next = stretch
        .beyond
        .map(|keys| serde_json::Value::from(keys).to_string());
    Ok(outcome)
}

/// One row: skipped when it changed meanwhile or is gone, refused by itself.
async fn one(
    at: &TableVisit<'_>,
    table: &Table,
    target: &Target,
    began: Option<&str>,
    typed: &Typed,
    outcome: &mut Outcome,
) -> Result<(), Fault> {
    let work = &at.visit.work;
    let Some(condition) = is_row(table, &target.address) else {
        return Ok(());
    };
    let hold = if table.may.change {
        Hold::Lock
    } else {
        Hold::Look
    };
    let Some(row) = Row::read(work, table, &condition, Sight::Masked, hold).await? else {
        outcome.skipped += 1;
        return Ok(());
    };
    let is_other = match (&target.version, table.version) {
        (Some(seen), Some(place)) => row.value(place) != Some(seen),
        _ => table
            .changed_at
            .and_then(|place| row.value(place))
            .zip(began)
            .is_some_and(|(changed, began)| changed > began),
    };
    if is_other {
        outcome.skipped += 1;
        return Ok(());
    }
    let name = typed.text("_action");
    let acted = match find(table, name) {
        Ok(action) => call(work, table, action, &row, typed).await,
        Err(_) => delete(work, table, &row, typed.text(REASON)).await,
    };
    match acted {
        Ok(()) => outcome.done += 1,
        Err(fault) => {
            let refusal = fault.refusal().map(|refusal| Errors::of(table, refusal));
            let Some(errors) = refusal else {
                return Err(fault);
            };
            outcome
                .refused
                .push((row.title(table), errors.summary.join(" ")));
        }
    }
    Ok(())
}

/// What is about to be done, or was.
async fn show(
    at: TableVisit<'_>,
    query: &str,
    typed: &Typed,
    picked: &[String],
    outcome: Option<Outcome>,
) -> Answer {
    let table = at.table()?;
    let head = Head::of(at.visit.panel.base(), table);
    let action = find(table, typed.text("_action")).ok();
    let began = match typed.text("_began") {
        "" => now(&at).await.map_err(|fault| at.visit.refuse(fault))?,
        began => began.to_owned(),
    };
    let sum = |name: &str, more: usize| typed.text(name).parse::<usize>().unwrap_or(0) + more;
    let mut context = Context::new();
    context.insert(
        "href",
        &format!(
            "{}{}{query}",
            head.href,
            if query.is_empty() { "" } else { "?" }
        ),
    );
    context.insert("head", &head);
    context.insert("action", typed.text("_action"));
    context.insert("label", action.map_or("Delete", |action| &action.label));
    context.insert("help", action.map_or("", |action| &action.help));
    context.insert("danger", &action.is_none_or(|action| action.danger));
    context.insert("all", &typed.has("_all"));
    context.insert("picked", picked);
    context.insert("began", &began);
    context.insert("reason", typed.text(REASON));
    context.insert(
        "done",
        &sum("_done", outcome.as_ref().map_or(0, |o| o.done)),
    );
    context.insert(
        "skipped",
        &sum("_skipped", outcome.as_ref().map_or(0, |o| o.skipped)),
    );
    context.insert("outcome", &outcome);
    at.visit
        .show_as(StatusCode::OK, "panel/bulk.html", context)
        .await
}

async fn now(at: &TableVisit<'_>) -> Result<String, Fault> {
    let now = Statement::new("select now()::text");
    Ok(at.visit.work.one_text(&now).await?.unwrap_or_default())
}

/// An address as its segment says it, from the form's text.
fn percent_decoded(text: &str) -> String {
    let joined = format!("a={}", text.replace('+', "%2B"));
    form_urlencoded::parse(joined.as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}
