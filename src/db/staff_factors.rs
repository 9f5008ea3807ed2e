//! The second factor of staff: set up, put in force with its recovery codes, taken away.

use super::Error;
use super::staff::StaffDb;
use crate::auth::StaffSession;

/// A second factor that the app proved to have.
#[derive(Debug)]
pub struct Confirmed<'a> {
    /// The encrypted secret that the proof was checked against.
    pub sealed: &'a [u8],
    /// The 30 seconds of the code.
    pub step: i64,
    /// SHA-256 of each new recovery code.
    pub codes: Vec<Vec<u8>>,
}

impl StaffDb<'_> {
    /// Keeps the secret of a second factor that is being set up; false if one is in force.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn draw_totp(&self, session: &StaffSession, sealed: &[u8]) -> Result<bool, Error> {
        const DRAW: &str = "select rules.draw_totp($1, $2, $3, $4)";
        let hash = session.secret_hash.as_slice();
        self.flag(DRAW, &[&session.id, &hash, &sealed, &session.request_id])
            .await
    }

    /// Puts a second factor in force: ends the person's other sessions and gives this one a new
    /// secret. False when another was set up meanwhile.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn confirm_totp(
        &self,
        session: &StaffSession,
        new_hash: &[u8],
        confirmed: &Confirmed<'_>,
    ) -> Result<bool, Error> {
        const CONFIRM: &str = "select rules.confirm_totp($1, $2, $3, $4, $5, $6, $7)";
        let hash = session.secret_hash.as_slice();
        self.flag(
            CONFIRM,
            &[
                &session.id,
                &hash,
                &new_hash,
                &confirmed.sealed,
                &confirmed.step,
                &confirmed.codes,
                &session.request_id,
            ],
        )
        .await
    }

    /// Replaces the recovery codes of one who has sudo; false without it.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn renew_recovery_codes(
        &self,
        session: &StaffSession,
        codes: &[Vec<u8>],
    ) -> Result<bool, Error> {
        const RENEW: &str = "select rules.renew_recovery_codes($1, $2, $3, $4)";
        let hash = session.secret_hash.as_slice();
        self.flag(RENEW, &[&session.id, &hash, &codes, &session.request_id])
            .await
    }

    /// Takes away the second factor of one who has sudo; false without it, or without one.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn remove_totp(&self, session: &StaffSession) -> Result<bool, Error> {
        const REMOVE: &str = "select rules.remove_totp($1, $2, $3)";
        let hash = session.secret_hash.as_slice();
        self.flag(REMOVE, &[&session.id, &hash, &session.request_id])
            .await
    }
}
