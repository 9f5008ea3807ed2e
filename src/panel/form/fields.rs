//! A form's fields as its template shows them: widgets from types, what may not be changed as text.

use std::collections::BTreeMap;

use serde::Serialize;

use super::FormPage;
use super::extras::Extras;
use crate::panel::amounts::{Unit, cents, mark, plain};
use crate::panel::cells::{Cell, cell, shown};
use crate::panel::list::link;
use crate::panel::model::{Column, Kind, Reading, Table};
use crate::panel::pick::{FIND, PickView};
use crate::panel::visit::Visit;

/// Before the names of hidden inputs that say what a field was when the form was shown.
pub const WAS: &str = "_was.";

/// What somebody typed, by field.
#[derive(Debug, Clone, Default)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// The fields of a form.
    pub fn of(fields: &[(String, String)]) -> Self {
        Self(fields.iter().cloned().collect())
    }

    /// A field's text, if the form has the field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A field's text as its input holds it: an amount that came in cents, in dollars.
    pub fn shown(&self, column: &Column) -> Option<String> {
        let text = self.get(column.name.name())?;
        let is_own = column.kind == Kind::Cents && Unit::of(self, column) == Unit::Cents;
        Some(match cents(text, Unit::Cents).filter(|_| is_own) {
            Some(cents) => plain(&cents),
            None => text.to_owned(),
        })
    }

    /// A field's text.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// What is searched for among the rows that a column points to.
    pub fn sought(&self, column: &Column) -> &str {
        self.text(&format!("{}{FIND}", column.name.name())).trim()
    }

    /// Whether there is such a field: a button was pressed.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// A group of fields.
#[derive(Serialize)]
pub struct FieldsetView {
    title: String,
    fields: Vec<FieldView>,
}

/// A field.
#[derive(Serialize)]
pub struct FieldView {
    name: String,
    label: String,
    help: String,
    widget: &'static str,
    value: String,
    /// The hidden input which says that the amount is in dollars.
    unit: Option<String>,
    was: Option<String>,
    choices: Vec<Choice>,
    required: bool,
    longest: Option<usize>,
    error: Option<String>,
    cell: Option<Cell>,
    whole: Option<String>,
    laid_out: bool,
    placeholder: Option<String>,
    reveals: bool,
    danger: bool,
    /// The rows that it may point to.
    pub pick: Option<PickView>,
}

/// One of a field's values.
#[derive(Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Whether it is the one.
    pub chosen: bool,
    /// Whether only a reason allows it.
    pub overrules: bool,
}

/// The groups of a row's form.
pub fn fieldsets(
    visit: &Visit<'_>,
    table: &Table,
    page: &FormPage,
    extras: &Extras,
) -> Vec<FieldsetView> {
    let field = |place: &usize| {
        let column = table.at(*place)?;
        let mut field = row_field(visit, page, extras, *place, column);
        if column.can_update && !is_masked(column) {
            let at = (*place, column);
            field.pick = extras.pick(visit, at, table, &page.typed, &field.value);
        }
        Some(field)
    };
    group(table, field)
}

/// The table's groups, with these fields.
pub fn group(table: &Table, field: impl Fn(&usize) -> Option<FieldView>) -> Vec<FieldsetView> {
    let sets = table.fieldsets.iter().map(|(title, places)| FieldsetView {
        title: title.clone(),
        fields: places.iter().filter_map(&field).collect(),
    });
    sets.filter(|set| !set.fields.is_empty()).collect()
}

fn row_field(
    visit: &Visit<'_>,
    page: &FormPage,
    extras: &Extras,
    place: usize,
    column: &Column,
) -> FieldView {
    let now = page.row.value(place);
    let masked = is_masked(column) && page.revealed != Some(place);
    let is_input = column.can_update;
    let current = if masked { None } else { now };
    let typed = page.typed.shown(column);
    let value = typed.or_else(|| current.map(|now| input(column, now)));
    let value = value.as_deref().unwrap_or_default();
    let mut field = blank(
        column,
        place,
        value,
        page.errors.fields.get(column.name.name()),
        extras,
    );
    field.required = column.not_null;
    field.was = (is_input && !masked && column.is_plain()).then(|| {
        let was = page.typed.get(&format!("{WAS}{}", column.name.name()));
        was.or(now).unwrap_or_default().to_owned()
    });
    field.reveals = column.private
        && masked
        && now.is_some()
        && column.reading == Reading::Plain
        && visit.model.recorder.is_some();
    if masked && is_input {
        field.placeholder = Some(format!("{} – leave empty to keep", now.unwrap_or("none")));
        field.required = false;
    }
    if column.moves.is_some() && is_input {
        field.choices = moves(
            extras,
            place,
            column,
            now,
            value,
            page.overruling || page.errors.wants_reason,
        );
    }
    if !is_input {
        let mut cell = cell(column, now, &visit.model.private);
        let named = now.and_then(|value| extras.name(place, value));
        cell.link = now.and_then(|_| link(&visit.model, visit.panel.base(), column, now));
        if let Some(name) = named {
            cell.text = name;
        }
        field.widget = "text-only";
        field.cell = Some(cell);
        field.whole = now.map(|value| whole(visit, column, value));
        field.laid_out =
            column.payload || field.whole.as_ref().is_some_and(|text| text.contains('\n'));
    }
    field
}

/// Whether a column's value is shown masked, unless it was revealed.
fn is_masked(column: &Column) -> bool {
    matches!(column.reading, Reading::Masked(_)) || column.private
}

/// All of a value: long texts and payloads, laid out.
fn whole(visit: &Visit<'_>, column: &Column, value: &str) -> String {
    let text = shown(column, value, &visit.model.private);
    if !column.payload {
        return text;
    }
    let json = serde_json::from_str::<serde_json::Value>(&text);
    json.and_then(|json| serde_json::to_string_pretty(&json))
        .unwrap_or(text)
}

/// A column's field with this text in it.
pub fn blank(
    column: &Column,
    place: usize,
    value: &str,
    error: Option<&String>,
    extras: &Extras,
) -> FieldView {
    FieldView {
        name: column.name.name().to_owned(),
        label: column.label.clone(),
        help: column.help.clone(),
        widget: widget(column),
        value: value.to_owned(),
        unit: (column.kind == Kind::Cents).then(|| mark(column)),
        was: None,
        choices: choices(column, place, value, extras),
        required: column.not_null && !column.has_default,
        longest: column.longest,
        error: error.cloned(),
        cell: None,
        whole: None,
        laid_out: false,
        placeholder: None,
        reveals: false,
        danger: column.danger,
        pick: None,
    }
}

fn widget(column: &Column) -> &'static str {
    match column.kind {
        Kind::LongText | Kind::Json => "textarea",
        Kind::Choice(_) | Kind::Boolean => "select",
        Kind::Number => "number",
        Kind::Cents => "cents",
        Kind::Day => "date",
        Kind::Moment => "moment",
        Kind::Text | Kind::Id | Kind::Bytes | Kind::Other => "text",
    }
}

/// A value as an input holds it.
fn input(column: &Column, value: &str) -> String {
    match (&column.kind, value) {
        (Kind::Boolean, "t") => "true".to_owned(),
        (Kind::Boolean, "f") => "false".to_owned(),
        (Kind::Cents, cents) => plain(cents),
        _ => value.to_owned(),
    }
}

fn choices(column: &Column, place: usize, value: &str, extras: &Extras) -> Vec<Choice> {
    let value = input(column, value);
    let choice = |label: &str, text: &str| Choice {
        value: label.to_owned(),
        label: text.to_owned(),
        chosen: label == value,
        overrules: false,
    };
    match &column.kind {
        Kind::Choice(labels) => labels
            .iter()
            .map(|label| choice(label, &label.replace('_', " ")))
            .collect(),
        Kind::Boolean => vec![choice("true", "yes"), choice("false", "no")],
        _ => extras
            .offers(place)
            .map(|(id, title)| choice(id, title))
            .collect(),
    }
}

/// The values to which a row may move: those that the rules allow, the others only with a reason.
fn moves(
    extras: &Extras,
    place: usize,
    column: &Column,
    now: Option<&str>,
    value: &str,
    overruling: bool,
) -> Vec<Choice> {
    let Kind::Choice(labels) = &column.kind else {
        return Vec::new();
    };
    let allowed = |label: &str| Some(label) == now || extras.moves(place).any(|to| to == label);
    let choices = labels.iter().map(|label| Choice {
        value: label.clone(),
        label: label.replace('_', " "),
        chosen: label == value,
        overrules: !allowed(label),
    });
    choices
        .filter(|choice| overruling || !choice.overrules || choice.chosen)
        .collect()
}
