//! One row, read whole: its values as texts, masked where they are personal.

use super::cells::{Sight, expression};
use super::model::{Column, Table};
use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, TypeId, Value};

/// A row's values, by the columns' places.
#[derive(Debug, Clone)]
pub struct Row {
    /// The values that may be shown.
    pub values: Vec<Option<String>>,
    /// The values of its key.
    pub key: Vec<String>,
}

/// How a row is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// As it is now.
    Look,
    /// Kept from others until the transaction ends.
    Lock,
}

impl Row {
    /// Reads the row of this condition; none when there is none, or when there are two.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn read(
        work: &Work,
        table: &Table,
        condition: &Statement,
        sight: Sight,
        hold: Hold,
    ) -> Result<Option<Self>, Fault> {
        let mut rows = work
            .texts(&statement(table, condition, sight, hold))
            .await?;
        let found = rows.pop();
        if !rows.is_empty() {
            return Ok(None);
        }
        Ok(found.map(|mut values| {
            let key = values.split_off(table.columns.len());
            Self {
                values,
                key: key.into_iter().map(Option::unwrap_or_default).collect(),
            }
        }))
    }

    /// The value of the column in this place.
    pub fn value(&self, place: usize) -> Option<&str> {
        self.values.get(place)?.as_deref()
    }

    /// The values of these columns, which are never null.
    pub fn of(&self, places: &[usize]) -> Vec<String> {
        let values = places
            .iter()
            .map(|place| self.value(*place).unwrap_or_default());
        values.map(str::to_owned).collect()
    }

    /// The condition that row `t` is this one.
    pub fn is(&self, table: &Table) -> Statement {
        let parts: Vec<_> = table
            .these(&table.key)
            .zip(&self.key)
            .map(|(column, value)| equals(column, value))
            .collect();
        let mut condition = Statement::default();
        condition.join(&parts, " and ");
        condition
    }

    /// The row's name for people.
    pub fn title(&self, table: &Table) -> String {
        let named = table.title.and_then(|place| self.value(place));
        let address = || self.of(&table.address).join(", ");
        named.map_or_else(address, str::to_owned)
    }
}

fn statement(table: &Table, condition: &Statement, sight: Sight, hold: Hold) -> Statement {
    let mut statement = Statement::new("select ");
    let shown = table
        .columns
        .iter()
        .map(|column| expression(table, column, sight));
    let key = table.these(&table.key).map(|column| {
        let mut part = Statement::new("t.");
        part.ident(&column.name).push("::text");
        part
    });
    let parts: Vec<_> = shown.chain(key).collect();
    statement
        .join(&parts, ", ")
        .push(" from public.")
        .ident(&table.name)
        .push(" t where ");
    statement.append(condition).push(" limit 2");
    if hold == Hold::Lock {
        statement.push(" for update");
    }
    statement
}

/// `t.column = value`.
pub fn equals(column: &Column, value: &str) -> Statement {
    let mut part = Statement::new("t.");
    part.ident(&column.name)
        .push(" = ")
        .value(Value::new(value, column.type_id));
    part
}

/// The key of row `t` as a JSON object.
pub fn key_object(table: &Table, row: &Row) -> Statement {
    let mut object = Statement::new("jsonb_build_object(");
    let pairs: Vec<_> = table
        .these(&table.key)
        .zip(&row.key)
        .map(|(column, value)| {
            let mut pair = Statement::default();
            pair.value(Value::text(column.name.name())).push("::text, ");
            pair.value(Value::new(value, TypeId::TEXT)).push("::text");
            pair
        })
        .collect();
    object.join(&pairs, ", ").push(")");
    object
}
