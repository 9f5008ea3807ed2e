//! Every refusal of the API: the closed list of codes, in the order in which they are checked, and
//! the problem (RFC 9457) that each becomes.

use std::time::Duration;

use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Response, error::ResponseError};
use poem_openapi::{Enum, Object};
use serde::Serialize;

use crate::auth::Busy;
use crate::db::{self, Standing};
use crate::domain::{FieldCode, Invalid};

/// Why a request was refused.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", .0.code.phrase().1)]
pub struct Refusal(Box<Reason>);

#[derive(Debug, Clone)]
struct Reason {
    code: Code,
    detail: String,
    fields: Vec<FieldError>,
    standing: Option<Standing>,
    retry_after: Option<Duration>,
    allow: Vec<Method>,
    replayed: bool,
}

/// The codes of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Enum)]
#[serde(rename_all = "snake_case")]
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
    pub(crate) fn label(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned))
            .unwrap_or_default()
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

impl Refusal {
    fn new(code: Code, detail: impl Into<String>) -> Self {
        Self(Box::new(Reason {
            code,
            detail: detail.into(),
            fields: Vec::new(),
            standing: None,
            retry_after: None,
            allow: Vec::new(),
            replayed: false,
        }))
    }

    /// 400: the body cannot be read; the detail says where.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(Code::Malformed, detail)
    }

    /// 400: not a cursor of this list, filter and company.
    pub fn invalid_cursor() -> Self {
        Self::new(
            Code::InvalidCursor,
            "Begin again without it: a cursor is good only for the list, filters and company that it came from.",
        )
    }

    /// 401.
    pub fn unauthenticated() -> Self {
        Self::new(
            Code::Unauthenticated,
            "Send `Authorization: Bearer …` with an API key or a session token that is neither expired nor revoked.",
        )
    }

    /// 401 at the bank's door.
    pub fn bad_signature() -> Self {
        Self::new(
            Code::Unauthenticated,
            "Sign the body as a Standard Webhook with the bank's secret, at most 300 seconds ago.",
        )
    }

    /// 401 at a login: the same for an unknown e-mail and a wrong password.
    pub fn wrong_login() -> Self {
        Self::new(
            Code::Unauthenticated,
            "The e-mail or the password is wrong.",
        )
    }

    /// 404.
    pub fn not_found() -> Self {
        Self::new(
            Code::NotFound,
            "There is nothing at this address, or it is not yours.",
        )
    }

    /// 405, with the methods that the address knows.
    pub fn method_not_allowed(allow: Vec<Method>) -> Self {
        let mut refusal = Self::new(Code::MethodNotAllowed, "Use one of the methods in `Allow`.");
        refusal.0.allow = allow;
        refusal
    }

    /// 409 `invalid_state`, with how the payment stands.
    pub fn invalid_state(standing: Standing) -> Self {
        let detail = format!(
            "The payment is {} and its processing is {}.",
            standing.current_status, standing.processing_state
        );
        let mut refusal = Self::new(Code::InvalidState, detail);
        refusal.0.standing = Some(standing);
        refusal
    }

    /// 413.
    pub fn body_too_large() -> Self {
        Self::new(Code::BodyTooLarge, "A body may have at most 256 KiB.")
    }

    /// 415.
    pub fn unsupported_media_type() -> Self {
        Self::new(
            Code::UnsupportedMediaType,
            "Send JSON with `Content-Type: application/json`.",
        )
    }

    /// 422, with everything that is wrong.
    pub fn validation_failed(fields: Vec<FieldError>) -> Self {
        let detail = match fields.as_slice() {
            [only] => only.message.clone(),
            _ => format!("{} values are wrong; see errors.", fields.len()),
        };
        let mut refusal = Self::new(Code::ValidationFailed, detail);
        refusal.0.fields = fields;
        refusal
    }

    /// 429, and when to come back.
    pub fn rate_limited(wait: Duration) -> Self {
        let mut refusal = Self::new(Code::RateLimited, "Wait as long as `Retry-After` says.");
        refusal.0.retry_after = Some(wait);
        refusal
    }

    /// 500; the log knows more.
    pub fn internal() -> Self {
        Self::new(
            Code::Internal,
            "It is in our log under this request id. Whether the request had an effect is not known; with an Idempotency-Key it is safe to repeat.",
        )
    }

    /// 503.
    pub fn overloaded() -> Self {
        let mut refusal = Self::new(
            Code::Overloaded,
            "Try again as `Retry-After` says. Whether the request had an effect is not known; with an Idempotency-Key it is safe to repeat.",
        );
        refusal.0.retry_after = Some(Duration::from_secs(1));
        refusal
    }

    /// Says that the refusal repeats an earlier one.
    pub fn replayed(mut self, replayed: bool) -> Self {
        self.0.replayed = replayed;
        self
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The problem that the asker sees.
    pub fn problem(&self, request_id: Option<&str>) -> Problem {
        let (status, title) = self.0.code.phrase();
        let standing = self.0.standing.clone();
        let (current_status, processing_state) = standing
            .map(|s| (s.current_status, s.processing_state))
            .unzip();
        Problem {
            kind: format!("/docs#error-{}", self.0.code.label()),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: self.0.detail.clone(),
            code: self.0.code,
            request_id: request_id.map(str::to_owned),
            errors: (self.0.code == Code::ValidationFailed).then(|| self.0.fields.clone()),
            current_status,
            processing_state,
        }
    }

    /// The answer, as the asker gets it.
    pub fn answer(&self, request_id: Option<&str>) -> Response {
        let body = serde_json::to_vec(&self.problem(request_id)).unwrap_or_default();
        let mut response = Response::builder()
            .status(self.0.code.phrase().0)
            .content_type("application/problem+json")
            .body(body);
        let headers = response.headers_mut();
        if self.0.code == Code::Unauthenticated {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(wait) = self.0.retry_after {
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        if self.0.replayed {
            headers.insert(
                super::answer::IDEMPOTENCY_REPLAYED,
                HeaderValue::from_static("true"),
            );
        }
        if self.0.code == Code::MethodNotAllowed {
            let allow = self
                .0
                .allow
                .iter()
                .map(Method::as_str)
                .collect::<Vec<_>>()
                .join(", ");
            if let Ok(value) = HeaderValue::try_from(allow) {
                headers.insert(header::ALLOW, value);
            }
        }
        response
    }
}

impl ResponseError for Refusal {
    fn status(&self) -> StatusCode {
        self.0.code.phrase().0
    }

    fn as_response(&self) -> Response {
        self.answer(None)
    }
}

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
            db::Error::Broken(cause) => {
                tracing::error!(cause, "the database failed");
                Self::internal()
            }
        }
    }
}
