//! Queued payments become files. First the database decides what is in them, each file in one
//! transaction with its payments; only then they are written, and known to be. Whatever dies
//! between the two leaves files that the next export writes, with the same bytes.

use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use anyhow::Context;
use serde_json::json;
use uuid::Uuid;

use super::aba::{self, Entry, File, Trace};
use super::days;
use crate::config::Profile;
use crate::db::bank_files::{FileSession, OwnAccount, UnwrittenFile};
use crate::db::{Database, Error};
use crate::domain::Payment;

/// Payments that one transaction takes, and so a file at most: what is in memory at once.
const MOST_PAYMENTS: i32 = 20_000;

/// A file that was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenOut {
    /// What it is called.
    pub name: String,
    /// How many payments are in it.
    pub payments: i32,
    /// What it collects, in cents.
    pub debit_cents: i64,
    /// What it pays out, in cents.
    pub credit_cents: i64,
}

/// Makes files of all queued payments, and writes them and whatever an earlier export left unwritten
/// into a folder.
///
/// # Errors
/// The database or the folder fails; what was decided is written by the next export.
pub async fn into_folder(
    db: &Database,
    profile: &Profile,
    folder: &Path,
    requested_by: &str,
) -> anyhow::Result<Vec<GivenOut>> {
    make_folder(folder)?;
    let session = db.export_session().await?;
    session.wait_for_other_exports().await?;
    decide(&session, profile, requested_by).await?;
    let mut given_out = Vec::new();
    for key in session.unwritten().await? {
        let file = session.file(key).await?;
        put(folder, &file.name, file.content.as_bytes())
            .with_context(|| format!("cannot write {} to {}", file.name, folder.display()))?;
        given_out.push(give_out(&session, profile, file).await?);
    }
    Ok(given_out)
}

/// Makes files of all queued payments. They are given out by being there: whoever may downloads them.
///
/// # Errors
/// The database fails; what was decided is there.
pub async fn into_database(
    db: &Database,
    profile: &Profile,
    requested_by: &str,
) -> Result<Vec<GivenOut>, Error> {
    let session = db.export_session().await?;
    session.wait_for_other_exports().await?;
    decide(&session, profile, requested_by).await?;
    let mut given_out = Vec::new();
    for key in session.unwritten().await? {
        let file = session.file(key).await?;
        given_out.push(give_out(&session, profile, file).await?);
    }
    Ok(given_out)
}

/// What was given out, in lines for a person.
pub fn told(files: &[GivenOut]) -> Vec<String> {
    let each = files.iter().map(|file| {
        format!(
            "{}: {} payments, debits {}, credits {}",
            file.name,
            file.payments,
            dollars(file.debit_cents),
            dollars(file.credit_cents)
        )
    });
    let payments: i64 = files.iter().map(|file| i64::from(file.payments)).sum();
    let all = match files.len() {
        0 => "No payments are queued: no file was written.".to_owned(),
        count => format!("{count} files, {payments} payments."),
    };
    each.chain(std::iter::once(all)).collect()
}

fn dollars(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Makes files of all queued payments. Those of an export that has ended are given out with them.
///
/// # Errors
/// See [`Error`].
pub async fn decide(
    session: &FileSession,
    profile: &Profile,
    requested_by: &str,
) -> Result<(), Error> {
    let mut company = Uuid::nil();
    while let Some(next) = session.next_company(company).await? {
        company = next;
        while take_once(session, profile, company, requested_by).await? == Taken::Some {}
    }
    Ok(())
}

/// Records that a file is where it was wanted.
///
/// # Errors
/// See [`Error`].
pub async fn give_out(
    session: &FileSession,
    profile: &Profile,
    file: UnwrittenFile,
) -> Result<GivenOut, Error> {
    // A file that was long in coming is processed when it comes.
    let processed_on = file
        .processing_date
        .max(days::processing_day(session.sydney().await?));
    let settles_on = days::after(processed_on, profile.settlement_days);
    session.give_out(&file, settles_on).await?;
    tracing::info!(
        company = %file.company_id, file = file.name, payments = file.payments, "gave out a direct entry file"
    );
    Ok(GivenOut {
        name: file.name,
        payments: file.payments,
        debit_cents: file.debit_cents,
        credit_cents: file.credit_cents,
    })
}

/// Whether there was something to take.
#[derive(PartialEq, Eq)]
enum Taken {
    Some,
    Nothing,
}

/// One transaction: payments of a company leave the queue, and are in files.
async fn take_once(
    session: &FileSession,
    profile: &Profile,
    company: Uuid,
    requested_by: &str,
) -> Result<Taken, Error> {
    session.begin().await?;
    let payments = session.take(company, MOST_PAYMENTS).await?;
    if payments.is_empty() {
        session.commit().await?;
        return Ok(Taken::Nothing);
    }
    let own = session.own_account(company).await?;
    let date = days::processing_day(session.sydney().await?);
    let entries = payments.into_iter().map(|payment| {
        let entry = entry(&payment);
        (payment.id.0, entry)
    });
    for batch in aba::split(entries.collect(), |(_, entry): &(Uuid, Entry)| entry) {
        let (ids, entries): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
        let file = aba::write(profile, date, &trace(&own), &entries);
        let id = Uuid::now_v7();
        let kept = json!({
            "company_id": company, "id": id, "name": format!("{}-{id}.aba", date.format("%Y%m%d")),
            "processing_date": date, "bsb": own.bsb, "account_number": own.account_number,
            "debit_cents": file.debit_cents, "credit_cents": file.credit_cents,
            "content": file.text, "requested_by": requested_by,
        });
        session.keep(&kept, &lines(&ids, &file)).await?;
    }
    session.commit().await?;
    Ok(Taken::Some)
}

fn lines(ids: &[Uuid], file: &File) -> serde_json::Value {
    let lines = ids.iter().zip(&file.references).zip(2_u32..);
    lines
        .map(|((id, reference), line)| {
            json!({"payment_id": id, "line_number": line, "lodgement_reference": reference})
        })
        .collect()
}

fn entry(payment: &Payment) -> Entry {
    let bank_reference = &payment.processing.bank_reference;
    Entry {
        direction: payment.direction,
        amount_cents: payment.amount_cents.get(),
        bsb: payment.bsb.as_str().to_owned(),
        account_number: payment.account_number.as_str().to_owned(),
        account_name: payment.account_name.as_str().to_owned(),
        reference: payment
            .reference
            .as_ref()
            .map(|text| text.as_str().to_owned()),
        bank_reference: bank_reference.clone().unwrap_or_default(),
    }
}

fn trace(own: &OwnAccount) -> Trace {
    Trace {
        bsb: own.bsb.clone(),
        account_number: own.account_number.clone(),
        name: own.name.clone(),
    }
}

fn make_folder(folder: &Path) -> anyhow::Result<()> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))
}

/// Writes a file so that it is there whole or not at all, for its owner alone, and stays.
fn put(folder: &Path, name: &str, content: &[u8]) -> std::io::Result<()> {
    let (place, unfinished) = (folder.join(name), folder.join(format!(".{name}.part")));
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, &place)?;
    std::fs::File::open(folder)?.sync_all()
}
