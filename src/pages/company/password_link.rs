//! A link that staff made, with which a company chooses a new password.

use std::sync::Arc;

use poem::Request;
use tera::Context;
use uuid::Uuid;

use super::Site;
use crate::api::companies::read_new_password;
use crate::auth::staff::split;
use crate::domain::{CompanyId, Password};
use crate::pages::address::Answer;
use crate::pages::flash::Flash;
use crate::pages::form::{Again, Form};
use crate::pages::refused::Refused;
use crate::pages::request::{Area, PageRequest};

/// `GET /password/:link`.
pub(super) async fn show(site: Arc<Site>, request: Request) -> Answer {
    let page = PageRequest::anonymous(&site.shell, &request, Area::Public);
    let link = Link::read(&request)?;
    link.page(&site, &page, &Again::default()).await
}

/// `POST /password/:link`.
pub(super) async fn choose(site: Arc<Site>, mut request: Request) -> Answer {
    let page = PageRequest::anonymous(&site.shell, &request, Area::Public);
    let form = Form::read(&mut request, &page).await?;
    let link = Link::read(&request)?;
    let password = match read_new_password(&form.text("new_password").into()) {
        Ok(password) => password,
        Err(invalid) => {
            let mut again = Again::default();
            again.refuse("new_password", invalid.message);
            return link.page(&site, &page, &again).await;
        }
    };
    link.use_up(&site, &page, password).await?;
    let flash = Flash::good("Your password was set. Log in with it.");
    Ok(site.shell.see_other_saying("/login", &flash))
}

/// A link, as its address names it.
struct Link {
    company: CompanyId,
    id: Uuid,
    secret_hash: [u8; 32],
}

impl Link {
    fn read(request: &Request) -> Result<Self, Refused> {
        let text = request.raw_path_param("link").unwrap_or_default();
        let ([company, id], secret_hash) = split(text).ok_or(Refused::NotFound)?;
        Ok(Self {
            company: CompanyId(company),
            id,
            secret_hash,
        })
    }

    async fn page(&self, site: &Site, page: &PageRequest, again: &Again) -> Answer {
        let auth = site.api.db().as_auth();
        let email = auth
            .find_password_link(self.company, self.id, &self.secret_hash)
            .await?
            .ok_or(Refused::NotFound)?;
        let mut context = Context::new();
        context.insert("email", &email);
        Ok(site.again("app/password_link.html", context, again, page))
    }

    async fn use_up(
        &self,
        site: &Site,
        page: &PageRequest,
        password: Password,
    ) -> Result<(), Refused> {
        let passwords = site.api.passwords();
        let asker = passwords.asker(page.address, &self.company.0.to_string());
        let hash = passwords.hash(password, asker).await?;
        let auth = site.api.db().as_auth();
        let used = auth
            .use_password_link(
                self.company,
                self.id,
                &self.secret_hash,
                hash.as_str(),
                &page.request_id,
            )
            .await?;
        used.then_some(()).ok_or(Refused::NotFound)
    }
}
