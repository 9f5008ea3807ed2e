//! Rows of other tables that point to a form's row: the first few, and where the others are.

use serde::Serialize;

use super::extras::{Extras, labelled};
use crate::db::panel::sql::{Ident, Statement};
use crate::panel::address::segment;
use crate::panel::cells::{Cell, cell};
use crate::panel::list::Head;
use crate::panel::list::asked::encode;
use crate::panel::list::filter::{Filter, Test};
use crate::panel::list::plan::plan;
use crate::panel::list::statement::Rows;
use crate::panel::model::{Incoming, Kind, Model, Table};
use crate::panel::row::Row;
use crate::panel::visit::Visit;

/// How many related rows a form shows; the others are in their list.
const RELATED: usize = 5;

/// How many columns of a related row.
const RELATED_COLUMNS: usize = 5;

/// Related rows, as the form shows them.
#[derive(Serialize)]
pub struct InlineView {
    title: String,
    heads: Vec<String>,
    rows: Vec<RelatedRow>,
    more: bool,
    all: String,
    add: Option<String>,
}

#[derive(Serialize)]
struct RelatedRow {
    href: Option<String>,
    cells: Vec<Cell>,
}

impl Extras {
    /// The related rows.
    pub fn inlines(&self, visit: &Visit<'_>, table: &Table, row: &Row) -> Vec<InlineView> {
        let related = table.incoming.iter().enumerate();
        related
            .filter_map(|(number, incoming)| self.inline(visit, table, row, number, incoming))
            .collect()
    }

    fn inline(
        &self,
        visit: &Visit<'_>,
        table: &Table,
        row: &Row,
        number: usize,
        incoming: &Incoming,
    ) -> Option<InlineView> {
        let other = visit.model.tables.get(incoming.table.name())?;
        let filters = filters(table, row, other, incoming)?;
        let base = visit.panel.base();
        let head = Head::of(base, other);
        let columns = columns(other, incoming);
        let keys = plan(other, &filters, None).keys.len();
        let rows = self.of("inline", number).take(RELATED).map(|parts| {
            let cells = other.these(&columns).enumerate();
            let cells = cells.map(|(at, column)| {
                cell(
                    column,
                    parts.get(at).and_then(Option::as_deref),
                    &visit.model.private,
                )
            });
            let from = columns.len() * 2 + keys;
            let address = parts
                .get(from..from + other.address.len())
                .unwrap_or_default();
            let address: Option<Vec<String>> = address.iter().cloned().collect();
            let address = address.filter(|address| !address.is_empty());
            RelatedRow {
                href: address.map(|address| format!("{}{}/", head.href, segment(&address))),
                cells: cells.collect(),
            }
        });
        let pairs: Vec<_> = filters
            .iter()
            .filter(|filter| Some(filter.column) != other.owner)
            .flat_map(|filter| filter.parameters(other))
            .collect();
        Some(InlineView {
            title: other.plural.clone(),
            heads: other
                .these(&columns)
                .map(|column| column.label.clone())
                .collect(),
            rows: rows.collect(),
            more: self.of("inline", number).count() > RELATED,
            all: format!("{}{}", head.href, encode(&pairs)),
            add: other
                .may
                .add
                .then(|| format!("{}add/{}", head.href, encode(&pairs))),
        })
    }
}

/// The filters that the rows of a table meet that point to this row.
fn filters(table: &Table, row: &Row, other: &Table, incoming: &Incoming) -> Option<Vec<Filter>> {
    let filter = |(theirs, ours): &(Ident, Ident)| {
        let (column, their_column) = other.column(theirs.name())?;
        let (place, _) = table.column(ours.name())?;
        their_column.is_plain().then_some(())?;
        Some(Filter {
            column,
            test: Test::OneOf(vec![row.value(place)?.to_owned()]),
        })
    };
    incoming.columns.iter().map(filter).collect()
}

/// The columns of related rows: the list's, without what points back here.
fn columns(other: &Table, incoming: &Incoming) -> Vec<usize> {
    let points = |place: &usize| {
        let name = other.at(*place).map(|column| &column.name);
        incoming
            .columns
            .iter()
            .any(|(theirs, _)| Some(theirs) == name)
    };
    let long = |place: &usize| {
        other
            .at(*place)
            .is_some_and(|c| c.payload || c.kind == Kind::LongText)
    };
    let shown = other
        .list
        .iter()
        .copied()
        .filter(|place| !points(place) && !long(place));
    shown.take(RELATED_COLUMNS).collect()
}

pub(super) fn inline(
    model: &Model,
    table: &Table,
    row: &Row,
    number: usize,
    incoming: &Incoming,
) -> Option<Statement> {
    let other = model.tables.get(incoming.table.name())?;
    let filters = filters(table, row, other, incoming)?;
    let plan = plan(other, &filters, None);
    // What no index finds is in the list, where a look at rows can be continued.
    if plan.looks {
        return None;
    }
    let rows = Rows {
        model,
        table: other,
        plan: &plan,
        also: None,
    };
    let mut part = Statement::new("(");
    part.append(&labelled(&format!("inline {number}")));
    part.append(&rows.page_as_json(&columns(other, incoming), RELATED + 1))
        .push(")");
    Some(part)
}
