//! A folder for a private cluster of a test's own.

use std::fs;
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// A folder that is removed at the end, and the sockets' folder with it.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Under `/tmp`, since `$TMPDIR` may be closed to PostgreSQL's user.
    pub fn new() -> Self {
        Self(Path::new("/tmp").join(format!("remit-it-{}", Uuid::now_v7().simple())))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The cluster's first process.
    pub fn postmaster(&self) -> i32 {
        let note = fs::read_to_string(self.0.join("postgres/postmaster.pid")).unwrap();
        note.lines().next().unwrap().trim().parse().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Ok(url) = remit::cluster::url_of(&self.0) {
            let host = url
                .split_once("host=")
                .unwrap()
                .1
                .split('&')
                .next()
                .unwrap();
            let _ = fs::remove_dir_all(host.replace("%2F", "/"));
        }
        let _ = fs::remove_dir_all(&self.0);
    }
}
