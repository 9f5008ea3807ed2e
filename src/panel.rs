//! The panel: lists, forms, histories and deletions of every table, made from the database's own
//! catalog for whoever may use them. It knows no table by name.

mod action;
mod address;
mod amounts;
mod bulk;
mod cells;
pub mod check;
mod columns;
mod form;
pub mod gate;
mod history;
mod index;
mod keeper;
mod list;
pub mod model;
pub mod own;
mod pick;
pub mod presentation;
mod proof;
mod relations;
mod remove;
mod resolve;
mod reveal;
mod row;
mod tags;
mod visit;

use std::sync::Arc;

use poem::http::StatusCode;
use poem::{Response, Route};
use serde::Serialize;
use tera::Context;

use gate::{Gate, Guest};
pub use keeper::Keeper;
pub use resolve::resolve;

use crate::db::panel::PanelDb;
use crate::pages::shell::templates;
use crate::pages::{Address, PageRequest, Shell, Templates};

/// The panel at one address, for those who come through one gate.
pub struct Panel {
    shell: Arc<Shell>,
    db: PanelDb,
    keeper: Keeper,
    gate: Box<dyn Gate>,
    base: &'static str,
    home: Home,
}

/// The page from which all tables are reached.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Home {
    /// Where it is.
    pub href: &'static str,
    /// What it is called.
    pub label: &'static str,
}

impl Panel {
    /// A panel at this address.
    pub fn new(
        shell: Arc<Shell>,
        db: PanelDb,
        keeper: Keeper,
        gate: Box<dyn Gate>,
        (base, home): (&'static str, Home),
    ) -> Arc<Self> {
        Arc::new(Self {
            shell,
            db,
            keeper,
            gate,
            base,
            home,
        })
    }

    /// The pages of one who only looks, beside others: lists, rows and histories. What changes
    /// something has no address here.
    pub fn look(panel: &Arc<Self>, others: Route) -> Route {
        let page = || Address::new(panel);
        others
            .at("/records", page().get(index::show))
            .at("/:table/", page().get(list::show))
            .at("/:table/:id/", page().get(form::show))
            .at("/:table/:id/history/", page().get(history::show))
    }

    /// Its pages, below its address.
    pub fn routes(panel: &Arc<Self>) -> Route {
        let page = || Address::new(panel);
        Route::new()
            .at("/", page().get(index::show))
            .at("/:table/", page().get(list::show).post(bulk::act))
            .at("/:table/add/", page().get(form::show_empty).post(form::add))
            .at("/:table/pick/:column/", page().get(pick::show))
            .at("/:table/:id/", page().get(form::show).post(form::save))
            .at(
                "/:table/:id/history/",
                page().get(history::show).post(history::revert),
            )
            .at("/:table/:id/reveal/:column/", page().post(reveal::reveal))
            .at(
                "/:table/:id/do/:action/",
                page().get(action::ask).post(action::act),
            )
            .at(
                "/:table/:id/delete/",
                page().get(remove::ask).post(remove::remove),
            )
    }

    /// Where it is.
    fn base(&self) -> &'static str {
        self.base
    }

    /// The shell around its pages.
    fn shell(&self) -> &Shell {
        &self.shell
    }

    /// The page that says why there is none.
    fn problem(
        &self,
        page: &PageRequest,
        status: StatusCode,
        headline: &str,
        text: &str,
    ) -> Response {
        let mut context = Context::new();
        context.insert("base", self.base);
        context.insert("headline", headline);
        context.insert("explanation", text);
        context.insert("status", &status.as_u16());
        self.shell
            .render_as(status, "layout/refused.html", context, page)
    }
}

/// The panel's templates.
pub const TEMPLATES: Templates = templates![
    "panel/list.html",
    "panel/list_filters.html",
    "panel/list_rows.html",
    "panel/filter.html",
    "panel/form.html",
    "panel/fieldsets.html",
    "panel/field.html",
    "panel/inline.html",
    "panel/reason.html",
    "panel/summary.html",
    "panel/add.html",
    "panel/conflict.html",
    "panel/delete.html",
    "panel/history.html",
    "panel/entry.html",
    "panel/action.html",
    "panel/index.html",
    "panel/bulk.html",
    "panel/keys.html",
    "panel/proof.html",
    "panel/pick.html",
    "panel/found.html",
    "panel/finder.html",
    "panel/questions.html",
];
