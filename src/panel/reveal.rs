//! `POST /{table}/{id}/reveal/{column}/`: shows a row's personal data to somebody whose role may read
//! it, and puts on record that it did.

use std::sync::Arc;

use futures_util::future::try_join;
use poem::Request;
use poem::http::StatusCode;

use super::Panel;
use super::cells::{Sight, expression};
use super::form::{FormPage, read};
use super::model::{Column, FunctionName, Table};
use super::row::{Hold, Row, key_object};
use super::visit::{Visit, parameter};
use crate::db::panel::sql::{Statement, Value};
use crate::pages::{Answer, Refused};

/// `POST /{table}/{id}/reveal/{column}/`.
///
/// # Errors
/// Why there is no page.
pub async fn reveal(panel: Arc<Panel>, mut request: Request) -> Answer {
    let (at, _) = Visit::receive(&panel, &mut request).await?;
    let table = at.table()?;
    let column = table
        .column(&parameter(&request, "column"))
        .filter(|(_, column)| column.private);
    let (place, column) = column.ok_or(Refused::NotFound)?;
    let recorder = at
        .visit
        .model
        .recorder
        .as_ref()
        .filter(|_| column.is_plain());
    let recorder = recorder.ok_or_else(|| {
        Refused::Forbidden("Your role in the database may not read this.".to_owned())
    })?;
    let mut row = read(&at, &request, Sight::Masked, Hold::Look).await?;
    let value = value(table, column, &row);
    let record = record(table, column, &row, recorder);
    // On record before it is shown: the page is made after the commit.
    let seen = try_join(at.visit.work.one_text(&value), at.visit.work.query(&record)).await;
    let (seen, _) = seen.map_err(|fault| at.visit.refuse(fault))?;
    if let Some(shown) = row.values.get_mut(place) {
        *shown = seen;
    }
    let page = FormPage {
        revealed: Some(place),
        ..FormPage::of(row)
    };
    page.show(at, StatusCode::OK).await
}

fn value(table: &Table, column: &Column, row: &Row) -> Statement {
    let mut value = Statement::new("select ");
    value
        .append(&expression(table, column, Sight::Revealed))
        .push(" from public.");
    value
        .ident(&table.name)
        .push(" t where ")
        .append(&row.is(table));
    value
}

fn record(table: &Table, column: &Column, row: &Row, recorder: &FunctionName) -> Statement {
    let mut record = Statement::new("select ");
    record
        .ident(&recorder.schema)
        .push(".")
        .ident(&recorder.name)
        .push("(");
    record
        .value(Value::text(table.name.name()))
        .push(", ")
        .append(&key_object(table, row));
    record
        .push(", ")
        .value(Value::text(column.name.name()))
        .push(")::text");
    record
}
