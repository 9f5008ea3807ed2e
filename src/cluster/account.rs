//! Who runs PostgreSQL: this program's own user or, since PostgreSQL refuses root, a user without
//! privileges; and how a program is started as that user so that it ends with this one.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use super::folder::Folder;

const ROOT: u32 = 0;

/// What of this program's environment PostgreSQL gets to see: no secrets, no settings of psql.
const ENVIRONMENT: [&str; 4] = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR"];

/// A user of this system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) name: String,
    pub(super) uid: u32,
    pub(super) gid: u32,
}

impl Account {
    /// The user for this folder: who owns its data, or for new data this program's own user, in
    /// root's place `postgres` or `nobody`.
    pub(super) fn choose(folder: &Folder) -> anyhow::Result<Account> {
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let me = rustix::process::geteuid().as_raw();
        let data = folder.data();
        let owner = fs::symlink_metadata(&data)
            .ok()
            .map(|data| Account::of(&users, data.uid(), data.gid()));
        let account = match owner {
            Some(owner) if me == ROOT && owner.uid == ROOT => bail!(
                "{data:?} belongs to root, as whom PostgreSQL refuses to run: give it to another user, for \
                 example with `chown -R postgres`"
            ),
            Some(owner) if me == ROOT || owner.uid == me => owner,
            Some(owner) => bail!(
                "{data:?} belongs to the user {}: run remit as that user, or name another folder by \
                 REMIT_DATA_DIR",
                owner.name
            ),
            None if me == ROOT => Account::without_privileges(&users)?,
            None => Account::of(&users, me, rustix::process::getegid().as_raw()),
        };
        account.check_reaches(folder.root(), "the data folder")?;
        Ok(account)
    }

    /// Whether this is another user than the one who runs this program.
    pub(super) fn is_other(&self) -> bool {
        self.uid != rustix::process::geteuid().as_raw()
    }

    /// A command as this user, in a process group of its own, so that a terminal's Ctrl-C does not
    /// reach PostgreSQL before this program has drained; and where `setpriv` is found, interrupted
    /// by the kernel when the thread that spawns it ends.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = match setpriv() {
            Some(setpriv) => {
                let mut command = Command::new(setpriv);
                command.args(["--pdeathsig", "INT"]);
                if self.is_other() {
                    // The kernel forgets the signal when the user changes: setpriv sets it last.
                    command.args(["--clear-groups", "--regid", &self.gid.to_string()]);
                    command.args(["--reuid", &self.uid.to_string()]);
                }
                command.arg(program);
                command
            }
            None => {
                let mut command = Command::new(program);
                if self.is_other() {
                    command.uid(self.uid).gid(self.gid);
                }
                command
            }
        };
        let kept = ENVIRONMENT
            .iter()
            .filter_map(|name| Some((name, std::env::var_os(name)?)));
        command.env_clear().envs(kept).env("LC_ALL", "C");
        // PostgreSQL looks up where it is, which another user may not do in this program's folder.
        command
            .current_dir("/")
            .stdin(Stdio::null())
            .process_group(0);
        command
    }

    /// Refuses a path that this user cannot reach, in words that name the closed folder.
    pub(super) fn check_reaches(&self, path: &Path, what: &str) -> anyhow::Result<()> {
        let Some(closed) = path.ancestors().find(|folder| !self.may_pass(folder)) else {
            return Ok(());
        };
        let name = &self.name;
        bail!(
            "PostgreSQL runs as the user {name}, who cannot reach {what} {path:?}, because {closed:?} is closed to \
             {name}: put the data elsewhere, for example REMIT_DATA_DIR=/var/lib/remit, or run `chmod o+x` on it"
        )
    }

    fn may_pass(&self, folder: &Path) -> bool {
        let Ok(found) = fs::metadata(folder) else {
            return false;
        };
        let bit = match found {
            _ if found.uid() == self.uid => 0o100,
            _ if found.gid() == self.gid => 0o010,
            _ => 0o001,
        };
        // This program's own user may belong to more groups, and its own calls would have failed.
        !self.is_other() || found.mode() & bit != 0
    }

    fn without_privileges(users: &str) -> anyhow::Result<Account> {
        let named = |name| {
            users
                .lines()
                .filter_map(parse_user)
                .find(|user| user.name == name)
        };
        named("postgres").or_else(|| named("nobody")).context(
            "PostgreSQL refuses to run as root, and there is no user postgres or nobody: run remit as \
             another user, or set DATABASE_URL to a PostgreSQL server",
        )
    }

    fn of(users: &str, uid: u32, gid: u32) -> Account {
        let known = users
            .lines()
            .filter_map(parse_user)
            .find(|user| user.uid == uid);
        known.unwrap_or_else(|| Account {
            name: uid.to_string(),
            uid,
            gid,
        })
    }
}

/// A line of `/etc/passwd`.
fn parse_user(line: &str) -> Option<Account> {
    let mut fields = line.split(':');
    let name = fields.next()?.to_owned();
    let uid = fields.nth(1)?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    Some(Account { name, uid, gid })
}

/// A `setpriv` that can set the signal: that of util-linux since 2.33, not that of busybox.
fn setpriv() -> Option<PathBuf> {
    let works = |program: &Path| {
        let mut trial = Command::new(program);
        trial
            .args(["--pdeathsig", "INT"])
            .arg(program)
            .arg("--version");
        trial
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        trial.status().is_ok_and(|status| status.success())
    };
    let folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];
    folders
        .into_iter()
        .map(|folder| Path::new(folder).join("setpriv"))
        .find(|program| works(program))
}

#[cfg(test)]
mod tests {
    use super::*;

    const USERS: &str = "root:x:0:0:root:/root:/bin/bash\n\
        nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";

    #[test]
    fn root_runs_postgresql_as_postgres_else_as_nobody() {
        let both = format!(
            "{USERS}postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash\n"
        );
        let postgres = Account {
            name: "postgres".to_owned(),
            uid: 101,
            gid: 104,
        };
        assert_eq!(Account::without_privileges(&both).unwrap(), postgres);
        assert_eq!(Account::without_privileges(USERS).unwrap().name, "nobody");
        let words = Account::without_privileges("").unwrap_err().to_string();
        assert!(words.contains("DATABASE_URL"), "{words}");
    }

    #[test]
    fn a_user_without_a_name_goes_by_number() {
        assert_eq!(
            Account::of(USERS, 4242, 7),
            Account {
                name: "4242".to_owned(),
                uid: 4242,
                gid: 7
            }
        );
    }
}
