//! Who looks at a page of staff: the session in the cookie, found good by the database.

use poem::Request;
use uuid::Uuid;

use super::{Staff, bank_files};
use crate::api::reception::Reception;
use crate::api::request::RequestId;
use crate::auth::{StaffSession, staff};
use crate::db::{StaffSelf, StaffTransaction, Stage};
use crate::domain::StaffRole;
use crate::pages::csrf::Bound;
use crate::pages::{Area, Cookie, PageRequest, Refused};

/// A member of staff at a page.
pub struct StaffVisitor {
    /// The session: [`Staff::begin`] opens transactions with it.
    pub session: StaffSession,
    /// The member of staff.
    pub staff_id: Uuid,
    /// Their e-mail.
    pub email: String,
    /// Their role.
    pub role: StaffRole,
    /// Whether they proved in the last ten minutes to be there: dangerous actions ask for it.
    pub has_sudo: bool,
    /// Whether that takes a code besides the password.
    pub has_totp: bool,
    /// The request; the shell renders its pages.
    pub page: PageRequest,
}

impl StaffVisitor {
    /// Lets only somebody pass who proved in the last ten minutes to be there; others are asked to,
    /// and come back to this page.
    ///
    /// # Errors
    /// `Elsewhere`, to `/admin/confirm`.
    pub fn demand_sudo(&self, back: &str) -> Result<(), Refused> {
        if self.has_sudo {
            return Ok(());
        }
        let next: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
        Err(Refused::Elsewhere(format!("/admin/confirm?next={next}")))
    }
}

impl Staff {
    /// Who looks at this page: one statement.
    ///
    /// # Errors
    /// `SignIn` without a good session, `Elsewhere` while the login is not complete.
    pub async fn visitor(&self, request: &Request) -> Result<StaffVisitor, Refused> {
        let (session, own) = self.own(request).await?;
        match own.stage {
            Stage::Full => {}
            Stage::Code => return Err(Refused::Elsewhere("/admin/login/code".to_owned())),
            Stage::Enrol => return Err(Refused::Elsewhere("/admin/me/totp".to_owned())),
        }
        let page = self.page(request, &session, &own);
        Ok(StaffVisitor {
            session,
            staff_id: own.staff_id,
            email: own.email,
            role: own.role,
            has_sudo: own.has_sudo,
            has_totp: own.totp_in_force,
            page,
        })
    }

    /// A transaction in the database role of the visitor's role. It begins by finding the session
    /// good once more.
    ///
    /// # Errors
    /// `SignIn` when it no longer is; `Unavailable`.
    pub async fn begin(&self, visitor: &StaffVisitor) -> Result<StaffTransaction, Refused> {
        Ok(self.api.db().as_staff().begin(&visitor.session).await?)
    }

    /// Whose session this is, however far the login is.
    pub(super) async fn own(
        &self,
        request: &Request,
    ) -> Result<(StaffSession, StaffSelf), Refused> {
        let session = self.session(request).ok_or(Refused::SignIn(Area::Staff))?;
        // Until the session is found good its address is charged, so that forged ones starve nobody.
        Reception::knock(request).map_err(Refused::at_the_door)?;
        let own = self.api.db().as_staff().whoami(&session).await?;
        Reception::welcome(request);
        Ok((session, own))
    }

    /// The session that a request says it belongs to.
    pub(super) fn session(&self, request: &Request) -> Option<StaffSession> {
        let text = Cookie::Staff.read(request, self.shell.scheme())?;
        staff::read(&text, RequestId::of(request))
    }

    /// The request as pages of staff see it.
    pub(super) fn page(
        &self,
        request: &Request,
        session: &StaffSession,
        own: &StaffSelf,
    ) -> PageRequest {
        let bound = Bound::Staff(&session.secret_hash);
        let mut page = PageRequest::bound(&self.shell, request, Area::Staff, bound);
        page.who = Some(own.email.clone());
        page.role = Some(own.role.name().to_owned());
        if own.stage == Stage::Full {
            let files = self.bank_files.as_ref();
            let files = files.map(|_| (bank_files::PLACE, "Bank files"));
            let links = [
                Some(("/admin/", "Tables")),
                files,
                Some(("/admin/permissions", "Permissions")),
                Some(("/admin/password-links", "Password links")),
                Some(("/admin/me/", "Your account")),
            ];
            page.navigate(links.into_iter().flatten());
        }
        page
    }
}
