//! `/{table}/add/`: a new row.

use std::sync::Arc;

use poem::Request;
use poem::http::StatusCode;
use tera::Context;

use super::REASON;
use super::changes::read;
use super::errors::Errors;
use super::extras::Extras;
use super::fields::{Typed, blank, group};
use super::save::{give_reason, leave, next};
use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, Value};
use crate::pages::{Answer, Form, Refused};
use crate::panel::Panel;
use crate::panel::address::segment;
use crate::panel::list::Head;
use crate::panel::model::{Column, Table};
use crate::panel::visit::{TableVisit, Visit};

/// `GET /{table}/add/`. The query fills fields.
///
/// # Errors
/// Why there is no page.
pub async fn show_empty(panel: Arc<Panel>, request: Request) -> Answer {
    let at = enter(&panel, &request).await?;
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
    let at = enter(&panel, &request).await?;
    let form = Form::read(&mut request, &at.visit.page).await?;
    let typed = Typed::of(form.fields());
    let table = at.table()?;
    match insert(&at.visit.work, table, &typed).await {
        Ok(address) => {
            let head = Head::of(at.visit.panel.base(), table);
            let says = format!("{} {} was added.", table.label, address.join(", "));
            leave(
                at.visit,
                &next(&head.href, &segment(&address), &typed),
                &says,
            )
            .await
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

async fn enter<'a>(panel: &'a Panel, request: &Request) -> Result<TableVisit<'a>, Refused> {
    let at = Visit::enter_table(panel, request).await?;
    match at.table()?.may.add {
        true => Ok(at),
        false => Err(Refused::Forbidden(
            "Your role in the database may not add rows to this table.".to_owned(),
        )),
    }
}

async fn insert(work: &Work, table: &Table, typed: &Typed) -> Result<Vec<String>, Fault> {
    let given: Vec<(&Column, String)> = table
        .columns
        .iter()
        .filter(|column| column.can_insert && !column.hidden)
        .filter_map(|column| Some((column, read(column, typed.get(column.name.name())?)?)))
        // Nothing typed, and the database knows what to put there.
        .filter(|(column, text)| !(text.is_empty() && column.has_default))
        .collect();
    work.mark().await?;
    give_reason(work, typed.text(REASON)).await?;
    let mut insert = Statement::new("insert into public.");
    insert.ident(&table.name).push(" as t");
    if given.is_empty() {
        insert.push(" default values");
    } else {
        let part = |column: &Column, text: Option<&String>| {
            let mut part = Statement::default();
            match text {
                Some(text) => {
                    part.value(Value::new(text, column.type_id).from_field(column.name.name()))
                }
                None => part.ident(&column.name),
            };
            part
        };
        let names: Vec<_> = given.iter().map(|(column, _)| part(column, None)).collect();
        let values: Vec<_> = given
            .iter()
            .map(|(column, text)| part(column, Some(text)))
            .collect();
        insert
            .push(" (")
            .join(&names, ", ")
            .push(") values (")
            .join(&values, ", ")
            .push(")");
    }
    let address: Vec<_> = table
        .these(&table.address)
        .map(|column| {
            let mut part = Statement::new("t.");
            part.ident(&column.name).push("::text");
            part
        })
        .collect();
    insert.push(" returning ").join(&address, ", ");
    match work.texts(&insert).await {
        Ok(rows) => Ok(rows
            .into_iter()
            .flatten()
            .map(Option::unwrap_or_default)
            .collect()),
        Err(fault) => {
            work.back_to_mark().await?;
            Err(fault)
        }
    }
}

async fn show(at: TableVisit<'_>, typed: &Typed, errors: Errors, status: StatusCode) -> Answer {
    let table = at.table()?;
    let extras = Extras::of_new(&at.visit, table).await;
    let extras = extras.map_err(|fault| at.visit.refuse(fault))?;
    let field = |place: &usize| {
        let column = table.at(*place).filter(|column| column.can_insert)?;
        let name = column.name.name();
        Some(blank(
            column,
            *place,
            typed.text(name),
            errors.fields.get(name),
            &extras,
        ))
    };
    let mut context = Context::new();
    context.insert("head", &Head::of(at.visit.panel.base(), table));
    context.insert("fieldsets", &group(table, field));
    context.insert("overruling", &errors.wants_reason);
    context.insert("reason", typed.text(REASON));
    context.insert("errors", &errors);
    at.visit.show_as(status, "panel/add.html", context).await
}
