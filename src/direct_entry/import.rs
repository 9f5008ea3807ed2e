//! A returns file is applied: read whole, put on record by its SHA-256, and applied in one
//! transaction. The same file again is answered with what became of it the first time.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use serde_json::{Value, json};
use uuid::Uuid;

use super::returns::{self, Extent, Kind, MOST_BYTES, Return};
use crate::db::bank_files::{Applied, FileSession};
use crate::db::{Database, Error};
use crate::secrets::sha256;

/// Lines that one statement applies.
const AT_ONCE: usize = 500;

/// Lines that are told of one by one.
const MOST_TOLD: i64 = 200;

/// What became of a returns file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Whether this import applied it.
    pub time: Time,
    /// What became of its lines.
    pub applied: Applied,
}

/// Whether a file came for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// It was applied now.
    First,
    /// It was applied before: nothing changed.
    Again,
}

/// A file as it came.
#[derive(Debug)]
pub struct Delivered<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Who had it applied.
    pub by: &'a str,
    /// Whether the bank has cut it.
    pub extent: Extent,
}

/// Why a file was not applied.
#[derive(Debug, thiserror::Error)]
pub enum NotImported {
    /// It is not what it should be.
    #[error(transparent)]
    Refused(#[from] returns::Refusal),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] Error),
}

/// Reads a file, if it is not too large.
///
/// # Errors
/// It cannot be read, or is larger than 64 MiB.
pub fn open(path: &Path) -> anyhow::Result<Vec<u8>> {
    let cannot = || format!("cannot read {}", path.display());
    let file = std::fs::File::open(path).with_context(cannot)?;
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST_BYTES)?;
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .with_context(cannot)?;
    if bytes.len() > MOST_BYTES {
        bail!("{} is larger than 64 MiB", path.display());
    }
    Ok(bytes)
}

/// Applies a file, whole or not at all.
///
/// # Errors
/// It is refused, or the database fails; nothing was applied then.
pub async fn import(
    db: &Database,
    user_id: &str,
    file: &Delivered<'_>,
) -> Result<Imported, NotImported> {
    let (session, hash) = (db.returns_session().await?, sha256(file.bytes));
    if let Some(id) = session.known_returns(&hash).await? {
        return imported(&session, id, Time::Again).await;
    }
    let read = returns::read(file.bytes, user_id, file.extent)?;
    session.begin().await?;
    let told = json!({
        "name": file.name, "bytes": file.bytes.len(), "file_date": read.date, "user_id": read.user_id,
        "is_cut": file.extent == Extent::Cut, "lines": read.lines.len(), "imported_by": file.by,
    });
    let (id, is_new) = session.begin_returns(&told, &hash).await?;
    if is_new {
        for lines in read.lines.chunks(AT_ONCE) {
            let lines: Value = lines.iter().map(line).collect();
            session.take_returns(id, &lines).await?;
        }
    }
    session.commit().await?;
    tracing::info!(
        file = file.name,
        lines = read.lines.len(),
        is_new,
        "took a returns file"
    );
    // Whoever put it on record meanwhile has applied it.
    let time = match is_new {
        true => Time::First,
        false => Time::Again,
    };
    imported(&session, id, time).await
}

async fn imported(session: &FileSession, id: Uuid, time: Time) -> Result<Imported, NotImported> {
    let applied = session.applied(id, MOST_TOLD).await?;
    Ok(Imported { time, applied })
}

fn line(line: &Return) -> Value {
    let kind = match line.kind {
        Kind::Return => "return",
        Kind::RefusedReturn => "refused_return",
    };
    json!({
        "line_number": line.number, "kind": kind, "return_code": line.code,
        "direction": line.direction, "amount_cents": line.amount_cents,
        "account_name": line.account_name, "bsb": line.bsb, "account_number": line.account_number,
        "trace_bsb": line.trace_bsb, "trace_account_number": line.trace_account_number,
        "lodgement_reference": line.lodgement_reference, "processed_on": line.processed_on,
    })
}

impl Imported {
    /// What became of the file, in lines for a person.
    pub fn told(&self) -> Vec<String> {
        let of = |result: &str| {
            let found = self.applied.counts.iter().find(|(name, _)| name == result);
            found.map_or(0, |(_, count)| *count)
        };
        let again = match self.time {
            Time::First => "",
            Time::Again => "This file was imported before; nothing changed. It was: ",
        };
        let counts = format!(
            "{again}{} applied, {} no change, {} parked, {} quarantined.",
            of("applied"),
            of("no_change"),
            of("parked"),
            of("quarantined")
        );
        let others = self.applied.others.iter();
        let others = others.map(|(line, result, why)| format!("line {line}: {result}: {why}"));
        let told: i64 = i64::try_from(self.applied.others.len()).unwrap_or_default();
        let rest = of("no_change") + of("parked") + of("quarantined") - told;
        let rest = (rest > 0).then(|| format!("and {rest} more lines, in the panel at returns"));
        std::iter::once(counts).chain(others).chain(rest).collect()
    }
}
