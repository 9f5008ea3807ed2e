//! A company's own pages: the same functions of the database as the API, asked with the session that
//! a cookie holds.

mod deliveries;
mod entrance;
mod history;
mod keys;
mod outcomes;
mod overview;
mod password_link;
mod payment_forms;
mod payments;
mod settings;
mod visitor;
mod webhooks;

use std::sync::Arc;

use poem::endpoint::BoxEndpoint;
use poem::{EndpointExt, IntoEndpoint, Response, Route};
use tera::Context;

use super::address::{Address, Errors};
use super::form::Again;
use super::request::{Area, PageRequest};
use super::shell::{Shell, Templates, see_other, templates};
use crate::api::Api;

pub use visitor::CompanyVisitor;

/// The templates of these pages.
pub const TEMPLATES: Templates = templates![
    "app/signup.html",
    "app/login.html",
    "app/password_link.html",
    "app/overview.html",
    "app/payment_rows.html",
    "app/payment.html",
    "app/payment_form.html",
    "app/payment_delete.html",
    "app/key_add.html",
    "app/key_made.html",
    "app/key_revoke.html",
    "app/welcome.html",
    "app/company.html",
    "app/webhook_add.html",
    "app/webhook.html",
    "app/webhook_deliveries.html",
    "app/webhook_rotate.html",
    "app/webhook_delete.html",
    "app/webhook_secret.html",
];

/// What a company's pages work with.
pub struct Site {
    /// What all pages share.
    pub shell: Arc<Shell>,
    /// The database, the hashing and the slowing of guesses, shared with the API.
    pub api: Api,
    /// The address that people use, if the server was told.
    pub public_url: Option<String>,
}

impl Site {
    /// `/app` and what is below it: these pages, and beside them the panel's. Those that
    /// end in a slash stand in front of the ones that the panel would make there, since they are
    /// better: `payment/{id}/` is this payment's page in its lists too.
    pub fn own_pages(
        self: &Arc<Self>,
        records: impl FnOnce(Route) -> Route,
    ) -> BoxEndpoint<'static, Response> {
        let address = || Address::new(self);
        let routes = Route::new()
            .at("/", address().get(overview::show))
            .at(
                "/company",
                address().get(settings::show).post(settings::rename),
            )
            .at("/company/account", address().post(settings::change_account))
            .at(
                "/company/password",
                address().post(settings::change_password),
            )
            .at(
                "/sign-out-everywhere",
                address().post(settings::sign_out_everywhere),
            )
            .at("/api_key/add/", address().get(keys::ask).post(keys::make))
            .at(
                "/api_key/:id/revoke/",
                address().get(keys::ask_to_revoke).post(keys::revoke),
            );
        let routes = moved(self, self.webhooks(self.payments(routes)));
        let routes = records(routes);
        Errors::around(routes.into_endpoint(), &self.shell, Area::Company).boxed()
    }

    fn payments(self: &Arc<Self>, routes: Route) -> Route {
        let address = || Address::new(self);
        routes
            .at(
                "/payment/add/",
                address()
                    .get(payment_forms::draft)
                    .post(payment_forms::create),
            )
            .at("/payment/:id/", address().get(payments::show))
            .at(
                "/payment/:id/edit/",
                address()
                    .get(payment_forms::edit)
                    .post(payment_forms::change),
            )
            .at(
                "/payment/:id/delete/",
                address()
                    .get(payments::ask_to_delete)
                    .post(payments::delete),
            )
            .at("/payment/:id/process/", address().post(payments::process))
    }

    fn webhooks(self: &Arc<Self>, routes: Route) -> Route {
        let address = || Address::new(self);
        routes
            .at(
                "/webhook/add/",
                address().get(webhooks::ask).post(webhooks::make),
            )
            .at(
                "/webhook/:id/",
                address().get(webhooks::show).post(webhooks::change),
            )
            .at(
                "/webhook/:id/delete/",
                address()
                    .get(webhooks::ask_to_delete)
                    .post(webhooks::delete),
            )
            .at("/webhook/:id/test/", address().post(deliveries::test))
            .at(
                "/webhook/:id/rotate/",
                address()
                    .get(webhooks::ask_to_rotate)
                    .post(webhooks::rotate),
            )
            .at("/webhook/:id/retry/", address().post(deliveries::retry))
            .at("/webhook/:id/replay/", address().post(deliveries::replay))
    }

    /// `/signup`.
    pub fn signup(self: &Arc<Self>) -> BoxEndpoint<'static, Response> {
        self.public(
            Address::new(self)
                .get(entrance::show_sign_up)
                .post(entrance::sign_up),
        )
    }

    /// `/login`.
    pub fn login(self: &Arc<Self>) -> BoxEndpoint<'static, Response> {
        self.public(
            Address::new(self)
                .get(entrance::show_log_in)
                .post(entrance::log_in),
        )
    }

    /// `/logout`.
    pub fn logout(self: &Arc<Self>) -> BoxEndpoint<'static, Response> {
        self.public(Address::new(self).post(entrance::log_out))
    }

    /// `/password/:link`: where a link leads with which a password is chosen anew.
    pub fn password_link(self: &Arc<Self>) -> BoxEndpoint<'static, Response> {
        self.public(
            Address::new(self)
                .get(password_link::show)
                .post(password_link::choose),
        )
    }

    fn public(&self, address: Address<Self>) -> BoxEndpoint<'static, Response> {
        Errors::around(address.for_strangers(), &self.shell, Area::Public).boxed()
    }

    /// A form again, with what is wrong in it.
    fn again(
        &self,
        template: &str,
        context: Context,
        again: &Again,
        page: &PageRequest,
    ) -> Response {
        self.shell.render_form(template, context, again, page)
    }
}

/// Addresses that people may have written down.
fn moved(site: &Arc<Site>, routes: Route) -> Route {
    let address = || Address::new(site);
    routes
        .at(
            "/payments",
            address().get(|_, _| async { Ok(see_other("/app/payment/")) }),
        )
        .at(
            "/payments/new",
            address().get(|_, _| async { Ok(see_other("/app/payment/add/")) }),
        )
        .at(
            "/webhooks",
            address().get(|_, _| async { Ok(see_other("/app/webhook/")) }),
        )
        .at(
            "/keys",
            address().get(|_, _| async { Ok(see_other("/app/api_key/")) }),
        )
}
