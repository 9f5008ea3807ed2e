//! The office that exchanges files with the bank: a server that waits for exports, the program's
//! commands as they are run at a terminal, and the bank that turns payments round.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use base64::prelude::{BASE64_STANDARD, Engine};
use remit::config::{Bank, Serve};
use serde_json::{Value, json};
use tokio_postgres::Client;

use crate::support::app::{App, Company, options};
use crate::support::database::TestDatabase;

/// Our direct entry user id.
pub const USER_ID: &str = "301500";

/// A server in direct entry mode, its database, and a folder for files.
pub struct Office {
    pub app: App,
    pub psql: Client,
    database: Arc<TestDatabase>,
    folder: PathBuf,
}

impl Office {
    pub async fn open() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("remit-files-{}-{count}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir(&folder).unwrap();
        let database = Arc::new(TestDatabase::migrated().await);
        let options = Serve {
            bank: Bank::DirectEntry,
            ..options()
        };
        let app = App::spawn_on(database.clone(), options).await;
        let psql = database.psql().await;
        Self {
            app,
            psql,
            database,
            folder,
        }
    }

    /// A path in its folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// `remit bank …`, ready to be run.
    pub fn remit(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_remit"));
        command
            .arg("bank")
            .args(arguments)
            .env("DATABASE_URL", &self.database.url)
            .env("REMIT_SECRET_KEY", BASE64_STANDARD.encode([7; 32]))
            .env("REMIT_BANK_MNEMONIC", "CBA")
            .env("REMIT_BANK_USER_NAME", "REMIT PTY LTD")
            .env("REMIT_BANK_USER_ID", USER_ID)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Exports into this folder of its; what the program said.
    pub async fn export(&self, out: &str) -> String {
        let out = self.path(out);
        said(self.remit(&["export", "--out", out.to_str().unwrap()])).await
    }

    /// Starts an export that goes on by itself.
    pub fn start_export(&self, out: &str) -> Child {
        let out = self.path(out);
        self.remit(&["export", "--out", out.to_str().unwrap()])
            .spawn()
            .unwrap()
    }

    /// The files in this folder of its, by their names.
    pub fn files(&self, out: &str) -> Vec<(String, String)> {
        let Ok(entries) = fs::read_dir(self.path(out)) else {
            return Vec::new();
        };
        let mut files: Vec<_> = entries
            .map(|entry| {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                (name, fs::read_to_string(entry.path()).unwrap())
            })
            .collect();
        files.sort();
        files
    }

    /// Imports a file of this text; what the program said, and whether it went well.
    pub async fn import(&self, text: &str, flags: &[&str]) -> (bool, String) {
        let path = self.path("returns.txt");
        fs::write(&path, text).unwrap();
        self.import_file(&path, flags).await
    }

    /// Imports this file.
    pub async fn import_file(&self, path: &Path, flags: &[&str]) -> (bool, String) {
        let mut arguments = vec!["import-returns", path.to_str().unwrap()];
        arguments.extend(flags);
        let output = run(self.remit(&arguments)).await;
        let text = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(text).unwrap())
    }

    /// One text of the database.
    pub async fn text(&self, query: &str) -> String {
        self.psql.query_one(query, &[]).await.unwrap().get(0)
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Runs a command to its end.
pub async fn run(mut command: Command) -> Output {
    tokio::task::spawn_blocking(move || command.output().unwrap())
        .await
        .unwrap()
}

/// What a command says that goes well.
pub async fn said(command: Command) -> String {
    let output = run(command).await;
    let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{wrong}");
    String::from_utf8(output.stdout).unwrap()
}

/// A debit of this amount from this account.
pub fn debit(amount_cents: i64, account_number: &str, reference: Option<&str>) -> Value {
    json!({"amount_cents": amount_cents, "account_name": "Jané Citizen", "bsb": "000-000",
        "account_number": account_number, "reference": reference})
}

/// Creates this payment and puts it into the queue; its path.
pub async fn queue(company: &Company<'_>, draft: &Value) -> String {
    let created: Value = company
        .post("/v1/payments", draft)
        .await
        .json()
        .await
        .unwrap();
    let path = format!("/v1/payments/{}", created["id"].as_str().unwrap());
    let answer = company.post(&format!("{path}/process"), &json!({})).await;
    assert_eq!(answer.status(), 202);
    path
}

/// The payment now.
pub async fn get(company: &Company<'_>, path: &str) -> Value {
    company.get(path).await.json().await.unwrap()
}

/// Its status, its processing state, and why it failed.
pub async fn standing(company: &Company<'_>, path: &str) -> String {
    let payment = get(company, path).await;
    let texts = [
        &payment["status"],
        &payment["processing"]["state"],
        &payment["failure"]["code"],
    ];
    let texts: Vec<_> = texts.iter().filter_map(|text| text.as_str()).collect();
    texts.join(" ")
}

/// A returns file: each line of type 1 of these files turned round, as a bank does it, with a code.
pub fn returned(files: &[(String, String)], code: impl Fn(usize) -> char) -> String {
    let lines = files.iter().flat_map(|(_, text)| text.lines());
    let payments: Vec<_> = lines.filter(|line| line.starts_with('1')).collect();
    let day = &files[0].1[74..76];
    let lines: Vec<_> = payments
        .iter()
        .enumerate()
        .map(|(place, line)| {
            let (ours, theirs) = (&line[80..96], &line[1..17]);
            let (middle, remitter) = (&line[18..80], &line[96..112]);
            let code = code(place);
            format!("2{ours}{code}{middle}{theirs}{remitter}{day}{USER_ID}")
        })
        .collect();
    file_of(&files[0].1[..120], &lines)
}

/// These lines with this first line, and totals that match.
pub fn file_of(header: &str, lines: &[String]) -> String {
    let total = |code: &str| -> i64 {
        let of_code = lines.iter().filter(|line| &line[18..20] == code);
        of_code
            .map(|line| line[20..30].parse::<i64>().unwrap())
            .sum()
    };
    let (debits, credits) = (total("13"), total("50"));
    let totals = format!(
        "7999-999{:12}{:010}{credits:010}{debits:010}{:24}{:06}{:40}",
        "",
        (credits - debits).abs(),
        "",
        lines.len(),
        ""
    );
    let all = std::iter::once(header.to_owned())
        .chain(lines.iter().cloned())
        .chain([totals]);
    all.map(|line| line + "\r\n").collect()
}
