//! From a column of the catalog to the way it is shown and asked for: types, enums, domains and
//! checks say the widget, privileges what may be read and set.

use super::model::{Column, FunctionName, Kind, Reading};
use super::resolve::{label, name_of};
use super::tags::{Comment, words};
use crate::db::panel::catalog::{Catalog, ColumnEntry, ConstraintEntry, TableEntry};

impl Column {
    /// Whether the role may read or set it.
    pub(super) fn is_of_use(&self) -> bool {
        self.reading != Reading::Denied || self.can_insert || self.can_update
    }

    /// Whether the role may read it as it is.
    pub fn is_plain(&self) -> bool {
        self.reading == Reading::Plain
    }
}

/// The columns that may be shown.
pub(super) fn table_reading(columns: &[Column]) -> Vec<usize> {
    let shown = columns.iter().enumerate();
    shown
        .filter(|(_, column)| !column.hidden && column.reading != Reading::Denied)
        .map(|(place, _)| place)
        .collect()
}

pub(super) fn column(entry: &ColumnEntry, table: &TableEntry, catalog: &Catalog) -> Column {
    let comment = Comment::of(entry.comment.as_deref());
    let name = entry.name.name();
    let checks: Vec<&str> = table
        .constraints
        .iter()
        .filter(|c| c.kind == "c" && c.columns.as_deref() == Some(&[name.to_owned()]))
        .filter_map(|c| c.definition.as_deref())
        .collect();
    let kind = kind(entry, &comment, &checks);
    let points_to = points_to(name, &comment, table, catalog);
    let fixed = entry.generated || entry.identity || comment.has("readonly");
    let private = comment.has("pii");
    let filter = comment.has("filter")
        || matches!(kind, Kind::Choice(_) | Kind::Boolean)
        || points_to.is_some();
    Column {
        name: entry.name.clone(),
        label: column_label(&comment, name, points_to.is_some()),
        help: comment.get("help").unwrap_or(&comment.text).to_owned(),
        type_id: entry.type_id,
        type_name: entry.kind.clone(),
        not_null: entry.not_null,
        has_default: entry.default.is_some() || entry.identity || entry.generated,
        longest: longest(name, &entry.kind, &checks),
        reading: reading(entry, &comment, catalog),
        can_insert: entry.can_insert && !fixed && kind != Kind::Bytes,
        can_update: entry.can_update && !fixed && !comment.has("fixed") && kind != Kind::Bytes,
        private,
        payload: comment.has("payload") || kind == Kind::Json,
        hidden: comment.has("hidden") || kind == Kind::Bytes,
        filter: filter && !private,
        search: comment.has("search") && !private,
        danger: comment.has("danger"),
        bulk: comment.has("bulk"),
        moves: comment
            .get("moves")
            .and_then(|name| function(name, catalog)),
        points_to,
        kind,
    }
}

fn column_label(comment: &Comment, name: &str, points: bool) -> String {
    match name.strip_suffix("_id").filter(|_| points) {
        Some(target) if !comment.has("label") => words(target),
        _ => label(comment, name),
    }
}

fn reading(entry: &ColumnEntry, comment: &Comment, catalog: &Catalog) -> Reading {
    let mask = comment.get("mask").and_then(|name| function(name, catalog));
    match (entry.can_select, mask) {
        (true, _) => Reading::Plain,
        (false, Some(mask)) => Reading::Masked(mask),
        (false, None) => Reading::Denied,
    }
}

/// A function that the role may call, by its full name.
fn function(name: &str, catalog: &Catalog) -> Option<FunctionName> {
    let (schema, name) = name.split_once('.')?;
    let mut functions = catalog.functions.iter();
    functions
        .find(|known| known.schema.name() == schema && known.name.name() == name)
        .map(name_of)
}

fn kind(entry: &ColumnEntry, comment: &Comment, checks: &[&str]) -> Kind {
    match comment.get("widget") {
        Some("cents") => return Kind::Cents,
        Some("textarea") => return Kind::LongText,
        Some("json") => return Kind::Json,
        Some(_) | None => {}
    }
    if let Some(labels) = &entry.labels {
        return Kind::Choice(labels.clone());
    }
    match entry.base.as_str() {
        "boolean" => Kind::Boolean,
        "json" | "jsonb" => Kind::Json,
        "uuid" => Kind::Id,
        "bytea" => Kind::Bytes,
        "date" => Kind::Day,
        "timestamp with time zone" | "timestamp without time zone" => Kind::Moment,
        _ if entry.category == "N" => Kind::Number,
        _ if entry.category == "S" => text_kind(entry.name.name(), checks),
        _ => Kind::Other,
    }
}

/// Text is one of a few, where a check says so.
fn text_kind(name: &str, checks: &[&str]) -> Kind {
    let listed = checks.iter().find_map(|check| choices(name, check));
    listed.map_or(Kind::Text, Kind::Choice)
}

/// The values of `CHECK ((name = ANY (ARRAY['a'::text, 'b'::text])))`.
fn choices(name: &str, check: &str) -> Option<Vec<String>> {
    let list = check
        .strip_prefix("CHECK ((")?
        .strip_prefix(name)?
        .strip_prefix(" = ANY (ARRAY[")?
        .strip_suffix("])))")?;
    list.split(", ")
        .map(|item| {
            let text = item.strip_prefix('\'')?.split_once("'::")?.0;
            Some(text.replace("''", "'"))
        })
        .collect()
}

/// The longest text by `varchar(n)` or by `char_length(name) <= n` in a check.
fn longest(name: &str, kind: &str, checks: &[&str]) -> Option<usize> {
    let of_type = || {
        kind.strip_prefix("character varying(")?
            .strip_suffix(')')?
            .parse()
            .ok()
    };
    let limit = format!("char_length({name}) <= ");
    let of_check = |check: &&str| {
        let digits = check.split_once(&limit)?.1;
        let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    checks.iter().find_map(of_check).or_else(of_type)
}

/// The table that a column points to: by a foreign key that ends with it, or by a tag.
fn points_to(
    name: &str,
    comment: &Comment,
    table: &TableEntry,
    catalog: &Catalog,
) -> Option<(String, String)> {
    if let Some(target) = comment.get("link") {
        let entry = catalog.tables.iter().find(|t| t.name.name() == target)?;
        return Some((target.to_owned(), last_key_column(entry)?));
    }
    let points = |key: &&ConstraintEntry| {
        key.kind == "f"
            && key
                .columns
                .iter()
                .flatten()
                .next_back()
                .is_some_and(|last| last == name)
    };
    let key = table.constraints.iter().find(points)?;
    let column = key.target_columns.iter().flatten().next_back()?;
    Some((key.target.as_ref()?.name().to_owned(), column.clone()))
}

fn last_key_column(entry: &TableEntry) -> Option<String> {
    let key = entry.constraints.iter().find(|c| c.kind == "p")?;
    key.columns.iter().flatten().next_back().cloned()
}

#[cfg(test)]
mod tests {
    use super::{choices, longest};

    #[test]
    fn a_check_gives_choices_and_lengths() {
        let check = "CHECK ((code = ANY (ARRAY['a'::text, 'it''s'::text])))";
        assert_eq!(choices("code", check).unwrap(), ["a", "it's"]);
        assert_eq!(choices("other", check), None);
        let check = "CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)))";
        assert_eq!(longest("name", "text", &[check]), Some(200));
        assert_eq!(longest("name", "character varying(30)", &[]), Some(30));
    }
}
