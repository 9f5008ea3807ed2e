//! A list as a file of comma-separated values: all rows of its filters, a stretch a transaction, so
//! that nothing grows with their number and nobody waits for a slow reader.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use futures_util::stream::{Stream, try_unfold};
use poem::http::header;
use poem::{Body, Request, Response};

use super::all;
use super::asked::Asked;
use super::plan::Plan;
use super::statement::{Also, Rows};
use crate::db::panel::Entrance;
use crate::db::panel::refusal::Fault;
use crate::pages::Answer;
use crate::panel::Panel;
use crate::panel::cells::masked_payload;
use crate::panel::model::{Column, Kind, Model, Reading, Table};
use crate::panel::visit::TableVisit;

/// Rows of a stretch.
const STRETCH: usize = 1000;

/// A download on its way.
struct Download {
    panel: Arc<Panel>,
    entrance: Entrance,
    table: String,
    plan: Plan,
    also: Option<Also>,
    columns: Vec<usize>,
    place: Place,
}

/// How far it is.
enum Place {
    Head,
    After(Option<Vec<String>>),
    End,
}

/// Answers with the file.
///
/// # Errors
/// What the database refuses before the first row.
pub async fn download(
    panel: &Arc<Panel>,
    _request: &Request,
    table_visit: TableVisit<'_>,
    asked: Asked,
) -> Answer {
    let table = table_visit.table()?;
    let filters = table_visit.visit.narrowing(table, &asked.filters);
    let found = all(&table_visit.visit.work, table, &asked, &filters).await;
    let (plan, also) = found.map_err(|fault| table_visit.visit.refuse(fault))?;
    let download = Download {
        panel: panel.clone(),
        entrance: table_visit.visit.entrance.clone(),
        table: table.name.name().to_owned(),
        plan,
        also,
        columns: columns(table),
        place: Place::Head,
    };
    let name: String = table
        .name
        .name()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    table_visit.visit.finish().await?;
    let body = Body::from_bytes_stream(download.stream());
    Ok(Response::builder()
        .content_type("text/csv; charset=utf-8")
        .header(
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.csv\""),
        )
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(body))
}

/// All that may be read, whether the list shows it or not.
fn columns(table: &Table) -> Vec<usize> {
    let columns = table.columns.iter().enumerate();
    let shown = columns.filter(|(_, column)| !column.hidden && column.reading != Reading::Denied);
    shown.map(|(place, _)| place).collect()
}

impl Download {
    fn stream(self) -> impl Stream<Item = Result<Vec<u8>, std::io::Error>> + Send + 'static {
        try_unfold(self, |mut download| async move {
            match download.next().await {
                Ok(Some(text)) => Ok(Some((text.into_bytes(), download))),
                Ok(None) => Ok(None),
                Err(fault) => {
                    // The file ends in the middle, which its reader sees as a broken transfer.
                    tracing::warn!(error = %fault, "a download broke off");
                    Err(std::io::Error::other(fault))
                }
            }
        })
    }

    async fn next(&mut self) -> Result<Option<String>, Fault> {
        let from = match &self.place {
            Place::End => return Ok(None),
            Place::Head => None,
            Place::After(keys) => keys.clone(),
        };
        let (keeper, db) = (&self.panel.keeper, &self.panel.db);
        let (work, model) = keeper.enter(db, &self.entrance).await?;
        let gone = || Fault::Forbidden("the table is gone".to_owned());
        let table = model.tables.get(&self.table).ok_or_else(gone)?;
        let rows = Rows {
            model: &model,
            table,
            plan: &self.plan,
            also: self.also.as_ref(),
        };
        let edge = from.and_then(|keys| rows.edge(&keys, self.plan.direction));
        let stretch = rows
            .fetch(
                &work,
                &self.columns,
                edge.as_ref(),
                self.plan.direction,
                STRETCH,
            )
            .await?;
        work.commit().await?;
        if stretch.is_cut {
            // Better no file than one that looks whole.
            let cause = "no index gives an order in which to go on";
            return Err(Fault::Broken(cause.to_owned()));
        }
        let mut text = String::new();
        if matches!(self.place, Place::Head) {
            let names: Vec<_> = table
                .these(&self.columns)
                .map(|column| quoted(column.name.name()))
                .collect();
            text.push_str(&names.join(","));
            text.push_str("\r\n");
        }
        for row in &stretch.rows {
            push_row(&mut text, &model, table.these(&self.columns), row);
        }
        self.place = match stretch.beyond {
            Some(keys) => Place::After(Some(keys)),
            None => Place::End,
        };
        Ok(Some(text))
    }
}

fn push_row<'a>(
    text: &mut String,
    model: &Model,
    columns: impl Iterator<Item = &'a Column>,
    row: &[Option<String>],
) {
    for (at, column) in columns.enumerate() {
        if at > 0 {
            text.push(',');
        }
        let value = row.get(at).and_then(Option::as_deref).unwrap_or_default();
        text.push_str(&field(column, value, &model.private));
    }
    text.push_str("\r\n");
}

fn field<'a>(column: &Column, value: &'a str, private: &BTreeSet<String>) -> Cow<'a, str> {
    match column.kind {
        Kind::Number | Kind::Cents => value.into(),
        _ if column.payload => quoted(&masked_payload(value, private)).into_owned().into(),
        _ => quoted(value),
    }
}

/// A value that no spreadsheet takes for a formula, in quotes where it needs them.
fn quoted(value: &str) -> Cow<'_, str> {
    let is_formula = value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let needs_quotes = value.contains([',', '"', '\n', '\r', ';', '\t']);
    if !is_formula && !needs_quotes {
        return value.into();
    }
    let apostrophe = if is_formula { "'" } else { "" };
    format!("\"{apostrophe}{}\"", value.replace('"', "\"\"")).into()
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_formula_stays_text() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("@SUM(A1)"), "\"'@SUM(A1)\"");
        assert_eq!(quoted("-2+3"), "\"'-2+3\"");
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(quoted("plain"), "plain");
    }
}
