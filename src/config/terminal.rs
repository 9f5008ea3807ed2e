//! What a developer at a terminal says: to which server, as whom, and what is wanted of it.

use std::time::Duration;

use clap::{Args, ValueEnum};
use url::Url;

use crate::domain::{EventPattern, read_duration};

/// What the exit codes of commands at a terminal mean.
const EXITS: &str = "\
Exit codes:
  0  done, or ended by Ctrl+C
  1  something else went wrong
  2  the command was not understood
  3  the server cannot be reached, or is too busy
  4  the credential was refused
  5  the server refused something else
  6  the event has not come in time";

/// Which server, and as whom.
#[derive(Debug, Clone, Args)]
pub struct Account {
    /// Where the server is.
    #[arg(
        long,
        env = "REMIT_SERVER",
        default_value = "http://127.0.0.1:8080",
        value_parser = read_address,
        value_name = "URL"
    )]
    pub server: Url,

    /// The company's API key. By the variable it is not seen in lists of processes.
    #[arg(
        long,
        env = "REMIT_API_KEY",
        hide_env_values = true,
        value_name = "KEY"
    )]
    pub key: Option<String>,

    /// In place of a key, the e-mail that the company logs in with; the password is asked for.
    #[arg(long, env = "REMIT_EMAIL", value_name = "EMAIL")]
    pub email: Option<String>,
}

/// What to listen to.
#[derive(Debug, Clone, Args)]
#[command(after_help = EXITS)]
pub struct Listen {
    /// Which server, and as whom.
    #[command(flatten)]
    pub account: Account,

    /// Where each event is posted to, as a webhook would be: http://localhost:3000/hook.
    #[arg(long, value_parser = read_address, value_name = "URL")]
    pub forward: Option<Url>,

    /// Only these types of events, comma-separated: payment.*, payment.failed.
    #[arg(
        long,
        default_value = "*",
        value_delimiter = ',',
        value_parser = read_pattern,
        value_name = "TYPES"
    )]
    pub events: Vec<EventPattern>,

    /// Begin after the event of this sequence; 0: with the first that is kept. Unset: with the next
    /// that happens.
    #[arg(long, value_parser = clap::value_parser!(i64).range(0..), value_name = "SEQUENCE")]
    pub after: Option<i64>,

    /// What the posts are signed with, whsec_ and base64. Unset: a new one each time.
    #[arg(
        long,
        env = "REMIT_LISTEN_SECRET",
        hide_env_values = true,
        value_name = "SECRET"
    )]
    pub secret: Option<String>,

    /// Time that the server on this machine has for an answer.
    #[arg(long, default_value = "15s", value_parser = read_duration, value_name = "DURATION")]
    pub timeout: Duration,
}

/// What to have caused.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = EXITS,
    long_about = "Have the simulator cause an event, and wait until it has come.\n\nCreates a payment whose \
        account or amount means something to the simulator, has it processed, and prints the event. The \
        payment's BSB is 000-000, which is no bank's."
)]
pub struct Trigger {
    /// The event, or the case.
    #[arg(value_name = "EVENT", required_unless_present = "list")]
    pub cause: Option<Cause>,

    /// List what can be caused, and stop.
    #[arg(long)]
    pub list: bool,

    /// Why the payment fails: invalid_bsb, payment_stopped, account_closed, customer_deceased,
    /// no_account, refer_to_customer, invalid_user_id, technically_invalid or debit_not_authorized.
    #[arg(long, value_name = "CODE", conflicts_with = "list")]
    pub code: Option<String>,

    /// How long the event is waited for.
    #[arg(long, default_value = "2m", value_parser = read_duration, value_name = "DURATION")]
    pub timeout: Duration,

    /// Which server, and as whom.
    #[command(flatten)]
    pub account: Account,
}

/// What can be caused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Cause {
    /// A payment is created.
    #[value(name = "payment.created")]
    Created,
    /// A payment's description changes.
    #[value(name = "payment.updated")]
    Updated,
    /// A payment is handed to processing.
    #[value(name = "payment.processing")]
    Processing,
    /// A payment succeeds.
    #[value(name = "payment.successful")]
    Successful,
    /// A payment fails; --code says why.
    #[value(name = "payment.failed")]
    Failed,
    /// A payment succeeds and is disputed.
    #[value(name = "payment.disputed")]
    Disputed,
    /// A payment is created and deleted.
    #[value(name = "payment.deleted")]
    Deleted,
    /// A payment succeeds and is returned after all.
    LateReturn,
    /// A payment succeeds after some time.
    Delayed,
    /// The bank takes a payment and its reply is lost: found by asking it.
    ReplyLost,
    /// A payment never arrives at the bank: sent again.
    RequestLost,
    /// The bank tells of a success twice, which is one event.
    ToldTwice,
    /// The bank tells of a dispute before the success.
    DisputedEarly,
}

fn read_pattern(text: &str) -> Result<EventPattern, String> {
    EventPattern::parse(text.trim()).map_err(|invalid| invalid.message)
}

/// Reads `https://pay.example`, `http://localhost:3000/hook`, or the latter without `http://`.
fn read_address(text: &str) -> Result<Url, String> {
    let text = match text.contains("://") {
        true => text.to_owned(),
        false => format!("http://{text}"),
    };
    let wrong = || format!("{text:?} is no address such as http://localhost:3000/hook");
    let url = Url::parse(&text).map_err(|_| wrong())?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Ok(url),
        _ => Err(wrong()),
    }
}
