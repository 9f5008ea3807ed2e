//! The running server: how it is set up, when it is ready, how it stops, and its last words.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Context;
use rustix::process::{Pid, Signal};

use super::account::Account;
use super::folder::{self, Folder};
use super::leftover::PidFile;
use super::programs::Programs;

/// Durability (`fsync`, `synchronous_commit`) is left as PostgreSQL has it: on.
const SETTINGS: [&str; 19] = [
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "password_encryption=scram-sha-256",
    "max_connections=100",
    "shared_buffers=256MB",
    // Together these bound the recovery after a crash to seconds.
    "max_wal_size=512MB",
    "checkpoint_timeout=5min",
    "timezone=UTC",
    "log_timezone=UTC",
    "lc_messages=C",
    // A week of logs.
    "logging_collector=on",
    "log_filename=postgresql-%a.log",
    "log_rotation_age=1d",
    "log_rotation_size=0",
    "log_truncate_on_rotation=on",
    // Statements and details hold people's data.
    "log_min_duration_statement=-1",
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
];

/// How long a fast shutdown may take: it writes a checkpoint.
const FAST_SHUTDOWN: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// How much of a log is shown when the server does not start.
const LAST_LINES: usize = 12;
const LAST_BYTES: u64 = 8 * 1024;

/// A server started by this program.
#[derive(Debug)]
pub(super) struct Postmaster {
    child: Child,
    folder: Folder,
    started: SystemTime,
}

/// What a look at the server shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Health {
    /// Starts or recovers from a crash.
    Starting,
    Ready,
    Exited(ExitStatus),
}

impl Postmaster {
    /// Starts a server on the data; the calling thread must live as long as the server shall.
    pub(super) fn spawn(
        folder: &Folder,
        programs: &Programs,
        account: &Account,
    ) -> anyhow::Result<Postmaster> {
        let program = programs.postgres();
        let mut command = account.command(&program);
        command.arg("-D").arg(folder.data());
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command
            .arg("-c")
            .arg(format!("cluster_name={}", folder.name()));
        command
            .arg("-c")
            .arg(path_setting("hba_file", &folder.hba()));
        command
            .arg("-c")
            .arg(path_setting("log_directory", &folder.log()));
        command
            .arg("-c")
            .arg(path_setting("unix_socket_directories", &folder.sockets()));
        command
            .stdout(Stdio::null())
            .stderr(folder::replace(&folder.start_log(), 0o600)?);
        let started = SystemTime::now();
        let child = command
            .spawn()
            .with_context(|| format!("cannot run {program:?}"))?;
        Ok(Postmaster {
            child,
            folder: folder.clone(),
            started,
        })
    }

    /// What the server does now.
    pub(super) fn look(&mut self) -> anyhow::Result<Health> {
        if let Some(status) = self
            .child
            .try_wait()
            .context("cannot wait for PostgreSQL")?
        {
            return Ok(Health::Exited(status));
        }
        let note = PidFile::read(&self.folder.data());
        let ready = note.is_some_and(|note| note.ready && Some(note.pid) == self.pid());
        Ok(if ready {
            Health::Ready
        } else {
            Health::Starting
        })
    }

    /// Ends all sessions and stops, at once if a checkpoint takes too long.
    pub(super) fn shut_down(mut self) -> anyhow::Result<()> {
        self.signal(Signal::INT);
        let deadline = Instant::now() + FAST_SHUTDOWN;
        while Instant::now() < deadline {
            if matches!(self.look()?, Health::Exited(_)) {
                return Ok(());
            }
            thread::sleep(LOOK_AGAIN);
        }
        tracing::warn!(
            "PostgreSQL does not shut down, it is stopped at once and recovers at the next start"
        );
        self.signal(Signal::QUIT);
        self.child.wait().context("cannot wait for PostgreSQL")?;
        Ok(())
    }

    /// The end of what the server wrote since it was started.
    pub(super) fn last_words(&self) -> String {
        let logs = fs::read_dir(self.folder.log())
            .into_iter()
            .flatten()
            .flatten();
        let written = |path: &PathBuf| fs::metadata(path).and_then(|file| file.modified()).ok();
        let newest = logs.map(|entry| entry.path()).max_by_key(written);
        let newest = newest.filter(|path| written(path).is_some_and(|time| time >= self.started));
        let files = [Some(self.folder.start_log()), newest];
        let parts: Vec<_> = files
            .iter()
            .flatten()
            .filter_map(|path| tail(path).ok())
            .collect();
        parts.concat().trim_end().to_owned()
    }

    fn signal(&self, signal: Signal) {
        if let Some(pid) = self.pid() {
            // The pid cannot be another's: the child has not been waited for.
            let _ = rustix::process::kill_process(pid, signal);
        }
    }

    fn pid(&self) -> Option<Pid> {
        Pid::from_raw(self.child.id().try_into().ok()?)
    }
}

fn path_setting(name: &str, path: &Path) -> OsString {
    let mut setting = OsString::from(format!("{name}="));
    setting.push(path);
    setting
}

fn tail(path: &Path) -> io::Result<String> {
    let mut file = fs::File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LAST_BYTES)))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    let text = String::from_utf8_lossy(&end);
    let skipped = text.lines().count().saturating_sub(LAST_LINES);
    Ok(text
        .lines()
        .skip(skipped)
        .map(|line| format!("  {line}\n"))
        .collect())
}
