//! What a bank wants its direct entry files to look like, and what is done with them at a terminal.

use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};

use super::DatabaseOptions;

/// What the exit codes of these commands mean.
const EXITS: &str = "\
Exit codes:
  0  done
  1  refused or failed: nothing of a returns file was applied, and a file that could not be written
     is written by the next export
  2  the command was not understood";

/// What can be done with the bank's files.
#[derive(Debug, Subcommand)]
pub enum BankCommand {
    /// Write queued payments into ABA (Cemtext) files, one company to a file.
    Export(Export),
    /// Apply a returns file, whole or not at all; the same file a second time changes nothing.
    ImportReturns(ImportReturns),
}

/// Where files go.
#[derive(Debug, Clone, Args)]
#[command(after_help = EXITS)]
pub struct Export {
    /// The folder that the files are written to; made if it is not there.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,

    /// What the bank wants.
    #[command(flatten)]
    pub profile: ProfileOptions,

    /// Where the rows are.
    #[command(flatten)]
    pub database: DatabaseOptions,
}

/// Which file is applied, and how strictly.
#[derive(Debug, Clone, Args)]
#[command(after_help = EXITS)]
pub struct ImportReturns {
    /// The file, at most 64 MiB.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Take a file that the bank has cut: its totals may not match, or be missing.
    #[arg(long)]
    pub partial: bool,

    /// What the bank wants.
    #[command(flatten)]
    pub profile: ProfileOptions,

    /// Where the rows are.
    #[command(flatten)]
    pub database: DatabaseOptions,
}

/// How the bank wants its files, as it is told.
#[derive(Debug, Clone, Args)]
pub struct ProfileOptions {
    /// The bank's mnemonic in its files, 3 letters: CBA. Needed with a database URL; else XXX, for
    /// trying out.
    #[arg(
        long = "bank-mnemonic",
        env = "REMIT_BANK_MNEMONIC",
        value_name = "LETTERS"
    )]
    pub mnemonic: Option<String>,

    /// Our name in the bank's files, at most 26 characters. Needed with a database URL; else REMIT.
    #[arg(
        long = "bank-user-name",
        env = "REMIT_BANK_USER_NAME",
        value_name = "NAME"
    )]
    pub user_name: Option<String>,

    /// Our direct entry (APCA) user id, at most 6 digits. Needed with a database URL; else 000000.
    #[arg(
        long = "bank-user-id",
        env = "REMIT_BANK_USER_ID",
        value_name = "DIGITS"
    )]
    pub user_id: Option<String>,

    /// What the bank's files are for, at most 12 characters.
    #[arg(
        long = "bank-description",
        env = "REMIT_BANK_DESCRIPTION",
        default_value = "PAYMENTS",
        value_name = "TEXT"
    )]
    pub description: String,

    /// Whether a file's first line tells the company's BSB and account too: some banks want it.
    #[arg(
        long = "bank-header-trace",
        env = "REMIT_BANK_HEADER_TRACE",
        default_value = "off",
        value_name = "ON|OFF"
    )]
    pub header_trace: HeaderTrace,

    /// Whether a file balances itself, by one opposite line to the company's account: some banks
    /// want it.
    #[arg(
        long = "bank-self-balancing",
        env = "REMIT_BANK_SELF_BALANCING",
        default_value = "off",
        value_name = "ON|OFF"
    )]
    pub balancing: Balancing,

    /// Characters that the bank takes in no file: each becomes a blank.
    #[arg(
        long = "bank-forbidden",
        env = "REMIT_BANK_FORBIDDEN",
        default_value = "",
        hide_default_value = true,
        value_name = "CHARACTERS"
    )]
    pub forbidden: String,

    /// Business days after which a payment without a return is successful.
    #[arg(
        long,
        env = "REMIT_SETTLEMENT_DAYS",
        default_value_t = 2,
        value_parser = clap::value_parser!(u16).range(..=30),
        value_name = "DAYS"
    )]
    pub settlement_days: u16,
}

/// Whether the first line of a file tells the company's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HeaderTrace {
    /// It does.
    On,
    /// It is blank there.
    Off,
}

/// Whether a file balances itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Balancing {
    /// One opposite line goes to the company's account.
    On,
    /// The bank sees to that.
    Off,
}

/// How the bank wants its files, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Three letters.
    pub mnemonic: String,
    /// 1 to 26 characters, all of which the bank takes.
    pub user_name: String,
    /// Six digits.
    pub user_id: String,
    /// 1 to 12 characters, all of which the bank takes.
    pub description: String,
    /// Whether the first line tells the company's account.
    pub header_trace: HeaderTrace,
    /// Whether a file balances itself.
    pub balancing: Balancing,
    /// What the bank does not take.
    pub forbidden: String,
    /// Business days.
    pub settlement_days: u16,
}

impl ProfileOptions {
    /// The profile, if what was told makes one.
    ///
    /// # Errors
    /// All that is missing or wrong, by the names of the variables.
    pub fn checked(&self, database: &DatabaseOptions) -> anyhow::Result<Profile> {
        let tries_out = database.database_url.is_none();
        let mut wrong = Vec::new();
        let mut told = |given: &Option<String>, name: &str, for_trial: &str| match given {
            Some(text) => text.trim().to_owned(),
            None if tries_out => for_trial.to_owned(),
            None => {
                wrong.push(format!("{name} is not set"));
                for_trial.to_owned()
            }
        };
        let mnemonic = told(&self.mnemonic, "REMIT_BANK_MNEMONIC", "XXX");
        let user_name = told(&self.user_name, "REMIT_BANK_USER_NAME", "REMIT");
        let user_id = told(&self.user_id, "REMIT_BANK_USER_ID", "000000");
        let description = self.description.trim().to_owned();
        if mnemonic.len() != 3 || !mnemonic.bytes().all(|byte| byte.is_ascii_uppercase()) {
            wrong.push("REMIT_BANK_MNEMONIC must be 3 capital letters".to_owned());
        }
        if !(1..=6).contains(&user_id.len()) || !user_id.bytes().all(|byte| byte.is_ascii_digit()) {
            wrong.push("REMIT_BANK_USER_ID must be 1 to 6 digits".to_owned());
        }
        for (name, text, most) in [
            ("REMIT_BANK_USER_NAME", &user_name, 26),
            ("REMIT_BANK_DESCRIPTION", &description, 12),
        ] {
            if !(1..=most).contains(&text.len()) || !text.chars().all(|c| self.takes(c)) {
                wrong.push(format!(
                    "{name} must be 1 to {most} of the characters that the bank takes"
                ));
            }
        }
        if !wrong.is_empty() {
            bail!("direct entry files need a profile: {}", wrong.join("; "));
        }
        Ok(Profile {
            mnemonic,
            user_name,
            user_id: format!("{user_id:0>6}"),
            description,
            header_trace: self.header_trace,
            balancing: self.balancing,
            forbidden: self.forbidden.clone(),
            settlement_days: self.settlement_days,
        })
    }

    fn takes(&self, c: char) -> bool {
        (' '..='~').contains(&c) && !self.forbidden.contains(c)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::config::{Cli, Command};

    fn profile(arguments: &[&str]) -> anyhow::Result<Profile> {
        let given = ["remit", "bank", "export", "--out", "x"]
            .iter()
            .chain(arguments);
        match Cli::try_parse_from(given)?.command {
            Some(Command::Bank(BankCommand::Export(export))) => {
                export.profile.checked(&export.database)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_database_of_ones_own_needs_a_whole_profile_and_all_that_is_wrong_is_told_at_once() {
        let url = ["--database-url", "postgres://x", "--bank-mnemonic", "cba"];
        let told = profile(&url).unwrap_err().to_string();
        for name in [
            "MNEMONIC must",
            "USER_NAME is not set",
            "USER_ID is not set",
        ] {
            assert!(told.contains(name), "{told}");
        }
        assert_eq!(profile(&[]).unwrap().user_id, "000000");
    }

    #[test]
    fn a_short_user_id_is_filled_with_zeros() {
        assert_eq!(
            profile(&["--bank-user-id", "4711"]).unwrap().user_id,
            "004711"
        );
        for wrong in ["", "1234567", "12a"] {
            assert!(profile(&["--bank-user-id", wrong]).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_name_that_the_bank_would_not_take_is_refused() {
        for wrong in ["", "Café", "Smith & Co", "abcdefghijklmnopqrstuvwxyz0"] {
            let given = ["--bank-user-name", wrong, "--bank-forbidden", "&"];
            assert!(profile(&given).is_err(), "{wrong:?}");
        }
    }
}
