//! The real program on a test's database, for what only a process can suffer.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use base64::prelude::{BASE64_STANDARD, Engine};
use rustix::process::{Pid, Signal, kill_process};
use uuid::Uuid;

use crate::support::database::TestDatabase;
use crate::support::wait::eventually;

/// A running program, killed with its owner.
pub struct Server {
    child: Child,
    log: PathBuf,
}

impl Server {
    /// Starts one and waits until it listens.
    pub async fn start(database: &TestDatabase) -> Self {
        let log = std::env::temp_dir().join(format!("remit-server-{}.log", Uuid::now_v7()));
        let child = Command::new(env!("CARGO_BIN_EXE_remit"))
            .arg("serve")
            .env("DATABASE_URL", &database.url)
            .env("REMIT_SECRET_KEY", BASE64_STANDARD.encode([7; 32]))
            .env("REMIT_LISTEN", "127.0.0.1:0")
            .env("REMIT_WEBHOOK_ALLOW", "127.0.0.0/8")
            .env("REMIT_WEBHOOK_TIMEOUT", "20s")
            .env("RUST_LOG", "info")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let server = Self { child, log };
        eventually("the program's address", async || server.address()).await;
        server
    }

    fn address(&self) -> Option<SocketAddr> {
        let log = fs::read_to_string(&self.log).ok()?;
        log.lines().find_map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).ok()?;
            (line["message"] == "listening").then(|| line["address"].as_str()?.parse().ok())?
        })
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A stopped process dies too.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_file(&self.log);
    }
}
