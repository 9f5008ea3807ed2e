//! Logging in and out.

use std::net::IpAddr;
use std::time::Instant;

use chrono::{DateTime, Utc};
use poem::Result;
use poem_openapi::{Object, OpenApi};
use serde::Serialize;
use serde_json::Value;

use super::answer::{Found, NoContent};
use super::body::{Body, Fields, Input};
use super::caller::LoggedIn;
use super::reception::Stranger;
use super::refusal::Refusal;
use super::request::{ClientAddress, RequestId};
use super::{Api, Tag};
use crate::auth::{CredentialKind, PasswordHash, credential};
use crate::domain::{FieldCode, Invalid, Password, SessionId, Timestamp};

pub struct Tokens(pub(super) Api);

/// A login.
#[derive(Object)]
struct NewToken {
    /// The company's e-mail, in any case.
    email: String,
    /// Its password.
    password: Password,
}

/// A session token.
#[derive(Serialize, Object)]
struct Token {
    /// What to send as `Authorization: Bearer …`.
    token: String,
    /// Always `Bearer`.
    token_type: String,
    /// From when it is refused: 24 hours after it was made.
    expires_at: Timestamp,
}

#[OpenApi(tag = "Tag::Tokens")]
impl Tokens {
    /// Log in
    ///
    /// Gives a session token for 24 hours. An unknown e-mail and a wrong password are answered
    /// alike. Who guesses too often has to wait.
    #[oai(path = "/token", method = "post", operation_id = "createToken")]
    async fn create_token(
        &self,
        _stranger: Stranger,
        body: Body<NewToken>,
        address: ClientAddress,
        request_id: RequestId,
    ) -> Result<Found<Token>> {
        let login = body.content?;
        let NewToken { email, password } = login;
        let opened = self
            .0
            .log_in(&email, password, address.0, &request_id.0)
            .await?;
        Ok(Found::new(Token {
            token: opened.token,
            token_type: "Bearer".to_owned(),
            expires_at: Timestamp(opened.expires_at),
        }))
    }

    /// Log out
    ///
    /// Ends the session token that it is sent with.
    #[oai(path = "/token", method = "delete", operation_id = "deleteToken")]
    async fn delete_token(&self, caller: LoggedIn) -> Result<NoContent> {
        self.0
            .as_company(&caller)
            .end_session()
            .await
            .map_err(Refusal::from)?;
        Ok(NoContent)
    }
}

/// A session that a login opened.
pub(crate) struct Opened {
    /// Its token.
    pub token: String,
    /// From when it is refused.
    pub expires_at: DateTime<Utc>,
}

impl Api {
    /// Opens a session, by the API or on a page.
    ///
    /// # Errors
    /// 401 when the e-mail is unknown or the password is wrong, after the same work; 429 for one who
    /// guesses.
    pub(crate) async fn log_in(
        &self,
        email: &str,
        password: Password,
        address: IpAddr,
        request_id: &str,
    ) -> Result<Opened, Refusal> {
        let guesses = &self.inner.guesses;
        guesses
            .check(email, address, Instant::now())
            .map_err(Refusal::rate_limited)?;
        match self
            .open_session(email, password, address, request_id)
            .await?
        {
            Some(opened) => {
                guesses.succeeded(email, address);
                Ok(opened)
            }
            None => {
                guesses.failed(email, address, Instant::now());
                Err(Refusal::wrong_login())
            }
        }
    }

    /// A new session; none when the e-mail is unknown or the password is wrong, after the same work.
    async fn open_session(
        &self,
        email: &str,
        password: Password,
        address: IpAddr,
        request_id: &str,
    ) -> Result<Option<Opened>, Refusal> {
        let auth = self.inner.db.as_auth();
        let known = auth.find_login(email).await?;
        let hash = known
            .as_ref()
            .map(|k| PasswordHash::from(k.password_hash.as_str()));
        let passwords = &self.inner.passwords;
        let asker = passwords.asker(address, email);
        let right = passwords.log_in(password, hash, asker).await?;
        let Some(known) = known.filter(|_| right) else {
            return Ok(None);
        };
        let session = SessionId::draw();
        let drawn = credential::draw(CredentialKind::Session, known.company_id, session.0);
        let expires_at = auth
            .open_session(&known, session, &drawn.secret_hash, request_id)
            .await?;
        Ok(expires_at.map(|expires_at| Opened {
            token: drawn.text,
            expires_at,
        }))
    }
}

impl Input for NewToken {
    fn read(fields: &mut Fields) -> Option<Self> {
        let email = fields.required_with("email", read_text);
        let password = fields.required("password");
        Some(Self {
            email: email?,
            password: password?,
        })
    }
}

/// Any text that the database can be asked for.
fn read_text(value: &Value) -> Result<String, Invalid> {
    match value.as_str() {
        Some(text) if text.contains('\0') => Err(Invalid::new(
            FieldCode::InvalidFormat,
            "Must not hold control characters.",
        )),
        Some(text) => Ok(text.to_owned()),
        None => Err(Invalid::new(FieldCode::WrongType, "Must be a string.")),
    }
}
