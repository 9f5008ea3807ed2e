//! What somebody changed in a form, and what others changed meanwhile: decided from three values of
//! each field: as it was shown, as it is now, as it was sent.

use super::fields::{Typed, WAS};
use crate::panel::amounts::{Unit, cents};
use crate::panel::model::{Column, Kind, Table};
use crate::panel::row::Row;

/// What became of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The column's place.
    pub column: usize,
    /// As it was when the form was shown; none: the form does not say.
    pub was: Option<Option<String>>,
    /// As it was sent.
    pub yours: Option<String>,
    /// As it is now.
    pub theirs: Option<String>,
}

impl Change {
    /// Whether the sender changed it.
    pub fn is_yours(&self) -> bool {
        match &self.was {
            Some(was) => *was != self.yours,
            None => self.theirs != self.yours,
        }
    }

    /// Whether somebody else changed it since.
    pub fn is_theirs(&self) -> bool {
        self.was.as_ref().is_some_and(|was| *was != self.theirs)
    }

    /// Whether both changed it, differently.
    pub fn clashes(&self) -> bool {
        self.is_yours() && self.is_theirs() && self.yours != self.theirs
    }
}

/// The fields of a form that may be changed, as far as they were sent.
pub fn changes(table: &Table, row: &Row, sent: &Typed) -> Vec<Change> {
    let columns = table.columns.iter().enumerate();
    columns
        .filter(|(_, column)| column.can_update && !column.hidden)
        .filter_map(|(place, column)| {
            let text = sent.get(column.name.name())?;
            // Personal data that is not shown is left empty to be kept; so is what may not be read.
            if text.is_empty() && (column.private || !column.is_plain()) {
                return None;
            }
            let was = sent.get(&format!("{WAS}{}", column.name.name()));
            Some(Change {
                column: place,
                was: was
                    .filter(|_| !column.private)
                    .map(|was| read(column, was, Unit::Cents)),
                yours: read(column, text, Unit::of(sent, column)),
                theirs: row.value(place).map(str::to_owned),
            })
        })
        .collect()
}

/// What a field's text is to the database: nothing, where the column may be null.
pub fn read(column: &Column, text: &str, unit: Unit) -> Option<String> {
    let text = text.replace("\r\n", "\n");
    let is_text = matches!(column.kind, Kind::Text | Kind::LongText);
    let empty = text.trim().is_empty();
    match (empty, column.not_null && is_text) {
        (true, true) => Some(String::new()),
        (true, false) => None,
        (false, _) if is_text => Some(text),
        (false, _) if column.kind == Kind::Cents => Some(cents(&text, unit).unwrap_or(text)),
        (false, _) => Some(text.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::Change;

    fn change(was: Option<&str>, yours: &str, theirs: &str) -> Change {
        let some = |text: &str| Some(text.to_owned());
        Change {
            column: 0,
            was: was.map(some),
            yours: some(yours),
            theirs: some(theirs),
        }
    }

    #[test]
    fn only_what_both_changed_differently_clashes() {
        assert!(change(Some("a"), "b", "c").clashes());
        assert!(!change(Some("a"), "b", "b").clashes());
        assert!(!change(Some("a"), "a", "c").clashes());
        assert!(!change(Some("a"), "b", "a").clashes());
        assert!(!change(None, "b", "c").clashes());
    }

    #[test]
    fn a_field_that_was_not_touched_is_nobodys_change() {
        let touched = change(Some("a"), "a", "c");
        assert!(!touched.is_yours() && touched.is_theirs());
    }
}
