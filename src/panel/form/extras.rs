//! What a form shows besides its row, asked in one statement: values to move to, rows to point to,
//! and related rows.

use serde::Serialize;
use serde_json::Value as Json;

use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, Value};
use crate::panel::cells::{Cell, cell};
use crate::panel::list::asked::encode;
use crate::panel::list::filter::{Filter, Test};
use crate::panel::list::plan::plan;
use crate::panel::list::statement::Rows;
use crate::panel::list::{Head, offered, target};
use crate::panel::model::{Incoming, Kind, Model, Table};
use crate::panel::row::{Row, equals};
use crate::panel::visit::Visit;

/// How many related rows a form shows; the others are in their list.
const RELATED: usize = 5;

/// How many columns of a related row.
const RELATED_COLUMNS: usize = 5;

/// What was asked besides the row: what, and its parts.
#[derive(Default)]
pub struct Extras(Vec<(String, Vec<Option<String>>)>);

impl Extras {
    /// What the form of a row shows besides.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn of_row(visit: &Visit<'_>, table: &Table, row: &Row) -> Result<Self, Fault> {
        let mut parts = Vec::new();
        for (place, column) in table.columns.iter().enumerate() {
            if let (Some(function), true) = (&column.moves, column.can_update) {
                let mut part = labelled(&format!("moves {place}"));
                part.push("to_jsonb(array[m::text])::text from ");
                part.ident(&function.schema)
                    .push(".")
                    .ident(&function.name)
                    .push("(");
                let key = table
                    .these(&table.key)
                    .zip(&row.key)
                    .map(|(column, value)| {
                        let mut part = Statement::default();
                        part.value(Value::new(value, column.type_id));
                        part
                    });
                part.join(&key.collect::<Vec<_>>(), ", ").push(") m");
                parts.push(part);
            }
            match (column.can_update, row.value(place)) {
                (true, _) => parts.extend(offer(&visit.model, place, column)),
                (false, Some(value)) => parts.extend(name(&visit.model, place, column, value)),
                (false, None) => {}
            }
        }
        let related = table.incoming.iter().enumerate();
        parts.extend(
            related.filter_map(|(number, incoming)| {
                inline(&visit.model, table, row, number, incoming)
            }),
        );
        Self::ask(visit, &parts).await
    }

    /// What the form of a new row shows besides.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn of_new(visit: &Visit<'_>, table: &Table) -> Result<Self, Fault> {
        let columns = table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.can_insert);
        let parts: Vec<_> = columns
            .filter_map(|(place, column)| offer(&visit.model, place, column))
            .collect();
        Self::ask(visit, &parts).await
    }

    async fn ask(visit: &Visit<'_>, parts: &[Statement]) -> Result<Self, Fault> {
        if parts.is_empty() {
            return Ok(Self::default());
        }
        let mut statement = Statement::default();
        statement.join(parts, " union all ");
        let rows = visit.work.texts(&statement).await?;
        let read = |row: Vec<Option<String>>| {
            let mut row = row.into_iter();
            let what = row.next().flatten().unwrap_or_default();
            let parts = row.next().flatten().unwrap_or_default();
            let parts: Vec<Option<String>> = serde_json::from_str(&parts).unwrap_or_default();
            (what, parts)
        };
        Ok(Self(rows.into_iter().map(read).collect()))
    }

    fn of<'a>(
        &'a self,
        what: &str,
        place: usize,
    ) -> impl Iterator<Item = &'a Vec<Option<String>>> + 'a {
        let wanted = format!("{what} {place}");
        self.0
            .iter()
            .filter(move |(what, _)| *what == wanted)
            .map(|(_, parts)| parts)
    }

    /// The values to which a column may move.
    pub fn moves(&self, place: usize) -> impl Iterator<Item = &str> {
        self.of("moves", place)
            .filter_map(|parts| parts.first()?.as_deref())
    }

    /// The rows that a column may point to: id and name.
    pub fn offers(&self, place: usize) -> impl Iterator<Item = (&str, &str)> {
        self.of("offer", place)
            .filter_map(|parts| Some((parts.first()?.as_deref()?, parts.get(1)?.as_deref()?)))
    }

    /// The name of the row to which a column points.
    pub fn name(&self, place: usize, value: &str) -> Option<String> {
        let named = self
            .of("name", place)
            .find_map(|parts| parts.first()?.clone());
        let offered = self.offers(place).find(|(id, _)| *id == value);
        named.or_else(|| offered.map(|(_, title)| title.to_owned()))
    }

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
                href: address.map(|address| {
                    format!("{}{}/", head.href, crate::panel::address::segment(&address))
                }),
                cells: cells.collect(),
            }
        });
        let pairs: Vec<_> = filters
            .iter()
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

fn labelled(label: &str) -> Statement {
    let mut part = Statement::new("select ");
    part.value(Value::text(label)).push("::text, ");
    part
}

fn offer(model: &Model, place: usize, column: &crate::panel::model::Column) -> Option<Statement> {
    let target = target(model, column)?;
    let mut part = labelled(&format!("offer {place}"));
    part.push("jsonb_build_array(o.id, o.title)::text from (")
        .append(&offered(&target))
        .push(") o (id, title)");
    Some(part)
}

fn name(
    model: &Model,
    place: usize,
    column: &crate::panel::model::Column,
    value: &str,
) -> Option<Statement> {
    let target = target(model, column)?;
    let mut part = labelled(&format!("name {place}"));
    part.push("jsonb_build_array(t.")
        .ident(&target.title.name)
        .push("::text)::text from public.");
    part.ident(&target.table.name)
        .push(" t where ")
        .append(&equals(target.key, value));
    Some(part)
}

/// The filters that the rows of a table meet that point to this row.
fn filters(table: &Table, row: &Row, other: &Table, incoming: &Incoming) -> Option<Vec<Filter>> {
    let filter = |(theirs, ours): &(crate::db::panel::sql::Ident, crate::db::panel::sql::Ident)| {
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

fn inline(
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

/// The buttons of a row.
pub fn actions(table: &Table) -> Vec<Json> {
    let action = |action: &crate::panel::model::Action| {
        serde_json::json!({
            "name": action.name.name.name(), "label": action.label, "help": action.help, "danger": action.danger,
            "arguments": action.arguments.iter().map(|a| serde_json::json!({
                "name": a.name, "label": crate::panel::tags::words(&a.name), "required": a.required, "labels": a.labels,
            })).collect::<Vec<_>>(),
        })
    };
    table.actions.iter().map(action).collect()
}
