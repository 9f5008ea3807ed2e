//! What can be done to many rows: a button's function, a value for a column, deletion.

use serde::Serialize;

use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;
use crate::pages::Refused;
use crate::panel::action::call;
use crate::panel::amounts::{Unit, mark, unreadable};
use crate::panel::form::{Change, Errors, REASON, Typed, read_value, write};
use crate::panel::model::{Action, Column, Kind, Table};
use crate::panel::remove::delete;
use crate::panel::row::Row;
use crate::panel::tags::{lower_first, words};

/// The name of what every table with a right to delete has.
const DELETE: &str = "delete";

/// Before the name of a column that gets a value.
const SET: &str = "set.";

/// Something to do to each of many rows.
pub enum Deed<'a> {
    /// Calls a function of `admin_action`.
    Call(&'a Action),
    /// Gives a column, in its place, a value.
    Set(usize, &'a Column),
    /// Deletes.
    Delete,
}

/// Something that a deed has to be told.
#[derive(Serialize)]
pub struct Question {
    name: String,
    label: String,
    required: bool,
    choices: Vec<String>,
    value: String,
    /// The hidden input which says that an amount is in dollars.
    unit: Option<String>,
    error: Option<String>,
}

/// What may be done to many rows of a table: names and labels.
pub fn offered(table: &Table) -> Vec<(String, String)> {
    let named = |deed: Deed<'_>| (deed.name(), deed.label());
    let calls = table.actions.iter().filter(|action| action.bulk);
    let sets = table.columns.iter().enumerate().filter(|(_, c)| is_set(c));
    let delete = table.may.delete.then_some(Deed::Delete);
    calls
        .map(Deed::Call)
        .chain(sets.map(|(place, column)| Deed::Set(place, column)))
        .chain(delete)
        .map(named)
        .collect()
}

/// Whether a column gets a value for many rows.
fn is_set(column: &Column) -> bool {
    column.bulk && column.can_update && column.is_plain() && !column.hidden && !column.private
}

impl<'a> Deed<'a> {
    /// What is called so.
    ///
    /// # Errors
    /// `NotFound`, and `Forbidden` where nothing may be deleted.
    pub fn of(table: &'a Table, name: &str) -> Result<Self, Refused> {
        if let Some(column) = name.strip_prefix(SET) {
            let found = table.column(column).filter(|(_, column)| is_set(column));
            let (place, column) = found.ok_or(Refused::NotFound)?;
            return Ok(Self::Set(place, column));
        }
        match name {
            DELETE if table.may.delete => Ok(Self::Delete),
            DELETE => Err(Refused::Forbidden(
                "Your role in the database may not delete rows of this table.".to_owned(),
            )),
            _ => crate::panel::action::find(table, name)
                .ok()
                .filter(|action| action.bulk)
                .map(Self::Call)
                .ok_or(Refused::NotFound),
        }
    }

    /// Its name in a form.
    pub fn name(&self) -> String {
        match self {
            Self::Call(action) => action.name.name.name().to_owned(),
            Self::Set(_, column) => format!("{SET}{}", column.name.name()),
            Self::Delete => DELETE.to_owned(),
        }
    }

    /// What its button says.
    pub fn label(&self) -> String {
        match self {
            Self::Call(action) => action.label.clone(),
            Self::Set(_, column) => format!("Set {}", lower_first(&column.label)),
            Self::Delete => "Delete".to_owned(),
        }
    }

    /// What it does.
    pub fn help(&self) -> &str {
        match self {
            Self::Call(action) => &action.help,
            Self::Set(_, column) => &column.help,
            Self::Delete => "",
        }
    }

    /// Whether it takes proof of being there.
    pub fn is_dangerous(&self, table: &Table) -> bool {
        match self {
            Self::Call(action) => action.danger,
            Self::Set(_, column) => column.danger || table.danger,
            Self::Delete => table.danger,
        }
    }

    /// Whether its button warns.
    pub fn warns(&self, table: &Table) -> bool {
        matches!(self, Self::Delete) || self.is_dangerous(table)
    }

    /// What it has to be told.
    pub fn questions(&self, typed: &Typed) -> Vec<Question> {
        match self {
            Self::Call(action) => action
                .arguments
                .iter()
                .map(|argument| Question {
                    name: argument.name.clone(),
                    label: words(&argument.name),
                    required: argument.required,
                    choices: argument.labels.clone().unwrap_or_default(),
                    value: typed.text(&argument.name).to_owned(),
                    unit: None,
                    error: None,
                })
                .collect(),
            Self::Set(_, column) => vec![Question {
                name: column.name.name().to_owned(),
                label: column.label.clone(),
                required: column.not_null,
                choices: match &column.kind {
                    Kind::Choice(labels) => labels.clone(),
                    Kind::Boolean => vec!["true".to_owned(), "false".to_owned()],
                    _ => Vec::new(),
                },
                value: typed.shown(column).unwrap_or_default(),
                unit: (column.kind == Kind::Cents).then(|| mark(column)),
                error: Errors::unreadable(&unreadable([*column], typed))
                    .fields
                    .remove(column.name.name()),
            }],
            Self::Delete => Vec::new(),
        }
    }

    /// Whether it was told what it must know.
    pub fn is_told(&self, typed: &Typed) -> bool {
        let mut questions = self.questions(typed).into_iter();
        questions.all(|question| {
            question.error.is_none() && (!question.required || !question.value.is_empty())
        })
    }

    /// Does it to a row, or leaves everything as it was.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn act(
        &self,
        work: &Work,
        table: &Table,
        row: &Row,
        typed: &Typed,
    ) -> Result<(), Fault> {
        let reason = typed.text(REASON);
        match self {
            Self::Call(action) => call(work, table, action, row, typed).await,
            Self::Delete => delete(work, table, row, reason).await,
            Self::Set(place, column) => {
                let change = Change {
                    column: *place,
                    was: None,
                    yours: read_value(
                        column,
                        typed.text(column.name.name()),
                        Unit::of(typed, column),
                    ),
                    theirs: row.value(*place).map(str::to_owned),
                };
                match change.is_yours() {
                    true => write(work, table, row, &[change], reason).await,
                    // It is so already, and stays so.
                    false => work.mark().await,
                }
            }
        }
    }
}
