//! Reads the files in which a bank tells what it could not do. A file is taken whole or refused,
//! with the line and the position of the first thing that is wrong. Pure.

mod line;

use chrono::NaiveDate;

use self::line::{Fields, lines};
use super::days::latest_numbered;
use crate::domain::Direction;

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Whether the bank has cut the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The totals are there and match.
    Whole,
    /// They may not match, or be missing.
    Cut,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, position {position}: {says}")]
pub struct Refusal {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1.
    pub position: usize,
    /// What was expected.
    pub says: String,
}

/// A returns file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returns {
    /// The day on its first line.
    pub date: NaiveDate,
    /// The user id on its first line.
    pub user_id: String,
    /// What came back.
    pub lines: Vec<Return>,
}

/// Whether a payment came back, or its coming back was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It came back.
    Return,
    /// Its return was refused: it stands.
    RefusedReturn,
}

/// A line of a returns file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Its line in the file, counted from 1.
    pub number: usize,
    /// What it is.
    pub kind: Kind,
    /// Our branch, as it was handed over.
    pub trace_bsb: String,
    /// Our account, as it was handed over.
    pub trace_account_number: String,
    /// Why: 1 to 9.
    pub code: u8,
    /// Which way the money went.
    pub direction: Direction,
    /// How much, in cents.
    pub amount_cents: i64,
    /// The other account's title.
    pub account_name: String,
    /// What the payment was lodged as.
    pub lodgement_reference: String,
    /// The other account's branch.
    pub bsb: String,
    /// The other account.
    pub account_number: String,
    /// Who it said had lodged it.
    pub remitter: String,
    /// When it was processed.
    pub processed_on: NaiveDate,
}

/// Reads a file that is of this user id.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(bytes: &[u8], user_id: &str, extent: Extent) -> Result<Returns, Refusal> {
    let lines = lines(bytes);
    let mut rest = lines.iter().copied();
    let first = rest
        .next()
        .ok_or_else(|| refuse(1, 1, "the file is empty"))?;
    let (date, told_id) = header(&first, user_id)?;
    let mut returns = Returns {
        date,
        user_id: told_id,
        lines: Vec::with_capacity(lines.len()),
    };
    let mut sum = Sum::default();
    while let Some(fields) = rest.next() {
        match fields.kind() {
            Some(b'2') => {
                returns
                    .lines
                    .push(detail(&fields, Kind::Return, (date, user_id), &mut sum)?)
            }
            Some(b'3') => {
                let line = detail(&fields, Kind::RefusedReturn, (date, user_id), &mut sum)?;
                returns.lines.push(line);
            }
            Some(b'7') => {
                sum.check(&fields, extent)?;
                return after_the_totals(rest, returns);
            }
            Some(b'0') => return Err(fields.wrong(1, "a second first line, 0")),
            Some(b'1') => {
                let says = "a line of payments, 1: returns have 2 and 3";
                return Err(fields.wrong(1, says));
            }
            _ if extent == Extent::Cut && fields.is_end_of_file() => {
                return after_the_totals(rest, returns);
            }
            _ => return Err(fields.wrong(1, "2, 3 or 7 is expected")),
        }
    }
    match extent {
        Extent::Cut => Ok(returns),
        Extent::Whole => Err(refuse(
            lines.len() + 1,
            1,
            "the line of totals, 7, is missing",
        )),
    }
}

/// Nothing comes after the totals but the end of the file, said in so many words or not.
fn after_the_totals<'a>(
    mut rest: impl Iterator<Item = Fields<'a>>,
    returns: Returns,
) -> Result<Returns, Refusal> {
    match rest.find(|fields| !fields.is_blank() && !fields.is_end_of_file()) {
        Some(fields) if fields.kind() == Some(b'7') => {
            Err(fields.wrong(1, "a second line of totals, 7"))
        }
        Some(fields) => Err(fields.wrong(1, "nothing may follow the totals")),
        None => Ok(returns),
    }
}

fn header(fields: &Fields<'_>, user_id: &str) -> Result<(NaiveDate, String), Refusal> {
    if fields.kind() != Some(b'0') {
        return Err(fields.wrong(1, "the first line, 0, is expected"));
    }
    fields.demand_length(80)?;
    let told = fields.user_id(57)?;
    if told != user_id {
        return Err(fields.wrong(57, &format!("user id {told} is not ours, {user_id}")));
    }
    Ok((fields.date(75)?, told))
}

fn detail(
    fields: &Fields<'_>,
    kind: Kind,
    (date, user_id): (NaiveDate, &str),
    sum: &mut Sum,
) -> Result<Return, Refusal> {
    fields.demand_length(120)?;
    let direction = match fields.text(19, 20).as_str() {
        "13" => Direction::Debit,
        "50" | "51" | "52" | "53" | "54" | "55" | "56" | "57" => Direction::Credit,
        _ => return Err(fields.wrong(19, "a transaction code, 13 or 50 to 57, is expected")),
    };
    let code = match fields.number(18, 18)? {
        0 => return Err(fields.wrong(18, "a return code, 1 to 9, is expected")),
        code => u8::try_from(code).unwrap_or_default(),
    };
    let amount_cents = fields.number(21, 30)?;
    if amount_cents == 0 {
        return Err(fields.wrong(21, "an amount of more than nothing is expected"));
    }
    let told = fields.user_id(115)?;
    if told != user_id {
        return Err(fields.wrong(115, &format!("user id {told} is not ours, {user_id}")));
    }
    let day = u32::try_from(fields.number(113, 114)?).unwrap_or_default();
    sum.add(direction, amount_cents);
    Ok(Return {
        number: fields.line(),
        kind,
        trace_bsb: fields.bsb(2)?,
        trace_account_number: fields.text(9, 17),
        code,
        direction,
        amount_cents,
        account_name: fields.text(31, 62),
        lodgement_reference: fields.text(63, 80),
        bsb: fields.bsb(81)?,
        account_number: fields.text(88, 96),
        remitter: fields.text(97, 112),
        processed_on: latest_numbered(day, date)
            .ok_or_else(|| fields.wrong(113, "a day, 01 to 31, is expected"))?,
    })
}

/// What the lines come to.
#[derive(Default)]
struct Sum {
    lines: i64,
    debits: i64,
    credits: i64,
}

impl Sum {
    fn add(&mut self, direction: Direction, amount_cents: i64) {
        self.lines += 1;
        match direction {
            Direction::Debit => self.debits += amount_cents,
            Direction::Credit => self.credits += amount_cents,
        }
    }

    fn check(&self, fields: &Fields<'_>, extent: Extent) -> Result<(), Refusal> {
        fields.demand_length(80)?;
        if fields.text(2, 8) != "999-999" {
            return Err(fields.wrong(2, "999-999 is expected"));
        }
        let net = (self.credits - self.debits).abs();
        for (what, first, last, sum) in [
            ("net total", 21, 30, net),
            ("total of credits", 31, 40, self.credits),
            ("total of debits", 41, 50, self.debits),
            ("number of lines", 75, 80, self.lines),
        ] {
            let told = fields.number(first, last)?;
            if told != sum && extent == Extent::Whole {
                let says = format!("the {what} is {told}, but the lines come to {sum}");
                return Err(fields.wrong(first, &says));
            }
        }
        Ok(())
    }
}

fn refuse(line: usize, position: usize, says: &str) -> Refusal {
    Refusal {
        line,
        position,
        says: says.to_owned(),
    }
}

#[cfg(test)]
mod tests;
