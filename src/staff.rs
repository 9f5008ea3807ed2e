//! The pages with which staff log in and look after themselves, and the visitor that the panel's
//! pages are made for.

mod account;
mod bank_files;
mod confirm;
mod enrolment;
mod login;
mod password_links;
mod permissions;
mod second_factor;
mod totp;
mod visitor;

use std::sync::Arc;

use poem::endpoint::BoxEndpoint;
use poem::{EndpointExt, IntoEndpoint, Response, Route};
use tera::Context;

use crate::api::Api;
use crate::config::Profile;
use crate::domain::StaffRole;
use crate::pages::shell::{Templates, templates};
use crate::pages::{Address, Again, Area, Errors, PageRequest, Shell};
use crate::secrets::SecretKey;

pub use confirm::Proof;
pub use enrolment::{FIRST, add, ensure_first};
pub use visitor::StaffVisitor;

/// The templates of these pages.
pub const TEMPLATES: Templates = templates![
    "staff/login.html",
    "staff/code.html",
    "staff/account.html",
    "staff/totp.html",
    "staff/recovery_codes.html",
    "staff/confirm.html",
    "staff/password_links.html",
    "staff/password_link.html",
    "staff/permissions.html",
    "staff/scope.html",
    "staff/bank_files.html",
];

/// Whether staff who move money must have a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    /// Finance and admins must.
    Required,
    /// On the private cluster, where whoever is at the machine has all the rows anyway.
    Optional,
}

/// What the pages of staff work with.
pub struct Staff {
    /// What all pages share.
    pub shell: Arc<Shell>,
    /// The database, the hashing and the slowing of guesses, shared with the API.
    pub api: Api,
    /// What encrypts the secrets of second factors.
    pub key: SecretKey,
    /// Who must have one.
    pub second_factor: SecondFactor,
    /// How the bank wants its files, where payments go by files.
    pub bank_files: Option<Profile>,
}

impl Staff {
    /// `/admin` and what is below it: these pages, and the panel's at all other addresses.
    pub fn pages(
        self: &Arc<Self>,
        panel: BoxEndpoint<'static, Response>,
    ) -> BoxEndpoint<'static, Response> {
        let address = || Address::new(self);
        // None of these ends in a slash but those below `me`: the addresses of tables do.
        let routes = Route::new()
            .at(
                "/login",
                address()
                    .get(login::show)
                    .post(login::log_in)
                    .for_strangers(),
            )
            .at(
                "/login/code",
                address().get(login::ask_code).post(login::check_code),
            )
            .at("/logout", address().post(login::log_out))
            .at(
                "/confirm",
                address().get(confirm::show).post(confirm::prove),
            )
            .at("/me/", address().get(account::show))
            .at("/me/password", address().post(account::change_password))
            .at("/me/sessions", address().post(account::end_sessions))
            .at(
                "/me/totp",
                address()
                    .get(second_factor::set_up)
                    .post(second_factor::confirm),
            )
            .at("/me/totp/remove", address().post(second_factor::remove))
            .at(
                "/me/recovery-codes",
                address().post(second_factor::renew_codes),
            )
            .at(
                "/password-links",
                address()
                    .get(password_links::ask)
                    .post(password_links::make),
            )
            .at(
                "/password-links/:link",
                address()
                    .get(password_links::show)
                    .post(password_links::choose)
                    .for_strangers(),
            )
            .at(
                "/bank-files",
                address().get(bank_files::show).post(bank_files::make),
            )
            .at("/bank-files/returns", address().post(bank_files::apply))
            .at(
                "/bank-files/:company/:file",
                address().get(bank_files::download),
            )
            .at("/permissions", address().get(permissions::show))
            .nest("/", panel);
        Errors::around(routes.into_endpoint(), &self.shell, Area::Staff).boxed()
    }

    /// Whether this role must have a second factor.
    fn demands_second_factor(&self, role: StaffRole) -> bool {
        self.second_factor == SecondFactor::Required && role >= StaffRole::Finance
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
