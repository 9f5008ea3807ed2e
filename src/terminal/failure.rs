//! Why a command at a terminal ends early: said so that its reader knows what to do, and by an exit
//! code that a script can go by.

use std::error::Error;
use std::io;
use std::process::ExitCode;

use reqwest::StatusCode;
use serde::Deserialize;

/// Why a command ends early.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(
        "cannot reach {server}: {reason}. Is it running? `remit serve` starts one, --server says where it is"
    )]
    Unreachable { server: String, reason: String },
    #[error("{server} is no Remit: it answered {status}")]
    Stranger { server: String, status: StatusCode },
    #[error("{}", .0.words())]
    Refused(Problem),
    #[error("{0}")]
    Misunderstood(String),
    #[error("{0}")]
    NotCome(String),
    #[error("the server says what is not understood: {0}")]
    Odd(String),
    #[error("cannot ask for the password: {0} (a key needs none: --key or REMIT_API_KEY)")]
    NoPrompt(io::Error),
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// What the server said no with.
#[derive(Debug, Deserialize)]
pub(super) struct Problem {
    status: u16,
    code: String,
    detail: String,
    #[serde(default)]
    errors: Vec<Wrong>,
}

#[derive(Debug, Deserialize)]
struct Wrong {
    pointer: Option<String>,
    parameter: Option<String>,
    message: String,
}

impl Problem {
    fn words(&self) -> String {
        let advice = match self.status {
            401 => " Make a key in the browser at /app, or with POST /v1/api-keys.",
            _ => "",
        };
        let wrong = self.errors.iter().map(|error| {
            let place = error.pointer.as_deref().or(error.parameter.as_deref());
            format!("\n  {} {}", place.unwrap_or_default(), error.message)
        });
        let (code, detail) = (&self.code, &self.detail);
        format!(
            "{detail} ({} {code}){advice}{}",
            self.status,
            wrong.collect::<String>()
        )
    }
}

impl Failure {
    /// What is said of it; nothing when nobody reads any more.
    pub(super) fn words(&self) -> Option<String> {
        match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => None,
            failure => Some(failure.to_string()),
        }
    }

    /// As the help of the commands says.
    pub(super) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Output(_) | Self::NoPrompt(_) | Self::Odd(_) => 1,
            Self::Misunderstood(_) => 2,
            Self::Unreachable { .. } | Self::Stranger { .. } => 3,
            Self::Refused(problem) => match problem.status {
                500.. => 3,
                401 | 403 => 4,
                _ => 5,
            },
            Self::NotCome(_) => 6,
        })
    }

    /// Whether it may be cured by asking again later: a server that starts, is too busy, or still
    /// counts a stream that was lost.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable { .. } => true,
            Self::Stranger { status, .. } => status.is_server_error(),
            Self::Refused(problem) => problem.status == 429 || problem.status >= 500,
            Self::Misunderstood(_)
            | Self::NotCome(_)
            | Self::Odd(_)
            | Self::NoPrompt(_)
            | Self::Output(_) => false,
        }
    }
}

/// The reason at the bottom of an error of the HTTP client, which is wrapped in others that say
/// nothing.
pub(super) fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "timed out".to_owned();
    }
    let mut innermost: &dyn Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
