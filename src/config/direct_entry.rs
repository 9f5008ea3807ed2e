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

    /// Whose files these are.
    #[command(flatten)]
    pub user: UserIdOption,

    /// Where the rows are.
    #[command(flatten)]
    pub database: DatabaseOptions,
}

/// Whose direct entry files these are.
#[derive(Debug, Clone, Args)]
pub struct UserIdOption {
    /// Our direct entry (APCA) user id, at most 6 digits. Needed with a database URL; else 000000.
    #[arg(
        long = "bank-user-id",
        env = "REMIT_BANK_USER_ID",
        value_name = "DIGITS"
    )]
    pub user_id: Option<String>,
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

    /// Whose files these are.
    #[command(flatten)]
    pub user: UserIdOption,

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

impl UserIdOption {
    /// The user id, six digits.
    ///
    /// # Errors
    /// It is missing or wrong, by the name of the variable.
    pub fn checked(&self, database: &DatabaseOptions) -> anyhow::Result<String> {
        let told = told(&self.user_id, database, "REMIT_BANK_USER_ID", "000000")
            .map_err(anyhow::Error::msg)?;
        let is_number = told.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || !(1..=6).contains(&told.len()) {
            bail!("REMIT_BANK_USER_ID must be 1 to 6 digits");
        }
        Ok(format!("{told:0>6}"))
    }
}

impl ProfileOptions {
    /// The profile, if what was told makes one.
    ///
    /// # Errors
    /// All that is missing or wrong, by the names of the variables.
    pub fn checked(&self, database: &DatabaseOptions) -> anyhow::Result<Profile> {
        let mut wrong = Vec::new();
        let mut keep = |told: Result<String, String>| {
            told.unwrap_or_else(|why| {
                wrong.push(why);
                String::new()
            })
        };
        let mnemonic = told(&self.mnemonic, database, "REMIT_BANK_MNEMONIC", "XXX");
        let mnemonic = keep(mnemonic.and_then(capitals));
        let user_name = told(&self.user_name, database, "REMIT_BANK_USER_NAME", "REMIT");
        let user_name =
            keep(user_name.and_then(|text| self.columns("REMIT_BANK_USER_NAME", &text, 26)));
        let user_id = keep(self.user.checked(database).map_err(|why| why.to_string()));
        let description = self.description.trim();
        let description = keep(self.columns("REMIT_BANK_DESCRIPTION", description, 12));
        if !wrong.is_empty() {
            bail!("direct entry files need a profile: {}", wrong.join("; "));
        }
        Ok(Profile {
            mnemonic,
            user_name,
            user_id,
            description,
            header_trace: self.header_trace,
            balancing: self.balancing,
            forbidden: self.forbidden.clone(),
            settlement_days: self.settlement_days,
        })
    }

    /// A text of so many columns at most, all of which the bank takes.
    fn columns(&self, name: &str, text: &str, most: usize) -> Result<String, String> {
        match (1..=most).contains(&text.len()) && text.chars().all(|c| self.takes(c)) {
            true => Ok(text.to_owned()),
            false => Err(format!(
                "{name} must be 1 to {most} of the characters that the bank takes"
            )),
        }
    }

    fn takes(&self, c: char) -> bool {
        (' '..='~').contains(&c) && !self.forbidden.contains(c)
    }
}

/// What was told, or what stands for it on the private cluster, where files are for trying out.
fn told(
    given: &Option<String>,
    database: &DatabaseOptions,
    name: &str,
    for_trial: &str,
) -> Result<String, String> {
    match (given, &database.database_url) {
        (Some(text), _) => Ok(text.trim().to_owned()),
        (None, None) => Ok(for_trial.to_owned()),
        (None, Some(_)) => Err(format!("{name} is not set")),
    }
}

fn capitals(text: String) -> Result<String, String> {
    match text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        true => Ok(text),
        false => Err("REMIT_BANK_MNEMONIC must be 3 capital letters".to_owned()),
    }
}

#[cfg(test)]
mod tests;
