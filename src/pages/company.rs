//! A company's own pages: the same functions of the database as the API, asked with the session that
//! a cookie holds.

mod entrance;
mod history;
mod keys;
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
use super::shell::{Shell, Templates, templates};
use crate::api::Api;

pub use visitor::CompanyVisitor;

/// The templates of these pages.
pub const TEMPLATES: Templates = templates![
    "app/signup.html",
    "app/login.html",
    "app/password_link.html",
    "app/overview.html",
    "app/payments.html",
    "app/payment_rows.html",
    "app/payment.html",
    "app/payment_form.html",
    "app/payment_delete.html",
    "app/keys.html",
    "app/key_made.html",
    "app/company.html",
    "app/webhooks.html",
    "app/webhook.html",
    "app/webhook_secret.html",
];

/// What a company's pages work with.
pub struct Site {
    /// What all pages share.
    pub shell: Arc<Shell>,
    /// The database, the hashing and the slowing of guesses, shared with the API.
    pub api: Api,
}

impl Site {
    /// `/app` and what is below it.
    pub fn own_pages(self: &Arc<Self>) -> BoxEndpoint<'static, Response> {
        let address = || Address::new(self);
        let routes = Route::new()
            .at("/", address().get(overview::show))
            .at("/payments", address().get(payments::list))
            .at(
                "/payments/new",
                address()
                    .get(payment_forms::draft)
                    .post(payment_forms::create),
            )
            .at("/payments/:id", address().get(payments::show))
            .at(
                "/payments/:id/edit",
                address()
                    .get(payment_forms::edit)
                    .post(payment_forms::change),
            )
            .at(
                "/payments/:id/delete",
                address()
                    .get(payments::ask_to_delete)
                    .post(payments::delete),
            )
            .at("/payments/:id/process", address().post(payments::process))
            .at("/keys", address().get(keys::list).post(keys::make))
            .at("/keys/:id/revoke", address().post(keys::revoke))
            .at(
                "/webhooks",
                address().get(webhooks::list).post(webhooks::make),
            )
            .at(
                "/webhooks/:id",
                address().get(webhooks::show).post(webhooks::change),
            )
            .at("/webhooks/:id/delete", address().post(webhooks::delete))
            .at("/webhooks/:id/test", address().post(webhooks::test))
            .at("/webhooks/:id/rotate", address().post(webhooks::rotate))
            .at("/webhooks/:id/retry", address().post(webhooks::retry))
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
            );
        Errors::around(routes.into_endpoint(), &self.shell, Area::Company).boxed()
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
        Errors::around(address, &self.shell, Area::Public).boxed()
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
