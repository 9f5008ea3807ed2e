//! The tree is the data flow: modules depend one way, and files stay short enough to be read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the helpers of tests may fail loudly too"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each module, and the modules that it may use. `main` may use all.
const ARROWS: &[(&str, &[&str])] = &[
    (
        "server",
        &[
            "api",
            "auth",
            "bank",
            "capture",
            "config",
            "db",
            "delivery",
            "direct_entry",
            "docs",
            "fairness",
            "housekeeping",
            "metrics",
            "pages",
            "panel",
            "outbound",
            "secrets",
            "staff",
            "stream",
            "waiting",
        ],
    ),
    ("panel", &["db", "pages", "staff"]),
    (
        "staff",
        &[
            "api",
            "auth",
            "config",
            "db",
            "direct_entry",
            "domain",
            "pages",
            "secrets",
        ],
    ),
    (
        "pages",
        &["api", "assets", "auth", "db", "domain", "secrets"],
    ),
    ("docs", &["api", "assets", "domain", "secrets"]),
    ("assets", &["secrets"]),
    ("fairness", &["auth", "capture", "db", "domain", "metrics"]),
    ("bank", &["capture", "db", "domain", "secrets"]),
    ("capture", &["db", "domain", "metrics"]),
    (
        "delivery",
        &["capture", "db", "domain", "metrics", "outbound", "secrets"],
    ),
    ("direct_entry", &["config", "db", "domain", "secrets"]),
    ("waiting", &["capture", "db", "domain"]),
    ("stream", &["auth", "capture", "db", "metrics"]),
    (
        "api",
        &[
            "auth", "bank", "config", "db", "domain", "fairness", "outbound", "secrets", "stream",
            "waiting",
        ],
    ),
    ("housekeeping", &["db"]),
    ("auth", &["domain", "metrics", "secrets"]),
    ("db", &["auth", "config", "domain", "metrics", "secrets"]),
    ("config", &["capture", "domain", "outbound", "secrets"]),
    ("outbound", &["domain"]),
    // A client like any other: it reaches a server by HTTP, never by its modules.
    ("terminal", &["config", "domain"]),
    ("cluster", &[]),
    ("domain", &[]),
    ("log", &["domain"]),
    ("metrics", &[]),
    ("secrets", &[]),
];

/// The longest a file may be, in lines: what the models that we follow reach, with some air.
const LONGEST_SOURCE: usize = 320;
const LONGEST_TEST: usize = 450;

#[test]
fn modules_depend_one_way() {
    for file in files("src", "rs") {
        let module = module_of(&file);
        if module == "main" || module == "lib" {
            continue;
        }
        let arrows = ARROWS.iter().find(|(name, _)| *name == module);
        let (_, allowed) = arrows.unwrap_or_else(|| panic!("{module} has no arrows in ARROWS"));
        for used in used_modules(&std::fs::read_to_string(&file).unwrap()) {
            assert!(
                used == module || allowed.contains(&used.as_str()),
                "{} uses crate::{used}: {module} may use {allowed:?}",
                file.display()
            );
        }
    }
}

#[test]
fn every_file_can_be_read_in_one_sitting() {
    for (folder, longest) in [("src", LONGEST_SOURCE), ("tests", LONGEST_TEST)] {
        for file in files(folder, "rs") {
            let lines = std::fs::read_to_string(&file).unwrap().lines().count();
            assert!(
                lines <= longest,
                "{} has {lines} lines, more than {longest}",
                file.display()
            );
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for file in files("src", "rs") {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            text.starts_with("//!"),
            "{} does not begin with what it is for",
            file.display()
        );
    }
}

/// The panel serves tables that it has never heard of: those that this program is about are no
/// exception. Only the two doors know who comes.
#[test]
fn the_panels_engine_names_no_table_of_ours() {
    let engine = files("src/panel", "rs")
        .into_iter()
        .chain(files("src/db/panel", "rs"));
    let whole = engine.chain(["src/panel.rs".into(), "src/db/panel.rs".into()]);
    let doors = ["src/db/panel/entrance.rs", "src/panel/gate.rs"];
    for file in whole.filter(|file| !doors.contains(&file.to_str().unwrap())) {
        let text = std::fs::read_to_string(&file).unwrap().to_lowercase();
        for name in ["payment", "company", "companies"] {
            assert!(!text.contains(name), "{} names {name}", file.display());
        }
    }
}

/// The top-level modules that a file names by `crate::`.
fn used_modules(text: &str) -> BTreeSet<String> {
    text.split("crate::")
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .filter(|name: &String| Path::new(&format!("src/{name}.rs")).exists())
        .collect()
}

fn module_of(file: &Path) -> String {
    let inside = file.strip_prefix("src").unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => files(path.to_str().unwrap(), extension),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect()
}
