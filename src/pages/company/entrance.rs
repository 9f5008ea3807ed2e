//! Signing up, logging in and out. Who comes in gets a session that nobody had before.

use std::sync::Arc;
use std::time::Instant;

use poem::{Request, Response};
use serde_json::Value;
use tera::Context;

use super::Site;
use crate::api::body;
use crate::api::problem::Code;
use crate::domain::{NewCompany, Password};
use crate::pages::address::Answer;
use crate::pages::cookies::Cookie;
use crate::pages::flash::Flash;
use crate::pages::form::{Again, Form};
use crate::pages::refused::Refused;
use crate::pages::request::{Area, PageRequest};
use crate::pages::shell::{next_of, safe_path, see_other};

const SIGN_UP_FIELDS: &[&str] = &["name", "email", "password", "bsb", "account_number"];
/// What is shown again: never the password.
const SHOWN_AGAIN: &[&str] = &["name", "email", "bsb", "account_number"];

/// `GET /signup`.
pub(super) async fn show_sign_up(site: Arc<Site>, request: Request) -> Answer {
    let page = PageRequest::anonymous(&site.shell, &request, Area::Public);
    Ok(site.again("app/signup.html", Context::new(), &Again::default(), &page))
}

/// `POST /signup`.
pub(super) async fn sign_up(site: Arc<Site>, mut request: Request) -> Answer {
    let page = PageRequest::anonymous(&site.shell, &request, Area::Public);
    let form = Form::read(&mut request, &page).await?;
    let mut again = form.again(SHOWN_AGAIN);
    match site.make_company(&form, &page).await {
        Ok(token) => Ok(site.signed_in(&token, "/app")),
        Err(Entrance::Refused(refused)) => Err(refused),
        Err(Entrance::Refusal(refusal)) => {
            again.take(refusal)?;
            Ok(site.again("app/signup.html", Context::new(), &again, &page))
        }
    }
}

/// `GET /login`.
pub(super) async fn show_log_in(site: Arc<Site>, request: Request) -> Answer {
    let page = PageRequest::anonymous(&site.shell, &request, Area::Public);
    let next = next_of(request.uri().query().unwrap_or_default(), "/app");
    if site.caller(&request).is_some() && site.visitor(&request).await.is_ok() {
        return Ok(see_other(&next));
    }
    Ok(site.login_form(&next, &Again::default(), &page))
}

/// `POST /login`.
pub(super) async fn log_in(site: Arc<Site>, mut request: Request) -> Answer {
    let page = PageRequest::anonymous(&site.shell, &request, Area::Public);
    let form = Form::read(&mut request, &page).await?;
    let next = safe_path(form.text("next")).unwrap_or("/app").to_owned();
    let email = form.text("email");
    if email.contains('\0') {
        return Err(Refused::Malformed);
    }
    let password = Password::from(form.text("password"));
    let opened = site
        .api
        .log_in(email, password, page.address, &page.request_id)
        .await;
    match opened {
        Ok(opened) => Ok(site.signed_in(&opened.token, &next)),
        Err(refusal) if refusal.code() == Code::Unauthenticated => {
            let mut again = form.again(&["email"]);
            again.refuse("", "The e-mail or the password is wrong.");
            Ok(site.login_form(&next, &again, &page))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// `POST /logout`.
pub(super) async fn log_out(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Form::read(&mut request, &visitor.page).await?;
    site.company(&visitor).end_session().await?;
    Ok(site.signed_out("You are logged out."))
}

/// Why nobody came in.
enum Entrance {
    /// Something is wrong with the form.
    Refusal(crate::api::refusal::Refusal),
    /// There is no page now.
    Refused(Refused),
}

impl Site {
    async fn make_company(&self, form: &Form, page: &PageRequest) -> Result<String, Entrance> {
        let object = Value::Object(form.object(SIGN_UP_FIELDS));
        let new: NewCompany = body::read(object).map_err(Entrance::Refusal)?;
        // Whether an e-mail is taken is told openly, so that asking it of many is slowed.
        let guesses = self.api.guesses();
        let now = Instant::now();
        guesses
            .check(TAKEN_EMAILS, page.address, now)
            .map_err(|wait| Entrance::Refused(Refused::TooMany(wait)))?;
        let (email, password) = (new.email.as_str().to_owned(), new.password.clone());
        if let Err(refusal) = self.api.sign_up(new, page.address, &page.request_id).await {
            if refusal.code() == Code::EmailTaken {
                guesses.failed(TAKEN_EMAILS, page.address, Instant::now());
            }
            return Err(Entrance::Refusal(refusal));
        }
        let opened = self
            .api
            .log_in(&email, password, page.address, &page.request_id)
            .await;
        let opened = opened.map_err(|refusal| Entrance::Refused(refusal.into()))?;
        Ok(opened.token)
    }

    fn login_form(&self, next: &str, again: &Again, page: &PageRequest) -> Response {
        let mut context = Context::new();
        context.insert("next", next);
        self.again("app/login.html", context, again, page)
    }

    /// The way in, with a new session; what tied forms before it is drawn anew.
    pub(super) fn signed_in(&self, token: &str, next: &str) -> Response {
        let mut response = see_other(next);
        self.shell.keep(&mut response, Cookie::Company, token);
        self.shell.forget(&mut response, Cookie::Visit);
        response
    }

    /// The way out.
    pub(super) fn signed_out(&self, why: &str) -> Response {
        let mut response = self.shell.see_other_saying("/login", &Flash::good(why));
        self.shell.forget(&mut response, Cookie::Company);
        response
    }
}

/// What the slowing of guesses calls sign-ups with an e-mail that is taken.
const TAKEN_EMAILS: &str = "sign-up with a taken e-mail";
