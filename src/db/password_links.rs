//! Links with which a password is chosen anew: made by staff, used once.

use uuid::Uuid;

use super::staff::{StaffDb, StaffTransaction};
use super::{AuthDb, Error, call};
use crate::domain::CompanyId;

impl StaffTransaction {
    /// The company that logs in with this e-mail.
    ///
    /// # Errors
    /// `Forbidden` for roles that make no links.
    pub async fn find_company(&self, email: &str) -> Result<Option<Uuid>, Error> {
        const FIND: &str = "select rules.find_company_by_email($1)";
        let rows = self.query(FIND, &[&email]).await?;
        Ok(rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .flatten())
    }

    /// The member of staff who logs in with this e-mail.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn find_staff(&self, email: &str) -> Result<Option<Uuid>, Error> {
        const FIND: &str = "select id from staff where lower(email) = lower(btrim($1))";
        let rows = self.query(FIND, &[&email]).await?;
        Ok(rows.first().map(|row| row.try_get(0)).transpose()?)
    }

    /// Keeps a company's new link in place of earlier ones.
    ///
    /// # Errors
    /// `Forbidden` for roles that make no links.
    pub async fn make_company_link(
        &self,
        company: Uuid,
        link: Uuid,
        secret_hash: &[u8],
    ) -> Result<(), Error> {
        const CLEAR: &str = "delete from password_link where company_id = $1";
        const MAKE: &str = "insert into password_link (company_id, id, secret_hash, made_by, expires_at)
            values ($1, $2, $3, current_setting('remit.actor_id')::uuid, now() + interval '24 hours')";
        self.query(CLEAR, &[&company]).await?;
        self.query(MAKE, &[&company, &link, &secret_hash]).await?;
        Ok(())
    }

    /// Keeps a member of staff's new link in place of earlier ones.
    ///
    /// # Errors
    /// `Forbidden` for all but admins.
    pub async fn make_staff_link(
        &self,
        staff: Uuid,
        link: Uuid,
        secret_hash: &[u8],
    ) -> Result<(), Error> {
        const CLEAR: &str = "delete from staff_password_link where staff_id = $1";
        const MAKE: &str = "insert into staff_password_link (staff_id, id, secret_hash, made_by, expires_at)
            values ($1, $2, $3, current_setting('remit.actor_id')::uuid, now() + interval '24 hours')";
        self.query(CLEAR, &[&staff]).await?;
        self.query(MAKE, &[&staff, &link, &secret_hash]).await?;
        Ok(())
    }
}

impl StaffDb<'_> {
    /// The e-mail of the member of staff whose password this link sets, while it is good.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn find_link(&self, link: Uuid, secret_hash: &[u8]) -> Result<Option<String>, Error> {
        const FIND: &str = "select email from rules.find_staff_password_link($1, $2)";
        let rows = call::call(self.pool, FIND, &[&link, &secret_hash]).await?;
        Ok(rows.first().map(|row| row.try_get(0)).transpose()?)
    }

    /// Sets the password that a link is for; false when it is no longer good.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn use_link(
        &self,
        link: Uuid,
        secret_hash: &[u8],
        new_hash: &str,
        request_id: &str,
    ) -> Result<bool, Error> {
        const USE: &str = "select rules.use_staff_password_link($1, $2, $3, $4)";
        self.flag(USE, &[&link, &secret_hash, &new_hash, &request_id])
            .await
    }
}

impl AuthDb<'_> {
    /// The e-mail of the company whose password this link sets, while it is good.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn find_password_link(
        &self,
        company: CompanyId,
        link: Uuid,
        secret_hash: &[u8],
    ) -> Result<Option<String>, Error> {
        const FIND: &str = "select email from rules.find_password_link($1, $2, $3) email";
        let rows = call::call(self.way.pool, FIND, &[&company.0, &link, &secret_hash]).await?;
        Ok(rows.first().map(|row| row.try_get(0)).transpose()?)
    }

    /// Sets the password that a link is for; false when it is no longer good.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn use_password_link(
        &self,
        company: CompanyId,
        link: Uuid,
        secret_hash: &[u8],
        new_hash: &str,
        request_id: &str,
    ) -> Result<bool, Error> {
        const USE: &str = "select rules.use_password_link($1, $2, $3, $4, $5)";
        let params: call::Params<'_> = &[&company.0, &link, &secret_hash, &new_hash, &request_id];
        let rows = call::call(self.way.pool, USE, params).await?;
        Ok(rows
            .first()
            .map(|row| row.try_get(0))
            .transpose()?
            .unwrap_or(false))
    }
}
