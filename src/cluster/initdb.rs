//! Makes the cluster's data, whole or not at all: an interrupted `initdb` leaves nothing behind that
//! a later start would take for data.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, bail, ensure};

use super::account::Account;
use super::folder::{Folder, private_folder};
use super::programs::Programs;

/// What the names of unfinished data begin with.
const UNFINISHED: &str = "postgres.new-";

/// The major version that made the data, if there is any.
pub(super) fn made_by(folder: &Folder) -> anyhow::Result<Option<u32>> {
    let data = folder.data();
    let Ok(version) = fs::read_to_string(data.join("PG_VERSION")) else {
        // An empty folder is replaced by the new data.
        let empty = fs::read_dir(&data).map_or(true, |mut entries| entries.next().is_none());
        ensure!(
            empty,
            "{data:?} is neither empty nor the data of a PostgreSQL (it has no PG_VERSION): move it away, or name \
             another folder by REMIT_DATA_DIR"
        );
        return Ok(None);
    };
    let major = version
        .trim()
        .parse()
        .with_context(|| format!("{data:?} has a strange PG_VERSION: {version:?}"))?;
    Ok(Some(major))
}

/// Makes the data under another name and renames it when it is whole and on disk.
pub(super) fn make(folder: &Folder, programs: &Programs, account: &Account) -> anyhow::Result<()> {
    sweep(folder.root());
    let fresh = folder
        .root()
        .join(format!("{UNFINISHED}{}", uuid::Uuid::now_v7()));
    private_folder(&fresh, account)?;
    let made = run(programs, account, &fresh).and_then(|()| {
        fs::rename(&fresh, folder.data()).context("cannot move the new data into its place")?;
        File::open(folder.root())
            .and_then(|root| root.sync_all())
            .context("cannot write the data folder to disk")
    });
    if made.is_err() {
        sweep(folder.root());
    }
    made
}

fn run(programs: &Programs, account: &Account, fresh: &Path) -> anyhow::Result<()> {
    let program = programs.initdb();
    let mut command = account.command(&program);
    command.args([
        "--username=postgres",
        "--encoding=UTF8",
        "--no-locale",
        "--no-instructions",
    ]);
    command
        .args(["--auth-local=trust", "--auth-host=scram-sha-256"])
        .arg("-D")
        .arg(fresh);
    let output = command
        .output()
        .with_context(|| format!("cannot run {program:?}"))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        bail!(
            "{program:?} could not make the data ({}):\n{}",
            output.status,
            words.trim_end()
        );
    }
    Ok(())
}

/// Removes what interrupted runs left. What cannot be removed yet is in nobody's way.
fn sweep(root: &Path) {
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        if entry
            .file_name()
            .as_encoded_bytes()
            .starts_with(UNFINISHED.as_bytes())
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            tracing::warn!(folder = ?entry.path(), %error, "cannot remove unfinished data");
        }
    }
}
