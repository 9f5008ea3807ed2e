//! From a refusal of the database to sentences beside fields.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::db::panel::refusal::Refusal;
use crate::panel::model::{Column, Table};

/// What is wrong with a form.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Errors {
    /// What is wrong with all of it.
    pub summary: Vec<String>,
    /// What is wrong with a field, by its name.
    pub fields: BTreeMap<String, String>,
    /// Whether a reason would let it pass.
    pub wants_reason: bool,
}

impl Errors {
    /// Amounts of these columns cannot be read, so the database was not asked.
    pub fn unreadable(columns: &[&Column]) -> Self {
        let sentence = "This cannot be read as an amount: write it as 1250.00.";
        let said = |column: &&Column| (column.name.name().to_owned(), sentence.to_owned());
        Self {
            summary: columns
                .iter()
                .map(|column| format!("{}: {sentence}", column.label))
                .collect(),
            fields: columns.iter().map(said).collect(),
            wants_reason: false,
        }
    }

    /// What this refusal says of a row of this table.
    pub fn of(table: &Table, refusal: &Refusal) -> Self {
        let column = column_of(table, refusal);
        let sentence = sentence(refusal, column);
        let mut errors = Self {
            wants_reason: refusal.yields_to_a_reason(),
            ..Self::default()
        };
        match column {
            Some(column) => {
                errors.summary.push(format!("{}: {sentence}", column.label));
                errors
                    .fields
                    .insert(column.name.name().to_owned(), sentence);
            }
            None => errors.summary.push(sentence),
        }
        errors
    }
}

/// The column that a refusal is about: named by it, by its constraint, or in the constraint's name.
fn column_of<'a>(table: &'a Table, refusal: &Refusal) -> Option<&'a Column> {
    let named = |name: &str| table.column(name).map(|(_, column)| column);
    if let Some(column) = refusal.field.as_deref().and_then(named) {
        return Some(column);
    }
    let constraint = refusal.constraint.as_deref()?;
    let known = table.constraints.iter().find(|c| c.name == constraint);
    let settable = |column: &&Column| column.can_insert || column.can_update;
    if let Some(known) = known {
        let mut columns = known.columns.iter().filter_map(|name| named(name));
        return columns.rfind(settable);
    }
    let index = table.indexes.iter().find(|index| index.name == constraint);
    let of_index = index
        .and_then(|index| index.columns.last()?.name.as_deref())
        .and_then(named);
    // Of another table, such as a look-up that a trigger keeps: its name tells.
    let in_name = || {
        let found = table
            .columns
            .iter()
            .filter(|c| constraint.contains(c.name.name()));
        found.filter(settable).max_by_key(|c| c.name.name().len())
    };
    of_index.or_else(in_name)
}

fn sentence(refusal: &Refusal, column: Option<&Column>) -> String {
    let help = column
        .map(|column| column.help.as_str())
        .filter(|help| !help.is_empty());
    match refusal.code.as_str() {
        "23502" => "This is required.".to_owned(),
        "23505" => "This is taken already.".to_owned(),
        "23503" => match column.and_then(|column| column.points_to.as_ref()) {
            Some((target, _)) => format!("There is no such {}.", target.replace('_', " ")),
            None => sentence_of(&refusal.message),
        },
        "23514" => match (help, &refusal.constraint) {
            (Some(help), Some(rule)) => {
                format!("This is not allowed ({}). {help}", rule.replace('_', " "))
            }
            (None, Some(rule)) => format!("This is not allowed: {}.", rule.replace('_', " ")),
            (_, None) => sentence_of(&refusal.message),
        },
        code if code.starts_with("22") => {
            let kind = column.map_or("value", |column| column.type_name.as_str());
            format!("This cannot be read as {kind}.")
        }
        _ => sentence_of(&refusal.message),
    }
}

/// A message as a sentence: with a capital and a full stop.
pub fn sentence_of(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters
        .next()
        .map(|first| first.to_uppercase().collect())
        .unwrap_or_default();
    let stop = if message.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{stop}", letters.as_str())
}
