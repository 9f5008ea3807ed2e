//! `/{table}/add/`: a new row.

use std::sync::Arc;

use poem::Request;
use poem::http::StatusCode;
use tera::Context;

use super::changes::read;
use super::errors::Errors;
use super::extras::Extras;
use super::fields::{Typed, blank, group};
use super::save::{give_reason, leave, next};
use super::{FIND_BUTTON, REASON};
use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, Value};
use crate::pages::{Answer, Refused};
use crate::panel::Panel;
use crate::panel::address::segment;
use crate::panel::amounts::{Unit, unreadable};
use crate::panel::list::Head;
use crate::panel::model::{Column, Table};
use crate::panel::visit::{TableVisit, Visit};

/// `GET /{table}/add/`. The query fills fields.
///
/// # Errors
/// Why there is no page.
pub async fn show_empty(panel: Arc<Panel>, request: Request) -> Answer {
    let at = Visit::enter_table(&panel, &request).await?;
    may_add(&at)?;
    let query = request.uri().query().unwrap_or_default();
    let fields: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    show(at, &Typed::of(&fields), Errors::default(), StatusCode::OK).await
}

/// `POST /{table}/add/`.
///
/// # Errors
/// Why there is no page.
pub async fn add(panel: Arc<Panel>, mut request: Request) -> Answer {
    let (at, form) = Visit::receive(&panel, &mut request).await?;
    let table = may_add(&at)?;
    let typed = Typed::of(form.fields());
    if typed.has(FIND_BUTTON) {
        return show(at, &typed, Errors::default(), StatusCode::OK).await;
    }
    let asked = table.columns.iter().filter(|column| column.can_insert);
    let unreadable = unreadable(asked, &typed);
    if !unreadable.is_empty() {
        let errors = Errors::unreadable(&unreadable);
        return show(at, &typed, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let given = given(table, &typed);
    let danger = table.danger || given.iter().any(|(column, _)| column.danger);
    if danger && at.lacks_presence() {
        return at.ask_presence(&form).await;
    }
    match insert(&at.visit.work, table, &given, typed.text(REASON)).await {
        Ok(address) => {
            let head = Head::of(at.visit.panel.base(), table);
            let says = format!("{} {} was added.", table.label, address.join(", "));
            let place = next(&head.href, &segment(&address), &typed);
            leave(at.visit, &place, &says).await
        }
        Err(fault) => match fault.refusal() {
            Some(refusal) => {
                let errors = Errors::of(table, refusal);
                show(at, &typed, errors, StatusCode::UNPROCESSABLE_ENTITY).await
            }
            None => Err(at.visit.refuse(fault)),
        },
    }
}

/// The table, if the role may add rows to it.
fn may_add<'a>(at: &'a TableVisit<'_>) -> Result<&'a Table, Refused> {
    let table = at.table()?;
    match table.may.add {
        true => Ok(table),
        false => Err(Refused::Forbidden(
            "Your role in the database may not add rows to this table.".to_owned(),
        )),
    }
}

/// The values that a form gives a new row. Where nothing is typed and the database knows what to put
/// there, it does.
fn given<'a>(table: &'a Table, typed: &Typed) -> Vec<(&'a Column, String)> {
    let columns = table.columns.iter();
    columns
        .filter(|column| column.can_insert && !column.hidden)
        .filter_map(|column| {
            let text = typed.get(column.name.name())?;
            Some((column, read(column, text, Unit::of(typed, column))?))
        })
        .filter(|(column, text)| !(text.is_empty() && column.has_default))
        .collect()
}

/// Inserts a row and gives its address, or leaves everything as it was.
async fn insert(
    work: &Work,
    table: &Table,
    given: &[(&Column, String)],
    reason: &str,
) -> Result<Vec<String>, Fault> {
    work.mark().await?;
    let outcome = async {
        give_reason(work, reason).await?;
        work.texts(&insertion(table, given)).await
    };
    match outcome.await {
        Ok(rows) => {
            let address = rows.into_iter().flatten();
            Ok(address.map(Option::unwrap_or_default).collect())
        }
        Err(fault) => {
            work.back_to_mark().await?;
            Err(fault)
        }
    }
}

fn insertion(table: &Table, given: &[(&Column, String)]) -> Statement {
    let named = |column: &Column, before: &'static str, behind: &'static str| {
        let mut part = Statement::new(before);
        part.ident(&column.name).push(behind);
        part
    };
    let value = |(column, text): &(&Column, String)| {
        let mut part = Statement::default();
        part.value(Value::new(text, column.type_id).from_field(column.name.name()));
        part
    };
    let names: Vec<_> = given.iter().map(|(c, _)| named(c, "", "")).collect();
    let values: Vec<_> = given.iter().map(value).collect();
    let address = table.these(&table.address);
    let address: Vec<_> = address.map(|c| named(c, "t.", "::text")).collect();
    let mut insert = Statement::new("insert into public.");
    insert.ident(&table.name).push(" as t");
    match given.is_empty() {
        true => insert.push(" default values"),
        false => insert
            .push(" (")
            .join(&names, ", ")
            .push(") values (")
            .join(&values, ", ")
            .push(")"),
    };
    insert.push(" returning ").join(&address, ", ");
    insert
}

async fn show(at: TableVisit<'_>, typed: &Typed, errors: Errors, status: StatusCode) -> Answer {
    let table = at.table()?;
    let extras = Extras::of_new(&at.visit, table, typed).await;
    let extras = extras.map_err(|fault| at.visit.refuse(fault))?;
    let field = |place: &usize| {
        let column = table.at(*place).filter(|column| column.can_insert)?;
        let name = column.name.name();
        let text = typed.text(name);
        let shown = typed.shown(column).unwrap_or_default();
        let mut field = blank(column, *place, &shown, errors.fields.get(name), &extras);
        field.pick = extras.pick(&at.visit, (*place, column), table, typed, text);
        Some(field)
    };
    let mut context = Context::new();
    context.insert("head", &Head::of(at.visit.panel.base(), table));
    context.insert("fieldsets", &group(table, field));
    context.insert("overruling", &errors.wants_reason);
    context.insert("reason", typed.text(REASON));
    context.insert("errors", &errors);
    at.visit.show_as(status, "panel/add.html", context).await
}
