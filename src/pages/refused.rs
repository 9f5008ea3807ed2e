//! Why a page is not shown, as people read it.

use std::time::Duration;

use poem::http::{Method, StatusCode};

use super::request::Area;
use crate::api::problem::Code;
use crate::api::refusal::Refusal;
use crate::auth::Busy;
use crate::db;

/// Why a page is not shown. [`super::address::Errors`] turns it into one that says so.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Refused {
    /// 303 to the login of this area; the page asked for comes afterwards.
    #[error("not logged in")]
    SignIn(Area),
    /// 303 to another page.
    #[error("elsewhere: {0}")]
    Elsewhere(String),
    /// 400.
    #[error("the form cannot be read")]
    Malformed,
    /// 403: the form does not come from our page, or from another session's.
    #[error("the form was not made for this session")]
    Forged,
    /// 403, with why.
    #[error("forbidden: {0}")]
    Forbidden(String),
    /// 404.
    #[error("not found")]
    NotFound,
    /// 405, with the methods there are.
    #[error("method not allowed")]
    MethodNotAllowed(Vec<Method>),
    /// 409, with why.
    #[error("conflict: {0}")]
    Conflict(String),
    /// 413.
    #[error("the form is too large")]
    TooLarge,
    /// 429: somebody guesses.
    #[error("too many tries")]
    TooMany(Duration),
    /// 429: more pages than a company or an address may ask for.
    #[error("too fast")]
    TooFast(Duration),
    /// 500.
    #[error("our mistake")]
    Internal,
    /// 503.
    #[error("overloaded")]
    Unavailable,
    /// 503: a statement was given up after its time.
    #[error("it took too long")]
    TookTooLong,
}

impl Refused {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::SignIn(_) | Self::Elsewhere(_) => StatusCode::SEE_OTHER,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Forged | Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) | Self::TooFast(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable | Self::TookTooLong => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Why somebody was not let in at all: with nothing asked yet, 429 is about their speed alone.
    pub fn at_the_door(refusal: Refusal) -> Self {
        match refusal.code() {
            Code::RateLimited => Self::TooFast(refusal.retry_after().unwrap_or_default()),
            _ => refusal.into(),
        }
    }

    /// When to come back, in seconds.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany(wait) | Self::TooFast(wait) => Some(wait.as_secs() + 1),
            Self::Unavailable => Some(1),
            _ => None,
        }
    }

    /// Headline and explanation.
    pub fn words(&self) -> (&'static str, String) {
        match self {
            Self::SignIn(_) | Self::Elsewhere(_) => ("Elsewhere", String::new()),
            Self::Malformed => (
                "This form cannot be read",
                "It did not arrive as a browser sends it. Go back and try again.".to_owned(),
            ),
            Self::Forged => (
                "This form has expired",
                "It was made for another session: perhaps you logged in or out since. Nothing was changed. Go back, reload the page and send it again.".to_owned(),
            ),
            Self::Forbidden(why) => ("You may not do this", why.clone()),
            Self::NotFound => (
                "There is nothing here",
                "The address is wrong, or what was here is gone, or it is not yours to see.".to_owned(),
            ),
            Self::MethodNotAllowed(_) => (
                "This page does not work like that",
                "The request used a method that this address does not know.".to_owned(),
            ),
            Self::Conflict(why) => ("This has changed meanwhile", why.clone()),
            Self::TooLarge => (
                "This form is too large",
                "It holds more than we accept. Shorten the texts and send it again.".to_owned(),
            ),
            Self::TooMany(wait) => (
                "Too many tries",
                format!("To keep accounts safe, please wait {} before you try again.", seconds(wait.as_secs() + 1)),
            ),
            Self::TooFast(wait) => (
                "That was too fast",
                format!(
                    "More was asked than we answer at once, from here or with your company's keys, and nothing was changed. Wait {}, then reload the page.",
                    seconds(wait.as_secs() + 1)
                ),
            ),
            Self::Internal => (
                "This is our mistake",
                "Something went wrong here. It has been logged, and nothing was changed. If it happens again, tell us the reference below.".to_owned(),
            ),
            Self::TookTooLong => (
                "This took longer than 2 seconds",
                "The database was told to stop looking, so that nobody else waits, and nothing was changed. Choose fewer rows: a shorter time, or a value that an index knows.".to_owned(),
            ),
            Self::Unavailable => (
                "We are busy",
                "The page could not be made in time, and nothing was changed. Please try again in a moment.".to_owned(),
            ),
        }
    }
}

fn seconds(count: u64) -> String {
    match count {
        1 => "a second".to_owned(),
        _ => format!("{count} seconds"),
    }
}

impl From<Refused> for poem::Error {
    fn from(refused: Refused) -> Self {
        let status = refused.status();
        Self::new(refused, status)
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        let problem = refusal.problem(None);
        match problem.code {
            Code::Unauthenticated => Self::SignIn(Area::Company),
            Code::CompanySuspended => db::Error::CompanySuspended.into(),
            Code::Forbidden => Self::Forbidden(problem.detail),
            Code::NotFound => Self::NotFound,
            Code::RateLimited => Self::TooMany(refusal.retry_after().unwrap_or_default()),
            Code::Overloaded => Self::Unavailable,
            Code::Conflict | Code::InvalidState | Code::IdempotencyInProgress | Code::VersionMismatch => {
                Self::Conflict(problem.detail)
            }
            Code::IdempotencyKeyReused => Self::Conflict(
                "This form was sent before with other values, and that payment was created. Look at the list before you send another.".to_owned(),
            ),
            Code::BodyTooLarge => Self::TooLarge,
            Code::MethodNotAllowed => Self::MethodNotAllowed(refusal.allow().to_vec()),
            Code::Malformed
            | Code::InvalidCursor
            | Code::EmailTaken
            | Code::UnsupportedMediaType
            | Code::ValidationFailed => Self::Malformed,
            Code::Internal => Self::Internal,
        }
    }
}

impl From<Busy> for Refused {
    fn from(_: Busy) -> Self {
        Self::Unavailable
    }
}

impl From<db::Error> for Refused {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::Unauthenticated => Self::SignIn(Area::Company),
            db::Error::StaffUnauthenticated => Self::SignIn(Area::Staff),
            db::Error::CompanySuspended => Self::Forbidden(
                "This company is suspended. Please write to us to find out why.".to_owned(),
            ),
            db::Error::Forbidden | db::Error::NotGranted(_) => {
                Self::Forbidden("Your role does not include this.".to_owned())
            }
            db::Error::InvalidState(standing) => Self::Conflict(format!(
                "The payment is {} and its processing is {}, so this is no longer possible. Nothing was changed.",
                standing.current_status, standing.processing_state
            )),
            db::Error::VersionMismatch => Self::Conflict(
                "Somebody changed it after you opened the page. Nothing was changed; open it again to see how it stands.".to_owned(),
            ),
            db::Error::Overloaded => Self::Unavailable,
            db::Error::TooManyWebhooks => {
                Self::Conflict("A company has at most 20 webhooks: delete one first.".to_owned())
            }
            db::Error::WebhookDisabled => Self::Conflict(
                "The webhook is disabled, so nothing was sent. Enable it first.".to_owned(),
            ),
            db::Error::LastAdmin => {
                Self::Conflict("The last admin stays an admin: make somebody else one first.".to_owned())
            }
            db::Error::Unavailable(reason) => {
                tracing::warn!(reason, "a page was not made in time");
                Self::Unavailable
            }
            error => {
                tracing::error!(error = %error, "a page failed");
                Self::Internal
            }
        }
    }
}
