//! What a refused request is answered with (RFC 9457): the closed list of codes, and its shape.

use poem::http::StatusCode;
use poem_openapi::{Enum, Object};
use serde::{Serialize, Serializer};

use crate::domain::{FieldCode, Invalid};

/// The codes of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum Code {
    /// The body is not JSON.
    Malformed,
    /// The cursor is damaged, or of another list.
    InvalidCursor,
    /// The credential is missing, wrong, expired or revoked.
    Unauthenticated,
    /// The credential may not do this.
    Forbidden,
    /// The company is suspended.
    CompanySuspended,
    /// There is no such thing here.
    NotFound,
    /// The address knows other methods.
    MethodNotAllowed,
    /// It clashes with what is there.
    Conflict,
    /// The payment is not in a state for this.
    InvalidState,
    /// The first request with this key is still running.
    IdempotencyInProgress,
    /// Another company logs in with this e-mail.
    EmailTaken,
    /// The thing has changed since it was read.
    VersionMismatch,
    /// The body is too large.
    BodyTooLarge,
    /// The body is not `application/json`.
    UnsupportedMediaType,
    /// Fields or parameters are wrong.
    ValidationFailed,
    /// The key was used for another request.
    IdempotencyKeyReused,
    /// Too many requests.
    RateLimited,
    /// Our mistake.
    Internal,
    /// Too busy, or the database is away.
    Overloaded,
}

impl Code {
    /// The status and the title.
    pub(crate) fn phrase(self) -> (StatusCode, &'static str) {
        match self {
            Self::Malformed => (StatusCode::BAD_REQUEST, "The body is not well-formed"),
            Self::InvalidCursor => (StatusCode::BAD_REQUEST, "The cursor is not valid here"),
            Self::Unauthenticated => (StatusCode::UNAUTHORIZED, "Authentication is needed"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "This credential may not do this"),
            Self::CompanySuspended => (StatusCode::FORBIDDEN, "The company is suspended"),
            Self::NotFound => (StatusCode::NOT_FOUND, "Not found"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "The method is not allowed"),
            Self::Conflict => (StatusCode::CONFLICT, "This clashes with what is there"),
            Self::InvalidState => (
                StatusCode::CONFLICT,
                "The payment is not in a state for this",
            ),
            Self::IdempotencyInProgress => {
                (StatusCode::CONFLICT, "The first request is still running")
            }
            Self::EmailTaken => (StatusCode::CONFLICT, "The e-mail is taken"),
            Self::VersionMismatch => (StatusCode::PRECONDITION_FAILED, "The version is another"),
            Self::BodyTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "The body is too large"),
            Self::UnsupportedMediaType => {
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body must be JSON")
            }
            Self::ValidationFailed => (StatusCode::UNPROCESSABLE_ENTITY, "Some values are wrong"),
            Self::IdempotencyKeyReused => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "The idempotency key was used before",
            ),
            Self::RateLimited => (StatusCode::TOO_MANY_REQUESTS, "Too many requests"),
            Self::Internal => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something went wrong on our side",
            ),
            Self::Overloaded => (StatusCode::SERVICE_UNAVAILABLE, "The service is busy"),
        }
    }

    /// The code as programs see it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::InvalidCursor => "invalid_cursor",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::CompanySuspended => "company_suspended",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::Conflict => "conflict",
            Self::InvalidState => "invalid_state",
            Self::IdempotencyInProgress => "idempotency_in_progress",
            Self::EmailTaken => "email_taken",
            Self::VersionMismatch => "version_mismatch",
            Self::BodyTooLarge => "body_too_large",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::ValidationFailed => "validation_failed",
            Self::IdempotencyKeyReused => "idempotency_key_reused",
            Self::RateLimited => "rate_limited",
            Self::Internal => "internal",
            Self::Overloaded => "overloaded",
        }
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.label())
    }
}

/// One wrong field or parameter.
#[derive(Debug, Clone, Serialize, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct FieldError {
    /// JSON pointer to the field in the body; absent when a parameter is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Name of the query parameter or header; absent when a field is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What is wrong, for programs.
    pub code: FieldCode,
    /// What would be right, for people.
    pub message: String,
}

impl FieldError {
    /// A wrong field of the body.
    pub fn field(pointer: impl Into<String>, invalid: Invalid) -> Self {
        let Invalid { code, message } = invalid;
        Self {
            pointer: Some(pointer.into()),
            parameter: None,
            code,
            message,
        }
    }

    /// A wrong parameter.
    pub fn parameter(name: impl Into<String>, invalid: Invalid) -> Self {
        let Invalid { code, message } = invalid;
        Self {
            pointer: None,
            parameter: Some(name.into()),
            code,
            message,
        }
    }
}

/// What a refused request is answered with (RFC 9457).
#[derive(Debug, Clone, Serialize, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Problem {
    /// Where the code is explained.
    #[serde(rename = "type")]
    #[oai(rename = "type")]
    pub kind: String,
    /// The code in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do.
    pub detail: String,
    /// What happened, for programs.
    pub code: Code,
    /// The request's id, to quote when asking for help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// With `validation_failed`: everything that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<FieldError>>,
    /// With `invalid_state`: the payment's status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_status: Option<String>,
    /// With `invalid_state`: the payment's processing state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing_state: Option<String>,
}
