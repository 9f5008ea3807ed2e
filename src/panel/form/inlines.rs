//! Rows of other tables that point to a form's row: a few at a time, and where all of them are.

use poem::Request;
use serde::Serialize;

use super::extras::{Extras, labelled};
use crate::db::panel::sql::{Ident, Statement};
use crate::panel::address::segment;
use crate::panel::cells::{Cell, cell};
use crate::panel::list::Head;
use crate::panel::list::asked::{Place, cursor, encode, read_cursor};
use crate::panel::list::filter::{Filter, Test};
use crate::panel::list::plan::{Plan, plan};
use crate::panel::list::statement::Rows;
use crate::panel::model::{Incoming, Kind, Model, Table};
use crate::panel::row::Row;
use crate::panel::visit::Visit;

/// How many related rows a page of them has.
const RELATED: usize = 5;

/// How many columns of a related row.
const RELATED_COLUMNS: usize = 5;

/// Before the number of related rows that go on, or back, from a row.
const AFTER: &str = "_after.";
const BEFORE: &str = "_before.";

/// Where related rows lie that are not at their first page: number and place.
#[derive(Debug, Clone, Default)]
pub struct Places(Vec<(usize, Place)>);

impl Places {
    /// Those of an address: `_after.3=…`.
    pub fn of(request: &Request) -> Self {
        let query = request.uri().query().unwrap_or_default();
        let read = |(name, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)| {
            let keys = read_cursor(&value)?;
            let (number, place) = match name.strip_prefix(AFTER) {
                Some(number) => (number, Place::After(keys)),
                None => (name.strip_prefix(BEFORE)?, Place::Before(keys)),
            };
            Some((number.parse().ok()?, place))
        };
        Self(
            form_urlencoded::parse(query.as_bytes())
                .filter_map(read)
                .collect(),
        )
    }

    fn of_number(&self, number: usize) -> &Place {
        let found = self.0.iter().find(|(known, _)| *known == number);
        found.map_or(&Place::First, |(_, place)| place)
    }
}

/// Related rows, as the form shows them.
#[derive(Serialize)]
pub struct InlineView {
    number: usize,
    title: String,
    heads: Vec<String>,
    rows: Vec<RelatedRow>,
    all: String,
    add: Option<String>,
    /// Addresses of the form with the rows before and after these.
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct RelatedRow {
    href: Option<String>,
    cells: Vec<Cell>,
}

/// Rows of another table that point to a row, and how they are found.
struct Related<'a> {
    model: &'a Model,
    number: usize,
    other: &'a Table,
    filters: Vec<Filter>,
    columns: Vec<usize>,
    plan: Plan,
    place: &'a Place,
}

impl<'a> Related<'a> {
    fn of(
        model: &'a Model,
        (table, row): (&Table, &Row),
        (number, incoming): (usize, &Incoming),
        places: &'a Places,
    ) -> Option<Self> {
        let other = model.tables.get(incoming.table.name())?;
        let filters = filters(table, row, other, incoming)?;
        Some(Self {
            model,
            number,
            other,
            columns: columns(other, incoming),
            plan: plan(other, &filters, None),
            filters,
            place: places.of_number(number),
        })
    }

    fn rows(&self) -> Rows<'_> {
        Rows {
            model: self.model,
            table: self.other,
            plan: &self.plan,
            also: None,
        }
    }

    fn statement(&self) -> Option<Statement> {
        // What no index finds is in the list, where a look at rows can be continued.
        if self.plan.looks {
            return None;
        }
        let rows = self.rows();
        let direction = match self.place {
            Place::First | Place::After(_) => self.plan.direction,
            Place::Before(_) => self.plan.direction.reversed(),
        };
        let edge = match self.place {
            Place::First => None,
            Place::After(keys) | Place::Before(keys) => rows.edge(keys, direction),
        };
        let mut part = Statement::new("(");
        part.append(&labelled(&format!("inline {}", self.number)));
        part.append(&rows.page_as_json(&self.columns, edge.as_ref(), direction, RELATED + 1))
            .push(")");
        Some(part)
    }

    fn view(&self, visit: &Visit<'_>, href: &str, extras: &Extras) -> InlineView {
        let head = Head::of(visit.panel.base(), self.other);
        let mut found: Vec<_> = extras.of("inline", self.number).collect();
        let more = found.len() > RELATED;
        found.truncate(RELATED);
        let is_back = matches!(self.place, Place::Before(_));
        if is_back {
            found.reverse();
        }
        let rows = self.rows();
        let to = |parameter: &str, row: Option<&&Vec<Option<String>>>| {
            let keys = rows.keys(&self.columns, row?)?;
            let name = format!("{parameter}{}", self.number);
            Some(format!("{href}{}", encode(&[(name, cursor(&keys))])))
        };
        let (has_next, has_previous) = match self.place {
            Place::First => (more, false),
            Place::After(_) => (more, true),
            Place::Before(_) => (true, more),
        };
        let pairs = self.filters.iter();
        let pairs = pairs.filter(|filter| Some(filter.column) != self.other.owner);
        let pairs: Vec<_> = pairs.flat_map(|f| f.parameters(self.other)).collect();
        let labels = self.other.these(&self.columns);
        InlineView {
            number: self.number,
            title: self.other.plural.clone(),
            heads: labels.map(|column| column.label.clone()).collect(),
            next: to(AFTER, found.last()).filter(|_| has_next),
            previous: to(BEFORE, found.first()).filter(|_| has_previous),
            rows: found
                .iter()
                .map(|parts| self.row(visit, &head, parts))
                .collect(),
            all: format!("{}{}", head.href, encode(&pairs)),
            add: self
                .other
                .may
                .add
                .then(|| format!("{}add/{}", head.href, encode(&pairs))),
        }
    }

    fn row(&self, visit: &Visit<'_>, head: &Head, parts: &[Option<String>]) -> RelatedRow {
        let columns = self.other.these(&self.columns).enumerate();
        let cells = columns.map(|(at, column)| {
            let value = parts.get(at).and_then(Option::as_deref);
            cell(column, value, &visit.model.private)
        });
        let address = self.rows().address(&self.columns, parts);
        let address = address.filter(|address| !address.is_empty());
        RelatedRow {
            href: address.map(|address| format!("{}{}/", head.href, segment(&address))),
            cells: cells.collect(),
        }
    }
}

/// What is asked for the rows that point to a row.
pub(super) fn inlines(model: &Model, table: &Table, row: &Row, places: &Places) -> Vec<Statement> {
    let related = related(model, table, row, places);
    related.filter_map(|related| related.statement()).collect()
}

fn related<'a>(
    model: &'a Model,
    table: &'a Table,
    row: &'a Row,
    places: &'a Places,
) -> impl Iterator<Item = Related<'a>> {
    let incoming = table.incoming.iter().enumerate();
    incoming.filter_map(move |incoming| Related::of(model, (table, row), incoming, places))
}

impl Extras {
    /// The related rows of the row whose form is at this address.
    pub fn inlines(
        &self,
        visit: &Visit<'_>,
        (table, row, href): (&Table, &Row, &str),
        places: &Places,
    ) -> Vec<InlineView> {
        let related = related(&visit.model, table, row, places);
        related
            .map(|related| related.view(visit, href, self))
            .collect()
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
