//! The panel's model: the catalog, its comments and `admin/*.toml`, resolved for one role. Lists,
//! forms and histories are made from it and from nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::own::Deed;
use crate::db::panel::catalog::{ArgumentEntry, IndexEntry};
use crate::db::panel::sql::{Ident, TypeId};

/// Everything that one role may see.
#[derive(Debug)]
pub struct Model {
    /// The role.
    pub role: String,
    /// The tables, by name; those that it may not read are not there.
    pub tables: BTreeMap<String, Table>,
    /// Cards of the index.
    pub reports: Vec<Report>,
    /// Names of columns whose values are masked in payloads too.
    pub private: BTreeSet<String>,
    /// The function that records that a value was revealed, if the role may call one.
    pub recorder: Option<FunctionName>,
    /// The function that names who made a change, if the role may call one.
    pub namer: Option<Namer>,
}

/// A function that names who made a change.
#[derive(Debug)]
pub struct Namer {
    /// Its name.
    pub function: FunctionName,
    /// The columns of the history that it is told.
    pub told: Vec<Ident>,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: Ident,
    /// Its number in the catalog.
    pub id: i64,
    /// What one row is called.
    pub label: String,
    /// What many are called.
    pub plural: String,
    /// The sentence of its comment.
    pub help: String,
    /// What its list says while it has no row.
    pub empty: String,
    /// The heading under which the index lists it.
    pub group: String,
    /// Whether the index leaves it out.
    pub hidden: bool,
    /// Whether it asks once more before a row is deleted.
    pub danger: bool,
    /// Its columns, as far as the role may see or set them.
    pub columns: Vec<Column>,
    /// The columns of its primary key.
    pub key: Vec<usize>,
    /// The columns of its addresses.
    pub address: Vec<usize>,
    /// The column that names a row.
    pub title: Option<usize>,
    /// The column that counts changes.
    pub version: Option<usize>,
    /// The column of the time of the last change.
    pub changed_at: Option<usize>,
    /// The list's columns.
    pub list: Vec<usize>,
    /// The form's groups.
    pub fieldsets: Vec<(String, Vec<usize>)>,
    /// The list's order, when nobody chose another.
    pub order: Option<(usize, Direction)>,
    /// What the role may do.
    pub may: May,
    /// Its constraints: name and columns.
    pub constraints: Vec<Constraint>,
    /// Its indexes.
    pub indexes: Vec<IndexEntry>,
    /// Foreign keys of other tables that point here.
    pub incoming: Vec<Incoming>,
    /// Functions that act on a row.
    pub actions: Vec<Action>,
    /// What is done with a row at pages of their own.
    pub deeds: Vec<Deed>,
    /// The column that names the owner, where somebody sees only their own rows.
    pub owner: Option<usize>,
    /// Roughly how many rows it has; none: nobody has counted.
    pub rows: Option<u64>,
    /// Whether it is so small that reading all of it costs nothing.
    pub small: bool,
    /// Whether row security shows the role only some rows.
    pub narrowed: bool,
}

/// What the role may do with a table.
#[derive(Debug, Clone, Copy)]
pub struct May {
    /// Insert rows.
    pub add: bool,
    /// Change rows.
    pub change: bool,
    /// Delete rows.
    pub delete: bool,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: Ident,
    /// What it is called.
    pub label: String,
    /// The sentence of its comment.
    pub help: String,
    /// Its type.
    pub type_id: TypeId,
    /// Its type, in words.
    pub type_name: String,
    /// How it is shown and asked for.
    pub kind: Kind,
    /// Whether it is never null.
    pub not_null: bool,
    /// Whether a new row need not say it.
    pub has_default: bool,
    /// The longest text that it takes, if a check says so.
    pub longest: Option<usize>,
    /// How the role may read it.
    pub reading: Reading,
    /// Whether the role may set it in a new row.
    pub can_insert: bool,
    /// Whether the role may change it.
    pub can_update: bool,
    /// Whether it is personal data, masked until revealed.
    pub private: bool,
    /// Whether it is text that is JSON.
    pub payload: bool,
    /// Whether forms and lists leave it out.
    pub hidden: bool,
    /// Whether it is offered as a filter.
    pub filter: bool,
    /// Whether the search box looks into it.
    pub search: bool,
    /// Whether it asks once more before it is changed.
    pub danger: bool,
    /// Whether it may get a value in many rows at once.
    pub bulk: bool,
    /// The function that gives the values to which a row may move.
    pub moves: Option<FunctionName>,
    /// The table and column that it points to.
    pub points_to: Option<(String, String)>,
}

/// How a role may read a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// As it is.
    Plain,
    /// Only through the function that masks it.
    Masked(FunctionName),
    /// Not at all.
    Denied,
}

/// How a column is shown and asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// Lines of text.
    LongText,
    /// A number.
    Number,
    /// A whole number of cents.
    Cents,
    /// Yes or no.
    Boolean,
    /// One of these.
    Choice(Vec<String>),
    /// A moment.
    Moment,
    /// A day.
    Day,
    /// JSON.
    Json,
    /// An id.
    Id,
    /// Bytes, which nobody edits.
    Bytes,
    /// Anything else, as PostgreSQL writes it.
    Other,
}

/// A function's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionName {
    /// Its schema.
    pub schema: Ident,
    /// Its name in it.
    pub name: Ident,
}

/// Which way an order goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Greatest first.
    Descending,
}

impl Direction {
    /// The other way.
    pub fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// A constraint, as refusals name it.
#[derive(Debug)]
pub struct Constraint {
    /// Its name.
    pub name: String,
    /// The columns that it is about.
    pub columns: Vec<String>,
    /// The text of a check.
    pub definition: Option<String>,
}

/// A foreign key that points to a table.
#[derive(Debug)]
pub struct Incoming {
    /// The constraint's name.
    pub name: String,
    /// The table that points here.
    pub table: Ident,
    /// Its columns, and those that they point to.
    pub columns: Vec<(Ident, Ident)>,
    /// What becomes of its rows when their target goes.
    pub fate: Fate,
}

/// What becomes of rows whose target is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They keep it from being deleted.
    Block,
    /// They are deleted too.
    Cascade,
    /// They forget it.
    Forget,
    /// They stay as they are: only a tag says that they point here.
    Stay,
}

/// A function of `admin_action`, a button.
#[derive(Debug)]
pub struct Action {
    /// Its name.
    pub name: FunctionName,
    /// What the button says.
    pub label: String,
    /// The sentence of its comment.
    pub help: String,
    /// Whether it asks once more.
    pub danger: bool,
    /// Whether it is offered for many rows at once.
    pub bulk: bool,
    /// What it wants to know besides the row's key.
    pub arguments: Vec<ArgumentEntry>,
}

/// A view of `admin_report`, a card.
#[derive(Debug)]
pub struct Report {
    /// Its name.
    pub name: Ident,
    /// What the card is called.
    pub label: String,
    /// The sentence of its comment.
    pub help: String,
    /// Its columns.
    pub columns: Vec<Ident>,
}

impl Table {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<(usize, &Column)> {
        let mut columns = self.columns.iter().enumerate();
        columns.find(|(_, column)| column.name.name() == name)
    }

    /// The column in this place.
    pub fn at(&self, place: usize) -> Option<&Column> {
        self.columns.get(place)
    }

    /// These columns.
    pub fn these<'a>(&'a self, places: &'a [usize]) -> impl Iterator<Item = &'a Column> + 'a {
        places.iter().filter_map(|place| self.columns.get(*place))
    }
}
