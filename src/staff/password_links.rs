//! Links with which a password is chosen anew: made by support for companies, by admins for staff,
//! shown once, good for a day and for one password.

use std::sync::Arc;

use poem::{Request, Response};
use tera::Context;
use uuid::Uuid;

use super::{Staff, StaffVisitor};
use crate::api::companies::read_new_password;
use crate::auth::staff::{draw, split};
use crate::domain::StaffRole;
use crate::pages::address::Answer;
use crate::pages::{Again, Area, Flash, Form, PageRequest, Refused};

/// `GET /admin/password-links`.
pub(super) async fn ask(site: Arc<Staff>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let query = request.uri().query().unwrap_or_default();
    let mut again = Again::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if ["email", "of"].contains(&name.as_ref()) {
            again.put(&name, value);
        }
    }
    Ok(site.links_form(&visitor, None, &again))
}

/// `POST /admin/password-links`.
pub(super) async fn make(site: Arc<Staff>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let back = "/admin/password-links";
    visitor.demand_sudo(back)?;
    let link = match form.text("of") {
        "staff" => site.staff_link(&visitor, form.text("email")).await?,
        _ => site.company_link(&visitor, form.text("email")).await?,
    };
    let mut again = form.again(&["email", "of"]);
    if link.is_none() {
        again.refuse("email", "Nobody logs in with this e-mail.");
    }
    Ok(site.links_form(&visitor, link.as_deref(), &again))
}

/// `GET /admin/password-links/:link`: where the link of a member of staff leads.
pub(super) async fn show(site: Arc<Staff>, request: Request) -> Answer {
    let page = PageRequest::anonymous(&site.shell, &request, Area::Staff);
    site.link_form(&request, &Again::default(), &page).await
}

/// `POST /admin/password-links/:link`.
pub(super) async fn choose(site: Arc<Staff>, mut request: Request) -> Answer {
    let page = PageRequest::anonymous(&site.shell, &request, Area::Staff);
    let form = Form::read(&mut request, &page).await?;
    let (id, secret_hash) = read(&request)?;
    let password = match read_new_password(&form.text("new_password").into()) {
        Ok(password) => password,
        Err(invalid) => {
            let mut again = Again::default();
            again.refuse("new_password", invalid.message);
            return site.link_form(&request, &again, &page).await;
        }
    };
    let passwords = site.api.passwords();
    let asker = passwords.asker(page.address, &id.to_string());
    let hash = passwords.hash(password, asker).await?;
    let db = site.api.db().as_staff();
    let used = db
        .use_link(id, &secret_hash, hash.as_str(), &page.request_id)
        .await?;
    if !used {
        return Err(Refused::NotFound);
    }
    let flash = Flash::good("Your password was set. Log in with it.");
    Ok(site.shell.see_other_saying("/admin/login", &flash))
}

impl Staff {
    async fn company_link(
        &self,
        visitor: &StaffVisitor,
        email: &str,
    ) -> Result<Option<String>, Refused> {
        let transaction = self.begin(visitor).await?;
        let Some(company) = transaction.find_company(email).await? else {
            return Ok(None);
        };
        let id = Uuid::now_v7();
        let drawn = draw(&[company, id]);
        transaction
            .make_company_link(company, id, &drawn.secret_hash)
            .await?;
        transaction.commit().await?;
        Ok(Some(format!("/password/{}", drawn.text)))
    }

    async fn staff_link(
        &self,
        visitor: &StaffVisitor,
        email: &str,
    ) -> Result<Option<String>, Refused> {
        let transaction = self.begin(visitor).await?;
        let Some(staff) = transaction.find_staff(email).await? else {
            return Ok(None);
        };
        let id = Uuid::now_v7();
        let drawn = draw(&[id]);
        transaction
            .make_staff_link(staff, id, &drawn.secret_hash)
            .await?;
        transaction.commit().await?;
        Ok(Some(format!("/admin/password-links/{}", drawn.text)))
    }

    fn links_form(&self, visitor: &StaffVisitor, link: Option<&str>, again: &Again) -> Response {
        let mut context = Context::new();
        context.insert("link", &link);
        context.insert("may_for_companies", &(visitor.role >= StaffRole::Support));
        context.insert("may_for_staff", &(visitor.role == StaffRole::Admin));
        self.again("staff/password_links.html", context, again, &visitor.page)
    }

    async fn link_form(&self, request: &Request, again: &Again, page: &PageRequest) -> Answer {
        let (id, secret_hash) = read(request)?;
        let db = self.api.db().as_staff();
        let email = db.find_link(id, &secret_hash).await?;
        let mut context = Context::new();
        context.insert("email", &email.ok_or(Refused::NotFound)?);
        Ok(self.again("staff/password_link.html", context, again, page))
    }
}

/// The link that the address names.
fn read(request: &Request) -> Result<(Uuid, [u8; 32]), Refused> {
    let text = request.raw_path_param("link").unwrap_or_default();
    let ([id], secret_hash) = split(text).ok_or(Refused::NotFound)?;
    Ok((id, secret_hash))
}
