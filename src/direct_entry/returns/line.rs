//! The lines of a file, and what stands at which position of one: bytes, counted from 1.

use chrono::NaiveDate;

use super::{Refusal, refuse};

/// One line, with its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a> {
    number: usize,
    bytes: &'a [u8],
}

/// The lines of a file; CR, LF, CRLF and CR CR LF end one. What a terminal's end of file (Ctrl+Z)
/// leaves behind is none.
pub(super) fn lines(bytes: &[u8]) -> Vec<Fields<'_>> {
    let bytes = bytes.strip_suffix(b"\x1a").unwrap_or(bytes);
    let (mut lines, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
        let (line, ended) = rest.split_at(end.unwrap_or(rest.len()));
        lines.push(Fields {
            number: lines.len() + 1,
            bytes: line,
        });
        let endings: [&[u8]; 4] = [b"\r\r\n", b"\r\n", b"\r", b"\n"];
        rest = endings
            .iter()
            .find_map(|ending| ended.strip_prefix(*ending))
            .unwrap_or_default();
    }
    lines
}

impl Fields<'_> {
    /// Its number.
    pub(super) fn line(&self) -> usize {
        self.number
    }

    /// What kind of line it is.
    pub(super) fn kind(&self) -> Option<u8> {
        self.bytes.first().copied()
    }

    /// Whether nothing is on it.
    pub(super) fn is_blank(&self) -> bool {
        self.bytes.trim_ascii().is_empty()
    }

    /// Whether it says that the file ends here.
    pub(super) fn is_end_of_file(&self) -> bool {
        let said = self.bytes.trim_ascii();
        said.eq_ignore_ascii_case(b"End-Of-File")
    }

    /// Refuses a line that has not 120 bytes, unless it has this many at least and the missing ones
    /// would be blanks.
    pub(super) fn demand_length(&self, least: usize) -> Result<(), Refusal> {
        let length = self.bytes.len();
        if (least..=120).contains(&length) {
            return Ok(());
        }
        let position = length.min(120) + 1;
        Err(self.wrong(
            position,
            &format!("the line has {length} bytes in place of 120"),
        ))
    }

    /// The text from one position to another, without the blanks around it. What is no ASCII is
    /// shown as `?`.
    pub(super) fn text(&self, first: usize, last: usize) -> String {
        let plain = self.at(first, last).iter().map(|byte| match byte {
            b' '..=b'~' => char::from(*byte),
            _ => '?',
        });
        plain.collect::<String>().trim().to_owned()
    }

    /// A number: digits only.
    pub(super) fn number(&self, first: usize, last: usize) -> Result<i64, Refusal> {
        let digits = self.at(first, last);
        let wrong = || self.wrong(first, "digits are expected");
        match digits.iter().all(u8::is_ascii_digit) && !digits.is_empty() {
            true => self.text(first, last).parse().map_err(|_| wrong()),
            false => Err(wrong()),
        }
    }

    /// A branch, `NNN-NNN`.
    pub(super) fn bsb(&self, first: usize) -> Result<String, Refusal> {
        let text = self.text(first, first + 6);
        let is_bsb = text.len() == 7
            && text.bytes().enumerate().all(|(place, byte)| match place {
                3 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        match is_bsb {
            true => Ok(text),
            false => Err(self.wrong(first, "a BSB, NNN-NNN, is expected")),
        }
    }

    /// A user id: six digits, or fewer beside blanks.
    pub(super) fn user_id(&self, first: usize) -> Result<String, Refusal> {
        let text = self.text(first, first + 5);
        match !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            true => Ok(format!("{text:0>6}")),
            false => Err(self.wrong(first, "a user id, six digits, is expected")),
        }
    }

    /// A day, DDMMYY.
    pub(super) fn date(&self, first: usize) -> Result<NaiveDate, Refusal> {
        let part = |from: usize| self.number(first + from, first + from + 1);
        let (day, month, year) = (part(0)?, part(2)?, part(4)?);
        let date = i32::try_from(2000 + year).ok().and_then(|year| {
            NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
        });
        date.ok_or_else(|| self.wrong(first, "a day, DDMMYY, is expected"))
    }

    /// What is wrong with it, at this position.
    pub(super) fn wrong(&self, position: usize, says: &str) -> Refusal {
        refuse(self.number, position, says)
    }

    fn at(&self, first: usize, last: usize) -> &[u8] {
        self.bytes.get(first - 1..last).unwrap_or_default()
    }
}
