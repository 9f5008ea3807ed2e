//! What staff see of direct entry files, each in the role of theirs.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Error, StaffTransaction};

/// A direct entry file, in a list.
#[derive(Debug, serde::Serialize)]
pub struct ListedFile {
    /// The company whose payments are in it.
    pub company_id: Uuid,
    /// The file.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// The company's name.
    pub company: String,
    /// When the bank is to process it.
    pub processing_date: NaiveDate,
    /// How many payments are in it.
    pub payments: i32,
    /// What it collects, in cents.
    pub debit_cents: i64,
    /// What it pays out, in cents.
    pub credit_cents: i64,
}

impl StaffTransaction {
    /// Lets only those pass who handle the bank's files.
    ///
    /// # Errors
    /// `NotGranted` for all others.
    pub async fn permit_bank_files(&self) -> Result<(), Error> {
        self.query("select rules.permit_bank_files()", &[]).await?;
        Ok(())
    }

    /// The newest files.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn newest_bank_files(&self, most: i64) -> Result<Vec<ListedFile>, Error> {
        const NEWEST: &str = "select f.company_id, f.id, f.name, c.name, f.processing_date, f.payments,
                f.debit_cents, f.credit_cents
            from (select company_id, id, name, processing_date, payments, debit_cents, credit_cents, created_at
                from bank_file order by created_at desc, id desc limit $1) f
            join company c on c.id = f.company_id
            order by f.created_at desc, f.id desc";
        let rows = self.query(NEWEST, &[&most]).await?;
        let listed = rows.iter().map(|row| {
            Ok(ListedFile {
                company_id: row.try_get(0)?,
                id: row.try_get(1)?,
                name: row.try_get(2)?,
                company: row.try_get(3)?,
                processing_date: row.try_get(4)?,
                payments: row.try_get(5)?,
                debit_cents: row.try_get(6)?,
                credit_cents: row.try_get(7)?,
            })
        });
        listed.collect()
    }

    /// A file's name and bytes, which goes on record as all that shows account numbers does; none
    /// if there is no such file.
    ///
    /// # Errors
    /// `NotGranted` for who may not; see [`Error`].
    pub async fn reveal_bank_file(
        &self,
        company: Uuid,
        file: Uuid,
    ) -> Result<Option<(String, String)>, Error> {
        const FILE: &str = "select name, content from bank_file where company_id = $1 and id = $2";
        const RECORD: &str = "select rules.record_reveal(
            'bank_file', jsonb_build_object('company_id', $1::uuid, 'id', $2::uuid), 'content')";
        let rows = self.query(FILE, &[&company, &file]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        self.query(RECORD, &[&company, &file]).await?;
        Ok(Some((row.try_get(0)?, row.try_get(1)?)))
    }
}
