//! What is printed: one line for each thing that happens, in colours where a terminal shows them and
//! `NO_COLOR` does not forbid it.

use std::io::Write;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use chrono::Local;
use reqwest::StatusCode;

use super::failure::Failure;
use super::follow::Head;
use super::forward::{Away, Posted};

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const NAME: Style = Style::new().bold();
const ASIDE: Style = Style::new().dimmed();

/// What a program may read: it goes to standard output as it is.
pub(super) fn write(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Something that is said beside events.
pub(super) fn note(words: &str) -> Result<(), Failure> {
    Ok(writeln!(anstream::stdout(), "{ASIDE}{words}{ASIDE:#}")?)
}

/// Something beside events that is to be copied.
pub(super) fn say(what: &str, value: &str) -> Result<(), Failure> {
    Ok(writeln!(
        anstream::stdout(),
        "{ASIDE}{what}{ASIDE:#} {NAME}{value}{NAME:#}"
    )?)
}

/// What happens on the way to what was asked for.
pub(super) fn progress(words: &str) -> Result<(), Failure> {
    Ok(writeln!(anstream::stderr(), "{ASIDE}{words}{ASIDE:#}")?)
}

/// Why the command ends early.
pub(super) fn complain(words: &str) {
    // Who closed the other end of it does not want to know.
    let _ = writeln!(anstream::stderr(), "{BAD}remit:{BAD:#} {words}");
}

/// An event, and what became of it.
pub(super) fn event(head: &Head, posted: Option<&Posted>) -> Result<(), Failure> {
    let time = Local::now().format("%H:%M:%S");
    let about = head.data.get("id").and_then(serde_json::Value::as_str);
    let about = about.unwrap_or_default();
    let (sequence, kind) = (head.sequence, &head.kind);
    let line = format!(
        "{ASIDE}{time} {sequence:>6}{ASIDE:#} {NAME}{kind:<18}{NAME:#} {ASIDE}{about}{ASIDE:#}"
    );
    let mut out = anstream::stdout();
    match posted {
        Some(posted) => writeln!(out, "{line} {}", outcome(posted))?,
        None => writeln!(out, "{line}")?,
    }
    Ok(())
}

fn outcome(posted: &Posted) -> String {
    match posted {
        Posted::Answered(status, time) => {
            let style = style_of(*status);
            format!(
                "{style}{}{style:#} {ASIDE}in {}{ASIDE:#}",
                status.as_u16(),
                spoken(*time)
            )
        }
        Posted::TimedOut(time) => {
            format!("{BAD}no answer{BAD:#} {ASIDE}in {}{ASIDE:#}", spoken(*time))
        }
        Posted::Away(Away::Refused(reason) | Away::BrokenOff(reason)) => {
            format!("{BAD}broken off{BAD:#} {ASIDE}{reason}{ASIDE:#}")
        }
    }
}

/// What a webhook would take for a success, and what not.
fn style_of(status: StatusCode) -> Style {
    if status.is_success() { GOOD } else { BAD }
}

fn spoken(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}
