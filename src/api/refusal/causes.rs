//! What the database refuses, and hashing that has too much to do, as refusals of the API.

use std::time::Duration;

use super::Refusal;
use crate::api::problem::{Code, FieldError};
use crate::auth::Busy;
use crate::db;

impl From<Busy> for Refusal {
    fn from(_: Busy) -> Self {
        Self::overloaded()
    }
}

impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::Unauthenticated => Self::unauthenticated(),
            db::Error::CompanySuspended => {
                Self::new(Code::CompanySuspended, "Ask support what to do.")
            }
            db::Error::Forbidden => Self::new(
                Code::Forbidden,
                "An API key may not do this: log in with `POST /v1/token` and use the session token.",
            ),
            db::Error::VersionMismatch => Self::new(
                Code::VersionMismatch,
                "It has changed since you read it: read it again and decide anew.",
            ),
            db::Error::IdempotencyKeyReused => Self::new(
                Code::IdempotencyKeyReused,
                "Use a new key for another request: this one stands for other method, path or body.",
            ),
            db::Error::IdempotencyInProgress => {
                let mut refusal = Self::new(
                    Code::IdempotencyInProgress,
                    "Repeat it in a second to get the first one's answer.",
                );
                refusal.0.retry_after = Some(Duration::from_secs(1));
                refusal
            }
            db::Error::EventReused => Self::new(
                Code::Conflict,
                "This event id came with another body before: give another event another id.",
            ),
            db::Error::TooManyWebhooks => Self::new(
                Code::Conflict,
                "A company has at most 20 webhooks: delete one first.",
            ),
            db::Error::WebhookDisabled => Self::new(
                Code::Conflict,
                "The webhook is disabled: enable it first, with `PATCH` and `{\"enabled\": true}`.",
            ),
            db::Error::InvalidState(standing) => Self::invalid_state(standing),
            db::Error::EmailTaken => Self::new(
                Code::EmailTaken,
                "A company has signed up with this e-mail: log in instead, or use another.",
            ),
            db::Error::Field { field, invalid } => {
                Self::validation_failed(vec![FieldError::field(format!("/{field}"), invalid)])
            }
            db::Error::Unavailable(cause) => {
                tracing::warn!(cause, "the database did not answer");
                Self::overloaded()
            }
            error @ (db::Error::StaffUnauthenticated
            | db::Error::StaffEmailTaken
            | db::Error::LastAdmin
            | db::Error::NotGranted(_)) => {
                tracing::error!(%error, "no request of the API can cause this");
                Self::internal()
            }
            db::Error::Overloaded => Self::overloaded(),
            db::Error::Broken(cause) => {
                tracing::error!(cause, "the database failed");
                Self::internal()
            }
        }
    }
}
