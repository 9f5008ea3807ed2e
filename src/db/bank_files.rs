//! What direct entry asks of the database. A file is decided, or applied, in one transaction on a
//! connection of its own, since it may be long.

use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;
use tokio::task::JoinHandle;
use tokio_postgres::Client;
use uuid::Uuid;

use super::payment_rows::{payment_columns, read_payment};
use super::url::DatabaseUrl;
use super::{Database, Error, call};
use crate::domain::Payment;

/// The lock that an export holds: one at a time, so that no two give out the same file.
const EXPORT_LOCK: i64 = 774_466_111;

/// A connection for one file's work. It ends with it.
pub struct FileSession {
    client: Client,
    driver: JoinHandle<()>,
}

impl Drop for FileSession {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

/// A company's own account and name, now.
#[derive(Debug)]
pub struct OwnAccount {
    /// Its branch.
    pub bsb: String,
    /// Its account.
    pub account_number: String,
    /// Its name.
    pub name: String,
}

/// A file that was decided and not given out.
#[derive(Debug)]
pub struct UnwrittenFile {
    /// The company whose payments are in it.
    pub company_id: Uuid,
    /// The file.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// When the bank is to process it.
    pub processing_date: NaiveDate,
    /// How many payments are in it.
    pub payments: i32,
    /// What it collects, in cents.
    pub debit_cents: i64,
    /// What it pays out, in cents.
    pub credit_cents: i64,
    /// Its text.
    pub content: String,
}

/// What became of a returns file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// How many lines had each result.
    pub counts: Vec<(String, i64)>,
    /// The first lines that are not applied: number, result, why.
    pub others: Vec<(i32, String, String)>,
}

impl Database {
    /// A connection for making files, by the worker's login.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn export_session(&self) -> Result<FileSession, Error> {
        connect(&self.direct).await
    }

    /// A connection for applying returns, by the bank's login.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn returns_session(&self) -> Result<FileSession, Error> {
        connect(&self.bank_direct).await
    }

    /// Payments of files that have not come back in time are successful; how many these were.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn settle_quiet_payments(&self, most: i32) -> Result<i32, Error> {
        const SETTLE: &str = "select rules.settle_quiet_payments($1)";
        let rows = call::call(&self.worker, SETTLE, &[&most]).await?;
        let settled = rows.first().map(|row| row.try_get(0)).transpose()?;
        Ok(settled.unwrap_or_default())
    }
}

impl FileSession {
    /// Waits until no other export goes on. The lock goes with the connection.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn wait_for_other_exports(&self) -> Result<(), Error> {
        let lock = "select pg_advisory_lock($1)";
        self.client.query(lock, &[&EXPORT_LOCK]).await?;
        Ok(())
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn begin(&self) -> Result<(), Error> {
        Ok(self.client.batch_execute("begin").await?)
    }

    /// Ends the transaction, keeping what was done.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn commit(&self) -> Result<(), Error> {
        Ok(self.client.batch_execute("commit").await?)
    }

    /// The time in Sydney.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn sydney(&self) -> Result<NaiveDateTime, Error> {
        const NOW: &str = "select clock_timestamp() at time zone 'Australia/Sydney'";
        Ok(self.client.query_one(NOW, &[]).await?.try_get(0)?)
    }

    /// The first company after this one with payments in the queue.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn next_company(&self, after: Uuid) -> Result<Option<Uuid>, Error> {
        const NEXT: &str = "select rules.next_company_to_export($1)";
        Ok(self.client.query_one(NEXT, &[&after]).await?.try_get(0)?)
    }

    /// Decides which queued payments of a company are handed over in this transaction's files.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn take(&self, company: Uuid, most: i32) -> Result<Vec<Payment>, Error> {
        const TAKE: &str = concat!(
            "select ",
            payment_columns!("p"),
            " from rules.take_for_file($1, $2) p"
        );
        let rows = self.client.query(TAKE, &[&company, &most]).await?;
        rows.iter().map(read_payment).collect()
    }

    /// A company's own account, now.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn own_account(&self, company: Uuid) -> Result<OwnAccount, Error> {
        const OWN: &str = "select bsb, account_number, name from company where id = $1";
        let row = self.client.query_one(OWN, &[&company]).await?;
        Ok(OwnAccount {
            bsb: row.try_get(0)?,
            account_number: row.try_get(1)?,
            name: row.try_get(2)?,
        })
    }

    /// Keeps a file and what is on its lines.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn keep(&self, file: &Value, lines: &Value) -> Result<(), Error> {
        const KEEP: &str = "select rules.keep_bank_file($1, $2)";
        self.client.query(KEEP, &[file, lines]).await?;
        Ok(())
    }

    /// The files that were decided and not given out, without their texts.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn unwritten(&self) -> Result<Vec<(Uuid, Uuid)>, Error> {
        const UNWRITTEN: &str =
            "select company_id, id from bank_file where written_at is null order by company_id, id";
        let rows = self.client.query(UNWRITTEN, &[]).await?;
        let ids = rows
            .iter()
            .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
        ids.collect()
    }

    /// A file with its text.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn file(&self, (company, id): (Uuid, Uuid)) -> Result<UnwrittenFile, Error> {
        const FILE: &str =
            "select name, processing_date, payments, debit_cents, credit_cents, content
            from bank_file where company_id = $1 and id = $2";
        let row = self.client.query_one(FILE, &[&company, &id]).await?;
        Ok(UnwrittenFile {
            company_id: company,
            id,
            name: row.try_get(0)?,
            processing_date: row.try_get(1)?,
            payments: row.try_get(2)?,
            debit_cents: row.try_get(3)?,
            credit_cents: row.try_get(4)?,
            content: row.try_get(5)?,
        })
    }

    /// Records that a file is where it was wanted, and when its payments settle.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn give_out(&self, file: &UnwrittenFile, settles_on: NaiveDate) -> Result<(), Error> {
        const GIVE_OUT: &str = "select rules.give_out_bank_file($1, $2, $3)";
        let params: call::Params<'_> = &[&file.company_id, &file.id, &settles_on];
        self.client.query(GIVE_OUT, params).await?;
        Ok(())
    }

    /// The returns file with this SHA-256, if it was applied before.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn known_returns(&self, sha256: &[u8]) -> Result<Option<Uuid>, Error> {
        const KNOWN: &str = "select id from returns_file where sha256 = $1";
        let row = self.client.query_opt(KNOWN, &[&sha256]).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    /// Puts a returns file on record, or finds it: its id, and whether it is new.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn begin_returns(&self, file: &Value, sha256: &[u8]) -> Result<(Uuid, bool), Error> {
        const BEGIN: &str = "select file_id, is_new from rules.begin_returns_file($1, $2)";
        let row = self.client.query_one(BEGIN, &[file, &sha256]).await?;
        Ok((row.try_get(0)?, row.try_get(1)?))
    }

    /// Applies lines of a returns file.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn take_returns(&self, file: Uuid, lines: &Value) -> Result<(), Error> {
        const TAKE: &str = "select rules.take_returns($1, $2)";
        self.client.query(TAKE, &[&file, lines]).await?;
        Ok(())
    }

    /// What became of a returns file: at most so many of the lines that are not applied.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn applied(&self, file: Uuid, most: i64) -> Result<Applied, Error> {
        const COUNTS: &str = "select result, count(*) from returns_line
            where returns_file_id = $1 group by result";
        const OTHERS: &str = "select line_number, result, reason from returns_line
            where returns_file_id = $1 and result <> 'applied'
            order by result <> 'quarantined', line_number limit $2";
        let counts = self.client.query(COUNTS, &[&file]).await?;
        let others = self.client.query(OTHERS, &[&file, &most]).await?;
        let counts = counts
            .iter()
            .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
        let others = others.iter().map(|row| {
            let reason: Option<String> = row.try_get(2)?;
            Ok((row.try_get(0)?, row.try_get(1)?, reason.unwrap_or_default()))
        });
        Ok(Applied {
            counts: counts.collect::<Result<_, Error>>()?,
            others: others.collect::<Result<_, Error>>()?,
        })
    }
}

async fn connect(url: &DatabaseUrl) -> Result<FileSession, Error> {
    let mut config = url.config();
    config
        .application_name("remit bank files")
        .connect_timeout(Duration::from_secs(5))
        .options("-c lock_timeout=60000 -c timezone=UTC -c search_path=public -c jit=off");
    let (client, connection) = config.connect(url.tls()).await?;
    let driver = tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::warn!(error = %error, "a connection for bank files broke");
        }
    });
    Ok(FileSession { client, driver })
}
