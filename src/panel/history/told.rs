//! What a change changed, field by field, as lists and forms show values.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::panel::cells::shown;
use crate::panel::model::{Column, Table};
use crate::panel::tags::words;

/// A field's change.
#[derive(Serialize)]
pub(super) struct Difference {
    label: String,
    old: Option<Told>,
    new: Option<Told>,
}

/// A value as it is told.
#[derive(Serialize)]
struct Told {
    text: String,
    /// The value itself, where the text is another.
    whole: Option<String>,
}

/// The values before and after a change.
pub(super) struct Values<'a> {
    pub(super) old: &'a Map<String, Json>,
    pub(super) new: &'a Map<String, Json>,
    /// Names of the rows to which they point, by ids.
    pub(super) names: &'a BTreeMap<String, Option<String>>,
    /// Names of columns whose values are personal.
    pub(super) private: &'a BTreeSet<String>,
}

pub(super) fn differences(
    table: Option<&Table>,
    operation: &str,
    values: &Values<'_>,
) -> Vec<Difference> {
    let names: BTreeSet<&String> = values.old.keys().chain(values.new.keys()).collect();
    let column = |name: &str| table.and_then(|table| table.column(name)).map(|(_, c)| c);
    let hidden = |name: &str| column(name).is_some_and(|column| column.hidden);
    let quiet = |name: &str| operation == "update" && matches!(name, "version" | "updated_at");
    let shown = names
        .into_iter()
        .filter(|name| !hidden(name) && !quiet(name));
    shown
        .map(|name| Difference {
            label: column(name).map_or_else(|| words(name), |column| column.label.clone()),
            old: values.told(column(name), values.old.get(name)),
            new: values.told(column(name), values.new.get(name)),
        })
        .filter(|difference| {
            operation != "insert" && operation != "delete"
                || difference.old.is_some()
                || difference.new.is_some()
        })
        .collect()
}

impl Values<'_> {
    fn told(&self, column: Option<&Column>, value: Option<&Json>) -> Option<Told> {
        let value = match value? {
            Json::Null => return None,
            Json::String(text) => text.clone(),
            other => other.to_string(),
        };
        let points = column.is_some_and(|column| column.points_to.is_some());
        let name = self.names.get(&value).filter(|_| points);
        let text = match (name, column) {
            (Some(Some(name)), _) => name.clone(),
            (_, Some(column)) => shown(column, &value, self.private),
            (_, None) => value.clone(),
        };
        Some(Told {
            whole: Some(value).filter(|value| *value != text),
            text,
        })
    }
}
