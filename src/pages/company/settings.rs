//! The company's own data, its password, and the end of all its sessions.

use std::sync::Arc;

use poem::{Request, Response};
use serde_json::{Map, Value};
use tera::Context;

use super::Site;
use super::visitor::CompanyVisitor;
use crate::api::body;
use crate::api::companies::PasswordChange;
use crate::api::refusal::Refusal;
use crate::domain::CompanyChange;
use crate::pages::address::Answer;
use crate::pages::flash::Flash;
use crate::pages::form::{Again, Form};

/// `GET /app/company`.
pub(super) async fn show(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Ok(site.settings(&visitor, &Again::default()))
}

/// `POST /app/company`: the name.
pub(super) async fn rename(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let read: Result<CompanyChange, _> = body::read(required(&form, &["name"]));
    site.change(&visitor, &form, read, "The name was saved.")
        .await
}

/// `POST /app/company/account`: where the money goes, with the password.
pub(super) async fn change_account(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let fields = ["bsb", "account_number", "current_password"];
    let read: Result<CompanyChange, _> = body::read(required(&form, &fields));
    site.change(&visitor, &form, read, "The account was saved.")
        .await
}

/// `POST /app/company/password`.
pub(super) async fn change_password(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let object = Map::from_iter(
        [
            ("current_password", "password_now"),
            ("new_password", "new_password"),
        ]
        .into_iter()
        .map(|(name, field)| (name.to_owned(), Value::from(form.text(field)))),
    );
    let read: Result<PasswordChange, _> = body::read(Value::Object(object));
    match site.set_password(&visitor, read).await {
        Ok(token) => {
            let said = "Your password was changed, and every other session was ended.";
            let mut response = site
                .shell
                .see_other_saying("/app/company", &Flash::good(said));
            let cookie = crate::pages::cookies::Cookie::Company;
            site.shell.keep(&mut response, cookie, &token);
            Ok(response)
        }
        Err(refusal) => {
            let mut again = Again::default();
            again.take(refusal)?;
            if let Some(message) = again.errors.remove("current_password") {
                again.refuse("password_now", message);
            }
            Ok(site.settings(&visitor, &again))
        }
    }
}

/// `POST /app/sign-out-everywhere`.
pub(super) async fn sign_out_everywhere(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Form::read(&mut request, &visitor.page).await?;
    site.company(&visitor).end_sessions().await?;
    Ok(site.signed_out("Every session was ended, this one too. API keys still work."))
}

impl Site {
    /// The page with all the forms; texts that were not typed are those of the company.
    fn settings(&self, visitor: &CompanyVisitor, again: &Again) -> Response {
        let mut shown = Again::default();
        shown.put("name", visitor.company.name.as_str());
        shown.put("bsb", visitor.company.bsb.as_str());
        shown.put("account_number", visitor.company.account_number.as_str());
        shown.values.extend(again.values.clone());
        shown.errors.clone_from(&again.errors);
        let mut context = Context::new();
        context.insert("company", &visitor.company);
        context.insert("session", &visitor.caller.credential_id);
        self.again("app/company.html", context, &shown, &visitor.page)
    }

    async fn change(
        &self,
        visitor: &CompanyVisitor,
        form: &Form,
        read: Result<CompanyChange, Refusal>,
        said: &str,
    ) -> Answer {
        let changed = match read {
            Ok(change) => {
                let address = visitor.page.address;
                self.api
                    .change_company(&visitor.caller, change, address)
                    .await
            }
            Err(refusal) => Err(refusal),
        };
        match changed {
            Ok(_) => Ok(self
                .shell
                .see_other_saying("/app/company", &Flash::good(said))),
            Err(refusal) => {
                let mut again = Again::default();
                for (name, value) in form.fields() {
                    if ["name", "bsb", "account_number"].contains(&name.as_str()) {
                        again.put(name, value);
                    }
                }
                again.take(refusal)?;
                Ok(self.settings(visitor, &again))
            }
        }
    }

    /// Sets the password and opens a session in place of those that end with it.
    async fn set_password(
        &self,
        visitor: &CompanyVisitor,
        read: Result<PasswordChange, Refusal>,
    ) -> Result<String, Refusal> {
        let change = read?;
        let (email, address) = (visitor.company.email.as_str(), visitor.page.address);
        let password = change.new_password.clone();
        self.api
            .change_password(&visitor.caller, change, address)
            .await?;
        let id = &visitor.page.request_id;
        let opened = self.api.log_in(email, password, address, id).await?;
        Ok(opened.token)
    }
}

/// These fields, all of which must be there: an empty one is refused, not left as it is.
fn required(form: &Form, names: &[&str]) -> Value {
    let all = names
        .iter()
        .map(|name| ((*name).to_owned(), Value::from(form.text(name))));
    Value::Object(all.collect())
}
