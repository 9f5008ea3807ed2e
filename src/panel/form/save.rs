//! `POST /{table}/{id}/`: a row's changes, saved if nobody else changed it meanwhile and the rules
//! allow it.

use std::sync::Arc;

use poem::http::StatusCode;
use poem::{Request, Response};

use super::changes::{Change, changes};
use super::errors::Errors;
use super::fields::Typed;
use super::{FIND_BUTTON, FormPage, REASON, conflict, read};
use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, Value};
use crate::pages::{Answer, Flash, Refused};
use crate::panel::Panel;
use crate::panel::address::segment;
use crate::panel::amounts::unreadable;
use crate::panel::cells::Sight;
use crate::panel::list::Head;
use crate::panel::model::Table;
use crate::panel::row::{Hold, Row};
use crate::panel::visit::{TableVisit, Visit};

/// `POST /{table}/{id}/`.
///
/// # Errors
/// Why there is no page.
pub async fn save(panel: Arc<Panel>, mut request: Request) -> Answer {
    let (at, form) = Visit::receive(&panel, &mut request).await?;
    let typed = Typed::of(form.fields());
    let table = at.table()?;
    if !table.may.change {
        return Err(Refused::Forbidden(
            "Your role in the database may not change this table.".to_owned(),
        ));
    }
    if typed.has(FIND_BUTTON) {
        let row = read(&at, &request, Sight::Masked, Hold::Look).await?;
        let page = FormPage {
            overruling: typed.has(REASON),
            typed,
            ..FormPage::of(row)
        };
        return page.show(at, StatusCode::OK).await;
    }
    let row = read(&at, &request, Sight::Masked, Hold::Lock).await?;
    let asked = table.columns.iter().filter(|column| column.can_update);
    let unreadable = unreadable(asked, &typed);
    if !unreadable.is_empty() {
        let page = FormPage {
            errors: Errors::unreadable(&unreadable),
            typed,
            ..FormPage::of(row)
        };
        return page.show(at, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let changes = changes(table, &row, &typed);
    if is_lost(table, &row, &typed, &changes) {
        return conflict::show(at, &row, &changes, &typed).await;
    }
    let yours: Vec<_> = changes.into_iter().filter(Change::is_yours).collect();
    if yours.is_empty() {
        return done(at, &row, &typed, "Nothing was changed.").await;
    }
    let danger = |change: &Change| table.at(change.column).is_some_and(|c| c.danger);
    if (table.danger || yours.iter().any(danger)) && at.lacks_presence() {
        return at.ask_presence(&form).await;
    }
    match write(&at.visit.work, table, &row, &yours, typed.text(REASON)).await {
        Ok(()) => {
            let saved = format!("{} {} was saved.", table.label, row.title(table));
            done(at, &row, &typed, &saved).await
        }
        Err(fault) => refuse(at, row, typed, fault).await,
    }
}

/// Whether the row is another than the one that the form showed.
fn is_lost(table: &Table, row: &Row, typed: &Typed, changes: &[Change]) -> bool {
    match table
        .version
        .and_then(|place| Some((table.at(place)?, row.value(place))))
    {
        Some((column, now)) => typed
            .get(column.name.name())
            .is_some_and(|shown| Some(shown) != now),
        None => changes.iter().any(Change::is_theirs),
    }
}

/// Saves changes of a row, or leaves everything as it was.
///
/// # Errors
/// What the database refuses.
pub async fn write(
    work: &Work,
    table: &Table,
    row: &Row,
    changes: &[Change],
    reason: &str,
) -> Result<(), Fault> {
    work.mark().await?;
    give_reason(work, reason).await?;
    let mut update = Statement::new("update public.");
    update.ident(&table.name).push(" t set ");
    let sets: Vec<_> = changes
        .iter()
        .filter_map(|change| Some((table.at(change.column)?, change)))
        .map(|(column, change)| {
            let mut set = Statement::default();
            let value = Value::maybe(change.yours.clone(), column.type_id);
            set.ident(&column.name)
                .push(" = ")
                .value(value.from_field(column.name.name()));
            set
        })
        .collect();
    update
        .join(&sets, ", ")
        .push(" where ")
        .append(&row.is(table))
        .push(" returning 'saved'");
    match work.query(&update).await {
        // Row security let it be read, and not be written.
        Ok(rows) if rows.is_empty() => Err(Fault::Forbidden("row security".to_owned())),
        Ok(_) => Ok(()),
        Err(fault) => {
            work.back_to_mark().await?;
            Err(fault)
        }
    }
}

/// Gives the rules of this transaction a reason to be overruled.
///
/// # Errors
/// See [`Fault`].
pub async fn give_reason(work: &Work, reason: &str) -> Result<(), Fault> {
    if reason.trim().is_empty() {
        return Ok(());
    }
    let mut set = Statement::new("select set_config('remit.override', ");
    set.value(Value::text(reason.trim())).push(", true)");
    work.query(&set).await.map(drop)
}

async fn refuse(at: TableVisit<'_>, row: Row, typed: Typed, fault: Fault) -> Answer {
    let Some(refusal) = fault.refusal() else {
        return Err(at.visit.refuse(fault));
    };
    let page = FormPage {
        errors: Errors::of(at.table()?, refusal),
        typed,
        ..FormPage::of(row)
    };
    page.show(at, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Back to where the pressed button leads.
async fn done(at: TableVisit<'_>, row: &Row, typed: &Typed, says: &str) -> Answer {
    let table = at.table()?;
    let head = Head::of(at.visit.panel.base(), table);
    let place = next(&head.href, &segment(&row.of(&table.address)), typed);
    leave(at.visit, &place, says).await
}

/// Where the pressed button leads.
pub fn next(list: &str, segment: &str, typed: &Typed) -> String {
    if typed.has("_continue") {
        format!("{list}{segment}/")
    } else if typed.has("_another") {
        format!("{list}add/")
    } else {
        list.to_owned()
    }
}

/// Commits, then goes to another page, which says this.
///
/// # Errors
/// What the database refuses at the end.
pub async fn leave(visit: Visit<'_>, place: &str, says: &str) -> Result<Response, Refused> {
    let shell = visit.panel.shell();
    visit.finish().await?;
    Ok(shell.see_other_saying(place, &Flash::good(says)))
}
