//! The private PostgreSQL cluster, run by this program when `DATABASE_URL` is unset: it stands before
//! the pools, which only see its URL, and ends with the program, even after SIGKILL.
//!
//! The tree follows a start: `supervisor` owns the folder and starts the server, after `leftover`
//! has ended what a killed program left behind, `account` has said who runs it, `programs` with
//! what, `folder` where, and `initdb` has made the data; `postmaster` is the running server.

mod account;
mod folder;
mod initdb;
mod leftover;
mod postmaster;
mod process;
mod programs;
mod readiness;
mod supervisor;

use std::convert::Infallible;
use std::path::Path;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use anyhow::Context;
use tokio::sync::watch;

use self::folder::Folder;
use self::supervisor::State;

/// A private cluster that accepts connections. Several programs may open one folder: the first owns
/// the server, the others are guests, of whom one takes over when the owner goes.
///
/// Dropping it has the server stopped too, but nobody waits for that: call [`Cluster::stop`].
#[derive(Debug)]
pub struct Cluster {
    url: String,
    state: watch::Receiver<State>,
    /// Its end is the supervisor's order to stop, so that no way out of the program forgets it.
    leash: mpsc::Sender<Infallible>,
    supervisor: JoinHandle<()>,
}

impl Cluster {
    /// Makes the folder and its data when absent, starts PostgreSQL (or finds it started by another
    /// program) and returns once the database `remit` accepts connections.
    ///
    /// # Errors
    /// When PostgreSQL is not installed, the folder cannot be used, or the server does not start; the
    /// words say what to do.
    pub async fn start(folder: &Path) -> anyhow::Result<Cluster> {
        let folder = Folder::make(folder)?;
        let url = folder.url();
        let (leash, order) = mpsc::channel();
        let (report, state) = watch::channel(State::Starting);
        // The kernel tells a server of its parent's death when the *thread* that made it ends: this
        // one lives as long as the server.
        let supervisor = thread::Builder::new()
            .name("postgres".to_owned())
            .spawn(move || supervisor::run(&folder, &order, &report))
            .context("cannot start the thread that looks after PostgreSQL")?;
        let cluster = Cluster {
            url,
            state,
            leash,
            supervisor,
        };
        match readiness::wait(&cluster.url, cluster.state.clone()).await {
            Ok(()) => Ok(cluster),
            Err(error) => {
                cluster.stop().await;
                Err(error)
            }
        }
    }

    /// The URL of the database `remit` for psql and for the pools: the superuser `postgres` over the
    /// unix socket.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Stops the server fast (sessions are ended, their open transactions rolled back) and waits for
    /// it. A guest only leaves.
    pub async fn stop(self) {
        let Cluster {
            mut state,
            leash,
            supervisor,
            ..
        } = self;
        drop(leash);
        // An error means that the supervisor has ended, which is what is waited for.
        let _ = state
            .wait_for(|state| matches!(state, State::Stopped))
            .await;
        if supervisor.join().is_err() {
            tracing::error!("the thread that looks after PostgreSQL panicked");
        }
    }
}

/// The URL of the cluster in this folder, without starting anything.
///
/// # Errors
/// When there is no such folder.
pub fn url_of(folder: &Path) -> anyhow::Result<String> {
    Ok(Folder::open(folder)?.url())
}
