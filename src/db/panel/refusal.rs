//! What the database said no to, in its own words: the panel shows them, beside the field that they
//! are about.

use deadpool_postgres::PoolError;
use tokio_postgres::error::{DbError, SqlState};

use super::sql::Statement;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Whoever asked is not, or no longer, signed in.
    #[error("not signed in")]
    Unauthenticated,
    /// The role may not do this.
    #[error("not allowed: {0}")]
    Forbidden(String),
    /// A rule, a constraint or a type refused.
    #[error("refused: {}", .0.message)]
    Refused(Box<Refusal>),
    /// It took longer than a statement may.
    #[error("it took too long")]
    TookTooLong,
    /// The database is away or overloaded.
    #[error("the database did not answer: {0}")]
    Unavailable(String),
    /// Our own mistake.
    #[error("the database failed: {0}")]
    Broken(String),
}

/// A refusal's parts.
#[derive(Debug, Clone, Default)]
pub struct Refusal {
    /// SQLSTATE.
    pub code: String,
    /// The sentence.
    pub message: String,
    /// More of it.
    pub detail: Option<String>,
    /// What to do.
    pub hint: Option<String>,
    /// The constraint that refused.
    pub constraint: Option<String>,
    /// The column that refused, or the field whose value could not be read.
    pub field: Option<String>,
    /// The table that refused.
    pub table: Option<String>,
}

impl Refusal {
    /// Whether the rules would let it pass with a reason: they say how.
    pub fn yields_to_a_reason(&self) -> bool {
        self.hint
            .as_deref()
            .is_some_and(|hint| hint.contains("remit.override"))
    }
}

impl Fault {
    /// A driver's error, of this statement.
    pub(super) fn of(error: &tokio_postgres::Error, statement: Option<&Statement>) -> Self {
        match error.as_db_error() {
            Some(refusal) => from_refusal(refusal, statement),
            None if error.is_closed()
                || std::error::Error::source(error).is_some_and(|s| s.is::<std::io::Error>()) =>
            {
                Self::Unavailable(error.to_string())
            }
            None => {
                let cause = std::error::Error::source(error).map(ToString::to_string);
                Self::Broken(format!("{error}: {}", cause.unwrap_or_default()))
            }
        }
    }

    /// The refusal, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Unauthenticated
            | Self::Forbidden(_)
            | Self::TookTooLong
            | Self::Unavailable(_)
            | Self::Broken(_) => None,
        }
    }
}

impl From<PoolError> for Fault {
    fn from(error: PoolError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

fn from_refusal(refusal: &DbError, statement: Option<&Statement>) -> Fault {
    let code = refusal.code();
    match code.code() {
        "RM020" | "RM021" | "RM022" | "RM023" | "RM024" => Fault::Unauthenticated,
        "42501" => Fault::Forbidden(refusal.message().to_owned()),
        "57014" | "55P03" => Fault::TookTooLong,
        state if state.starts_with("08") || state.starts_with("53") || state.starts_with("57") => {
            Fault::Unavailable(refusal.to_string())
        }
        state if is_refusal(state) || *code == SqlState::RAISE_EXCEPTION => {
            Fault::Refused(Box::new(parts(refusal, statement)))
        }
        _ => Fault::Broken(refusal.to_string()),
    }
}

/// Rules of ours, constraints, values that cannot be read, triggers that say no.
fn is_refusal(state: &str) -> bool {
    ["RM", "23", "22", "40", "44", "P0"]
        .iter()
        .any(|class| state.starts_with(class))
}

fn parts(refusal: &DbError, statement: Option<&Statement>) -> Refusal {
    let of_parameter = || statement?.field_of(parameter(refusal.where_()?)?);
    Refusal {
        code: refusal.code().code().to_owned(),
        message: refusal.message().to_owned(),
        detail: refusal.detail().map(str::to_owned),
        hint: refusal.hint().map(str::to_owned),
        constraint: refusal.constraint().map(str::to_owned),
        field: refusal.column().map(str::to_owned).or_else(of_parameter),
        table: refusal.table().map(str::to_owned),
    }
}

/// The number in "unnamed portal parameter $3", in whatever language it is said.
fn parameter(context: &str) -> Option<usize> {
    let digits = context.split_once('$')?.1;
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
