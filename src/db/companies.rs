//! A company's own row.

use tokio_postgres::Row;

use super::gate::Work;
use super::rows::Columns;
use super::{AuthDb, CompanyDb, Error, call_as, caller};
use crate::auth::Caller;
use crate::domain::{
    AccountNumber, BankDetails, Bsb, Company, CompanyId, CompanyName, Email, Timestamp,
};

/// The columns of a company in the order in which [`read_company`] takes them.
macro_rules! company_columns {
    () => {
        "c.id, c.name, c.email, c.bsb, c.account_number, c.signed_up_at, c.version"
    };
}
pub(super) use company_columns;

impl CompanyDb<'_> {
    /// The caller's company.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn get_company(&self) -> Result<Company, Error> {
        const GET: &str = concat!(
            "select ",
            company_columns!(),
            " from rules.get_company(",
            caller!(),
            ") c"
        );
        only(&self.call(GET, &[]).await?)
    }

    /// Changes the company's name; none keeps it.
    ///
    /// # Errors
    /// `Forbidden` for an API key; see [`Error`].
    pub async fn rename_company(&self, name: Option<&CompanyName>) -> Result<Company, Error> {
        const RENAME: &str = concat!(
            "select ",
            company_columns!(),
            " from rules.rename_company(",
            caller!(),
            ", $6) c"
        );
        only(&self.call(RENAME, &[&name.map(CompanyName::as_str)]).await?)
    }
}

impl AuthDb<'_> {
    /// Changes the company's account, if the password is still the one that was checked.
    ///
    /// # Errors
    /// `Forbidden` for an API key; see [`Error`]. None when the password has changed since.
    pub async fn change_bank_details(
        &self,
        caller: &Caller,
        details: &BankDetails,
        checked_hash: &str,
    ) -> Result<Option<Company>, Error> {
        const CHANGE: &str = concat!(
            "select ",
            company_columns!(),
            " from rules.change_bank_details(",
            caller!(),
            ", $6, $7) c"
        );
        let details =
            serde_json::to_value(details).map_err(|error| Error::Broken(error.to_string()))?;
        let rows = call_as(
            &self.way,
            caller,
            (CHANGE, Work::Light),
            &[&details, &checked_hash],
        )
        .await?;
        rows.first().map(read_company).transpose()
    }
}

fn only(rows: &[Row]) -> Result<Company, Error> {
    rows.first()
        .map(read_company)
        .transpose()?
        .ok_or(Error::Unauthenticated)
}

/// Reads the columns that [`company_columns`] names.
pub(super) fn read_company(row: &Row) -> Result<Company, Error> {
    let mut columns = Columns::of(row);
    Ok(Company {
        id: CompanyId(columns.take()?),
        name: CompanyName::kept(columns.take()?),
        email: Email::kept(columns.take()?),
        bsb: Bsb::kept(columns.take()?),
        account_number: AccountNumber::kept(columns.take()?),
        signed_up_at: Timestamp(columns.take()?),
        version: columns.take()?,
    })
}
