//! The panel of those who see only what is theirs: row security narrows each table to the rows of one
//! owner. What is theirs they see whole, and nothing masked; they change nothing here, since what may
//! be done with it has pages of its own, which stand at the addresses that the engine would have.

use serde::Serialize;

use super::model::{May, Model, Reading, Table};
use super::row::Row;

/// Which rows a panel shows.
#[derive(Debug, Clone, Copy, Default)]
pub enum Share {
    /// All that the role may read.
    #[default]
    All,
    /// Those of one owner.
    Own(Own),
}

/// How the rows of an owner are told from others, and what can be done with them.
#[derive(Debug, Clone, Copy)]
pub struct Own {
    /// The column that names the owner.
    pub owner: &'static str,
    /// The tables that have a page of their own at `add/`.
    pub adds: &'static [&'static str],
    /// What else has one.
    pub deeds: &'static [Deed],
}

/// Something that is done with a row, at a page of its own.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Deed {
    /// The table.
    #[serde(skip)]
    pub table: &'static str,
    /// Behind the row's address.
    pub path: &'static str,
    /// What its button says.
    pub label: &'static str,
    /// How the button looks: `danger` or nothing.
    pub look: &'static str,
    /// The column that says, once it has a value, that it was done.
    #[serde(skip)]
    pub done: &'static str,
}

/// What can still be done with this row.
pub(super) fn deeds<'a>(table: &'a Table, row: &Row) -> Vec<&'a Deed> {
    let is_done = |deed: &Deed| {
        let column = table.column(deed.done);
        column.is_some_and(|(place, _)| row.value(place).is_some())
    };
    table.deeds.iter().filter(|deed| !is_done(deed)).collect()
}

/// What is left of a model for an owner.
pub(super) fn narrowed(mut model: Model, own: &Own) -> Model {
    // A table whose rows are everybody's is nobody's own.
    model
        .tables
        .retain(|_, table| table.narrowed && !table.hidden);
    for table in model.tables.values_mut() {
        narrow(table, own);
    }
    model.reports.clear();
    model.private.clear();
    model.recorder = None;
    model
}

fn narrow(table: &mut Table, own: &Own) {
    let name = table.name.name();
    table.may = May {
        add: own.adds.contains(&name),
        change: false,
        delete: false,
    };
    let mine = own.deeds.iter().filter(|deed| deed.table == name);
    table.deeds = mine.copied().collect();
    table.actions.clear();
    table.owner = table.column(own.owner).map(|(place, _)| place);
    for (place, column) in table.columns.iter_mut().enumerate() {
        column.private = false;
        column.can_insert = false;
        column.can_update = false;
        // Who is asked only for the owner's rows need not be told whose they are.
        if Some(place) == table.owner {
            column.hidden = true;
            column.filter = false;
        }
    }
    let columns = &table.columns;
    let shown = |place: &usize| {
        let column = columns.get(*place);
        column.is_some_and(|column| !column.hidden && column.reading != Reading::Denied)
    };
    table.list.retain(shown);
    for (_, places) in &mut table.fieldsets {
        places.retain(shown);
    }
    if table.address.len() > 1 {
        let owner = table.owner;
        table.address.retain(|place| Some(*place) != owner);
    }
}
