//! Runs a file of this folder by psql, as superuser on a database of its own, and compares what it
//! prints with the file beside it. `REMIT_UPDATE=1` writes that file anew.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::support::database::TestDatabase;

/// The folder of these tests.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sql");

/// Runs `<name>.sql` after `setup.psql` and compares its output with `<name>.out`.
pub async fn compare(name: &str) {
    let database = TestDatabase::migrated().await;
    let setup = fs::read_to_string(format!("{FOLDER}/setup.psql")).unwrap();
    let script = fs::read_to_string(format!("{FOLDER}/{name}.sql")).unwrap();
    let printed = run(&database, &format!("{setup}{script}rollback;\n"));
    let expected_file = format!("{FOLDER}/{name}.out");
    if std::env::var_os("REMIT_UPDATE").is_some() {
        fs::write(&expected_file, &printed).unwrap();
        return;
    }
    let expected = fs::read_to_string(&expected_file).unwrap_or_default();
    assert!(
        printed == expected,
        "tests/sql/{name}.sql does not print what {name}.out holds (REMIT_UPDATE=1 writes it anew):\n{}",
        difference(&expected, &printed)
    );
}

/// What psql prints for a script, errors among results as on a terminal.
pub fn run(database: &TestDatabase, script: &str) -> String {
    let mut output = temporary_file();
    let mut child = Command::new(program("psql"))
        .args(["-X", &database.url])
        .env("PGCLIENTENCODING", "UTF8")
        .stdin(Stdio::piped())
        .stdout(output.try_clone().unwrap())
        .stderr(output.try_clone().unwrap())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(script.as_bytes())
        .unwrap();
    child.wait().unwrap();
    let mut printed = String::new();
    output.rewind().unwrap();
    output.read_to_string(&mut printed).unwrap();
    stable(&printed)
}

/// A file without a name.
fn temporary_file() -> File {
    let path = std::env::temp_dir().join(format!("remit-psql-{}", uuid::Uuid::now_v7().simple()));
    let file = File::options()
        .create_new(true)
        .read(true)
        .append(true)
        .open(&path)
        .unwrap();
    fs::remove_file(path).unwrap();
    file
}

/// Without what depends on the server's version or says the same twice.
fn stable(printed: &str) -> String {
    let noise = ["LOCATION:", "SCHEMA NAME:", "TABLE NAME:", "COLUMN NAME:"];
    let lines = printed
        .lines()
        .filter(|line| !noise.iter().any(|start| line.starts_with(start)));
    // The row that a check refused holds new ids and times.
    let lines = lines.filter(|line| !line.starts_with("DETAIL:  Failing row contains"));
    lines.fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

/// One of PostgreSQL's client programs, beside its server's.
pub fn program(name: &str) -> PathBuf {
    let setup = concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/setup");
    let found = Command::new(setup).arg("bindir").output().unwrap();
    let folder = PathBuf::from(String::from_utf8(found.stdout).unwrap().trim());
    let beside = folder.join(name);
    if beside.exists() { beside } else { name.into() }
}

/// The lines that differ, as `diff` would show them.
fn difference(expected: &str, printed: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (expected.lines().collect(), printed.lines().collect());
    let same_start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - same_start;
    let same_end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(rest)
        .take_while(|(a, b)| a == b)
        .count();
    let mut text = format!("@@ line {}\n", same_start + 1);
    for line in &old[same_start.saturating_sub(3)..same_start] {
        writeln!(text, "  {line}").unwrap();
    }
    for line in &old[same_start..old.len() - same_end] {
        writeln!(text, "- {line}").unwrap();
    }
    for line in &new[same_start..new.len() - same_end] {
        writeln!(text, "+ {line}").unwrap();
    }
    text
}
