//! Proving again to be there, before something dangerous: the password, and a code if there is a
//! second factor. Good for ten minutes.

use std::sync::Arc;

use poem::{Request, Response};
use tera::Context;

use super::Staff;
use super::login::next_of;
use crate::pages::address::Answer;
use crate::pages::shell::safe_path;
use crate::pages::{Again, Form, PageRequest, see_other};

/// `GET /admin/confirm`.
pub(super) async fn show(site: Arc<Staff>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let (_, own) = site.own(&request).await?;
    let next = next_of(&request);
    Ok(site.confirm_form(&next, own.totp_in_force, &Again::default(), &visitor.page))
}

/// `POST /admin/confirm`.
pub(super) async fn prove(site: Arc<Staff>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let page = &visitor.page;
    let form = Form::read(&mut request, page).await?;
    let (session, own) = site.own(&request).await?;
    let next = safe_path(form.text("next")).unwrap_or("/admin/").to_owned();
    if !site
        .is_own_password(&own.email, &own.password_hash, &form, page)
        .await?
    {
        let mut again = Again::default();
        again.refuse("current_password", "Is not your password.");
        return Ok(site.confirm_form(&next, own.totp_in_force, &again, page));
    }
    let step = match own.totp_in_force {
        true => {
            site.slowed_codes(own.staff_id)?;
            site.step(&own, form.text("code"))?
        }
        false => None,
    };
    let db = site.api.db().as_staff();
    if !db.grant_sudo(&session, &own.password_hash, step).await? {
        site.wrong_code(own.staff_id);
        let mut again = Again::default();
        again.refuse(
            "code",
            "This code is wrong, or was used before. Wait for the next one.",
        );
        return Ok(site.confirm_form(&next, own.totp_in_force, &again, page));
    }
    Ok(see_other(&next))
}

impl Staff {
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
