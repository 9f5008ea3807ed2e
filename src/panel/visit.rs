//! One visit to a page of the panel: who comes, in whose name, to which table and row.

use std::sync::Arc;

use poem::http::StatusCode;
use poem::{Request, Response};
use tera::Context;

use super::form::Typed;
use super::gate::Presence;
use super::list::Head;
use super::list::filter::{Filter, Test};
use super::model::{Model, Table};
use super::{Guest, Panel, address, proof};
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::{Statement, Value};
use crate::db::panel::{Entrance, Work};
use crate::pages::{Answer, Form, PageRequest, Refused};

/// Somebody at a page, in an open transaction.
pub struct Visit<'a> {
    /// The panel.
    pub panel: &'a Panel,
    /// The request.
    pub page: PageRequest,
    /// Whether they proved a moment ago that they are still there.
    pub presence: Presence,
    /// In whose name they ask.
    pub entrance: Entrance,
    /// The transaction.
    pub work: Work,
    /// What they may see.
    pub model: Arc<Model>,
    owner: Option<String>,
}

/// Somebody at a table's page.
pub struct TableVisit<'a> {
    /// The visit.
    pub visit: Visit<'a>,
    name: String,
}

impl<'a> Visit<'a> {
    /// Lets them in.
    ///
    /// # Errors
    /// `SignIn` when they are not, and what the database refuses.
    pub async fn enter(panel: &'a Panel, request: &Request) -> Result<Self, Refused> {
        let guest = panel.gate.open(request).await?;
        Self::begin(panel, guest).await
    }

    async fn begin(panel: &'a Panel, guest: Guest) -> Result<Self, Refused> {
        let Guest {
            page,
            entrance,
            presence,
            owner,
        } = guest;
        let entered = panel.keeper.enter(&panel.db, &entrance).await;
        let (work, model) = entered.map_err(|fault| refused(fault, &page))?;
        Ok(Self {
            panel,
            page,
            presence,
            entrance,
            work,
            model,
            owner,
        })
    }

    /// What a list is narrowed to: what somebody asked for, and whose rows they see. Row security
    /// sees to that too; said as a filter, it lets an index be chosen that leads with the owner.
    pub fn narrowing(&self, table: &Table, asked: &[Filter]) -> Vec<Filter> {
        let owner = table.owner.zip(self.owner.clone());
        let owner = owner.map(|(column, owner)| Filter {
            column,
            test: Test::OneOf(vec![owner]),
        });
        owner.into_iter().chain(asked.iter().cloned()).collect()
    }

    /// Lets them in to the table of the address.
    ///
    /// # Errors
    /// As [`Visit::enter`], and `NotFound` for a table that is not there or not theirs to see.
    pub async fn enter_table(
        panel: &'a Panel,
        request: &Request,
    ) -> Result<TableVisit<'a>, Refused> {
        Self::enter(panel, request).await?.at_table(request)
    }

    /// Lets them in to the table of the address, with a form. It is read whole before the transaction
    /// begins: who sends slowly holds no connection.
    ///
    /// # Errors
    /// As [`Visit::enter_table`] and [`Form::read`].
    pub async fn receive(
        panel: &'a Panel,
        request: &mut Request,
    ) -> Result<(TableVisit<'a>, Form), Refused> {
        let mut guest = panel.gate.open(request).await?;
        let form = Form::read(request, &guest.page).await?;
        let typed = Typed::of(form.fields());
        if typed.has(proof::PASSWORD) && guest.presence != Presence::Proved {
            guest = panel.gate.prove(request, &typed).await?;
        }
        let visit = Self::begin(panel, guest).await?;
        Ok((visit.at_table(request)?, form))
    }

    fn at_table(mut self, request: &Request) -> Result<TableVisit<'a>, Refused> {
        let name = parameter(request, "table");
        let table = self.model.tables.get(&name).ok_or(Refused::NotFound)?;
        let head = Head::of(self.panel.base(), table);
        let home = self.panel.home.href;
        self.page.stand_at(home, &head.href, &head.plural);
        Ok(TableVisit { visit: self, name })
    }

    /// What becomes of a fault.
    pub fn refuse(&self, fault: Fault) -> Refused {
        refused(fault, &self.page)
    }

    /// The page that says why there is none.
    pub fn problem(&self, status: StatusCode, headline: &str, text: &str) -> Response {
        self.panel.problem(&self.page, status, headline, text)
    }

    /// Ends the transaction, keeping what was done.
    ///
    /// # Errors
    /// What the database refuses at the end.
    pub async fn finish(self) -> Result<(PageRequest, Arc<Model>), Refused> {
        let Self {
            page, work, model, ..
        } = self;
        match work.commit().await {
            Ok(()) => Ok((page, model)),
            Err(fault) => Err(refused(fault, &page)),
        }
    }

    /// A page of this visit, after which its transaction ends.
    ///
    /// # Errors
    /// What the database refuses at the end.
    pub async fn show(self, template: &str, context: Context) -> Answer {
        self.show_as(StatusCode::OK, template, context).await
    }

    /// The same with another status.
    ///
    /// # Errors
    /// What the database refuses at the end.
    pub async fn show_as(self, status: StatusCode, template: &str, mut context: Context) -> Answer {
        let panel = self.panel;
        let (page, _) = self.finish().await?;
        context.insert("base", panel.base());
        context.insert("home", &panel.home);
        Ok(panel.shell.render_as(status, template, context, &page))
    }
}

impl TableVisit<'_> {
    /// The table.
    ///
    /// # Errors
    /// Never: it was found on the way in.
    pub fn table(&self) -> Result<&Table, Refused> {
        self.visit
            .model
            .tables
            .get(&self.name)
            .ok_or(Refused::NotFound)
    }

    /// The condition that row `t` is the one of the address.
    ///
    /// # Errors
    /// `NotFound` for an address that cannot be one.
    pub fn row(&self, request: &Request) -> Result<Statement, Refused> {
        let table = self.table()?;
        let values = address::values(table, &parameter(request, "id"));
        is_row(table, &values.ok_or(Refused::NotFound)?).ok_or(Refused::NotFound)
    }
}

/// The condition that row `t` has this address, or this key.
pub fn is_row(table: &Table, values: &[String]) -> Option<Statement> {
    let places = match values.len() {
        count if count == table.address.len() => &table.address,
        count if count == table.key.len() => &table.key,
        _ => return None,
    };
    let parts: Vec<_> = table
        .these(places)
        .zip(values)
        .map(|(column, value)| {
            let mut part = Statement::new("t.");
            part.ident(&column.name)
                .push(" = ")
                .value(Value::new(value, column.type_id));
            part
        })
        .collect();
    let mut condition = Statement::default();
    condition.join(&parts, " and ");
    Some(condition)
}

/// A part of the address.
pub fn parameter(request: &Request, name: &str) -> String {
    request.raw_path_param(name).unwrap_or_default().to_owned()
}

fn refused(fault: Fault, page: &PageRequest) -> Refused {
    match fault {
        Fault::Unauthenticated => Refused::SignIn(page.area),
        Fault::Forbidden(_) => {
            Refused::Forbidden("Your role in the database may not do this.".to_owned())
        }
        // An address whose values cannot be read is nobody's.
        Fault::Refused(refusal) if refusal.code.starts_with("22") => Refused::NotFound,
        Fault::Refused(refusal) => Refused::Conflict(refusal.message),
        Fault::TookTooLong => Refused::TookTooLong,
        Fault::Unavailable(cause) => {
            tracing::warn!(cause, "the database is away");
            Refused::Unavailable
        }
        Fault::Broken(cause) => {
            tracing::error!(cause, "a page of the panel failed");
            Refused::Internal
        }
    }
}
