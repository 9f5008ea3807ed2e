//! Staff log in: the password, then a code. Each step gives the session a new secret.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Instant;

use poem::http::header;
use poem::{Request, Response};
use tera::Context;
use uuid::Uuid;

use super::{Staff, totp};
use crate::auth::{PasswordHash, StaffSession, staff};
use crate::db::{Second, StaffLogin, StaffSelf, Stage};
use crate::domain::Password;
use crate::pages::address::Answer;
use crate::pages::shell::{self, safe_path, see_other};
use crate::pages::{Again, Area, Cookie, Flash, Form, PageRequest, Refused};

/// `GET /admin/login`.
pub(super) async fn show(site: Arc<Staff>, request: Request) -> Answer {
    let page = PageRequest::anonymous(&site.shell, &request, Area::Staff);
    let next = next_of(&request);
    if site.session(&request).is_some() && site.visitor(&request).await.is_ok() {
        return Ok(see_other(&next));
    }
    Ok(site.login_form(&next, &Again::default(), &page))
}

/// `POST /admin/login`.
pub(super) async fn log_in(site: Arc<Staff>, mut request: Request) -> Answer {
    let page = PageRequest::anonymous(&site.shell, &request, Area::Staff);
    let form = Form::read(&mut request, &page).await?;
    let next = safe_path(form.text("next")).unwrap_or("/admin/").to_owned();
    let email = form.text("email");
    if email.contains('\0') {
        return Err(Refused::Malformed);
    }
    let password = Password::from(form.text("password"));
    let account = format!("staff {email}");
    site.slowed(&account, page.address)?;
    let Some(login) = site.check_password(email, password, page.address).await? else {
        let guesses = site.api.guesses();
        guesses.failed(&account, page.address, Instant::now());
        let mut again = form.again(&["email"]);
        again.refuse("", "The e-mail or the password is wrong.");
        return Ok(site.login_form(&next, &again, &page));
    };
    site.api.guesses().succeeded(&account, page.address);
    site.open_session(&login, &request, &page, &next).await
}

/// `GET /admin/login/code`.
pub(super) async fn ask_code(site: Arc<Staff>, request: Request) -> Answer {
    let (session, own) = site.own(&request).await?;
    if own.stage != Stage::Code {
        return Ok(see_other("/admin/"));
    }
    let page = site.page(&request, &session, &own);
    Ok(site.code_form(&next_of(&request), &Again::default(), &page))
}

/// `POST /admin/login/code`: a code of the app, or a recovery code.
pub(super) async fn check_code(site: Arc<Staff>, mut request: Request) -> Answer {
    let (session, own) = site.own(&request).await?;
    let page = site.page(&request, &session, &own);
    let form = Form::read(&mut request, &page).await?;
    let next = safe_path(form.text("next")).unwrap_or("/admin/").to_owned();
    site.slowed_codes(own.staff_id)?;
    let drawn = staff::draw(&[session.id]);
    let second = site.second(&own, form.text("code"))?;
    let db = site.api.db().as_staff();
    let completed = match second {
        Some(second) => {
            db.complete_session(&session, &drawn.secret_hash, second)
                .await?
        }
        None => false,
    };
    if !completed {
        site.wrong_code(own.staff_id);
        let mut again = Again::default();
        again.refuse(
            "code",
            "This code is wrong, or was used before. Wait for the next one.",
        );
        return Ok(site.code_form(&next, &again, &page));
    }
    let mut response = see_other(&next);
    site.shell.keep(&mut response, Cookie::Staff, &drawn.text);
    Ok(response)
}

/// `POST /admin/logout`.
pub(super) async fn log_out(site: Arc<Staff>, mut request: Request) -> Answer {
    let (session, own) = site.own(&request).await?;
    let page = site.page(&request, &session, &own);
    Form::read(&mut request, &page).await?;
    let db = site.api.db().as_staff();
    db.end_sessions(&session, Some(session.id)).await?;
    let flash = Flash::good("You are logged out.");
    let mut response = site.shell.see_other_saying("/admin/login", &flash);
    site.shell.forget(&mut response, Cookie::Staff);
    Ok(response)
}

impl Staff {
    /// Who has this e-mail and password; unknown e-mails take the same work.
    async fn check_password(
        &self,
        email: &str,
        password: Password,
        address: IpAddr,
    ) -> Result<Option<StaffLogin>, Refused> {
        let known = self.api.db().as_staff().find_login(email).await?;
        let hash = known
            .as_ref()
            .map(|login| PasswordHash::from(login.password_hash.as_str()));
        let passwords = self.api.passwords();
        let asker = passwords.asker(address, email);
        let right = passwords.verify(password, hash, asker).await?;
        Ok(known.filter(|_| right))
    }

    async fn open_session(
        &self,
        login: &StaffLogin,
        request: &Request,
        page: &PageRequest,
        next: &str,
    ) -> Answer {
        let stage = match (login.has_totp, self.demands_second_factor(login.role)) {
            (true, _) => Stage::Code,
            (false, true) => Stage::Enrol,
            (false, false) => Stage::Full,
        };
        let id = Uuid::now_v7();
        let drawn = staff::draw(&[id]);
        let session = StaffSession {
            id,
            secret_hash: drawn.secret_hash,
            request_id: page.request_id.clone(),
        };
        let from = (page.address.to_string(), agent(request));
        let db = self.api.db().as_staff();
        let opened = db
            .open_session(login, &session, stage, (&from.0, &from.1))
            .await?;
        if !opened {
            return Err(Refused::SignIn(Area::Staff));
        }
        let next: String = match stage {
            Stage::Full => next.to_owned(),
            Stage::Enrol => "/admin/me/totp".to_owned(),
            Stage::Code => {
                let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
                format!("/admin/login/code?next={next}")
            }
        };
        let mut response = see_other(&next);
        self.shell.keep(&mut response, Cookie::Staff, &drawn.text);
        self.shell.forget(&mut response, Cookie::Visit);
        Ok(response)
    }

    /// What a typed code is, if it is one that this person can have.
    ///
    /// # Errors
    /// `Internal` when the secret cannot be opened.
    pub(super) fn second(&self, own: &StaffSelf, code: &str) -> Result<Option<Second>, Refused> {
        if code.chars().any(char::is_alphabetic) {
            return Ok(Some(Second::Recovery(totp::hash_code(code))));
        }
        Ok(self.step(own, code)?.map(Second::Step))
    }

    /// The 30 seconds that a typed code is of, if it is right.
    ///
    /// # Errors
    /// `Internal` when the secret cannot be opened.
    pub(super) fn step(&self, own: &StaffSelf, code: &str) -> Result<Option<i64>, Refused> {
        let Some(sealed) = own.totp_secret.as_deref() else {
            return Ok(None);
        };
        let totp = totp::open(&self.key, own.staff_id, &own.email, sealed);
        let totp = totp.map_err(|error| {
            tracing::error!(error = %error, "a second factor cannot be opened");
            Refused::Internal
        })?;
        Ok(totp::step_of(&totp, code))
    }

    /// Lets nobody pass who guesses too often.
    pub(super) fn slowed(&self, account: &str, address: IpAddr) -> Result<(), Refused> {
        let guesses = self.api.guesses();
        guesses
            .check(account, address, Instant::now())
            .map_err(Refused::TooMany)
    }

    /// As [`Staff::slowed`], for codes: wherever they come from, since who tries them has the password.
    pub(super) fn slowed_codes(&self, staff: Uuid) -> Result<(), Refused> {
        self.slowed(&codes_of(staff), ANYWHERE)
    }

    /// Counts a wrong code.
    pub(super) fn wrong_code(&self, staff: Uuid) {
        let guesses = self.api.guesses();
        guesses.failed(&codes_of(staff), ANYWHERE, Instant::now());
    }

    fn login_form(&self, next: &str, again: &Again, page: &PageRequest) -> Response {
        let mut context = Context::new();
        context.insert("next", next);
        self.again("staff/login.html", context, again, page)
    }

    fn code_form(&self, next: &str, again: &Again, page: &PageRequest) -> Response {
        let mut context = Context::new();
        context.insert("next", next);
        self.again("staff/code.html", context, again, page)
    }
}

const ANYWHERE: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

fn codes_of(staff: Uuid) -> String {
    format!("staff codes {staff}")
}

/// The page to go to afterwards: one of ours, or the index.
pub(super) fn next_of(request: &Request) -> String {
    shell::next_of(request.uri().query().unwrap_or_default(), "/admin/")
}

/// What the browser says it is, as far as it is kept.
fn agent(request: &Request) -> String {
    let said = request.headers().get(header::USER_AGENT);
    let said = said.and_then(|said| said.to_str().ok()).unwrap_or_default();
    said.chars().take(200).collect()
}
