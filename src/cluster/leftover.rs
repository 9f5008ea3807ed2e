//! Ends what an earlier program left running on the data, and clears away what would keep a new
//! server from starting. Only the owner of the folder's lock comes here, so nobody is fought.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use rustix::process::{Pid, Signal};

use super::account::Account;
use super::folder::Folder;
use super::process::Process;

/// How long a leftover gets for each of the ways to stop, from the most polite on.
const WAYS_TO_STOP: [(Signal, Duration); 3] = [
    (Signal::INT, Duration::from_secs(10)),
    (Signal::QUIT, Duration::from_secs(5)),
    (Signal::KILL, Duration::from_secs(5)),
];

const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// `postmaster.pid`, as far as it is of use here.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PidFile {
    pub(super) pid: Pid,
    pub(super) data: PathBuf,
    pub(super) ready: bool,
}

impl PidFile {
    /// Nothing when there is none, or when it is being written.
    pub(super) fn read(data: &Path) -> Option<PidFile> {
        PidFile::parse(&fs::read_to_string(data.join("postmaster.pid")).ok()?)
    }

    fn parse(text: &str) -> Option<PidFile> {
        let mut lines = text.lines();
        let pid = Pid::from_raw(lines.next()?.trim().parse().ok()?)?;
        let data = PathBuf::from(lines.next()?);
        let ready = lines.nth(5).is_some_and(|status| status.trim() == "ready");
        Some(PidFile { pid, data, ready })
    }
}

/// Ends every process that still works on the data, then removes a pid file that lies.
pub(super) fn clear(folder: &Folder, account: &Account) -> anyhow::Result<()> {
    let data = folder.data();
    let note = PidFile::read(&data);
    let postmaster = note.as_ref().and_then(|note| Process::find(note.pid));
    if let (Some(note), Some(postmaster)) = (&note, &postmaster)
        && is_server_of(postmaster, note, &data, account)
    {
        tracing::info!(
            pid = postmaster.pid.as_raw_nonzero(),
            "taking over a PostgreSQL left by a program that ended"
        );
        stop(postmaster)?;
    }
    end_orphans(folder, account)?;
    if let Some(note) = PidFile::read(&data)
        && rustix::process::test_kill_process(note.pid).is_ok()
    {
        // The pid is a stranger's by now, or a zombie's that nobody waits for: PostgreSQL would take
        // it for a server. For a pid that is free it knows by itself.
        fs::remove_file(data.join("postmaster.pid"))
            .context("cannot remove a stale postmaster.pid")?;
    }
    Ok(())
}

/// Whether this process is the server that wrote the pid file, and works on this data: not one that
/// got its pid later, nor the server of a folder of which this one is a copy.
fn is_server_of(process: &Process, note: &PidFile, data: &Path, account: &Account) -> bool {
    let argument = format!(" -D {} ", note.data.display());
    process.uid == account.uid
        && process.command.contains(&argument)
        && is_same_or_moved(&note.data, data)
}

fn is_same_or_moved(noted: &Path, data: &Path) -> bool {
    match (fs::metadata(noted), fs::metadata(data)) {
        (Ok(noted), Ok(data)) => noted.dev() == data.dev() && noted.ino() == data.ino(),
        _ => true,
    }
}

fn stop(process: &Process) -> anyhow::Result<()> {
    for (signal, patience) in WAYS_TO_STOP {
        process.signal(signal);
        if is_gone_within(patience, || !process.is_running()) {
            return Ok(());
        }
    }
    anyhow::bail!(
        "the PostgreSQL server {process:?}, left by an earlier program, does not stop: end it by hand"
    )
}

/// Ends the sessions and helpers of a server that was killed. A busy session does not notice that by
/// itself, and no new server starts on the data before it has ended.
fn end_orphans(folder: &Folder, account: &Account) -> anyhow::Result<()> {
    let title = format!("postgres: {}: ", folder.name());
    let orphans = || -> Vec<Process> {
        let is_orphan =
            |process: &Process| process.uid == account.uid && process.command.starts_with(&title);
        Process::all().into_iter().filter(is_orphan).collect()
    };
    for (signal, patience) in WAYS_TO_STOP.into_iter().skip(1) {
        orphans().iter().for_each(|orphan| orphan.signal(signal));
        if is_gone_within(patience, || orphans().is_empty()) {
            return Ok(());
        }
    }
    let left = orphans();
    ensure!(
        left.is_empty(),
        "processes of an earlier PostgreSQL server do not stop: end them by hand: {left:?}"
    );
    Ok(())
}

fn is_gone_within(patience: Duration, gone: impl Fn() -> bool) -> bool {
    let deadline = Instant::now() + patience;
    while !gone() {
        if Instant::now() >= deadline {
            return false;
        }
        thread::sleep(LOOK_AGAIN);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "11428\n/srv/remit/postgres\n1795432367\n5432\n/srv/remit/run\n\n 10061051         8\nready   \n";

    fn server(command: &str) -> Process {
        let pid = Pid::from_raw(11428).unwrap();
        Process {
            pid,
            uid: 101,
            command: command.to_owned(),
        }
    }

    #[test]
    fn a_pid_file_tells_whether_the_server_is_ready() {
        let note = PidFile::parse(TEXT).unwrap();
        assert_eq!(note.pid, Pid::from_raw(11428).unwrap());
        assert!(note.ready);
        assert!(
            !PidFile::parse(&TEXT.replace("ready", "starting"))
                .unwrap()
                .ready
        );
        assert_eq!(PidFile::parse(""), None);
    }

    #[test]
    fn only_the_server_of_this_data_and_user_is_taken_over() {
        let note = PidFile::parse(TEXT).unwrap();
        let account = Account {
            name: "postgres".to_owned(),
            uid: 101,
            gid: 104,
        };
        let other = Account {
            uid: 7,
            ..account.clone()
        };
        let data = Path::new("/srv/remit/postgres");
        let ours = server("/usr/lib/postgresql/15/bin/postgres -D /srv/remit/postgres -c fsync=on");
        let strangers =
            server("/usr/lib/postgresql/15/bin/postgres -D /srv/remit/postgres2 -c fsync=on");
        assert!(is_server_of(&ours, &note, data, &account));
        assert!(!is_server_of(&ours, &note, data, &other));
        assert!(!is_server_of(&strangers, &note, data, &account));
        assert!(!is_server_of(
            &server("vim /srv/remit/postgres"),
            &note,
            data,
            &account
        ));
    }

    #[test]
    fn the_server_of_a_folder_that_was_copied_is_left_alone() {
        assert!(!is_same_or_moved(Path::new("/"), Path::new("/proc")));
        assert!(is_same_or_moved(Path::new("/"), Path::new("/")));
        assert!(is_same_or_moved(
            Path::new("/no/such/folder"),
            Path::new("/")
        ));
    }
}
