//! `/`: the tables by their headings, cards with what wants attention, and what changed last.

use std::sync::Arc;

use poem::Request;
use serde::Serialize;
use tera::Context;

use super::Panel;
use super::cells::grouped;
use super::history::entries;
use super::list::Head;
use super::model::Report;
use super::visit::Visit;
use crate::db::panel::sql::{Statement, Value};
use crate::pages::Answer;

/// Rows of a card.
const CARD: usize = 8;

/// Changes that are shown.
const RECENT: usize = 15;

#[derive(Serialize)]
struct Group {
    title: String,
    tables: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    head: Head,
    rows: Option<String>,
}

#[derive(Serialize)]
struct Card {
    label: String,
    help: String,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// `GET /`.
///
/// # Errors
/// Why there is no page.
pub async fn show(panel: Arc<Panel>, request: Request) -> Answer {
    let visit = Visit::enter(&panel, &request).await?;
    let recent = entries(&visit, None, None, RECENT)
        .await
        .map_err(|fault| visit.refuse(fault))?;
    let cards = cards(&visit).await;
    let mut context = Context::new();
    context.insert("groups", &groups(&visit));
    context.insert("cards", &cards);
    context.insert("recent", &recent);
    visit.show("panel/index.html", context).await
}

fn groups(visit: &Visit<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for table in visit.model.tables.values().filter(|table| !table.hidden) {
        let entry = Entry {
            head: Head::of(visit.panel.base(), table),
            rows: table.rows.filter(|_| !table.narrowed).map(grouped),
        };
        match groups.iter_mut().find(|group| group.title == table.group) {
            Some(group) => group.tables.push(entry),
            None => groups.push(Group {
                title: table.group.clone(),
                tables: vec![entry],
            }),
        }
    }
    groups.sort_by(|one, other| one.title.cmp(&other.title));
    groups
}

/// All cards in one statement, the last of the page: one that fails takes the others along, and
/// the transaction, which has only read, but not the page.
async fn cards(visit: &Visit<'_>) -> Vec<Card> {
    let reports = &visit.model.reports;
    if reports.is_empty() {
        return Vec::new();
    }
    let parts: Vec<_> = reports
        .iter()
        .enumerate()
        .map(|(number, report)| card(number, report))
        .collect();
    let mut statement = Statement::default();
    statement.join(&parts, " union all ");
    let rows = match visit.work.texts(&statement).await {
        Ok(rows) => rows,
        Err(fault) => {
            tracing::warn!(error = %fault, "a report of admin_report failed");
            return Vec::new();
        }
    };
    let of = |number: usize| {
        let wanted = number.to_string();
        let mine = rows
            .iter()
            .filter(|row| row.first().and_then(Option::as_deref) == Some(wanted.as_str()));
        let parts = mine.filter_map(|row| row.get(1)?.as_deref());
        let read =
            |text: &str| serde_json::from_str::<Vec<Option<String>>>(text).unwrap_or_default();
        parts
            .map(read)
            .map(|row| {
                row.into_iter()
                    .map(|cell| cell.unwrap_or_else(|| "–".to_owned()))
                    .collect()
            })
            .collect()
    };
    let card = |(number, report): (usize, &Report)| Card {
        label: report.label.clone(),
        help: report.help.clone(),
        heads: report
            .columns
            .iter()
            .map(|column| super::tags::words(column.name()))
            .collect(),
        rows: of(number),
    };
    reports.iter().enumerate().map(card).collect()
}

fn card(number: usize, report: &Report) -> Statement {
    let mut part = Statement::new("(select ");
    part.value(Value::text(number.to_string()))
        .push("::text, jsonb_build_array(");
    let cells: Vec<_> = report
        .columns
        .iter()
        .map(|column| {
            let mut cell = Statement::new("v.");
            cell.ident(column).push("::text");
            cell
        })
        .collect();
    part.join(&cells, ", ")
        .push(")::text from admin_report.")
        .ident(&report.name);
    part.push(" v limit ").number(CARD).push(")");
    part
}
