//! `/{table}/`: a page of a table's rows, found by an index, narrowed by filters and a search.

pub mod asked;
pub mod filter;
mod filters;
pub mod plan;
mod search;
pub mod statement;
mod totals;
mod view;

use std::sync::Arc;

use futures_util::future::join;
use poem::http::StatusCode;
use poem::{Request, Response};
use tera::Context;

use super::Panel;
use super::visit::{TableVisit, Visit};
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::Statement;
use crate::pages::{Answer, Refused};
use asked::{Asked, Place};
use plan::{Plan, WINDOW, plan};
use search::{Search, search};
use statement::{Edge, Rows};
pub use totals::offered;
use view::ListView;
pub use view::{Head, link, target};

/// `GET /{table}/`.
///
/// # Errors
/// Why there is no page.
pub async fn show(panel: Arc<Panel>, request: Request) -> Answer {
    let table_visit = Visit::enter_table(&panel, &request).await?;
    let table = table_visit.table()?;
    let asked = match Asked::read(table, request.uri().query().unwrap_or_default()) {
        Ok(asked) => asked,
        Err(unknown) => return Ok(unknown_parameter(&table_visit, &unknown.0)),
    };
    let found = match find(&table_visit, &asked).await {
        Ok(found) => found,
        Err(fault) => return refuse(&table_visit, fault),
    };
    let view = ListView::new(&table_visit.visit, table, &asked, &found);
    let mut context = Context::new();
    context.insert("list", &view);
    table_visit.visit.show("panel/list.html", context).await
}

/// A page of rows, and what is said about all of them.
pub struct Found {
    /// How it was found.
    pub plan: Plan,
    /// What was searched.
    pub search: Search,
    /// The rows.
    pub rows: Vec<Vec<Option<String>>>,
    /// Facts about all of them: what, which, how much.
    pub facts: Vec<(String, String, String)>,
    /// The keys after which the next page begins.
    pub next: Option<Vec<String>>,
    /// The keys before which the page before ends.
    pub previous: Option<Vec<String>>,
    /// Whether the page ends because enough rows were looked at.
    pub looked_out: bool,
}

async fn find(table_visit: &TableVisit<'_>, asked: &Asked) -> Result<Found, Fault> {
    let visit = &table_visit.visit;
    let table = table_visit
        .table()
        .map_err(|_| Fault::Broken("no table".to_owned()))?;
    let plan = plan(table, &asked.filters, asked.sort);
    let search = search(table, &asked.search, &asked.filters);
    let also = match (asked.search.is_empty(), search.condition(table)) {
        (true, _) => None,
        (false, Some(condition)) => Some(condition),
        // Nothing serves the search: nothing is found, and the page says why.
        (false, None) => Some(Statement::new("false")),
    };
    let rows = Rows {
        model: &visit.model,
        table,
        plan: &plan,
        also: also.as_ref(),
    };
    let (direction, edge) = match &asked.place {
        Place::First => (plan.direction, None),
        Place::After(keys) => (plan.direction, rows.edge(keys, plan.direction)),
        Place::Before(keys) => {
            let backwards = plan.direction.reversed();
            (backwards, rows.edge(keys, backwards))
        }
    };
    let page = rows.page(&table.list, edge.as_ref(), direction, asked.size + 1);
    let facts = totals::facts(&rows, asked);
    let (page, facts) = join(visit.work.texts(&page), visit.work.texts(&facts)).await;
    let (mut page, facts) = (page?, facts?);
    let more = page.len() > asked.size;
    page.truncate(asked.size);
    let looked_to = if plan.looks && also.is_none() && !more {
        end_of_look(visit, &rows, edge.as_ref(), direction).await?
    } else {
        None
    };
    let looked_out = looked_to.is_some();
    let keys =
        |row: Option<&Vec<Option<String>>>| row.and_then(|row| view::keys(table, &plan, row));
    let beyond = if more { keys(page.last()) } else { looked_to };
    let is_back = matches!(asked.place, Place::Before(_));
    if is_back {
        page.reverse();
    }
    let (next, previous) = match is_back {
        true => (
            keys(page.last()),
            beyond.map(|keys_beyond| keys(page.first()).unwrap_or(keys_beyond)),
        ),
        false => (beyond, keys(page.first()).filter(|_| edge.is_some())),
    };
    Ok(Found {
        search,
        rows: page,
        facts: totals::read(facts),
        next,
        previous,
        looked_out,
        plan,
    })
}

/// Where a look at rows ended before the table did.
async fn end_of_look(
    visit: &Visit<'_>,
    rows: &Rows<'_>,
    edge: Option<&Edge>,
    direction: super::model::Direction,
) -> Result<Option<Vec<String>>, Fault> {
    debug_assert!(WINDOW > 1);
    let end = visit.work.texts(&rows.end_of_look(edge, direction)).await?;
    Ok(end
        .into_iter()
        .next()
        .and_then(|keys| keys.into_iter().collect()))
}

fn unknown_parameter(table_visit: &TableVisit<'_>, name: &str) -> Response {
    let text = format!(
        "The list cannot be narrowed by “{name}”: there is no such column, it is not yours to see, or its value cannot be read."
    );
    table_visit
        .visit
        .problem(StatusCode::BAD_REQUEST, "There is no such filter", &text)
}

/// A value that a filter cannot be is told, not taken for a missing page.
fn refuse(table_visit: &TableVisit<'_>, fault: Fault) -> Result<Response, Refused> {
    match fault.refusal() {
        Some(refusal) if refusal.code.starts_with("22") => {
            let text = format!(
                "A filter has a value that its column cannot have: {}.",
                refusal.message
            );
            Ok(table_visit
                .visit
                .problem(StatusCode::BAD_REQUEST, "This value cannot be", &text))
        }
        _ => Err(table_visit.visit.refuse(fault)),
    }
}
