//! What each code means and what helps: said once, for the document and for the reference.

use crate::api::problem::Code;
use crate::domain::FieldCode;

/// A code in sentences.
pub struct Explanation {
    /// Why this is answered.
    pub cause: &'static str,
    /// What to do about it.
    pub cure: &'static str,
}

/// What a problem's code means.
pub fn of_problem(code: Code) -> Explanation {
    let (cause, cure) = match code {
        Code::Malformed => (
            "The body is not well-formed JSON.",
            "`detail` says where reading stopped. Send JSON as a library writes it.",
        ),
        Code::InvalidCursor => (
            "`after` is damaged, or was given out for another list, other filters or another company.",
            "Begin again without `after`, and keep the filters the same from page to page.",
        ),
        Code::Unauthenticated => (
            "The credential is missing, wrong, expired or revoked.",
            "Send `Authorization: Bearer …` with an API key or session token that is alive. At a login: check the e-mail and the password.",
        ),
        Code::Forbidden => (
            "An API key was sent where only a session token will do.",
            "Log in with `POST /v1/token` and send that token instead.",
        ),
        Code::CompanySuspended => (
            "The company is suspended.",
            "Ask support. Nothing is lost meanwhile.",
        ),
        Code::NotFound => (
            "The address or the id is unknown, or belongs to another company.",
            "Check the id, and whose credential was sent. What was deleted is not found either.",
        ),
        Code::MethodNotAllowed => (
            "The address does not know the method.",
            "Use one of the methods in `Allow`.",
        ),
        Code::Conflict => (
            "The request clashes with what is there.",
            "`detail` says with what. Resolve that first.",
        ),
        Code::InvalidState => (
            "The payment's status or processing does not allow this: it was handed over or has ended.",
            "Look at `current_status` and `processing_state`; the request will not succeed while they stay.",
        ),
        Code::IdempotencyInProgress => (
            "The first request with this `Idempotency-Key` is still running.",
            "Repeat the same request after `Retry-After` to get the first one's answer.",
        ),
        Code::EmailTaken => (
            "A company has signed up with this e-mail.",
            "Log in instead, or sign up with another e-mail.",
        ),
        Code::VersionMismatch => (
            "It has changed since the version in `If-Match`.",
            "Read it again, decide anew, and send the new `ETag`.",
        ),
        Code::BodyTooLarge => (
            "The body is larger than 256 KiB.",
            "Send less at once: split a batch into smaller ones.",
        ),
        Code::UnsupportedMediaType => (
            "The body is not declared as JSON.",
            "Send `Content-Type: application/json`.",
        ),
        Code::ValidationFailed => (
            "Fields, parameters or headers are wrong.",
            "`errors` names every one that is. Correct them all and send it again.",
        ),
        Code::IdempotencyKeyReused => (
            "This `Idempotency-Key` was sent before with another method, path or body.",
            "Draw a new key for a new request, and repeat an old one unchanged.",
        ),
        Code::RateLimited => (
            "Too many requests, streams or wrong passwords.",
            "Wait as many seconds as `Retry-After` says.",
        ),
        Code::Internal => (
            "A mistake of ours. Whether the request had an effect is not known.",
            "With an `Idempotency-Key`, repeat it; else look before you do. Tell support the `request_id`.",
        ),
        Code::Overloaded => (
            "The service is too busy, or its database is away. Whether the request had an effect is not known.",
            "Repeat it after `Retry-After`, with the same `Idempotency-Key` if it had one.",
        ),
    };
    Explanation { cause, cure }
}

/// What a field's code means.
pub fn of_field(code: FieldCode) -> Explanation {
    let (cause, cure) = match code {
        FieldCode::Required => ("It is missing.", "Send it."),
        FieldCode::UnknownField => (
            "Nothing has this name here.",
            "Check the spelling, or leave it out.",
        ),
        FieldCode::WrongType => (
            "The value is of another JSON type.",
            "Send the type that is documented: amounts are integers, account numbers strings.",
        ),
        FieldCode::TooShort => ("There are too few characters or items.", "Send more."),
        FieldCode::TooLong => ("There are too many characters or items.", "Send fewer."),
        FieldCode::OutOfRange => (
            "The number or the time lies outside its range.",
            "`message` names the range.",
        ),
        FieldCode::InvalidFormat => (
            "The text has another form than it should.",
            "`message` names the form.",
        ),
        FieldCode::NotAllowed => (
            "The value may not be given here, or is not one of the values there are.",
            "`message` names what may be given.",
        ),
        FieldCode::TooCommon => (
            "The password is on a list of common ones.",
            "Choose another password.",
        ),
    };
    Explanation { cause, cure }
}
