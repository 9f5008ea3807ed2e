//! Sign-up, login, passwords and sessions: the login `remit_auth` and what it may do.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::companies::{company_columns, read_company};
use super::gate::Work;
use super::{AuthDb, CompanyDb, Error, call, call_as, caller, id};
use crate::auth::Caller;
use crate::domain::{AccountNumber, Bsb, Company, CompanyId, CompanyName, Email, SessionId};

/// A company that signs up, as it is written.
#[derive(Debug, serde::Serialize)]
pub struct SignUp {
    /// The id drawn for it.
    pub id: CompanyId,
    /// Its name.
    pub name: CompanyName,
    /// Its e-mail.
    pub email: Email,
    /// Its BSB.
    pub bsb: Bsb,
    /// Its account number.
    pub account_number: AccountNumber,
}

/// What a login is checked against.
#[derive(Debug)]
pub struct Login {
    /// The company that logs in.
    pub company_id: CompanyId,
    /// Its password's hash, in PHC form.
    pub password_hash: String,
}

impl AuthDb<'_> {
    /// Signs a company up.
    ///
    /// # Errors
    /// `EmailTaken`; see [`Error`].
    pub async fn sign_up(
        &self,
        company: &SignUp,
        password_hash: &str,
        request_id: &str,
    ) -> Result<Company, Error> {
        const SIGN_UP: &str = concat!(
            "select ",
            company_columns!(),
            " from rules.sign_up($1, $2, $3) c"
        );
        let company =
            serde_json::to_value(company).map_err(|error| Error::Broken(error.to_string()))?;
        let rows = call::call(
            self.way.pool,
            SIGN_UP,
            &[&company, &password_hash, &request_id],
        )
        .await?;
        rows.first()
            .map(read_company)
            .transpose()?
            .ok_or_else(|| Error::Broken("no company came back".to_owned()))
    }

    /// Who logs in with this e-mail, in any case.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn find_login(&self, email: &str) -> Result<Option<Login>, Error> {
        const FIND: &str = "select company_id, password_hash from rules.find_login($1)";
        let rows = call::call(self.way.pool, FIND, &[&email]).await?;
        let login = |row| {
            Ok(Login {
                company_id: CompanyId(id(row, 0)?),
                password_hash: row.try_get(1)?,
            })
        };
        rows.first().map(login).transpose()
    }

    /// Opens a session and says when it ends; none when the password is no longer the checked one.
    ///
    /// # Errors
    /// `CompanySuspended`; see [`Error`].
    pub async fn open_session(
        &self,
        login: &Login,
        session: SessionId,
        secret_hash: &[u8],
        request_id: &str,
    ) -> Result<Option<DateTime<Utc>>, Error> {
        const OPEN: &str = "select expires_at from rules.open_session($1, $2, $3, interval '24 hours', $4, $5) expires_at";
        let company: Uuid = login.company_id.0;
        let rows = call::call(
            self.way.pool,
            OPEN,
            &[
                &company,
                &session.0,
                &secret_hash,
                &login.password_hash,
                &request_id,
            ],
        )
        .await?;
        Ok(rows.first().map(|row| row.try_get(0)).transpose()?)
    }

    /// The caller's e-mail and password hash, to check a `current_password` against.
    ///
    /// # Errors
    /// `Forbidden` for an API key; see [`Error`].
    pub async fn own_login(&self, caller: &Caller) -> Result<(String, String), Error> {
        const OWN: &str = concat!(
            "select email, password_hash from rules.own_login(",
            caller!(),
            ")"
        );
        let rows = call_as(&self.way, caller, (OWN, Work::Light), &[]).await?;
        let row = rows.first().ok_or(Error::Unauthenticated)?;
        Ok((row.try_get(0)?, row.try_get(1)?))
    }

    /// Sets a new password and ends all sessions; false when the password is no longer the
    /// checked one.
    ///
    /// # Errors
    /// `Forbidden` for an API key; see [`Error`].
    pub async fn replace_password(
        &self,
        caller: &Caller,
        checked_hash: &str,
        new_hash: &str,
    ) -> Result<bool, Error> {
        const REPLACE: &str = concat!(
            "select replaced from rules.replace_password(",
            caller!(),
            ", $6, $7) replaced"
        );
        let rows = call_as(
            &self.way,
            caller,
            (REPLACE, Work::Light),
            &[&checked_hash, &new_hash],
        )
        .await?;
        Ok(rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .unwrap_or(false))
    }
}

impl CompanyDb<'_> {
    /// Ends every session of the company, this one too.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn end_sessions(&self) -> Result<(), Error> {
        const END: &str = concat!("select from rules.end_sessions(", caller!(), ")");
        self.call(END, &[]).await.map(drop)
    }

    /// Ends the session that the caller came with.
    ///
    /// # Errors
    /// `Forbidden` for an API key; see [`Error`].
    pub async fn end_session(&self) -> Result<(), Error> {
        const END: &str = concat!("select from rules.end_session(", caller!(), ")");
        self.call(END, &[]).await.map(drop)
    }
}
