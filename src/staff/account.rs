//! A member of staff's own account: password, second factor, sessions.

use std::sync::Arc;

use poem::Request;
use tera::Context;
use uuid::Uuid;

use super::Staff;
use crate::api::companies::read_new_password;
use crate::auth::{PasswordHash, staff};
use crate::domain::Password;
use crate::pages::address::Answer;
use crate::pages::{Again, Cookie, Flash, Form, Refused};

/// `GET /admin/me/`.
pub(super) async fn show(site: Arc<Staff>, request: Request) -> Answer {
    site.visitor(&request).await?;
    site.account(&request, &Again::default()).await
}

/// `POST /admin/me/password`.
pub(super) async fn change_password(site: Arc<Staff>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let (session, own) = site.own(&request).await?;
    let mut again = Again::default();
    let new = read_new_password(&form.text("new_password").into());
    let new = new.map_err(|invalid| again.refuse("new_password", invalid.message));
    let typed = form.text("current_password");
    let right = site
        .is_own_password(&own.email, &own.password_hash, typed, &visitor.page)
        .await?;
    if !right {
        again.refuse("current_password", "Is not your password.");
    }
    let (Ok(new), true) = (new, right) else {
        return site.account(&request, &again).await;
    };
    let passwords = site.api.passwords();
    let asker = passwords.asker(visitor.page.address, &own.email);
    let hash = passwords.hash(new, asker).await?;
    let drawn = staff::draw(&[session.id]);
    let db = site.api.db().as_staff();
    let replaced = db
        .replace_staff_password(
            &session,
            &drawn.secret_hash,
            &own.password_hash,
            hash.as_str(),
        )
        .await?;
    if !replaced {
        return Err(Refused::Conflict(
            "Your password was changed meanwhile. Nothing was changed now.".to_owned(),
        ));
    }
    let flash = Flash::good("Your password was changed, and every other session was ended.");
    let mut response = site.shell.see_other_saying("/admin/me/", &flash);
    site.shell.keep(&mut response, Cookie::Staff, &drawn.text);
    Ok(response)
}

/// `POST /admin/me/sessions`: ends the one named, or all others.
pub(super) async fn end_sessions(site: Arc<Staff>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let ended = match form.text("session") {
        "others" => None,
        id => Some(Uuid::try_parse(id).map_err(|_| Refused::NotFound)?),
    };
    let db = site.api.db().as_staff();
    let flash = match db.end_sessions(&visitor.session, ended).await? {
        0 => Flash::bad("There was no such session."),
        1 => Flash::good("One session was ended."),
        count => Flash::good(format!("{count} sessions were ended.")),
    };
    Ok(site.shell.see_other_saying("/admin/me/", &flash))
}

impl Staff {
    /// The page with all of it.
    async fn account(&self, request: &Request, again: &Again) -> Answer {
        let (session, own) = self.own(request).await?;
        let sessions = self.api.db().as_staff().list_sessions(&session).await?;
        let page = self.page(request, &session, &own);
        let mut context = Context::new();
        context.insert("email", &own.email);
        context.insert("role", own.role.name());
        context.insert("has_totp", &own.totp_in_force);
        context.insert("demands_totp", &self.demands_second_factor(own.role));
        context.insert("recovery_codes", &own.recovery_codes);
        context.insert("sessions", &sessions);
        Ok(self.again("staff/account.html", context, again, &page))
    }

    /// Whether what was typed is the person's password. Guesses are slowed.
    pub(super) async fn is_own_password(
        &self,
        email: &str,
        hash: &str,
        typed: &str,
        page: &crate::pages::PageRequest,
    ) -> Result<bool, Refused> {
        let account = format!("staff {email}");
        self.slowed(&account, page.address)?;
        let password = Password::from(typed);
        let stored = Some(PasswordHash::from(hash));
        let passwords = self.api.passwords();
        let asker = passwords.asker(page.address, email);
        let right = passwords.verify(password, stored, asker).await?;
        if !right {
            let now = std::time::Instant::now();
            self.api.guesses().failed(&account, page.address, now);
        }
        Ok(right)
    }
}
