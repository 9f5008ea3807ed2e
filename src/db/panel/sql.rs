//! Statements that are put together from the catalog: identifiers are always quoted, values are
//! always parameters, and everything else is text of this program.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{Format, IsNull, Kind, ToSql, Type};

/// A name in the database, quoted wherever it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ident(String);

impl Ident {
    /// A name as the catalog tells it.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name without quotes, for people.
    pub fn name(&self) -> &str {
        &self.0
    }

    fn quoted(&self) -> String {
        format!("\"{}\"", self.0.replace('"', "\"\""))
    }
}

/// A type of the database, known by its number: values are read by the server itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TypeId(pub u32);

impl TypeId {
    /// PostgreSQL's `text`.
    pub const TEXT: Self = Self(25);
    /// PostgreSQL's `bigint`.
    pub const BIGINT: Self = Self(20);
    /// PostgreSQL's `bytea`.
    pub const BYTEA: Self = Self(17);
    /// PostgreSQL's `uuid`.
    pub const UUID: Self = Self(2950);
}

/// A value on its way to the database: its text, its type, and the field that it came from.
#[derive(Debug, Clone)]
pub struct Value {
    text: Option<String>,
    kind: TypeId,
    field: Option<String>,
}

impl Value {
    /// A value of this type.
    pub fn new(text: impl Into<String>, kind: TypeId) -> Self {
        Self::maybe(Some(text.into()), kind)
    }

    /// A value of this type, or null.
    pub fn maybe(text: Option<String>, kind: TypeId) -> Self {
        Self {
            text,
            kind,
            field: None,
        }
    }

    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(text, TypeId::TEXT)
    }

    /// A number of rows.
    pub fn count(count: usize) -> Self {
        Self::new(count.to_string(), TypeId::BIGINT)
    }

    /// The same value, known to come from this field.
    pub fn from_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}

/// Sent as text, whatever its type is: the server reads it as it reads what a DBA types.
impl ToSql for Value {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match &self.text {
            Some(text) => {
                out.extend_from_slice(text.as_bytes());
                Ok(IsNull::No)
            }
            None => Ok(IsNull::Yes),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, _: &Type) -> Format {
        Format::Text
    }

    fn to_sql_checked(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        self.to_sql(kind, out)
    }
}

#[derive(Debug, Clone)]
enum Piece {
    Text(&'static str),
    Name(Ident),
    Number(usize),
    Value(Value),
}

/// A statement, put together.
#[derive(Debug, Clone, Default)]
pub struct Statement(Vec<Piece>);

impl Statement {
    /// Begins with this text.
    pub fn new(text: &'static str) -> Self {
        Self(vec![Piece::Text(text)])
    }

    /// Goes on with this text.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.0.push(Piece::Text(text));
        self
    }

    /// Goes on with a name, quoted.
    pub fn ident(&mut self, ident: &Ident) -> &mut Self {
        self.0.push(Piece::Name(ident.clone()));
        self
    }

    /// Goes on with a number of ours.
    pub fn number(&mut self, number: usize) -> &mut Self {
        self.0.push(Piece::Number(number));
        self
    }

    /// Goes on with a value, as a parameter.
    pub fn value(&mut self, value: Value) -> &mut Self {
        self.0.push(Piece::Value(value));
        self
    }

    /// Goes on with another statement.
    pub fn append(&mut self, other: &Statement) -> &mut Self {
        self.0.extend(other.0.iter().cloned());
        self
    }

    /// Goes on with parts, and this text between them.
    pub fn join(&mut self, parts: &[Statement], between: &'static str) -> &mut Self {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.push(between);
            }
            self.append(part);
        }
        self
    }

    /// The text with `$1`, `$2` … and what they stand for.
    pub(super) fn rendered(&self) -> (String, Vec<(&Value, Type)>) {
        let mut text = String::new();
        let mut values = Vec::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Name(ident) => text.push_str(&ident.quoted()),
                Piece::Number(number) => {
                    let _ = write!(text, "{number}");
                }
                Piece::Value(value) => {
                    values.push((value, type_of(value.kind)));
                    let _ = write!(text, "${}", values.len());
                }
            }
        }
        (text, values)
    }

    /// The field that the parameter of this number came from.
    pub(super) fn field_of(&self, parameter: usize) -> Option<String> {
        let values = self.0.iter().filter_map(|piece| match piece {
            Piece::Value(value) => Some(value),
            Piece::Text(_) | Piece::Name(_) | Piece::Number(_) => None,
        });
        values
            .into_iter()
            .nth(parameter.checked_sub(1)?)?
            .field
            .clone()
    }
}

fn type_of(kind: TypeId) -> Type {
    Type::from_oid(kind.0).unwrap_or_else(|| {
        Type::new(
            "any".to_owned(),
            kind.0,
            Kind::Simple,
            "pg_catalog".to_owned(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{Ident, Statement, TypeId, Value};

    #[test]
    fn a_name_is_quoted_and_a_value_is_a_parameter() {
        let mut statement = Statement::new("select ");
        statement
            .ident(&Ident::new("we\"ird"))
            .push(" = ")
            .value(Value::new("'; drop", TypeId::TEXT).from_field("name"))
            .push(" or ")
            .value(Value::count(3));
        let (text, values) = statement.rendered();
        assert_eq!(text, "select \"we\"\"ird\" = $1 or $2");
        assert_eq!(values.len(), 2);
        assert_eq!(statement.field_of(1).as_deref(), Some("name"));
        assert_eq!(statement.field_of(2), None);
    }
}
