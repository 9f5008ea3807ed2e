//! Names for the ids in a history, asked in the statement that reads it: of the row that changed, and
//! of the rows that its values point to.

use super::CHANGE;
use crate::db::panel::sql::{Statement, Value};
use crate::panel::list::target;
use crate::panel::model::{Column, Kind, Model, Table};

/// The name of the row that entry `e` is about, as a text.
pub(super) fn of_row(model: &Model) -> Statement {
    let tables = model.tables.values();
    let parts: Vec<_> = tables.filter_map(title).collect();
    if parts.is_empty() {
        return Statement::new("null::text");
    }
    let mut name = Statement::new("case when e.row_id ~ '^[0-9a-f-]{36}$' then case e.table_name");
    for part in parts {
        name.append(&part);
    }
    name.push(" end end");
    name
}

/// The rows of a table whose address is the id that its changes carry.
fn title(table: &Table) -> Option<Statement> {
    let [address] = table.address.as_slice() else {
        return None;
    };
    let key = table.at(*address).filter(|key| is_id(key))?;
    let title = table.at(table.title?)?;
    let is_told = title.is_plain() && !title.private && table.key.last() == Some(address);
    is_told.then(|| {
        let mut part = Statement::new(" when ");
        part.value(Value::text(table.name.name()))
            .push("::text then (select r.")
            .ident(&title.name)
            .push("::text from public.")
            .ident(&table.name)
            .push(" r where r.")
            .ident(&key.name)
            .push(" = e.row_id::uuid limit 1)");
        part
    })
}

/// The names of the rows that the values of entry `e`, a change of this table, point to: a JSON object
/// of names by ids, as a text.
pub(super) fn of_values(model: &Model, table: Option<&Table>) -> Statement {
    let has = |name: &str| {
        let history = model.tables.get(CHANGE);
        history.is_some_and(|history| history.column(name).is_some())
    };
    let columns = table.map(|table| table.columns.as_slice());
    let pointing = columns.unwrap_or_default().iter();
    let pointing = pointing.filter(|column| column.is_plain() && !column.hidden && is_id(column));
    let parts: Vec<_> = pointing
        .filter_map(|column| pointed(model, column))
        .collect();
    if parts.is_empty() || !has("old_values") || !has("new_values") {
        return Statement::new("null::text");
    }
    let mut names = Statement::new("(select jsonb_object_agg(n.id, n.title)::text from (");
    names.join(&parts, " union ").push(") n (id, title))");
    names
}

fn pointed(model: &Model, column: &Column) -> Option<Statement> {
    let target = target(model, column).filter(|target| is_id(target.key))?;
    let mut part = Statement::new("select r.");
    part.ident(&target.key.name)
        .push("::text, r.")
        .ident(&target.title.name)
        .push("::text from public.")
        .ident(&target.table.name)
        .push(" r where r.")
        .ident(&target.key.name)
        .push(" in ((e.old_values::jsonb ->> ")
        .value(Value::text(column.name.name()))
        .push("::text)::uuid, (e.new_values::jsonb ->> ")
        .value(Value::text(column.name.name()))
        .push("::text)::uuid)");
    Some(part)
}

fn is_id(column: &Column) -> bool {
    column.kind == Kind::Id
}
