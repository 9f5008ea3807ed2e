//! Takes a connection string apart into options and puts it together for tokio-postgres.

use std::error::Error;
use std::fmt::Write;
use std::iter::Peekable;
use std::str::Chars;

use anyhow::{Context, Result, anyhow, bail, ensure};
use tokio_postgres::Config;

/// What tokio-postgres understands, and the two that we do.
const KNOWN: [&str; 20] = [
    "application_name",
    "channel_binding",
    "connect_timeout",
    "dbname",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_retries",
    "load_balance_hosts",
    "options",
    "password",
    "port",
    "sslmode",
    "sslnegotiation",
    "sslrootcert",
    "target_session_attrs",
    "tcp_user_timeout",
    "user",
];

/// A connection string: what stands before the options of a URL, and the options, decoded.
pub(super) struct ConnectionString {
    url: Option<String>,
    options: Vec<(String, String)>,
}

impl ConnectionString {
    pub(super) fn parse(text: &str) -> Result<ConnectionString> {
        let text = text.trim();
        let is_url = text.starts_with("postgres://") || text.starts_with("postgresql://");
        let string = if is_url {
            parse_url(text)?
        } else {
            parse_pairs(text)?
        };
        for (key, _) in &string.options {
            ensure!(
                KNOWN.contains(&key.as_str()),
                "the database URL has an option that is not known; known are {}",
                KNOWN.join(", ")
            );
        }
        Ok(string)
    }

    /// The value of an option, which is then no longer there; of several the last.
    pub(super) fn take(&mut self, key: &str) -> Option<String> {
        let (taken, left) = self.options.drain(..).partition(|(other, _)| other == key);
        self.options = left;
        let taken: Vec<(String, String)> = taken;
        taken.into_iter().next_back().map(|(_, value)| value)
    }

    pub(super) fn into_config(self) -> Result<Config> {
        let text = match &self.url {
            Some(url) => write_url(url, &self.options)?,
            None => write_pairs(&self.options),
        };
        text.parse::<Config>().map_err(|error| {
            // Its causes name an option or a position, never a value.
            let cause = error.source().map(ToString::to_string).unwrap_or_default();
            anyhow!("the database URL is malformed: {cause}")
        })
    }
}

fn parse_url(text: &str) -> Result<ConnectionString> {
    let (url, query) = split_query(text);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let options = pairs.map(|pair| {
        let (key, value) = pair.split_once('=').context(
            "the database URL is malformed after `?`: a `?`, `@`, `/` or `:` within a password \
             is written as %3F, %40, %2F or %3A",
        )?;
        Ok((decode(key)?, decode(value)?))
    });
    Ok(ConnectionString {
        url: Some(url.to_owned()),
        options: options.collect::<Result<_>>()?,
    })
}

/// The options start at the first `?` after the login, which ends at an `@` before any `/` or `?`.
fn split_query(text: &str) -> (&str, &str) {
    let authority = text.find("://").map_or(0, |position| position + 3);
    let login_end = text
        .char_indices()
        .skip_while(|(position, _)| *position < authority)
        .find(|(_, character)| matches!(character, '@' | '/' | '?'))
        .map_or(authority, |(position, _)| position);
    let options = text.get(login_end..).and_then(|rest| rest.find('?'));
    let (url, query) = text.split_at(options.map_or(text.len(), |start| login_end + start));
    (url, query.strip_prefix('?').unwrap_or_default())
}

fn decode(text: &str) -> Result<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let pair = digit(rest.next()).zip(digit(rest.next()));
        let (high, low) = pair.context("the database URL has a `%` without two hex digits")?;
        bytes.push(u8::try_from(high * 16 + low)?);
    }
    String::from_utf8(bytes)
        .ok()
        .context("the database URL is not UTF-8 once decoded")
}

fn write_url(url: &str, options: &[(String, String)]) -> Result<String> {
    let mut text = url.to_owned();
    for (number, (key, value)) in options.iter().enumerate() {
        write!(text, "{}{key}=", if number == 0 { '?' } else { '&' })?;
        for byte in value.bytes() {
            write!(text, "%{byte:02X}")?;
        }
    }
    Ok(text)
}

fn write_pairs(options: &[(String, String)]) -> String {
    let quote = |value: &str| value.replace('\\', r"\\").replace('\'', r"\'");
    let pairs = options
        .iter()
        .map(|(key, value)| format!("{key}='{}'", quote(value)));
    pairs.collect::<Vec<_>>().join(" ")
}

fn parse_pairs(text: &str) -> Result<ConnectionString> {
    let mut rest = text.chars().peekable();
    let mut options = Vec::new();
    while skip_blanks(&mut rest).is_some() {
        let mut key = String::new();
        while let Some(next) = rest.next_if(|next| *next != '=' && !next.is_whitespace()) {
            key.push(next);
        }
        skip_blanks(&mut rest);
        ensure!(
            rest.next() == Some('='),
            "the database URL is neither postgres://… nor key=value pairs (a value with blanks is \
             written in single quotes)"
        );
        skip_blanks(&mut rest);
        options.push((key, value(&mut rest)?));
    }
    Ok(ConnectionString { url: None, options })
}

/// The next character that is none.
fn skip_blanks(rest: &mut Peekable<Chars<'_>>) -> Option<char> {
    while rest.next_if(|next| next.is_whitespace()).is_some() {}
    rest.peek().copied()
}

/// `plain` or `'quoted'`; a backslash takes the next character as it is.
fn value(rest: &mut Peekable<Chars<'_>>) -> Result<String> {
    let is_quoted = rest.next_if_eq(&'\'').is_some();
    let mut value = String::new();
    loop {
        match rest.peek() {
            None if is_quoted => bail!("the database URL has a quote that does not end"),
            None => return Ok(value),
            Some('\'') if is_quoted => {
                rest.next();
                return Ok(value);
            }
            Some(next) if next.is_whitespace() && !is_quoted => return Ok(value),
            Some(_) => {}
        }
        let next = rest
            .next()
            .filter(|next| *next != '\\')
            .or_else(|| rest.next());
        value.extend(next);
    }
}
