//! Proving again to be there, before something dangerous: the password, and a code if there is a
//! second factor. Good for ten minutes.

use std::sync::Arc;

use poem::{Request, Response};
use tera::Context;

use super::login::next_of;
use super::{Staff, StaffVisitor};
use crate::pages::address::Answer;
use crate::pages::shell::safe_path;
use crate::pages::{Again, Form, PageRequest, Refused, see_other};

/// `GET /admin/confirm`.
pub(super) async fn show(site: Arc<Staff>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let next = next_of(&request);
    Ok(site.confirm_form(&next, visitor.has_totp, &Again::default(), &visitor.page))
}

/// `POST /admin/confirm`.
pub(super) async fn prove(site: Arc<Staff>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let page = &visitor.page;
    let form = Form::read(&mut request, page).await?;
    let next = safe_path(form.text("next")).unwrap_or("/admin/").to_owned();
    let (password, code) = (form.text("current_password"), form.text("code"));
    let proof = site.prove(&visitor, password, code).await?;
    let mut again = Again::default();
    match proof {
        Proof::Given => return Ok(see_other(&next)),
        Proof::WrongPassword => again.refuse("current_password", proof.says()),
        Proof::WrongCode => again.refuse("code", proof.says()),
    }
    Ok(site.confirm_form(&next, visitor.has_totp, &again, page))
}

/// What came of an attempt to prove to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// It is on record for ten minutes.
    Given,
    /// The password is another.
    WrongPassword,
    /// The code is another, or none.
    WrongCode,
}

impl Proof {
    /// What is wrong, beside its field.
    pub fn says(self) -> &'static str {
        match self {
            Self::Given => "",
            Self::WrongPassword => "Is not your password.",
            Self::WrongCode => "This code is wrong, or was used before. Wait for the next one.",
        }
    }
}

impl Staff {
    /// Opens dangerous actions for ten minutes to a visitor who proves to be there. Guesses are slowed.
    ///
    /// # Errors
    /// `TooMany` guesses; `SignIn` when the session has ended.
    pub async fn prove(
        &self,
        visitor: &StaffVisitor,
        password: &str,
        code: &str,
    ) -> Result<Proof, Refused> {
        let db = self.api.db().as_staff();
        let own = db.whoami(&visitor.session).await?;
        let right = self
            .is_own_password(&own.email, &own.password_hash, password, &visitor.page)
            .await?;
        if !right {
            return Ok(Proof::WrongPassword);
        }
        let step = match own.totp_in_force {
            true => {
                self.slowed_codes(own.staff_id)?;
                self.step(&own, code)?
            }
            false => None,
        };
        if !db
            .grant_sudo(&visitor.session, &own.password_hash, step)
            .await?
        {
            self.wrong_code(own.staff_id);
            return Ok(Proof::WrongCode);
        }
        Ok(Proof::Given)
    }

    fn confirm_form(
        &self,
        next: &str,
        has_totp: bool,
        again: &Again,
        page: &PageRequest,
    ) -> Response {
        let mut context = Context::new();
        context.insert("next", next);
        context.insert("has_totp", &has_totp);
        self.again("staff/confirm.html", context, again, page)
    }
}
