//! Who looks at a company's page: the session in the cookie, found good by the database.

use poem::Request;

use super::Site;
use crate::api::reception::{Needs, Reception};
use crate::auth::{Caller, CredentialKind, credential};
use crate::db::CompanyDb;
use crate::domain::Company;
use crate::pages::cookies::Cookie;
use crate::pages::csrf::Bound;
use crate::pages::refused::Refused;
use crate::pages::request::{Area, PageRequest};

/// A company at its pages.
pub struct CompanyVisitor {
    /// The session, as every statement checks it.
    pub caller: Caller,
    /// The company.
    pub company: Company,
    /// The request.
    pub page: PageRequest,
}

impl Site {
    /// Who looks at this page.
    ///
    /// # Errors
    /// `SignIn` without a good session, `Forbidden` for a suspended company.
    pub async fn visitor(&self, request: &Request) -> Result<CompanyVisitor, Refused> {
        let mut caller = self.caller(request).ok_or(Refused::SignIn(Area::Company))?;
        // As any request of the API: charged to its company, or to its address until it is found good.
        let received = Reception::receive(request, &mut caller, Needs::Session).await;
        received.map_err(Refused::at_the_door)?;
        let company = self.api.db().as_company(&caller).get_company().await?;
        let bound = Bound::Company(&caller.secret_hash);
        let mut page = PageRequest::bound(&self.shell, request, Area::Company, bound);
        page.who = Some(company.name.as_str().to_owned());
        page.navigate([
            ("/app", "Overview"),
            ("/app/payment/", "Payments"),
            ("/app/event/", "Events"),
            ("/app/webhook/", "Webhooks"),
            ("/app/api_key/", "API keys"),
            ("/app/records", "Records"),
            ("/app/company", "Company"),
        ]);
        Ok(CompanyVisitor {
            caller,
            company,
            page,
        })
    }

    /// The session that a request says it belongs to. An API key is none: it is no good in a cookie.
    pub fn caller(&self, request: &Request) -> Option<Caller> {
        let token = Cookie::Company.read(request, self.shell.scheme())?;
        let id = crate::api::request::RequestId::of(request);
        credential::read(&token, id).filter(|caller| caller.kind == CredentialKind::Session)
    }

    /// What the visitor's company may do.
    pub fn company<'a>(&'a self, visitor: &'a CompanyVisitor) -> CompanyDb<'a> {
        self.api.db().as_company(&visitor.caller)
    }
}
