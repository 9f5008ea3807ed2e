//! What the database refuses, said once in our words: SQLSTATEs of `sql/rules` and names of
//! constraints come in, refusals that every door understands go out.

mod fields;

use deadpool_postgres::PoolError;
use serde::Deserialize;
use tokio_postgres::error::{DbError, SqlState};

use crate::domain::Invalid;
use fields::FIELDS;

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The credential is unknown, expired or revoked.
    #[error("unknown, expired or revoked credential")]
    Unauthenticated,
    /// The company is suspended.
    #[error("the company is suspended")]
    CompanySuspended,
    /// An API key tried what only a session may.
    #[error("an API key may not do this")]
    Forbidden,
    /// The staff session is unknown, expired, ended or not complete.
    #[error("unknown, expired or incomplete staff session")]
    StaffUnauthenticated,
    /// The role of the login, or of the member of staff, does not include this.
    #[error("not granted: {0}")]
    NotGranted(String),
    /// The last admin stays one.
    #[error("the last admin stays an admin")]
    LastAdmin,
    /// Another member of staff logs in with this e-mail.
    #[error("this e-mail is another member of staff's")]
    StaffEmailTaken,
    /// The row has another version than the caller knows.
    #[error("the row has another version")]
    VersionMismatch,
    /// The idempotency key was used for another request.
    #[error("this idempotency key was used for another request")]
    IdempotencyKeyReused,
    /// The first request with the idempotency key is still running.
    #[error("the first request with this idempotency key is still running")]
    IdempotencyInProgress,
    /// The payment is not in a state for this.
    #[error("the payment is {} with processing {}", .0.current_status, .0.processing_state)]
    InvalidState(Standing),
    /// The bank's event id came with another body.
    #[error("this event id came with another body")]
    EventReused,
    /// The company has as many webhooks as it may have.
    #[error("the company has 20 webhooks")]
    TooManyWebhooks,
    /// The webhook is sent nothing while it is disabled.
    #[error("the webhook is disabled")]
    WebhookDisabled,
    /// Another company logs in with this e-mail.
    #[error("this e-mail is taken")]
    EmailTaken,
    /// A rule of a table refused a field.
    #[error("the database refused {field}: {}", .invalid.message)]
    Field {
        /// The column, as in the JSON.
        field: &'static str,
        /// What is wrong with it.
        invalid: Invalid,
    },
    /// The database is away, overloaded or too slow: try again later.
    #[error("the database did not answer: {0}")]
    Unavailable(String),
    /// Too many wait for their turn: the database was not asked.
    #[error("too many requests wait for their turn")]
    Overloaded,
    /// Our own mistake.
    #[error("the database failed: {0}")]
    Broken(String),
}

/// Where a payment stood when something was refused.
#[derive(Debug, Clone, Deserialize)]
pub struct Standing {
    /// The payment's status.
    pub current_status: String,
    /// The payment's processing state.
    pub processing_state: String,
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.as_db_error() {
            Some(refusal) => from_refusal(refusal),
            None if error.is_closed()
                || std::error::Error::source(&error).is_some_and(|s| s.is::<std::io::Error>()) =>
            {
                Self::Unavailable(describe(&error))
            }
            None => Self::Broken(describe(&error)),
        }
    }
}

impl From<PoolError> for Error {
    fn from(error: PoolError) -> Self {
        Self::Unavailable(describe(&error))
    }
}

/// An error with its causes, on one line.
fn describe(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

fn from_refusal(refusal: &DbError) -> Error {
    match refusal.code().code() {
        "RM010" | "RM001" | "RM003" | "RM004" | "RM005" => match standing(refusal) {
            Some(standing) => Error::InvalidState(standing),
            None => Error::Broken(refusal.to_string()),
        },
        "RM020" => Error::Unauthenticated,
        "RM021" => Error::CompanySuspended,
        "RM022" => Error::Forbidden,
        "RM023" | "RM024" => Error::StaffUnauthenticated,
        "RM025" => Error::LastAdmin,
        "RM012" => Error::EventReused,
        "RM014" => Error::TooManyWebhooks,
        "RM015" => Error::WebhookDisabled,
        "RM030" => Error::VersionMismatch,
        "RM031" => Error::IdempotencyKeyReused,
        "RM032" => Error::IdempotencyInProgress,
        _ if is_passing(refusal.code()) => Error::Unavailable(refusal.to_string()),
        _ => from_constraint(refusal),
    }
}

fn standing(refusal: &DbError) -> Option<Standing> {
    serde_json::from_str(refusal.detail()?).ok()
}

/// Whether the same statement may well succeed a moment later.
fn is_passing(state: &SqlState) -> bool {
    const PASSING: [SqlState; 10] = [
        SqlState::QUERY_CANCELED,
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::DISK_FULL,
        SqlState::OUT_OF_MEMORY,
    ];
    PASSING.contains(state) || state.code().starts_with("08")
}

fn from_constraint(refusal: &DbError) -> Error {
    let name = refusal.constraint().map(without_shard).unwrap_or_default();
    if name == "company_email_unique" {
        return Error::EmailTaken;
    }
    if name == "staff_email_unique" {
        return Error::StaffEmailTaken;
    }
    if *refusal.code() == SqlState::INSUFFICIENT_PRIVILEGE {
        return Error::NotGranted(refusal.to_string());
    }
    match FIELDS.iter().find(|(constraint, ..)| *constraint == name) {
        Some(&(_, field, code, message)) => Error::Field {
            field,
            invalid: Invalid::new(code, message),
        },
        None => Error::Broken(refusal.to_string()),
    }
}

/// A constraint's name without the numeric suffix that a distributed table gives it.
fn without_shard(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((base, suffix)) if suffix.bytes().all(|byte| byte.is_ascii_digit()) => base,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::without_shard;

    #[test]
    fn a_shards_suffix_is_not_part_of_a_constraints_name() {
        assert_eq!(
            without_shard("payment_bsb_valid_102008"),
            "payment_bsb_valid"
        );
        assert_eq!(without_shard("payment_bsb_valid"), "payment_bsb_valid");
    }
}
