//! What the database says of itself: tables, columns, constraints, indexes, functions and views, and
//! what the role that asks may do with them. One query, one document.

use serde::Deserialize;

use super::sql::{Ident, TypeId};

pub(super) const CATALOG: &str = include_str!("../../../sql/catalog.sql");
pub(super) const FINGERPRINT: &str = include_str!("../../../sql/fingerprint.sql");

/// The whole catalog, as one role sees it.
#[derive(Debug, Clone, Deserialize)]
pub struct Catalog {
    /// The role.
    pub role: String,
    /// The tables of schema public.
    pub tables: Vec<TableEntry>,
    /// The functions that the role may call from the panel.
    pub functions: Vec<FunctionEntry>,
    /// The views of schema admin_report that it may read.
    pub reports: Vec<ReportEntry>,
}

/// A table.
#[derive(Debug, Clone, Deserialize)]
pub struct TableEntry {
    /// Its name.
    pub name: Ident,
    /// Its number.
    pub id: i64,
    /// Its comment.
    pub comment: Option<String>,
    /// How many rows it is thought to have; below 0: nobody has counted.
    pub rows: i64,
    /// Its size in bytes, without indexes.
    pub bytes: i64,
    /// Whether row security shows the role only some rows.
    pub narrowed: bool,
    /// Whether the role may insert rows.
    pub can_insert: bool,
    /// Whether the role may change any column.
    pub can_update: bool,
    /// Whether the role may delete rows.
    pub can_delete: bool,
    /// Whether the role may read all of a row, its system columns too.
    pub can_see_system: bool,
    /// Its columns.
    pub columns: Vec<ColumnEntry>,
    /// Its constraints.
    pub constraints: Vec<ConstraintEntry>,
    /// Its indexes.
    pub indexes: Vec<IndexEntry>,
}

/// A column.
#[derive(Debug, Clone, Deserialize)]
pub struct ColumnEntry {
    /// Its name.
    pub name: Ident,
    /// Its type, in words.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its type.
    pub type_id: TypeId,
    /// The category of its type (`pg_type.typcategory`).
    pub category: String,
    /// The type under its domain, or the type itself.
    pub base: String,
    /// The labels of its enum.
    pub labels: Option<Vec<String>>,
    /// Whether it is never null.
    pub not_null: bool,
    /// Its default.
    pub default: Option<String>,
    /// Whether it is computed from other columns.
    pub generated: bool,
    /// Whether it numbers the rows.
    pub identity: bool,
    /// Its comment.
    pub comment: Option<String>,
    /// Whether the role may read it.
    pub can_select: bool,
    /// Whether the role may set it in a new row.
    pub can_insert: bool,
    /// Whether the role may change it.
    pub can_update: bool,
}

/// A constraint.
#[derive(Debug, Clone, Deserialize)]
pub struct ConstraintEntry {
    /// Its name.
    pub name: String,
    /// p, u, c or f (`pg_constraint.contype`).
    pub kind: String,
    /// The columns that it is about, in its order.
    pub columns: Option<Vec<String>>,
    /// The text of a check.
    pub definition: Option<String>,
    /// The table that a foreign key points to.
    pub target: Option<Ident>,
    /// Its columns.
    pub target_columns: Option<Vec<String>>,
    /// What a foreign key does when its target goes (`pg_constraint.confdeltype`).
    pub on_delete: Option<String>,
}

/// An index.
#[derive(Debug, Clone, Deserialize)]
pub struct IndexEntry {
    /// Its name.
    pub name: String,
    /// btree, gin …
    pub method: String,
    /// Whether it keeps rows apart.
    pub unique: bool,
    /// The condition of its rows.
    pub predicate: Option<String>,
    /// Its columns.
    pub columns: Vec<IndexColumn>,
}

/// A column of an index.
#[derive(Debug, Clone, Deserialize)]
pub struct IndexColumn {
    /// The column; none for an expression.
    pub name: Option<String>,
    /// The expression.
    pub expression: Option<String>,
    /// Whether it is in descending order.
    pub descending: bool,
    /// The operator class.
    pub operators: Option<String>,
}

/// A function that the panel may call.
#[derive(Debug, Clone, Deserialize)]
pub struct FunctionEntry {
    /// Its schema.
    pub schema: Ident,
    /// Its name.
    pub name: Ident,
    /// Its comment.
    pub comment: Option<String>,
    /// Its arguments.
    pub arguments: Vec<ArgumentEntry>,
}

/// An argument of a function.
#[derive(Debug, Clone, Deserialize)]
pub struct ArgumentEntry {
    /// Its name.
    pub name: String,
    /// Its type.
    pub type_id: TypeId,
    /// Its type, in words.
    #[serde(rename = "type")]
    pub kind: String,
    /// The category of its type.
    pub category: String,
    /// The labels of its enum.
    pub labels: Option<Vec<String>>,
    /// Whether it has no default.
    pub required: bool,
}

/// A view that becomes a card.
#[derive(Debug, Clone, Deserialize)]
pub struct ReportEntry {
    /// Its name.
    pub name: Ident,
    /// Its comment.
    pub comment: Option<String>,
    /// Its columns.
    pub columns: Vec<Ident>,
}
