//! A list as its template shows it.

use chrono::Utc;
use serde::Serialize;

use super::Found;
use super::asked::{Asked, Place, SIZES, cursor};
use super::extent::{Total, excess, serves, total};
use super::filters::{FilterView, filters};
use super::links::{Head, Link, link};
use super::plan::{Plan, WINDOW, sortable};
use super::reach::BROUGHT;

use crate::panel::address;
use crate::panel::bulk::offered;
use crate::panel::cells::{Cell, cell, grouped, money};
use crate::panel::model::{Direction, Kind, Table};

use crate::panel::visit::Visit;

/// A list.
#[derive(Serialize)]
pub struct ListView {
    table: Head,
    heads: Vec<HeadCell>,
    rows: Vec<RowView>,
    total: Total,
    search: String,
    searched: Vec<String>,
    not_searched: Vec<String>,
    chips: Vec<Chip>,
    clear: String,
    filters: Vec<FilterView>,
    kept: Vec<(String, String)>,
    finds: bool,
    sizes: Vec<Link>,
    next: Option<String>,
    previous: Option<String>,
    first: Option<String>,
    csv: String,
    looked_out: bool,
    is_cut: bool,
    excess: Vec<String>,
    brought: String,
    serves: Option<Link>,
    window: String,
    actions: Vec<(String, String)>,
    here: String,
}

#[derive(Serialize)]
struct HeadCell {
    label: String,
    help: String,
    look: &'static str,
    sort: Option<String>,
    sorted: Option<&'static str>,
}

#[derive(Serialize)]
struct RowView {
    href: Option<String>,
    id: String,
    version: String,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Chip {
    label: String,
    says: String,
    remove: String,
}

impl ListView {
    /// The list that was found.
    pub fn new(visit: &Visit<'_>, table: &Table, asked: &Asked, found: &Found) -> Self {
        let names = names(found);
        Self {
            table: Head::of(visit.panel.base(), table),
            heads: heads(visit, table, asked, &found.plan),
            rows: rows(visit, table, found),
            total: total(table, asked, found),
            search: asked.search.clone(),
            searched: found
                .search
                .ways
                .iter()
                .map(super::search::Way::says)
                .collect(),
            not_searched: found
                .search
                .refused
                .iter()
                .map(|(label, why)| format!("{label}: {why}"))
                .collect(),
            chips: chips(table, asked, found, &names),
            clear: asked.changed(table, |asked| {
                asked.filters.clear();
                asked.search.clear();
            }),
            filters: filters(visit, table, asked, found, Utc::now().date_naive()),
            kept: kept(table, asked),
            finds: !asked.finds.is_empty(),
            sizes: sizes(table, asked),
            next: found
                .next
                .as_ref()
                .map(|keys| asked.with(table, "_after", &cursor(keys))),
            previous: found
                .previous
                .as_ref()
                .map(|keys| asked.with(table, "_before", &cursor(keys))),
            first: (asked.place != Place::First).then(|| asked.changed(table, |_| {})),
            csv: asked.with(table, "_format", "csv"),
            looked_out: found.looked_out,
            is_cut: found.is_cut,
            excess: excess(found).collect(),
            brought: grouped(u64::try_from(BROUGHT).unwrap_or_default()),
            serves: serves(table, asked, found),
            window: grouped(u64::try_from(WINDOW).unwrap_or_default()),
            actions: offered(table),
            here: asked.changed(table, |_| {}),
        }
    }
}

fn heads(visit: &Visit<'_>, table: &Table, asked: &Asked, plan: &Plan) -> Vec<HeadCell> {
    let sortable = sortable(table, &visit.narrowing(table, &asked.filters));
    let sorted = plan.keys.first().map(|key| (*key, plan.direction));
    let head = |place: &usize| {
        let column = table.at(*place)?;
        let now = sorted
            .filter(|(key, _)| key == place)
            .map(|(_, direction)| direction);
        let next = now.map_or(Direction::Descending, Direction::reversed);
        Some(HeadCell {
            label: column.label.clone(),
            help: column.help.clone(),
            look: if matches!(column.kind, Kind::Number | Kind::Cents) {
                "num"
            } else {
                ""
            },
            sort: sortable
                .contains(place)
                .then(|| asked.changed(table, |asked| asked.sort = Some((*place, next)))),
            sorted: now.map(|direction| match direction {
                Direction::Ascending => "ascending",
                Direction::Descending => "descending",
            }),
        })
    };
    table.list.iter().filter_map(head).collect()
}

fn rows(visit: &Visit<'_>, table: &Table, found: &Found) -> Vec<RowView> {
    let base = visit.panel.base();
    let shown = table.list.len();
    let exact = shown * 2 + found.plan.keys.len();
    let row = |row: &Vec<Option<String>>| {
        let text = |at: usize| row.get(at).cloned().flatten();
        let values: Option<Vec<String>> = (exact..exact + table.address.len()).map(text).collect();
        let id = values
            .filter(|v| !v.is_empty())
            .map(|values| address::segment(&values));
        let cells = table.these(&table.list).enumerate().map(|(at, column)| {
            let value = text(at);
            let mut cell = cell(column, value.as_deref(), &visit.model.private);
            if let (Some(value), Some(link)) =
                (&value, link(&visit.model, base, column, value.as_deref()))
            {
                cell.link = Some(link);
                if let Some(title) = text(shown + at) {
                    cell.title = Some(value.clone());
                    cell.text = title;
                    cell.look = "text";
                }
            }
            cell
        });
        RowView {
            href: id
                .as_ref()
                .map(|id| format!("{base}/{}/{id}/", address::encode(table.name.name()))),
            id: id.unwrap_or_default(),
            version: text(exact + table.address.len()).unwrap_or_default(),
            cells: cells.collect(),
        }
    };
    found.rows.iter().map(row).collect()
}

/// Names of what filters point to, as the rows on the page show them.
fn names(found: &Found) -> Vec<(String, String)> {
    let offers = found
        .facts
        .iter()
        .filter(|(what, ..)| what.starts_with("offer ") || what.starts_with("found "));
    offers
        .map(|(_, id, title)| (id.clone(), title.clone()))
        .collect()
}

fn chips(table: &Table, asked: &Asked, found: &Found, names: &[(String, String)]) -> Vec<Chip> {
    let chip = |filter: &super::filter::Filter| {
        let column = table.at(filter.column)?;
        let say = |value: &str| {
            let named = |(id, name): &&(String, String)| id == value && !name.is_empty();
            let name = names.iter().find(named).map(|(_, name)| name.clone());
            name.unwrap_or_else(|| match column.kind {
                Kind::Cents => money(value),
                _ => value.to_owned(),
            })
        };
        Some(Chip {
            label: column.label.clone(),
            says: filter.says(say),
            remove: asked.changed(table, |asked| {
                asked.filters.retain(|other| other != filter);
                // What only the order asks for goes with the order.
                if asked
                    .sort
                    .is_some_and(|(column, _)| column == filter.column)
                {
                    asked.sort = None;
                }
            }),
        })
    };
    let asked_for = found.plan.asked();
    asked_for
        .filter(|filter| Some(filter.column) != table.owner)
        .filter_map(chip)
        .collect()
}

/// What a form of filters must carry along.
fn kept(table: &Table, asked: &Asked) -> Vec<(String, String)> {
    let pairs = asked.query(table).into_iter();
    pairs.filter(|(name, _)| name.starts_with('_')).collect()
}

fn sizes(table: &Table, asked: &Asked) -> Vec<Link> {
    let link = |size: &usize| Link {
        label: size.to_string(),
        href: asked.changed(table, |asked| asked.size = *size),
        current: asked.size == *size,
    };
    SIZES.iter().map(link).collect()
}
