//! `/{table}/{id}/` and `/{table}/add/`: a row's form, saved under the rules of the database, which
//! says what is wrong and where.

mod add;
mod changes;
mod conflict;
mod errors;
mod extras;
mod fields;
mod inlines;
mod save;

use std::sync::Arc;

use poem::Request;
use poem::http::StatusCode;
use tera::Context;

pub use add::{add, show_empty};
pub use changes::{Change, read as read_value};
pub use errors::Errors;
pub use extras::{Extras, actions};
pub use fields::Typed;
pub use save::{give_reason, leave, save, write};

use super::Panel;
use super::cells::Sight;
use super::history::CHANGE;
use super::list::Head;
use super::own::deeds;
use super::row::{Hold, Row};
use super::visit::{TableVisit, Visit};
use crate::pages::{Answer, Refused};
use fields::fieldsets;
use inlines::Places;

/// The button that looks for rows to point to, and saves nothing.
pub const FIND_BUTTON: &str = "_find";

/// The input of the reason for which a rule is overruled.
pub const REASON: &str = "reason";

/// `GET /{table}/{id}/`.
///
/// # Errors
/// Why there is no page.
pub async fn show(panel: Arc<Panel>, request: Request) -> Answer {
    let at = Visit::enter_table(&panel, &request).await?;
    let row = read(&at, &request, Sight::Masked, Hold::Look).await?;
    let overruling = request
        .uri()
        .query()
        .is_some_and(|query| query.contains("_overrule"));
    let page = FormPage {
        overruling,
        places: Places::of(&request),
        ..FormPage::of(row)
    };
    page.show(at, StatusCode::OK).await
}

/// The row of the address.
///
/// # Errors
/// `NotFound` when there is none, or none that the role may see.
pub async fn read(
    at: &TableVisit<'_>,
    request: &Request,
    sight: Sight,
    hold: Hold,
) -> Result<Row, Refused> {
    let condition = at.row(request)?;
    let row = Row::read(&at.visit.work, at.table()?, &condition, sight, hold).await;
    row.map_err(|fault| at.visit.refuse(fault))?
        .ok_or(Refused::NotFound)
}

/// A form that is shown, for the first time or again.
pub struct FormPage {
    /// The row as it is.
    pub row: Row,
    /// What somebody typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub errors: Errors,
    /// The column whose personal data is shown.
    pub revealed: Option<usize>,
    /// Whether values that only a reason allows are offered.
    pub overruling: bool,
    /// Where its related rows lie.
    pub places: Places,
}

impl FormPage {
    /// The form of a row that is shown for the first time.
    pub fn of(row: Row) -> Self {
        Self {
            row,
            typed: Typed::default(),
            errors: Errors::default(),
            revealed: None,
            overruling: false,
            places: Places::default(),
        }
    }

    /// Shows it.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn show(self, at: TableVisit<'_>, status: StatusCode) -> Answer {
        let table = at.table()?;
        let asked = (&self.typed, &self.places);
        let extras = Extras::of_row(&at.visit, table, &self.row, asked).await;
        let extras = extras.map_err(|fault| at.visit.refuse(fault))?;
        let head = Head::of(at.visit.panel.base(), table);
        let segment = super::address::segment(&self.row.of(&table.address));
        let href = format!("{}{segment}/", head.href);
        let inlines = extras.inlines(&at.visit, (table, &self.row, &href), &self.places);
        let mut context = Context::new();
        context.insert("href", &href);
        context.insert("head", &head);
        context.insert("title", &self.row.title(table));
        context.insert("fieldsets", &fieldsets(&at.visit, table, &self, &extras));
        context.insert(
            "version",
            &table.version.and_then(|place| self.row.value(place)),
        );
        context.insert("may_change", &table.may.change);
        context.insert("may_delete", &table.may.delete);
        context.insert("errors", &self.errors);
        context.insert("overruling", &(self.overruling || self.errors.wants_reason));
        context.insert("reason", &self.typed.text(REASON));
        context.insert("inlines", &inlines);
        context.insert("actions", &actions(table));
        context.insert("deeds", &deeds(table, &self.row));
        context.insert("has_history", &at.visit.model.tables.contains_key(CHANGE));
        context.insert(
            "can_overrule",
            &table
                .columns
                .iter()
                .any(|c| c.moves.is_some() && c.can_update),
        );
        at.visit.show_as(status, "panel/form.html", context).await
    }
}
