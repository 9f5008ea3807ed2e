//! API keys: made, shown once, revoked. Their list is the panel's.

use std::sync::Arc;

use poem::{Request, Response};
use tera::Context;

use super::Site;
use super::visitor::CompanyVisitor;
use crate::auth::{CredentialKind, credential};
use crate::db::{Idempotency, NewApiKey};
use crate::domain::{ApiKeyId, KeyName};
use crate::pages::address::Answer;
use crate::pages::flash::Flash;
use crate::pages::form::{Again, Form};
use crate::pages::refused::Refused;

/// `GET /app/api_key/add/`.
pub(super) async fn ask(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Ok(site.key_form(&visitor, &Again::default()))
}

/// `POST /app/api_key/add/`.
pub(super) async fn make(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let form = Form::read(&mut request, &visitor.page).await?;
    let name = match KeyName::parse(form.text("name")) {
        Ok(name) => name,
        Err(invalid) => {
            let mut again = form.again(&["name"]);
            again.refuse("name", invalid.message);
            return Ok(site.key_form(&visitor, &again));
        }
    };
    let id = ApiKeyId::draw();
    let drawn = credential::draw(CredentialKind::ApiKey, visitor.caller.company_id, id.0);
    let new = NewApiKey {
        id,
        name,
        last4: drawn.last4(),
        expires_at: None,
    };
    let once = Idempotency {
        key: None,
        request_hash: Vec::new(),
    };
    let made = site
        .company(&visitor)
        .create_api_key(&new, &drawn.secret_hash, &once)
        .await?;
    Ok(site.show_key(&visitor, &made.value.name, &drawn.text))
}

/// `GET /app/api_key/:id/revoke/`.
pub(super) async fn ask_to_revoke(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let id = ApiKeyId::parse(request.raw_path_param("id").unwrap_or_default());
    let key = site.company(&visitor).find_api_key(id).await?;
    let mut context = Context::new();
    context.insert("key", &key.ok_or(Refused::NotFound)?);
    let template = "app/key_revoke.html";
    Ok(site.shell.render(template, context, &visitor.page))
}

/// `POST /app/api_key/:id/revoke/`: once more, it says that it was.
pub(super) async fn revoke(site: Arc<Site>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Form::read(&mut request, &visitor.page).await?;
    let id = ApiKeyId::parse(request.raw_path_param("id").unwrap_or_default());
    let company = site.company(&visitor);
    let flash = match company.revoke_api_key(id).await? {
        true => Flash::good("The key was revoked: it is refused everywhere from now on."),
        false => {
            let known = company.find_api_key(id).await?;
            known.ok_or(Refused::NotFound)?;
            Flash::good("The key is revoked already: nothing was changed.")
        }
    };
    let key = format!("/app/api_key/{}/", id.0);
    Ok(site.shell.see_other_saying(&key, &flash))
}

impl Site {
    fn key_form(&self, visitor: &CompanyVisitor, again: &Again) -> Response {
        self.again("app/key_add.html", Context::new(), again, &visitor.page)
    }

    /// The one page that shows the key. It is not a redirect: nothing else may ever hold the secret.
    fn show_key(&self, visitor: &CompanyVisitor, name: &KeyName, secret: &str) -> Response {
        let mut context = Context::new();
        context.insert("name", name);
        context.insert("secret", secret);
        self.shell
            .render("app/key_made.html", context, &visitor.page)
    }
}
