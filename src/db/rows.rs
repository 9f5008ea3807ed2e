//! Reads a row's columns in their order.

use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, Kind, Type};

use super::Error;

/// A row, read from left to right.
pub(super) struct Columns<'a> {
    row: &'a Row,
    next: usize,
}

impl<'a> Columns<'a> {
    pub(super) fn of(row: &'a Row) -> Self {
        Self { row, next: 0 }
    }

    /// The next column.
    ///
    /// # Errors
    /// `Broken` when the statement returns another type than is read.
    pub(super) fn take<T: FromSql<'a>>(&mut self) -> Result<T, Error> {
        let column = self.next;
        self.next += 1;
        Ok(self.row.try_get(column)?)
    }

    /// The next column, an enum's label, as one of ours.
    ///
    /// # Errors
    /// `Broken` when the database knows a label that we do not.
    pub(super) fn label<T, E>(&mut self, parse: impl Fn(&str) -> Result<T, E>) -> Result<T, Error> {
        let Label(label) = self.take()?;
        parse(label).map_err(|_| Error::Broken(format!("unknown label {label}")))
    }
}

/// The label of an enum's value.
struct Label<'a>(&'a str);

impl<'a> FromSql<'a> for Label<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(std::str::from_utf8(raw)?))
    }

    fn accepts(ty: &Type) -> bool {
        matches!(ty.kind(), Kind::Enum(_)) || *ty == Type::TEXT
    }
}
