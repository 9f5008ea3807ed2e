//! `/{table}/`: a page of a table's rows, found by an index, narrowed by filters and a search.

pub mod asked;
mod counts;
mod csv;
mod extent;
pub mod filter;
mod filters;
pub mod gather;
mod links;
pub mod plan;
mod predicate;
pub mod reach;
pub mod search;
pub mod statement;
mod stretch;
mod totals;
mod view;

use std::sync::Arc;

use futures_util::future::join;
use poem::http::StatusCode;
use poem::{Request, Response};
use tera::Context;

use super::Panel;
use super::model::Table;
use super::visit::{TableVisit, Visit};
use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::Statement;
use crate::pages::{Answer, Refused};
use asked::{Asked, Place};
use filter::Filter;
use gather::{gather, plan_of_all};
pub use links::{Head, link, target};
use plan::{Plan, plan};
use search::{Search, search};
use statement::{Also, Rows};
use stretch::MORE;
pub use totals::offered;
use view::ListView;

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
    if asked.form == asked::Form::Csv {
        return csv::download(&panel, &request, table_visit, asked).await;
    }
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
    /// Whether there are more, to which nothing leads.
    pub is_cut: bool,
}

async fn find(table_visit: &TableVisit<'_>, asked: &Asked) -> Result<Found, Fault> {
    let visit = &table_visit.visit;
    let table = table_visit
        .table()
        .map_err(|_| Fault::Broken("no table".to_owned()))?;
    let filters = visit.narrowing(table, &asked.filters);
    let mut plan = plan(table, &filters, asked.sort);
    plan.gather = gather(table, &plan);
    let search = search(table, &asked.search, &filters);
    let also = searched(table, asked, &search);
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
    let end = rows
        .looks()
        .then(|| rows.end_of_look(edge.as_ref(), direction));
    let facts = totals::facts(&rows, asked, &search, end.as_ref());
    let page = rows.page(&table.list, edge.as_ref(), direction, asked.size + MORE);
    let (page, facts) = join(visit.work.texts(&page), visit.work.texts(&facts)).await;
    // The page's refusal first: after it, the facts are refused for its sake.
    let (page, facts) = (page?, totals::read(facts?));
    let end = facts.iter().find(|(what, ..)| what == totals::END);
    let end = end.map(|(.., keys)| keys.as_str());
    let stretch = rows.stretch(&table.list, page, asked.size, end);
    let mut page = stretch.rows;
    let keys = |row: Option<&Vec<Option<String>>>| row.and_then(|row| rows.keys(&table.list, row));
    let is_back = matches!(asked.place, Place::Before(_));
    if is_back {
        page.reverse();
    }
    let (first, last) = (keys(page.first()), keys(page.last()));
    let (next, previous) = match is_back {
        true => (
            last,
            stretch.beyond.map(|looked_to| first.unwrap_or(looked_to)),
        ),
        false => (stretch.beyond, first.filter(|_| edge.is_some())),
    };
    Ok(Found {
        search,
        rows: page,
        facts,
        next,
        previous,
        looked_out: stretch.looked_out,
        is_cut: stretch.is_cut,
        plan,
    })
}

/// The condition that a search brings a row; none without a search.
fn searched(table: &Table, asked: &Asked, search: &Search) -> Option<Also> {
    let nothing = || Statement::new("false");
    // Nothing serves the search: nothing is found, and the page says why.
    let brought = || search.condition(table).unwrap_or_else(nothing);
    (!asked.search.is_empty()).then(|| Also::Brought(brought()))
}

/// All rows of a list, for what is done with every one of them: how they are found, and told from
/// others. No search stops before the last.
///
/// # Errors
/// See [`Fault`].
pub async fn all(
    work: &Work,
    table: &Table,
    asked: &Asked,
    filters: &[Filter],
) -> Result<(Plan, Option<Also>), Fault> {
    let mut plan = plan_of_all(table, filters, asked.sort);
    let search = search(table, &asked.search, filters);
    let also = match asked.search.is_empty() {
        true => None,
        false => search.reach(work, table).await?,
    };
    let also = also.or_else(|| searched(table, asked, &search));
    // Rows that are looked at one by one are looked at in bounded numbers.
    plan.looks |= matches!(also, Some(Also::Looked(_))) && !table.small;
    Ok((plan, also))
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
