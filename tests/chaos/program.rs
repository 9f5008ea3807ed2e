//! The real program with its private cluster: started, killed, started again on the same folder.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use remit::db::url::DatabaseUrl;
use rustix::process::{Pid, Signal, kill_process};
use tokio::sync::watch;
use tokio_postgres::{Client, Error};

/// How long the program may take to be there again, after a crash and with others on the machine.
const START: Duration = Duration::from_secs(30);

/// Where the program listens now; it is another port after each start.
pub type Door = watch::Receiver<SocketAddr>;

/// A throw-away folder of programs, which goes with the last of them.
struct Folder(PathBuf);

/// A running program.
pub struct Program {
    child: Child,
    folder: Arc<Folder>,
    name: &'static str,
    address: watch::Sender<SocketAddr>,
    starts: u32,
}

impl Program {
    /// Starts one, with a database of its own.
    pub async fn start() -> Self {
        // Not in $TMPDIR, which may be closed to PostgreSQL's user.
        let top = Path::new("/tmp").join(format!("remit-chaos-{}", std::process::id()));
        fs::create_dir(&top).unwrap();
        Self::start_in(Arc::new(Folder(top)), "one").await
    }

    /// Starts another one on the same database.
    pub async fn start_another(&self) -> Self {
        Self::start_in(self.folder.clone(), "another").await
    }

    async fn start_in(folder: Arc<Folder>, name: &'static str) -> Self {
        let child = spawn(&folder.0, &log(&folder.0, name, 0));
        let (address, _) = watch::channel(([127, 0, 0, 1], 0).into());
        let mut program = Self {
            child,
            folder,
            name,
            address,
            starts: 0,
        };
        program.listens().await;
        program
    }

    /// Starts it again, after it was killed.
    pub async fn start_again(&mut self) {
        self.starts += 1;
        self.child = spawn(&self.folder.0, &self.log());
        self.listens().await;
    }

    /// kill -9.
    pub async fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Has it stand still.
    pub fn pause(&self) {
        self.signal(Signal::STOP);
    }

    /// Has it go on.
    pub fn go_on(&self) {
        self.signal(Signal::CONT);
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Stops it as a user does.
    pub async fn stop(mut self) {
        self.signal(Signal::TERM);
        let deadline = Instant::now() + START;
        while self.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "the program does not stop");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Where it listens, now and after each start.
    pub fn door(&self) -> Door {
        self.address.subscribe()
    }

    /// The DBA's way to the database.
    pub fn url(&self) -> DatabaseUrl {
        DatabaseUrl::parse(&remit::cluster::url_of(&self.data()).unwrap()).unwrap()
    }

    /// PostgreSQL's first process, if there is one.
    pub fn postmaster(&self) -> Option<Pid> {
        self.folder.postmaster()
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(20).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    fn data(&self) -> PathBuf {
        self.folder.data()
    }

    fn log(&self) -> PathBuf {
        log(&self.folder.0, self.name, self.starts)
    }

    /// Waits until it says where it listens.
    async fn listens(&mut self) {
        let deadline = Instant::now() + START;
        let log = self.log();
        let address = loop {
            if let Some(address) = address_in(&log) {
                break address;
            }
            let ended = self.child.try_wait().unwrap();
            assert!(
                ended.is_none() && Instant::now() < deadline,
                "the program does not start ({ended:?}):\n{}",
                fs::read_to_string(&log).unwrap_or_default()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        };
        self.address.send_replace(address);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Its cluster is told by the kernel; what a failed test leaves is ended here.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Folder {
    fn data(&self) -> PathBuf {
        self.0.join("data")
    }

    fn postmaster(&self) -> Option<Pid> {
        let note = fs::read_to_string(self.data().join("postgres/postmaster.pid")).ok()?;
        Pid::from_raw(note.lines().next()?.trim().parse().ok()?)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let deadline = Instant::now() + START;
        while self.postmaster().is_some_and(is_alive) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
        if std::thread::panicking() {
            eprintln!("the programs' logs are kept in {:?}", self.0);
        } else {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

fn is_alive(process: Pid) -> bool {
    rustix::process::test_kill_process(process).is_ok()
}

fn log(top: &Path, name: &str, starts: u32) -> PathBuf {
    top.join(format!("{name}.{starts}.log"))
}

fn spawn(top: &Path, log: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_remit"));
    command
        .arg("serve")
        .env_remove("DATABASE_URL")
        .env("REMIT_DATA_DIR", top.join("data"))
        .env("REMIT_LISTEN", "127.0.0.1:0")
        .env("REMIT_SIMULATOR_DELAY", "200ms")
        .env("REMIT_INQUIRY_SCHEDULE", ["500ms"; 40].join(","))
        .env("REMIT_COMPANY_RATE", "1000000")
        .env("REMIT_COMPANY_BURST", "1000000")
        .env("REMIT_ADDRESS_RATE", "1000000")
        .env("REMIT_ADDRESS_BURST", "1000000")
        .env("REMIT_WEBHOOK_SCHEDULE", ["200ms"; 400].join(","))
        .env("REMIT_WEBHOOK_TIMEOUT", "1s")
        .env("RUST_LOG", "info");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(log).unwrap())
        .spawn()
        .unwrap()
}

fn address_in(log: &Path) -> Option<SocketAddr> {
    let lines = BufReader::new(fs::File::open(log).ok()?).lines();
    lines.map_while(Result::ok).find_map(|line| {
        let line: serde_json::Value = serde_json::from_str(&line).ok()?;
        (line["message"] == "listening").then(|| line["address"].as_str()?.parse().ok())?
    })
}

/// A DBA's session.
pub async fn connect(url: &DatabaseUrl) -> Result<Client, Error> {
    let mut config = url.config();
    config
        .application_name("chaos")
        .connect_timeout(Duration::from_secs(2));
    let (client, connection) = config.connect(url.tls()).await?;
    // Ends with the client.
    tokio::spawn(connection);
    Ok(client)
}

/// A DBA's session, as soon as there can be one.
pub async fn connect_in_time(url: &DatabaseUrl) -> Client {
    let deadline = Instant::now() + START;
    loop {
        match connect(url).await {
            Ok(client) => return client,
            Err(error) => assert!(Instant::now() < deadline, "no connection: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
