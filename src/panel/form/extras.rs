//! What a form shows besides its row, asked in one statement: values to move to, rows to point to,
//! and related rows.

use serde_json::Value as Json;

use super::fields::Typed;
use super::inlines::{Places, inlines};
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, Value};
use crate::panel::list::{offered, target};
use crate::panel::model::{Action, Column, Model, Table};
use crate::panel::pick::{For, Pick, PickView};
use crate::panel::row::{Row, equals};
use crate::panel::tags::words;
use crate::panel::visit::Visit;

/// What was asked besides the row: what, and its parts.
#[derive(Default)]
pub struct Extras(Vec<(String, Vec<Option<String>>)>);

impl Extras {
    /// What the form of a row shows besides.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn of_row(
        visit: &Visit<'_>,
        table: &Table,
        row: &Row,
        (typed, places): (&Typed, &Places),
    ) -> Result<Self, Fault> {
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
                (true, now) => {
                    parts.extend(offer(&visit.model, place, column));
                    let chosen = typed.get(column.name.name()).or(now);
                    parts.extend(found(&visit.model, place, column, typed, chosen));
                }
                (false, Some(value)) => parts.extend(name(&visit.model, place, column, value)),
                (false, None) => {}
            }
        }
        parts.extend(inlines(&visit.model, table, row, places));
        Self::ask(visit, &parts).await
    }

    /// What the form of a new row shows besides.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn of_new(visit: &Visit<'_>, table: &Table, typed: &Typed) -> Result<Self, Fault> {
        let columns = table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.can_insert);
        let mut parts = Vec::new();
        for (place, column) in columns {
            let chosen = typed.get(column.name.name());
            parts.extend(offer(&visit.model, place, column));
            parts.extend(found(&visit.model, place, column, typed, chosen));
        }
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

    pub(super) fn of<'a>(
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

    /// The rows to which a column may point, as they are looked for.
    pub fn pick(
        &self,
        visit: &Visit<'_>,
        (place, column): (usize, &Column),
        table: &Table,
        typed: &Typed,
        chosen: &str,
    ) -> Option<PickView> {
        let pick = Pick::of(&visit.model, column)?;
        let text = |part: Option<&Option<String>>| part.cloned().flatten().unwrap_or_default();
        let rows = self.of("found", place);
        let rows = rows.map(|parts| (text(parts.first()), text(parts.get(1))));
        let chosen: Vec<_> = Some(chosen.to_owned())
            .filter(|c| !c.is_empty())
            .into_iter()
            .collect();
        let from = (visit.panel.base(), table, For::Field);
        Some(pick.view(from, typed.sought(column), &chosen, rows.collect()))
    }

    /// The name of the row to which a column points.
    pub fn name(&self, place: usize, value: &str) -> Option<String> {
        let named = self
            .of("name", place)
            .find_map(|parts| parts.first()?.clone());
        let offered = self.offers(place).find(|(id, _)| *id == value);
        named.or_else(|| offered.map(|(_, title)| title.to_owned()))
    }
}

pub(super) fn labelled(label: &str) -> Statement {
    let mut part = Statement::new("select ");
    part.value(Value::text(label)).push("::text, ");
    part
}

fn offer(model: &Model, place: usize, column: &Column) -> Option<Statement> {
    let target = target(model, column)?;
    let mut part = labelled(&format!("offer {place}"));
    part.push("jsonb_build_array(o.id, o.title)::text from (")
        .append(&offered(&target))
        .push(") o (id, title)");
    Some(part)
}

/// The rows of a column's target that somebody searches for, and the one that is chosen.
fn found(
    model: &Model,
    place: usize,
    column: &Column,
    typed: &Typed,
    chosen: Option<&str>,
) -> Option<Statement> {
    let text = typed.sought(column);
    let pick = Pick::of(model, column).filter(|_| !text.is_empty())?;
    let chosen: Vec<_> = chosen.map(str::to_owned).into_iter().collect();
    let mut part = labelled(&format!("found {place}"));
    part.push("jsonb_build_array(f.id, f.title)::text from (")
        .append(&pick.rows(text, &chosen))
        .push(") f (id, title)");
    Some(part)
}

fn name(model: &Model, place: usize, column: &Column, value: &str) -> Option<Statement> {
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

/// The buttons of a row.
pub fn actions(table: &Table) -> Vec<Json> {
    let action = |action: &Action| {
        serde_json::json!({
            "name": action.name.name.name(), "label": action.label, "help": action.help, "danger": action.danger,
            "arguments": action.arguments.iter().map(|a| serde_json::json!({
                "name": a.name, "label": words(&a.name), "required": a.required, "labels": a.labels,
            })).collect::<Vec<_>>(),
        })
    };
    table.actions.iter().map(action).collect()
}
