//! Every refusal of the API, by name, and the problem (RFC 9457) that each becomes.

mod causes;

use std::borrow::Cow;
use std::time::Duration;

use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Response, error::ResponseError};

use super::answer::json;
use super::problem::{Code, FieldError, Problem};
use crate::db::Standing;
use crate::stream::COMPANY_STREAMS;

/// Why a request was refused.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", .0.code.phrase().1)]
pub struct Refusal(Box<Reason>);

#[derive(Debug, Clone)]
struct Reason {
    code: Code,
    detail: Cow<'static, str>,
    fields: Vec<FieldError>,
    standing: Option<Standing>,
    retry_after: Option<Duration>,
    allow: Vec<Method>,
    replayed: bool,
}

impl Refusal {
    fn new(code: Code, detail: impl Into<Cow<'static, str>>) -> Self {
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
    pub fn malformed(detail: impl Into<Cow<'static, str>>) -> Self {
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

    /// The methods that the address knows, of a 405.
    pub fn allow(&self) -> &[Method] {
        &self.0.allow
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

    /// 429: the company has as many streams as it may.
    pub fn too_many_streams() -> Self {
        let mut refusal = Self::new(
            Code::RateLimited,
            format!(
                "The company has {COMPANY_STREAMS} streams open, as many as it may: end one, or share one among your programs."
            ),
        );
        refusal.0.retry_after = Some(Duration::from_secs(5));
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

    /// Both refusals as one if both say what is wrong; else the first.
    pub fn joined(self, other: Self) -> Self {
        let wrong = [&self, &other].map(|refusal| refusal.0.code == Code::ValidationFailed);
        if wrong != [true, true] {
            return self;
        }
        Self::validation_failed([self.0.fields, other.0.fields].concat())
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

    /// When to come back, if that is known.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
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
            detail: self.0.detail.clone().into_owned(),
            code: self.0.code,
            request_id: request_id.map(str::to_owned),
            errors: (self.0.code == Code::ValidationFailed).then(|| self.0.fields.clone()),
            current_status,
            processing_state,
        }
    }

    /// The answer, as the asker gets it.
    pub fn answer(&self, request_id: Option<&str>) -> Response {
        let body = json(&self.problem(request_id));
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
