//! Writes ABA (Cemtext) files: lines of 120 bytes, one company to a file. Pure.

use chrono::NaiveDate;

use super::charset::{fit, is_reference};
use crate::config::{Balancing, HeaderTrace, Profile};
use crate::domain::Direction;

/// The largest total: ten digits.
const MOST_CENTS: i64 = 9_999_999_999;

/// The most lines between the first and the last, of which one may balance: six digits.
const MOST_LINES: usize = 999_999;

/// What a payment is called whose account's title has no character that the bank takes.
const NO_TITLE: &str = "ACCOUNT HOLDER";

/// Whose file it is: where returns come to.
#[derive(Debug, Clone)]
pub struct Trace {
    /// The company's branch.
    pub bsb: String,
    /// The company's account.
    pub account_number: String,
    /// The company's name.
    pub name: String,
}

/// A payment to be written.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Which way the money goes.
    pub direction: Direction,
    /// How much, more than nothing.
    pub amount_cents: i64,
    /// The other account's branch.
    pub bsb: String,
    /// The other account.
    pub account_number: String,
    /// The other account's title.
    pub account_name: String,
    /// The company's reference.
    pub reference: Option<String>,
    /// What the bank knows it by if the company gave none.
    pub bank_reference: String,
}

/// A file, and what each entry's line refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its text: ASCII, each line ended by CRLF.
    pub text: String,
    /// The lodgement references of the entries, in their order.
    pub references: Vec<String>,
    /// What is collected.
    pub debit_cents: i64,
    /// What is paid out.
    pub credit_cents: i64,
}

/// Divides entries, in their order, so that no file's totals need more than ten digits.
pub fn split<T>(entries: Vec<T>, of: impl Fn(&T) -> &Entry) -> Vec<Vec<T>> {
    let mut files: Vec<Vec<T>> = Vec::new();
    let mut totals = Totals::default();
    for item in entries {
        let entry = of(&item);
        let with = totals.with(entry.direction, entry.amount_cents);
        let is_full = with.largest() > MOST_CENTS || with.lines >= MOST_LINES;
        match files.last_mut() {
            Some(file) if !is_full => {
                totals = with;
                file.push(item);
            }
            _ => {
                totals = Totals::default().with(entry.direction, entry.amount_cents);
                files.push(vec![item]);
            }
        }
    }
    files
}

/// Writes one file. Entries are those of [`split`].
pub fn write(profile: &Profile, date: NaiveDate, trace: &Trace, entries: &[Entry]) -> File {
    let mut text = header(profile, date, trace);
    let mut totals = Totals::default();
    let mut references = Vec::with_capacity(entries.len());
    for entry in entries {
        let reference = lodgement_reference(profile, entry);
        let detail = Detail {
            bsb: &entry.bsb,
            account_number: &entry.account_number,
            direction: entry.direction,
            amount_cents: entry.amount_cents,
            title: &or(fit(&entry.account_name, &profile.forbidden, 32), NO_TITLE),
            reference: &reference,
        };
        text.push_str(&detail.line(profile, trace));
        totals = totals.with(entry.direction, entry.amount_cents);
        references.push(reference);
    }
    let (debit_cents, credit_cents) = (totals.debits, totals.credits);
    if profile.balancing == Balancing::On && debit_cents != credit_cents {
        let direction = match debit_cents > credit_cents {
            true => Direction::Credit,
            false => Direction::Debit,
        };
        let detail = Detail {
            bsb: &trace.bsb,
            account_number: &trace.account_number,
            direction,
            amount_cents: (debit_cents - credit_cents).abs(),
            title: &remitter(profile, trace, 32),
            reference: match is_reference(&profile.description) {
                true => &profile.description,
                false => "BALANCE",
            },
        };
        text.push_str(&detail.line(profile, trace));
        totals = totals.with(direction, detail.amount_cents);
    }
    text.push_str(&totals.line());
    File {
        text,
        references,
        debit_cents,
        credit_cents,
    }
}

/// A line of type 1, before it is one.
struct Detail<'a> {
    bsb: &'a str,
    account_number: &'a str,
    direction: Direction,
    amount_cents: i64,
    title: &'a str,
    reference: &'a str,
}

impl Detail<'_> {
    fn line(&self, profile: &Profile, trace: &Trace) -> String {
        let code = match self.direction {
            Direction::Debit => "13",
            Direction::Credit => "50",
        };
        format!(
            "1{:7}{:>9} {code}{:010}{:32}{:18}{:7}{:>9}{:16}{:08}\r\n",
            self.bsb,
            self.account_number,
            self.amount_cents,
            self.title,
            self.reference,
            trace.bsb,
            trace.account_number,
            remitter(profile, trace, 16),
            0,
        )
    }
}

/// What a file comes to.
#[derive(Debug, Clone, Copy, Default)]
struct Totals {
    lines: usize,
    debits: i64,
    credits: i64,
}

impl Totals {
    fn with(self, direction: Direction, amount_cents: i64) -> Self {
        let (debit, credit) = match direction {
            Direction::Debit => (amount_cents, 0),
            Direction::Credit => (0, amount_cents),
        };
        Self {
            lines: self.lines + 1,
            debits: self.debits + debit,
            credits: self.credits + credit,
        }
    }

    fn largest(self) -> i64 {
        self.debits.max(self.credits)
    }

    fn line(self) -> String {
        format!(
            "7999-999{:12}{:010}{:010}{:010}{:24}{:06}{:40}\r\n",
            "",
            (self.credits - self.debits).abs(),
            self.credits,
            self.debits,
            "",
            self.lines,
            "",
        )
    }
}

fn header(profile: &Profile, date: NaiveDate, trace: &Trace) -> String {
    let (bsb, account_number) = match profile.header_trace {
        HeaderTrace::On => (trace.bsb.as_str(), trace.account_number.as_str()),
        HeaderTrace::Off => ("", ""),
    };
    format!(
        "0{bsb:7}{account_number:>9} 01{:3}{:7}{:26}{:6}{:12}{}{:40}\r\n",
        profile.mnemonic,
        "",
        profile.user_name,
        profile.user_id,
        profile.description,
        date.format("%d%m%y"),
        "",
    )
}

/// The company's reference as the bank takes it, else the bank's own: one that lost its first
/// character to the bank's set would be another's.
fn lodgement_reference(profile: &Profile, entry: &Entry) -> String {
    let given = entry.reference.as_deref().unwrap_or_default();
    let is_kept = given.starts_with(|c| !profile.forbidden.contains(c));
    let fitted = fit(given, &profile.forbidden, 18);
    match is_kept && is_reference(&fitted) {
        true => fitted,
        false => entry.bank_reference.clone(),
    }
}

fn remitter(profile: &Profile, trace: &Trace, columns: usize) -> String {
    let ours = fit(&profile.user_name, &profile.forbidden, columns);
    or(fit(&trace.name, &profile.forbidden, columns), &ours)
}

fn or(text: String, otherwise: &str) -> String {
    match text.is_empty() {
        true => otherwise.to_owned(),
        false => text,
    }
}

#[cfg(test)]
mod tests;
