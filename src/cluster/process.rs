//! Other processes, seen by their command lines: how the leftovers of a killed program are known
//! from strangers that carry a reused pid.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use rustix::process::{Pid, Signal};

/// A process that runs; one that has ended and waits for its parent (a zombie) does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Process {
    pub(super) pid: Pid,
    pub(super) uid: u32,
    /// Its arguments, or the title it gave itself, separated by single blanks.
    pub(super) command: String,
}

impl Process {
    /// Every process of this machine that may be seen.
    pub(super) fn all() -> Vec<Process> {
        match fs::read_dir("/proc/self").and_then(|_| fs::read_dir("/proc")) {
            Ok(entries) => entries
                .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
                .filter_map(Process::from_proc)
                .collect(),
            Err(_) => Process::from_ps(),
        }
    }

    /// The process with this pid, while it runs.
    pub(super) fn find(pid: Pid) -> Option<Process> {
        if Path::new("/proc/self/cmdline").exists() {
            return Process::from_proc(pid.as_raw_nonzero().get());
        }
        Process::from_ps()
            .into_iter()
            .find(|process| process.pid == pid)
    }

    /// Signals it, if it is still the process that was seen.
    pub(super) fn signal(&self, signal: Signal) {
        if Process::find(self.pid).is_some_and(|now| now.uid == self.uid) {
            // Ended since it was looked at: nothing left to signal.
            let _ = rustix::process::kill_process(self.pid, signal);
        }
    }

    pub(super) fn is_running(&self) -> bool {
        Process::find(self.pid).is_some_and(|now| now.uid == self.uid)
    }

    fn from_proc(pid: i32) -> Option<Process> {
        let entry = format!("/proc/{pid}");
        let uid = fs::metadata(&entry).ok()?.uid();
        let line = fs::read(format!("{entry}/cmdline")).ok()?;
        // Titles are padded with blanks and NULs to the room that the arguments had.
        let command = String::from_utf8_lossy(&line)
            .replace('\0', " ")
            .trim_end()
            .to_owned();
        let pid = Pid::from_raw(pid)?;
        (!command.is_empty()).then_some(Process { pid, uid, command })
    }

    /// Where there is no `/proc`, as on macOS.
    fn from_ps() -> Vec<Process> {
        let output = Command::new("ps")
            .args(["-axo", "pid=,uid=,stat=,command="])
            .output();
        let text = output.map(|output| output.stdout).unwrap_or_default();
        String::from_utf8_lossy(&text)
            .lines()
            .filter_map(parse_ps)
            .collect()
    }
}

fn parse_ps(line: &str) -> Option<Process> {
    let (pid, rest) = line.trim_start().split_once(' ')?;
    let (uid, rest) = rest.trim_start().split_once(' ')?;
    let (stat, command) = rest.trim_start().split_once(' ')?;
    let pid = Pid::from_raw(pid.parse().ok()?)?;
    let uid = uid.parse().ok()?;
    let command = command.trim().to_owned();
    (!stat.starts_with('Z')).then_some(Process { pid, uid, command })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_seen_and_can_be_found() {
        let me = Process::find(rustix::process::getpid()).unwrap();
        assert_eq!(me.uid, rustix::process::geteuid().as_raw());
        assert!(Process::all().contains(&me));
    }

    #[test]
    fn a_zombie_does_not_run() {
        let zombie = parse_ps("   12   101 Z    [postgres] <defunct>");
        assert_eq!(zombie, None);
        let busy = parse_ps("   12   101 Ss   postgres: remit-1: checkpointer ").unwrap();
        assert_eq!(busy.command, "postgres: remit-1: checkpointer");
    }
}
