//! How staff log in and prove themselves again: what the login `remit_staff` may do before it has a
//! role.

use uuid::Uuid;

use super::rows::Columns;
use super::staff::StaffDb;
use super::{Error, call};
use crate::auth::StaffSession;
use crate::domain::StaffRole;

/// How far a login is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; a code is awaited.
    Code,
    /// The password was right; a second factor must be set up.
    Enrol,
    /// All is open.
    Full,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Enrol => "enrol",
            Self::Full => "full",
        }
    }

    fn parse(name: &str) -> Self {
        match name {
            "full" => Self::Full,
            "enrol" => Self::Enrol,
            _ => Self::Code,
        }
    }
}

/// What a login is checked against.
#[derive(Debug)]
pub struct StaffLogin {
    /// Who logs in.
    pub staff_id: Uuid,
    /// Their role.
    pub role: StaffRole,
    /// Their password's hash, in PHC form.
    pub password_hash: String,
    /// Whether they have a second factor.
    pub has_totp: bool,
}

/// Who came with a session.
#[derive(Debug)]
pub struct StaffSelf {
    /// The member of staff.
    pub staff_id: Uuid,
    /// Their e-mail.
    pub email: String,
    /// Their role.
    pub role: StaffRole,
    /// How far the login is.
    pub stage: Stage,
    /// Whether they proved again, in the last ten minutes, to be there.
    pub has_sudo: bool,
    /// Their password's hash, in PHC form.
    pub password_hash: String,
    /// The secret of their second factor, encrypted.
    pub totp_secret: Option<Vec<u8>>,
    /// Whether the second factor is in force.
    pub totp_in_force: bool,
    /// Recovery codes that still work.
    pub recovery_codes: i32,
}

/// A second factor that was checked, to be used up.
#[derive(Debug, Clone, Copy)]
pub enum Second {
    /// The code of these 30 seconds.
    Step(i64),
    /// SHA-256 of a recovery code.
    Recovery([u8; 32]),
}

impl StaffDb<'_> {
    /// Who logs in with this e-mail, in any case.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn find_login(&self, email: &str) -> Result<Option<StaffLogin>, Error> {
        const FIND: &str =
            "select staff_id, role::text, password_hash, has_totp from rules.find_staff_login($1)";
        let rows = call::call(self.pool, FIND, &[&email]).await?;
        let login = |row| {
            let mut columns = Columns::of(row);
            Ok(StaffLogin {
                staff_id: columns.take()?,
                role: read_role(columns.take()?)?,
                password_hash: columns.take()?,
                has_totp: columns.take()?,
            })
        };
        rows.first().map(login).transpose()
    }

    /// Opens a session; false when the password is no longer the checked one.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn open_session(
        &self,
        login: &StaffLogin,
        session: &StaffSession,
        stage: Stage,
        (address, agent): (&str, &str),
    ) -> Result<bool, Error> {
        const OPEN: &str = "select rules.open_staff_session($1, $2, $3, $4::text::staff_session_stage, $5, interval '12 hours', $6::text::inet, $7, $8)";
        let hash = session.secret_hash.as_slice();
        self.flag(
            OPEN,
            &[
                &login.staff_id,
                &session.id,
                &hash,
                &stage.name(),
                &login.password_hash,
                &address,
                &agent,
                &session.request_id,
            ],
        )
        .await
    }

    /// Who came with this session.
    ///
    /// # Errors
    /// `StaffUnauthenticated`; see [`Error`].
    pub async fn whoami(&self, session: &StaffSession) -> Result<StaffSelf, Error> {
        const SELF: &str =
            "select staff_id, email, role::text, stage::text, has_sudo, password_hash,
            totp_secret, totp_in_force, recovery_codes from rules.staff_self($1, $2)";
        let hash = session.secret_hash.as_slice();
        let rows = call::call(self.pool, SELF, &[&session.id, &hash]).await?;
        let row = rows.first().ok_or(Error::StaffUnauthenticated)?;
        let mut columns = Columns::of(row);
        Ok(StaffSelf {
            staff_id: columns.take()?,
            email: columns.take()?,
            role: read_role(columns.take()?)?,
            stage: Stage::parse(columns.take()?),
            has_sudo: columns.take()?,
            password_hash: columns.take()?,
            totp_secret: columns.take()?,
            totp_in_force: columns.take()?,
            recovery_codes: columns.take()?,
        })
    }

    /// Opens all to a session that waited for its second factor, under a new secret; false when the
    /// code was used before.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn complete_session(
        &self,
        session: &StaffSession,
        new_hash: &[u8],
        second: Second,
    ) -> Result<bool, Error> {
        const COMPLETE: &str = "select rules.complete_staff_session($1, $2, $3, $4, $5, $6)";
        let hash = session.secret_hash.as_slice();
        let (step, code) = match &second {
            Second::Step(step) => (Some(*step), None),
            Second::Recovery(code) => (None, Some(code.as_slice())),
        };
        self.flag(
            COMPLETE,
            &[
                &session.id,
                &hash,
                &new_hash,
                &step,
                &code,
                &session.request_id,
            ],
        )
        .await
    }

    /// Opens what is dangerous for ten minutes; false when the proof no longer holds.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn grant_sudo(
        &self,
        session: &StaffSession,
        checked_hash: &str,
        step: Option<i64>,
    ) -> Result<bool, Error> {
        const GRANT: &str = "select rules.grant_sudo($1, $2, $3, $4, $5)";
        let hash = session.secret_hash.as_slice();
        self.flag(
            GRANT,
            &[
                &session.id,
                &hash,
                &checked_hash,
                &step,
                &session.request_id,
            ],
        )
        .await
    }

    /// Runs a statement that answers with one boolean.
    pub(super) async fn flag(
        &self,
        statement: &str,
        params: call::Params<'_>,
    ) -> Result<bool, Error> {
        let rows = call::call(self.pool, statement, params).await?;
        Ok(rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .unwrap_or(false))
    }
}

fn read_role(name: &str) -> Result<StaffRole, Error> {
    StaffRole::parse(name).ok_or_else(|| Error::Broken(format!("no role is called {name}")))
}
