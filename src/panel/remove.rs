//! `/{table}/{id}/delete/`: what the catalog says happens when a row goes, and its going.

use std::sync::Arc;

use poem::Request;
use poem::http::StatusCode;
use serde::Serialize;
use tera::Context;

use super::Panel;
use super::address::segment;
use super::cells::{Sight, grouped};
use super::form::{Errors, REASON, Typed, give_reason, leave, read};
use super::list::Head;
use super::model::{Fate, Incoming, Model, Table};
use super::row::{Hold, Row};
use super::tags::lower_first;
use super::visit::{TableVisit, Visit};
use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, Value};
use crate::pages::{Answer, Refused};

/// How far rows that are concerned are counted.
const COUNTED: usize = 1000;

/// Rows that point to the one that goes.
#[derive(Serialize)]
struct Concerned {
    table: String,
    is_one: bool,
    count: String,
    fate: &'static str,
}

/// `GET /{table}/{id}/delete/`.
///
/// # Errors
/// Why there is no page.
pub async fn ask(panel: Arc<Panel>, request: Request) -> Answer {
    let at = Visit::enter_table(&panel, &request).await?;
    let row = doomed(&at, &request).await?;
    show(at, &row, Errors::default(), "", StatusCode::OK).await
}

/// `POST /{table}/{id}/delete/`.
///
/// # Errors
/// Why there is no page.
pub async fn remove(panel: Arc<Panel>, mut request: Request) -> Answer {
    let (at, form) = Visit::receive(&panel, &mut request).await?;
    let row = doomed(&at, &request).await?;
    let typed = Typed::of(form.fields());
    let table = at.table()?;
    if table.danger && at.lacks_presence() {
        return at.ask_presence(&form).await;
    }
    match delete(&at.visit.work, table, &row, typed.text(REASON)).await {
        Ok(()) => {
            let says = format!("{} {} was deleted.", table.label, row.title(table));
            let list = Head::of(at.visit.panel.base(), table).href;
            leave(at.visit, &list, &says).await
        }
        Err(fault) => match fault.refusal() {
            Some(refusal) => {
                let errors = Errors::of(table, refusal);
                show(
                    at,
                    &row,
                    errors,
                    typed.text(REASON),
                    StatusCode::UNPROCESSABLE_ENTITY,
                )
                .await
            }
            None => Err(at.visit.refuse(fault)),
        },
    }
}

/// The row that is to go.
async fn doomed(at: &TableVisit<'_>, request: &Request) -> Result<Row, Refused> {
    if !at.table()?.may.delete {
        return Err(Refused::Forbidden(
            "Your role in the database may not delete rows of this table.".to_owned(),
        ));
    }
    read(at, request, Sight::Masked, Hold::Look).await
}

/// Deletes a row, or leaves everything as it was.
///
/// # Errors
/// What the database refuses.
pub async fn delete(work: &Work, table: &Table, row: &Row, reason: &str) -> Result<(), Fault> {
    work.mark().await?;
    let outcome = async {
        give_reason(work, reason).await?;
        let mut delete = Statement::new("delete from public.");
        delete
            .ident(&table.name)
            .push(" t where ")
            .append(&row.is(table))
            .push(" returning 'gone'");
        work.query(&delete).await
    };
    match outcome.await {
        Ok(rows) if rows.is_empty() => Err(Fault::Forbidden("row security".to_owned())),
        Ok(_) => Ok(()),
        Err(fault) => {
            work.back_to_mark().await?;
            Err(fault)
        }
    }
}

async fn show(
    at: TableVisit<'_>,
    row: &Row,
    errors: Errors,
    reason: &str,
    status: StatusCode,
) -> Answer {
    let table = at.table()?;
    let concerned = concerned(&at, table, row)
        .await
        .map_err(|fault| at.visit.refuse(fault))?;
    let head = Head::of(at.visit.panel.base(), table);
    let mut context = Context::new();
    context.insert(
        "href",
        &format!("{}{}/", head.href, segment(&row.of(&table.address))),
    );
    context.insert("head", &head);
    context.insert("title", &row.title(table));
    context.insert(
        "blocked",
        &concerned.iter().any(|rows| rows.fate == "block"),
    );
    context.insert("concerned", &concerned);
    context.insert("reason", reason);
    context.insert("overruling", &errors.wants_reason);
    context.insert("errors", &errors);
    at.visit.show_as(status, "panel/delete.html", context).await
}

/// What points to the row, counted to a cap; what nobody may see is named without a count.
async fn concerned(at: &TableVisit<'_>, table: &Table, row: &Row) -> Result<Vec<Concerned>, Fault> {
    let related: Vec<_> = table
        .incoming
        .iter()
        .filter(|incoming| incoming.fate != Fate::Stay)
        .collect();
    let parts: Vec<_> = related
        .iter()
        .enumerate()
        .filter_map(|(number, incoming)| count(&at.visit.model, table, row, number, incoming))
        .collect();
    let counts = match parts.is_empty() {
        true => Vec::new(),
        false => {
            let mut counts = Statement::default();
            counts.join(&parts, " union all ");
            at.visit.work.texts(&counts).await?
        }
    };
    let text = |value: Option<&Option<String>>| value.cloned().flatten().unwrap_or_default();
    let count = |number: usize| {
        let wanted = number.to_string();
        let found = counts.iter().find(|row| text(row.first()) == wanted);
        found.and_then(|row| text(row.get(1)).parse::<u64>().ok())
    };
    let cap = u64::try_from(COUNTED).unwrap_or_default();
    let said = |(number, incoming): (usize, &&Incoming)| {
        let name = incoming.table.name();
        let other = at.visit.model.tables.get(name);
        let count = match count(number) {
            Some(0) => return None,
            Some(count) if count > cap => format!("more than {}", grouped(cap)),
            Some(count) => grouped(count),
            None => "any".to_owned(),
        };
        Some(Concerned {
            table: other.map_or_else(
                || name.replace('_', " "),
                |other| match count.as_str() {
                    "1" => lower_first(&other.label),
                    _ => lower_first(&other.plural),
                },
            ),
            is_one: count == "1",
            count,
            fate: match incoming.fate {
                Fate::Block => "block",
                Fate::Cascade => "cascade",
                Fate::Forget => "forget",
                Fate::Stay => "stay",
            },
        })
    };
    Ok(related.iter().enumerate().filter_map(said).collect())
}

fn count(
    model: &Model,
    table: &Table,
    row: &Row,
    number: usize,
    incoming: &Incoming,
) -> Option<Statement> {
    let other = model.tables.get(incoming.table.name())?;
    let conditions: Option<Vec<_>> = incoming
        .columns
        .iter()
        .map(|(theirs, ours)| {
            let (_, column) = other
                .column(theirs.name())
                .filter(|(_, column)| column.is_plain())?;
            let (place, _) = table.column(ours.name())?;
            let mut part = Statement::new("o.");
            part.ident(&column.name)
                .push(" = ")
                .value(Value::new(row.value(place)?, column.type_id));
            Some(part)
        })
        .collect();
    let mut part = Statement::new("select ");
    part.value(Value::text(number.to_string()))
        .push("::text, count(*)::text from (select from public.");
    part.ident(&other.name)
        .push(" o where ")
        .join(&conditions?, " and ");
    part.push(" limit ").number(COUNTED + 1).push(") counted");
    Some(part)
}
