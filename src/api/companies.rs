//! Sign-up, and a company's own data.

use std::net::IpAddr;
use std::time::Instant;

use poem::Result;
use poem_openapi::{Object, OpenApi};
use serde_json::Value;

use super::answer::{Created, Found, NoContent};
use super::body::{Body, Fields, Input};
use super::caller::LoggedIn;
use super::problem::FieldError;
use super::reception::Stranger;
use super::refusal::Refusal;
use super::request::{ClientAddress, RequestId};
use super::{Api, Tag};
use crate::auth::{Caller, PasswordHash, common};
use crate::db::SignUp;
use crate::domain::{
    BankDetails, Company, CompanyChange, CompanyId, FieldCode, FromField, Invalid, NewCompany,
    Password, check_new_password,
};

pub struct Companies(pub(super) Api);

/// A change of the password.
#[derive(Object)]
pub(crate) struct PasswordChange {
    /// The password until now.
    pub(crate) current_password: Password,
    /// 12 to 256 characters, not a common password.
    pub(crate) new_password: Password,
}

#[OpenApi(tag = "Tag::Companies")]
impl Companies {
    /// Sign up
    ///
    /// Makes a company. Needs no authentication; afterwards log in with `POST /v1/token`.
    #[oai(path = "/companies", method = "post", operation_id = "createCompany")]
    async fn create_company(
        &self,
        _stranger: Stranger,
        body: Body<NewCompany>,
        address: ClientAddress,
        request_id: RequestId,
    ) -> Result<Created<Company>> {
        let company = self
            .0
            .sign_up(body.content?, address.0, &request_id.0)
            .await?;
        let version = company.version;
        Ok(Created::new(company)
            .version(version)
            .location("/v1/company".to_owned()))
    }

    /// Get the company
    ///
    /// The company whose credential this is.
    #[oai(path = "/company", method = "get", operation_id = "getCompany")]
    async fn get_company(&self, caller: Caller) -> Result<Found<Company>> {
        let company = self
            .0
            .as_company(&caller)
            .get_company()
            .await
            .map_err(Refusal::from)?;
        let version = company.version;
        Ok(Found::new(company).version(version))
    }

    /// Change the company
    ///
    /// Changes the fields that are given. The account changes only together with
    /// `current_password`. Needs a session token: an API key may not do this.
    #[oai(path = "/company", method = "patch", operation_id = "changeCompany")]
    async fn change_company(
        &self,
        caller: LoggedIn,
        body: Body<CompanyChange>,
        address: ClientAddress,
    ) -> Result<Found<Company>> {
        let change = self.0.accept_session(&caller, body.content).await?;
        let company = self.0.change_company(&caller, change, address.0).await?;
        let version = company.version;
        Ok(Found::new(company).version(version))
    }

    /// Change the password
    ///
    /// Ends all session tokens, this one too; API keys stay. Needs a session token.
    #[oai(
        path = "/company/password",
        method = "post",
        operation_id = "changePassword"
    )]
    async fn change_password(
        &self,
        caller: LoggedIn,
        body: Body<PasswordChange>,
        address: ClientAddress,
    ) -> Result<NoContent> {
        let change = self.0.accept_session(&caller, body.content).await?;
        self.0.change_password(&caller, change, address.0).await?;
        Ok(NoContent)
    }
}

impl Api {
    /// Signs a company up, by the API or on a page.
    ///
    /// # Errors
    /// 409 for a taken e-mail, 503 when too many passwords are being hashed.
    pub(crate) async fn sign_up(
        &self,
        new: NewCompany,
        address: IpAddr,
        request_id: &str,
    ) -> Result<Company, Refusal> {
        let passwords = &self.inner.passwords;
        let asker = passwords.asker(address, new.email.as_str());
        let hash = passwords.hash(new.password, asker).await?;
        let sign_up = SignUp {
            id: CompanyId::draw(),
            name: new.name,
            email: new.email,
            bsb: new.bsb,
            account_number: new.account_number,
        };
        let auth = self.inner.db.as_auth();
        Ok(auth.sign_up(&sign_up, hash.as_str(), request_id).await?)
    }

    /// Changes a company, by the API or on a page; its account only with its password.
    ///
    /// # Errors
    /// 422 for a wrong password, 429 for too many of them.
    pub(crate) async fn change_company(
        &self,
        caller: &Caller,
        change: CompanyChange,
        address: IpAddr,
    ) -> Result<Company, Refusal> {
        let Some(password) = change.current_password else {
            let company = self.as_company(caller);
            return Ok(company.rename_company(change.name.as_ref()).await?);
        };
        let hash = self.check_own_password(caller, password, address).await?;
        let details = BankDetails {
            name: change.name,
            bsb: change.bsb,
            account_number: change.account_number,
        };
        let auth = self.inner.db.as_auth();
        auth.change_bank_details(caller, &details, hash.as_str())
            .await?
            .ok_or_else(wrong_password)
    }

    /// Sets a new password and ends all sessions, by the API or on a page.
    ///
    /// # Errors
    /// 422 for a wrong current password, 429 for too many of them.
    pub(crate) async fn change_password(
        &self,
        caller: &Caller,
        change: PasswordChange,
        address: IpAddr,
    ) -> Result<(), Refusal> {
        let old = self
            .check_own_password(caller, change.current_password, address)
            .await?;
        let passwords = &self.inner.passwords;
        let asker = passwords.asker(address, &caller.company_id.0.to_string());
        let new = passwords.hash(change.new_password, asker).await?;
        let auth = self.inner.db.as_auth();
        let replaced = auth
            .replace_password(caller, old.as_str(), new.as_str())
            .await?;
        replaced.then_some(()).ok_or_else(wrong_password)
    }

    /// Checks the caller's own password and returns the hash that it was checked against.
    ///
    /// # Errors
    /// 403 for an API key, 422 for a wrong password, 429 for too many of them.
    async fn check_own_password(
        &self,
        caller: &Caller,
        password: Password,
        address: IpAddr,
    ) -> Result<PasswordHash, Refusal> {
        let (email, hash) = self.inner.db.as_auth().own_login(caller).await?;
        let hash = PasswordHash::from(hash);
        let guesses = &self.inner.guesses;
        guesses
            .check(&email, address, Instant::now())
            .map_err(Refusal::rate_limited)?;
        let passwords = &self.inner.passwords;
        let asker = passwords.asker(address, &email);
        if passwords
            .verify(password, Some(hash.clone()), asker)
            .await?
        {
            return Ok(hash);
        }
        guesses.failed(&email, address, Instant::now());
        Err(wrong_password())
    }
}

fn wrong_password() -> Refusal {
    let invalid = Invalid::new(FieldCode::NotAllowed, "Is not the company's password.");
    Refusal::validation_failed(vec![FieldError::field("/current_password", invalid)])
}

/// A new password: long enough, and not one that too many people use.
pub(crate) fn read_new_password(value: &Value) -> Result<Password, Invalid> {
    let password = Password::from_field(value)?;
    check_new_password(&password)?;
    if common::is_common(password.as_str()) {
        return Err(Invalid::new(
            FieldCode::TooCommon,
            "Is among the most common passwords: choose another.",
        ));
    }
    Ok(password)
}

impl Input for NewCompany {
    fn read(fields: &mut Fields) -> Option<Self> {
        let name = fields.required("name");
        let email = fields.required("email");
        let password = fields.required_with("password", read_new_password);
        let bsb = fields.required("bsb");
        let account_number = fields.required("account_number");
        Some(Self {
            name: name?,
            email: email?,
            password: password?,
            bsb: bsb?,
            account_number: account_number?,
        })
    }
}

impl Input for CompanyChange {
    fn read(fields: &mut Fields) -> Option<Self> {
        let change = Self {
            name: fields.optional("name"),
            bsb: fields.optional("bsb"),
            account_number: fields.optional("account_number"),
            current_password: fields.optional("current_password"),
        };
        fields.disallow(
            &["id", "email", "signed_up_at", "version"],
            "Cannot be changed here.",
        );
        let account = change.bsb.is_some() || change.account_number.is_some();
        if account && change.current_password.is_none() {
            let message = "Is needed to change the account.";
            fields.refuse_missing("current_password", message);
            return None;
        }
        Some(change)
    }
}

impl Input for PasswordChange {
    fn read(fields: &mut Fields) -> Option<Self> {
        let current_password = fields.required("current_password");
        let new_password = fields.required_with("new_password", read_new_password);
        Some(Self {
            current_password: current_password?,
            new_password: new_password?,
        })
    }
}
