//! `/{table}/{id}/do/{action}/`: a button, which is a function of `admin_action`: what it asks for,
//! and its call.

use std::sync::Arc;

use poem::Request;
use poem::http::StatusCode;
use tera::Context;

use super::Panel;
use super::address::segment;
use super::cells::Sight;
use super::form::{Errors, REASON, Typed, actions, give_reason, leave, read};
use super::list::Head;
use super::model::{Action, Table};
use super::row::{Hold, Row};
use super::visit::{TableVisit, Visit, parameter};
use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, Value};
use crate::pages::{Answer, Refused};

/// `GET /{table}/{id}/do/{action}/`.
///
/// # Errors
/// Why there is no page.
pub async fn ask(panel: Arc<Panel>, request: Request) -> Answer {
    let at = Visit::enter_table(&panel, &request).await?;
    let row = read(&at, &request, Sight::Masked, Hold::Look).await?;
    show(
        at,
        &request,
        &row,
        &Typed::default(),
        Errors::default(),
        StatusCode::OK,
    )
    .await
}

/// `POST /{table}/{id}/do/{action}/`.
///
/// # Errors
/// Why there is no page.
pub async fn act(panel: Arc<Panel>, mut request: Request) -> Answer {
    let (at, form) = Visit::receive(&panel, &mut request).await?;
    let typed = Typed::of(form.fields());
    let row = read(&at, &request, Sight::Masked, Hold::Look).await?;
    let table = at.table()?;
    let action = find(table, &parameter(&request, "action"))?;
    if action.danger && at.lacks_presence() {
        return at.ask_presence(&form).await;
    }
    match call(&at.visit.work, table, action, &row, &typed).await {
        Ok(()) => {
            let says = format!("{}: done.", action.label);
            let href = format!(
                "{}{}/",
                Head::of(at.visit.panel.base(), table).href,
                segment(&row.of(&table.address))
            );
            leave(at.visit, &href, &says).await
        }
        Err(fault) => match fault.refusal() {
            Some(refusal) => {
                let errors = Errors::of(table, refusal);
                show(
                    at,
                    &request,
                    &row,
                    &typed,
                    errors,
                    StatusCode::UNPROCESSABLE_ENTITY,
                )
                .await
            }
            None => Err(at.visit.refuse(fault)),
        },
    }
}

/// The action of this name.
///
/// # Errors
/// `NotFound`.
pub fn find<'a>(table: &'a Table, name: &str) -> Result<&'a Action, Refused> {
    let found = table
        .actions
        .iter()
        .find(|action| action.name.name.name() == name);
    found.ok_or(Refused::NotFound)
}

/// Calls an action on a row, or leaves everything as it was.
///
/// # Errors
/// What the database refuses.
pub async fn call(
    work: &Work,
    table: &Table,
    action: &Action,
    row: &Row,
    typed: &Typed,
) -> Result<(), Fault> {
    let mut call = Statement::new("select ");
    call.ident(&action.name.schema)
        .push(".")
        .ident(&action.name.name)
        .push("(");
    let key = table
        .these(&table.key)
        .zip(&row.key)
        .map(|(column, value)| Value::new(value, column.type_id));
    let arguments = action.arguments.iter().map(|argument| {
        let text = Some(typed.text(&argument.name).to_owned()).filter(|text| !text.is_empty());
        Value::maybe(text, argument.type_id).from_field(&argument.name)
    });
    let values: Vec<_> = key
        .chain(arguments)
        .map(|value| {
            let mut part = Statement::default();
            part.value(value);
            part
        })
        .collect();
    call.join(&values, ", ").push(")::text");
    work.mark().await?;
    let outcome = async {
        give_reason(work, typed.text(REASON)).await?;
        work.query(&call).await
    };
    if let Err(fault) = outcome.await {
        work.back_to_mark().await?;
        return Err(fault);
    }
    Ok(())
}

async fn show(
    at: TableVisit<'_>,
    request: &Request,
    row: &Row,
    typed: &Typed,
    errors: Errors,
    status: StatusCode,
) -> Answer {
    let table = at.table()?;
    let name = parameter(request, "action");
    find(table, &name)?;
    let head = Head::of(at.visit.panel.base(), table);
    let view = actions(table)
        .into_iter()
        .find(|action| action.get("name").is_some_and(|n| *n == name));
    let mut context = Context::new();
    context.insert(
        "href",
        &format!("{}{}/", head.href, segment(&row.of(&table.address))),
    );
    context.insert("head", &head);
    context.insert("title", &row.title(table));
    context.insert("action", &view);
    context.insert("overruling", &errors.wants_reason);
    context.insert("reason", typed.text(REASON));
    context.insert("errors", &errors);
    at.visit.show_as(status, "panel/action.html", context).await
}
