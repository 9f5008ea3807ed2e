//! Finds PostgreSQL's server programs on this machine: nothing is downloaded.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{bail, ensure};

/// The oldest release that Remit works with.
const OLDEST: u32 = 15;

/// Folders of versioned installations, and what comes before the version in their names.
const INSTALLATIONS: [(&str, &str); 4] = [
    ("/usr/lib/postgresql", ""),
    ("/opt/homebrew/opt", "postgresql@"),
    ("/usr/local/opt", "postgresql@"),
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql@"),
];

/// The server programs of one installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Programs {
    pub(super) bin: PathBuf,
    pub(super) major: u32,
}

impl Programs {
    /// The newest programs, or those of the major version that made the data.
    pub(super) fn find(made_by: Option<u32>) -> anyhow::Result<Programs> {
        let bin = env::var_os("PG_BINDIR").filter(|bin| !bin.is_empty());
        let installed: Vec<_> = match &bin {
            Some(bin) => Programs::probe(Path::new(bin)).into_iter().collect(),
            None => folders()
                .iter()
                .filter_map(|folder| Programs::probe(folder))
                .collect(),
        };
        if let Some(bin) = bin {
            ensure!(
                !installed.is_empty(),
                "PG_BINDIR is {bin:?}, where there are no programs `initdb` and `postgres`: correct it or unset it"
            );
        }
        choose(&installed, made_by)
    }

    pub(super) fn initdb(&self) -> PathBuf {
        self.bin.join("initdb")
    }

    pub(super) fn postgres(&self) -> PathBuf {
        self.bin.join("postgres")
    }

    fn probe(bin: &Path) -> Option<Programs> {
        let found = Programs {
            bin: bin.to_owned(),
            major: 0,
        };
        if !found.initdb().is_file() {
            return None;
        }
        let output = Command::new(found.postgres())
            .arg("--version")
            .output()
            .ok()?;
        let major = parse_major(&String::from_utf8_lossy(&output.stdout))?;
        Some(Programs { major, ..found })
    }
}

fn choose(installed: &[Programs], made_by: Option<u32>) -> anyhow::Result<Programs> {
    let fits = |found: &&Programs| {
        found.major >= OLDEST && made_by.is_none_or(|major| found.major == major)
    };
    if let Some(fitting) = installed.iter().find(fits) {
        return Ok(fitting.clone());
    }
    let seen: Vec<_> = installed
        .iter()
        .map(|found| format!("{} in {:?}", found.major, found.bin))
        .collect();
    let seen = if seen.is_empty() {
        "none".to_owned()
    } else {
        seen.join(", ")
    };
    let elsewhere = "or set DATABASE_URL to a PostgreSQL server that runs elsewhere";
    match made_by {
        Some(major) if major < OLDEST => bail!(
            "the data was made by PostgreSQL {major}, and Remit needs {OLDEST} or newer: carry it over with \
             pg_upgrade, name an empty folder by REMIT_DATA_DIR, {elsewhere}"
        ),
        Some(major) => bail!(
            "the data was made by PostgreSQL {major}, which is not installed (found: {seen}): install it \
             (`apt install postgresql-{major}`, `brew install postgresql@{major}`), name an empty folder by \
             REMIT_DATA_DIR, {elsewhere}"
        ),
        None => bail!(
            "no PostgreSQL server programs of version {OLDEST} or newer found (found: {seen}): install them \
             (`apt install postgresql`, `brew install postgresql`), name their folder by PG_BINDIR, {elsewhere}"
        ),
    }
}

/// Where server programs may be, the likeliest first.
fn folders() -> Vec<PathBuf> {
    let versioned = INSTALLATIONS.iter().flat_map(|(parent, prefix)| {
        let names = fs::read_dir(parent)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.file_name());
        newest_first(names, prefix)
            .into_iter()
            .map(move |name| Path::new(parent).join(name).join("bin"))
    });
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).filter_map(|folder| {
        // A link to `initdb` has the other programs beside its target.
        Some(
            folder
                .join("initdb")
                .canonicalize()
                .ok()?
                .parent()?
                .to_owned(),
        )
    });
    versioned.chain(on_path).collect()
}

fn newest_first(names: impl Iterator<Item = OsString>, prefix: &str) -> Vec<String> {
    let version = |name: OsString| {
        let name = name.into_string().ok()?;
        let version: u32 = name.strip_prefix(prefix)?.parse().ok()?;
        Some((version, name))
    };
    let mut found: Vec<_> = names.filter_map(version).collect();
    found.sort_by(|one, other| other.cmp(one));
    found.into_iter().map(|(_, name)| name).collect()
}

/// The major version in `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` or `… 19beta1`.
fn parse_major(version: &str) -> Option<u32> {
    let number = version.split_once("(PostgreSQL) ")?.1;
    number
        .split(|character: char| !character.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installed(majors: &[u32]) -> Vec<Programs> {
        majors
            .iter()
            .map(|&major| Programs {
                bin: format!("/pg/{major}").into(),
                major,
            })
            .collect()
    }

    #[test]
    fn the_newest_version_is_the_one_with_the_greatest_number() {
        let names = ["9.6", "9", "17", "100", "15", "lost+found"].map(OsString::from);
        assert_eq!(
            newest_first(names.into_iter(), ""),
            ["100", "17", "15", "9"]
        );
        let brewed =
            ["postgresql@9", "postgresql@16", "postgresql@15", "node@22"].map(OsString::from);
        let expected = ["postgresql@16", "postgresql@15", "postgresql@9"];
        assert_eq!(newest_first(brewed.into_iter(), "postgresql@"), expected);
    }

    #[test]
    fn versions_are_read_as_postgres_tells_them() {
        assert_eq!(
            parse_major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(parse_major("postgres (PostgreSQL) 19beta1\n"), Some(19));
        assert_eq!(parse_major("initdb: command not found"), None);
    }

    #[test]
    fn existing_data_is_opened_by_the_version_that_made_it() {
        let found = installed(&[18, 16, 15]);
        assert_eq!(choose(&found, None).unwrap().major, 18);
        assert_eq!(choose(&found, Some(16)).unwrap().major, 16);
    }

    #[test]
    fn a_refusal_says_what_to_install_and_that_database_url_is_the_other_way() {
        let cases = [
            (installed(&[]), None, "apt install postgresql`"),
            (installed(&[14]), None, "14 in \"/pg/14\""),
            (installed(&[16]), Some(15), "apt install postgresql-15`"),
            (installed(&[14]), Some(14), "pg_upgrade"),
        ];
        for (found, made_by, part) in cases {
            let words = choose(&found, made_by).unwrap_err().to_string();
            assert!(
                words.contains(part) && words.contains("DATABASE_URL"),
                "{words}"
            );
        }
    }
}
