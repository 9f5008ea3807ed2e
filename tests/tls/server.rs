//! A PostgreSQL server of the test's own, which ends with it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::JoinHandle;

use crate::Pair;

/// A folder that the server's user can reach, gone with its owner.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("remit-tls-{}-{number}", std::process::id());
        let folder = Folder(std::env::temp_dir().join(name));
        fs::create_dir(&folder.0).unwrap();
        fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o755)).unwrap();
        give_to_the_servers_user(&folder.0);
        folder
    }

    pub(crate) fn path(&self) -> String {
        self.0.to_str().unwrap().to_owned()
    }

    /// Writes a file that only the server's user may read, as keys must be; its path.
    pub(crate) fn keep(&self, name: &str, text: &str) -> String {
        let file = self.0.join(name);
        fs::write(&file, text).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        give_to_the_servers_user(&file);
        file.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

/// A running server on a loopback port and a socket in its folder, that lets anybody in.
pub(crate) struct Server {
    process: Child,
    log: Option<JoinHandle<()>>,
    pub(crate) port: u16,
}

impl Server {
    pub(crate) fn start(folder: &Folder, tls: Option<&Pair>) -> Server {
        let data = format!("{}/data", folder.path());
        let initdb = [
            "--no-sync",
            "--locale=C",
            "-E",
            "UTF8",
            "-A",
            "trust",
            "-U",
            "postgres",
        ];
        let made = program("initdb")
            .args(initdb)
            .args(["-D", &data])
            .output()
            .unwrap();
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        let mut settings = vec![
            "listen_addresses=127.0.0.1".to_owned(),
            format!("unix_socket_directories={}", folder.path()),
            "fsync=off".to_owned(),
        ];
        if let Some(pair) = tls {
            let certificate = folder.keep("server.crt", &pair.certificate);
            let key = folder.keep("server.key", &pair.key);
            settings.push("ssl=on".to_owned());
            settings.push(format!("ssl_cert_file={certificate}"));
            settings.push(format!("ssl_key_file={key}"));
        }
        let tried = (0..5).find_map(|_| Server::run(&data, &settings));
        tried.expect("PostgreSQL starts on one of five free ports")
    }

    /// None if it ended before it was ready, as when the port was taken in the meantime.
    fn run(data: &str, settings: &[String]) -> Option<Server> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let mut command = program("postgres");
        command.args(["-D", data, "-p", &port.to_string()]);
        command.args(settings.iter().flat_map(|setting| ["-c", setting]));
        let mut process = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let is_ready = lines
            .by_ref()
            .inspect(|line| eprintln!("{line}"))
            .any(|line| line.contains("ready to accept connections"));
        let log = Some(std::thread::spawn(move || lines.for_each(drop)));
        let mut server = Server { process, log, port };
        if is_ready {
            return Some(server);
        }
        server.process.wait().unwrap();
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGQUIT: at once, without writing anything down; the standard library only has SIGKILL,
        // which would leave PostgreSQL's other processes to notice by themselves.
        let process = self.process.id().to_string();
        let _sent = Command::new("kill").args(["-s", "QUIT", &process]).status();
        let _ended = self.process.wait();
        if let Some(log) = self.log.take() {
            let _drained = log.join();
        }
    }
}

/// A program of PostgreSQL as a user that it accepts, ending with this thread whatever happens.
fn program(name: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "QUIT"]);
    if let Some((user, group)) = servers_user() {
        let (user, group) = (format!("--reuid={user}"), format!("--regid={group}"));
        command.args([user, group, "--clear-groups".to_owned()]);
    }
    command.arg("--").arg(folder_of_programs().join(name));
    command.current_dir("/").stdin(Stdio::null());
    command
}

/// `$PG_BINDIR`, or the newest that Debian has installed.
fn folder_of_programs() -> PathBuf {
    if let Some(folder) = std::env::var_os("PG_BINDIR") {
        return folder.into();
    }
    let versions = fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed");
    let version = |folder: &PathBuf| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let folders = versions.map(|entry| entry.unwrap().path());
    folders
        .max_by_key(version)
        .expect("PostgreSQL is installed")
        .join("bin")
}

/// User and group to become, as PostgreSQL does not run as root; none for an ordinary user.
fn servers_user() -> Option<(u32, u32)> {
    if fs::metadata("/proc/self").unwrap().uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let found = |name: &str| {
        let line = users
            .lines()
            .find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line
            .split(':')
            .skip(2)
            .map(|number| number.parse().unwrap());
        numbers.next().zip(numbers.next())
    };
    found("postgres").or_else(|| found("nobody"))
}

fn give_to_the_servers_user(path: &std::path::Path) {
    if let Some((user, group)) = servers_user() {
        chown(path, Some(user), Some(group)).unwrap();
    }
}
