//! What the cluster's tests share: a throw-away folder, a program that can be killed, and looks at
//! the processes and the database.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use futures_util::future;
use rustix::process::{Pid, Signal};
use tokio_postgres::config::Host;
use tokio_postgres::{Config, Error, NoTls, SimpleQueryMessage};

/// The test that holds a cluster for others while this variable names its folder.
pub(crate) const HOLD: &str = "REMIT_TEST_HOLD";
const HOLDER: &str = "a_new_cluster_answers_until_it_is_stopped";

const DEADLINE: Duration = Duration::from_secs(30);

/// A folder that is removed at the end, and the sockets' folder with it.
pub(crate) struct Scratch {
    top: PathBuf,
    data: PathBuf,
}

impl Scratch {
    pub(crate) fn new() -> Scratch {
        Scratch::named("remit")
    }

    /// Under `/tmp`, since `$TMPDIR` may be closed to PostgreSQL's user.
    pub(crate) fn named(name: &str) -> Scratch {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let top = Path::new("/tmp").join(format!("remit-test-{}-{count}", std::process::id()));
        fs::create_dir(&top).unwrap();
        let top = top.canonicalize().unwrap();
        Scratch {
            data: top.join(name),
            top,
        }
    }

    pub(crate) fn top(&self) -> &Path {
        &self.top
    }

    pub(crate) fn path(&self) -> &Path {
        &self.data
    }

    pub(crate) fn postmaster(&self) -> Option<Pid> {
        let note = fs::read_to_string(self.data.join("postgres/postmaster.pid")).ok()?;
        Pid::from_raw(note.lines().next()?.trim().parse().ok()?)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Ok(url) = remit::cluster::url_of(&self.data) {
            let _ = fs::remove_dir_all(sockets(&url));
        }
        let _ = fs::remove_dir_all(&self.top);
    }
}

/// Another program with a cluster in the same folder: this test binary, run again.
pub(crate) struct Program(Child);

impl Program {
    pub(crate) fn spawn(folder: &Path) -> Program {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", HOLDER, "--nocapture"])
            .env(HOLD, folder);
        command.env("REMIT_SECRET_KEY", "not for PostgreSQL");
        Program(
            command
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap(),
        )
    }

    pub(crate) fn with_cluster(folder: &Path) -> Program {
        let mut program = Program::spawn(folder);
        let mut lines = BufReader::new(program.0.stdout.as_mut().unwrap()).lines();
        assert!(
            lines.any(|line| line.unwrap().contains("holding")),
            "the cluster did not start"
        );
        program
    }

    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// Ends it as a program ends by itself.
    pub(crate) fn finish(mut self) {
        drop(self.0.stdin.take());
        assert!(self.0.wait().unwrap().success());
    }
}

/// Tells the spawner that the cluster runs, and waits until it lets go.
pub(crate) async fn hold() {
    println!("holding");
    let wait = || std::io::stdin().read_to_end(&mut Vec::new());
    tokio::task::spawn_blocking(wait).await.unwrap().unwrap();
}

/// Starts a program as PostgreSQL's user, outside of this program's care.
pub(crate) fn run_as_owner_of(folder: &Path, program: &Path, arguments: &[&str]) -> Child {
    let owner = fs::metadata(folder).unwrap();
    let mut command = Command::new(program);
    if rustix::process::geteuid().is_root() {
        command.uid(owner.uid()).gid(owner.gid());
    }
    command
        .args(arguments)
        .current_dir("/")
        .process_group(0)
        .env("LC_ALL", "C");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The server program that ran on the data last.
pub(crate) fn server_that_ran(data: &Path) -> PathBuf {
    let options = fs::read_to_string(data.join("postmaster.opts")).unwrap();
    options.split(' ').next().unwrap().into()
}

pub(crate) fn command_line(pid: Pid) -> Option<String> {
    let line = fs::read(format!("/proc/{}/cmdline", pid.as_raw_nonzero())).ok()?;
    (!line.is_empty()).then(|| String::from_utf8_lossy(&line).replace('\0', " "))
}

pub(crate) fn kill(pid: Pid) {
    rustix::process::kill_process(pid, Signal::KILL).unwrap();
}

/// Looks again and again until it is so; panics when it does not become so.
pub(crate) fn wait_until(what: &str, mut so: impl FnMut() -> bool) {
    let deadline = Instant::now() + DEADLINE;
    while !so() {
        assert!(Instant::now() < deadline, "did not come true: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The first value of each row, over a connection of its own.
pub(crate) async fn query(url: &str, sql: &str) -> Result<Vec<String>, Error> {
    let (client, connection) = url.parse::<Config>()?.connect(NoTls).await?;
    let work = async move { client.simple_query(sql).await };
    let (messages, _) = future::join(work, connection).await;
    let value = |message| match message {
        SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
        _ => None,
    };
    Ok(messages?.into_iter().filter_map(value).collect())
}

/// Asks until there is an answer.
pub(crate) async fn query_in_time(url: &str, sql: &str) -> Vec<String> {
    let deadline = Instant::now() + DEADLINE;
    loop {
        match query(url, sql).await {
            Ok(rows) => return rows,
            Err(error) => assert!(Instant::now() < deadline, "{error}"),
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// The folder of the socket in a URL, as tokio-postgres reads it.
pub(crate) fn sockets(url: &str) -> PathBuf {
    match url.parse::<Config>().unwrap().get_hosts() {
        [Host::Unix(path)] => path.clone(),
        hosts => panic!("not one socket: {hosts:?}"),
    }
}
