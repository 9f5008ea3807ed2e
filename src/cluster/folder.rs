//! The data folder: where everything of the private cluster is, and the URL that follows from it.
//!
//! What PostgreSQL writes lies in folders of its own (`postgres`, `log`, `run`). This program, which
//! may be root, only writes beside them, where PostgreSQL's user cannot plant links.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use sha2::{Digest, Sha256};

use super::account::Account;

/// The longest path of a unix socket, in bytes, without the NUL that ends it.
const SOCKET_PATH_BYTES: usize = if cfg!(target_os = "linux") { 107 } else { 103 };

/// Says who may connect; written anew at each start, so that a newer release can change it. The
/// socket's folder is closed to all but the superuser's own system user and root.
const HBA: &str = "\
# Written by remit at each start: edits are lost.
# TYPE  DATABASE  USER      METHOD
local   all       postgres  trust
local   all       all       scram-sha-256
";

/// A data folder, by its canonical path.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens the folder, made when absent so that PostgreSQL's user can pass through it.
    pub(super) fn make(path: &Path) -> anyhow::Result<Folder> {
        let made = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| DirBuilder::new().mode(0o711).create(path))
            // The mode asked for is narrowed by the umask.
            .and_then(|()| fs::set_permissions(path, Permissions::from_mode(0o711)));
        match made {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                Err(error).with_context(|| {
                    format!("cannot make the data folder {path:?}: REMIT_DATA_DIR names another")
                })
            }
            _ => Folder::open(path),
        }
    }

    /// The folder as it is.
    pub(super) fn open(path: &Path) -> anyhow::Result<Folder> {
        let root = path.canonicalize().with_context(|| {
            format!("there is no data folder {path:?} yet: `remit serve` makes it, REMIT_DATA_DIR names it")
        })?;
        ensure!(
            root.is_dir(),
            "{root:?} is not a folder: set REMIT_DATA_DIR to one"
        );
        Ok(Folder { root })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// PostgreSQL's data directory.
    pub(super) fn data(&self) -> PathBuf {
        self.root.join("postgres")
    }

    pub(super) fn log(&self) -> PathBuf {
        self.root.join("log")
    }

    pub(super) fn hba(&self) -> PathBuf {
        self.root.join("pg_hba.conf")
    }

    /// What PostgreSQL says before it writes to its own log.
    pub(super) fn start_log(&self) -> PathBuf {
        self.root.join("start.log")
    }

    /// The name of the cluster, which its processes carry in their titles.
    pub(super) fn name(&self) -> String {
        let hash = Sha256::digest(self.root.as_os_str().as_bytes());
        let hex: String = hash
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("remit-{hex}")
    }

    /// Where the socket is: in the folder, or under `/tmp` when no URL or address could name it
    /// there. Not under `$TMPDIR` or `$XDG_RUNTIME_DIR`, which differ between a service and the DBA
    /// who looks for its socket.
    pub(super) fn sockets(&self) -> PathBuf {
        let near = self.root.join("run");
        let socket = near.join(".s.PGSQL.5432");
        let fits = socket.as_os_str().len() <= SOCKET_PATH_BYTES
            // libpq takes a comma for the end of a host, PostgreSQL a quote for a list's.
            && near.to_str().is_some_and(|path| !path.contains([',', '"', '\n']));
        if fits {
            near
        } else {
            Path::new("/tmp").join(self.name())
        }
    }

    /// The port is named too: psql would take `$PGPORT` otherwise.
    pub(super) fn url(&self) -> String {
        let host = percent_encoded(self.sockets().as_os_str());
        format!("postgresql://postgres@/remit?host={host}&port=5432")
    }

    /// The file whose lock says who owns the cluster. Closed to others, who could hold the lock.
    pub(super) fn lock_file(&self) -> anyhow::Result<File> {
        let path = self.root.join("lock");
        let options = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path);
        options.with_context(|| {
            format!("cannot open {path:?}: run remit as the owner of the data folder, or name another by REMIT_DATA_DIR")
        })
    }

    /// Makes what PostgreSQL needs besides its data, owned by its user and closed to all others.
    pub(super) fn furnish(&self, account: &Account) -> anyhow::Result<()> {
        private_folder(&self.log(), account)?;
        let sockets = self.sockets();
        private_folder(&sockets, account)?;
        for name in [".s.PGSQL.5432", ".s.PGSQL.5432.lock"] {
            // Left by a server that was killed; where none was, there is none.
            let _ = fs::remove_file(sockets.join(name));
        }
        replace(&self.hba(), 0o644)?
            .write_all(HBA.as_bytes())
            .context("cannot write pg_hba.conf")
    }
}

/// Makes a file anew, never following a link that lies in its place.
pub(super) fn replace(path: &Path, mode: u32) -> anyhow::Result<File> {
    let _ = fs::remove_file(path);
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(path);
    let file = file.with_context(|| format!("cannot write {path:?}: who owns the folder?"))?;
    file.set_permissions(Permissions::from_mode(mode))?;
    Ok(file)
}

/// Makes a folder with mode 0700 for PostgreSQL's user. One that lies there already must be just
/// that: in `/tmp` anybody could have put it.
pub(super) fn private_folder(path: &Path, account: &Account) -> anyhow::Result<()> {
    match DirBuilder::new().mode(0o700).create(path) {
        Ok(()) if account.is_other() => chown(path, Some(account.uid), Some(account.gid))
            .with_context(|| format!("cannot give {path:?} to the user {}", account.name)),
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(error).with_context(|| format!("cannot make {path:?}: who owns the folder?"))
        }
        Ok(()) => Ok(()),
        Err(_) => check_private(path, account),
    }
}

fn check_private(path: &Path, account: &Account) -> anyhow::Result<()> {
    let found = fs::symlink_metadata(path).with_context(|| format!("cannot look at {path:?}"))?;
    ensure!(
        found.is_dir() && found.uid() == account.uid && found.mode() & 0o7777 == 0o700,
        "{path:?} is not a folder of the user {} with mode 0700, so it is not used: remove it",
        account.name
    );
    Ok(())
}

fn percent_encoded(text: &OsStr) -> String {
    let encode = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(*byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.as_bytes().iter().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(path: &str) -> Folder {
        Folder {
            root: PathBuf::from(path),
        }
    }

    #[test]
    fn the_socket_is_near_the_data_unless_its_path_is_too_long_or_cannot_be_named() {
        assert_eq!(folder("/srv/a b").sockets(), Path::new("/srv/a b/run"));
        assert!(folder("/srv/a,b").sockets().starts_with("/tmp"));
        let longest = format!(
            "/{}",
            "x".repeat(SOCKET_PATH_BYTES - "//run/.s.PGSQL.5432".len())
        );
        assert_eq!(folder(&longest).sockets(), Path::new(&longest).join("run"));
        let too_long = format!("{longest}x");
        assert_eq!(
            folder(&too_long).sockets(),
            Path::new("/tmp").join(folder(&too_long).name())
        );
    }

    #[test]
    fn the_url_names_the_socket_whatever_the_folder_is_called() {
        let url = folder("/srv/a b/ü&?%").url();
        let host = "%2Fsrv%2Fa%20b%2F%C3%BC%26%3F%25%2Frun";
        assert_eq!(
            url,
            format!("postgresql://postgres@/remit?host={host}&port=5432")
        );
    }
}
