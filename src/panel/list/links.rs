//! Links of lists: to a table, to the row that a value points to, to the same list otherwise.

use serde::Serialize;

use crate::panel::address;
use crate::panel::model::{Column, Model, Table};
use crate::panel::tags::lower_first;

/// What is said of the table.
#[derive(Serialize)]
pub struct Head {
    /// Its name.
    pub name: String,
    /// What one row is called.
    pub label: String,
    /// What many are called.
    pub plural: String,
    /// What it is.
    pub help: String,
    /// What its list says while it has no row.
    pub empty: String,
    /// Where its list is.
    pub href: String,
    /// What one and many are called within a sentence.
    pub words: (String, String),
    /// Whether rows may be added.
    pub may_add: bool,
}

impl Head {
    /// What is said of this table.
    pub fn of(base: &str, table: &Table) -> Self {
        Self {
            name: table.name.name().to_owned(),
            label: table.label.clone(),
            plural: table.plural.clone(),
            words: (lower_first(&table.label), lower_first(&table.plural)),
            help: table.help.clone(),
            empty: table.empty.clone(),
            href: format!("{base}/{}/", address::encode(table.name.name())),
            may_add: table.may.add,
        }
    }
}

/// A link with a mark on the current one.
#[derive(Serialize)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it goes.
    pub href: String,
    /// Whether that is here.
    pub current: bool,
}

/// Where the row is that a value points to.
pub fn link(model: &Model, base: &str, column: &Column, value: Option<&str>) -> Option<String> {
    let (target, key) = column.points_to.as_ref()?;
    let table = model.tables.get(target)?;
    let (place, _) = table.column(key)?;
    let segment = address::segment(&[value?.to_owned()]);
    (table.address == [place]).then(|| format!("{base}/{}/{segment}/", address::encode(target)))
}

/// A table that a column points to, whose rows have names.
pub struct Target<'a> {
    /// The table.
    pub table: &'a Table,
    /// Its key.
    pub key: &'a Column,
    /// What names its rows.
    pub title: &'a Column,
}

/// The table that a column points to, if its rows have one key and a name.
pub fn target<'a>(model: &'a Model, column: &Column) -> Option<Target<'a>> {
    let (table, key) = column.points_to.as_ref()?;
    let table = model.tables.get(table)?;
    let title = table
        .at(table.title?)
        .filter(|title| title.is_plain() && !title.private)?;
    let (place, key) = table.column(key)?;
    (table.key == [place]).then_some(Target { table, key, title })
}
