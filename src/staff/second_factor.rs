//! The second factor: set up with a picture, put in force by a code, taken away again.

use std::sync::Arc;

use poem::{Request, Response};
use tera::Context;

use super::{Staff, totp};
use crate::auth::{StaffSession, staff};
use crate::db::{Confirmed, StaffSelf, Stage};
use crate::pages::address::Answer;
use crate::pages::{Again, Cookie, Flash, Form, PageRequest, Refused, see_other};

/// `GET /admin/me/totp`: a secret to be read by the app. Shown until a code proves that it was.
pub(super) async fn set_up(site: Arc<Staff>, request: Request) -> Answer {
    let (session, own) = site.own_to_enrol(&request).await?;
    let page = site.page(&request, &session, &own);
    let sealed = match own.totp_secret.clone() {
        Some(sealed) => sealed,
        None => {
            let sealed = totp::draw(&site.key, own.staff_id).map_err(broken)?;
            let db = site.api.db().as_staff();
            if !db.draw_totp(&session, &sealed).await? {
                return Err(Refused::Conflict("It was set up meanwhile.".to_owned()));
            }
            sealed
        }
    };
    site.totp_form(&own, &sealed, &Again::default(), &page)
}

/// `POST /admin/me/totp`: a code of the app.
pub(super) async fn confirm(site: Arc<Staff>, mut request: Request) -> Answer {
    let (session, own) = site.own_to_enrol(&request).await?;
    let page = site.page(&request, &session, &own);
    let form = Form::read(&mut request, &page).await?;
    let Some(sealed) = own.totp_secret.clone() else {
        return Ok(see_other("/admin/me/totp"));
    };
    site.slowed_codes(own.staff_id)?;
    let Some(step) = site.step(&own, form.text("code"))? else {
        site.wrong_code(own.staff_id);
        let mut again = Again::default();
        again.refuse(
            "code",
            "This is not the code that your app should show now. Is its clock right?",
        );
        return site.totp_form(&own, &sealed, &again, &page);
    };
    let codes = totp::draw_codes();
    let drawn = staff::draw(&[session.id]);
    let confirmed = Confirmed {
        sealed: &sealed,
        step,
        codes: hashes(&codes),
    };
    let db = site.api.db().as_staff();
    if !db
        .confirm_totp(&session, &drawn.secret_hash, &confirmed)
        .await?
    {
        return Err(Refused::Conflict("It was set up meanwhile.".to_owned()));
    }
    let mut response = site.show_codes(&codes, &page);
    site.shell.keep(&mut response, Cookie::Staff, &drawn.text);
    Ok(response)
}

/// `POST /admin/me/totp/remove`.
pub(super) async fn remove(site: Arc<Staff>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Form::read(&mut request, &visitor.page).await?;
    if site.demands_second_factor(visitor.role) {
        return Err(Refused::Forbidden(
            "Your role needs a second factor. Ask an admin if you lost it.".to_owned(),
        ));
    }
    visitor.demand_sudo("/admin/me/")?;
    site.api
        .db()
        .as_staff()
        .remove_totp(&visitor.session)
        .await?;
    let flash = Flash::good("The second factor was removed.");
    Ok(site.shell.see_other_saying("/admin/me/", &flash))
}

/// `POST /admin/me/recovery-codes`: new ones; the old ones no longer work.
pub(super) async fn renew_codes(site: Arc<Staff>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Form::read(&mut request, &visitor.page).await?;
    visitor.demand_sudo("/admin/me/")?;
    let codes = totp::draw_codes();
    let db = site.api.db().as_staff();
    match db
        .renew_recovery_codes(&visitor.session, &hashes(&codes))
        .await?
    {
        true => Ok(site.show_codes(&codes, &visitor.page)),
        false => Err(Refused::Conflict(
            "There is no second factor that they could stand in for.".to_owned(),
        )),
    }
}

impl Staff {
    /// Who may set a second factor up: past the password, and without one in force.
    async fn own_to_enrol(&self, request: &Request) -> Result<(StaffSession, StaffSelf), Refused> {
        let (session, own) = self.own(request).await?;
        match own.stage {
            Stage::Code => Err(Refused::Elsewhere("/admin/login/code".to_owned())),
            Stage::Enrol | Stage::Full if own.totp_in_force => {
                Err(Refused::Elsewhere("/admin/me/".to_owned()))
            }
            Stage::Enrol | Stage::Full => Ok((session, own)),
        }
    }

    fn totp_form(
        &self,
        own: &StaffSelf,
        sealed: &[u8],
        again: &Again,
        page: &PageRequest,
    ) -> Answer {
        let totp = totp::open(&self.key, own.staff_id, &own.email, sealed).map_err(broken)?;
        let (picture, secret) = totp::picture(&totp).map_err(broken)?;
        let mut context = Context::new();
        context.insert("picture", &picture);
        context.insert("secret", &secret);
        context.insert("is_demanded", &(own.stage == Stage::Enrol));
        Ok(self.again("staff/totp.html", context, again, page))
    }

    fn show_codes(&self, codes: &[String], page: &PageRequest) -> Response {
        let mut context = Context::new();
        context.insert("codes", codes);
        self.shell
            .render("staff/recovery_codes.html", context, page)
    }
}

fn hashes(codes: &[String]) -> Vec<Vec<u8>> {
    codes
        .iter()
        .map(|code| totp::hash_code(code).to_vec())
        .collect()
}

fn broken(error: anyhow::Error) -> Refused {
    tracing::error!(error = %error, "a second factor cannot be shown");
    Refused::Internal
}
