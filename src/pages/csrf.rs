//! Forms that only our own pages can send: each carries a token that is bound to the session of the
//! browser it was made for, or before there is one, to a random cookie.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use subtle::ConstantTimeEq;

use crate::secrets::{SecretKey, tag};

/// The name of the hidden input.
pub const FIELD: &str = "csrf_token";

/// Makes and checks tokens, and seals flash messages.
#[derive(Clone)]
pub struct Csrf {
    key: [u8; 32],
}

/// What a token is bound to.
#[derive(Debug, Clone, Copy)]
pub enum Bound<'a> {
    /// The cookie of a browser without a session.
    Visit(&'a str),
    /// The hash of a company's session token.
    Company(&'a [u8]),
    /// The hash of a staff session's secret.
    Staff(&'a [u8]),
}

impl Csrf {
    /// With the key that all servers share.
    pub fn new(key: &SecretKey) -> Self {
        Self {
            key: key.derive("pages"),
        }
    }

    /// The token of forms for this session.
    pub fn token(&self, bound: Bound<'_>) -> String {
        let (kind, to) = match bound {
            Bound::Visit(cookie) => ("visit", cookie.as_bytes()),
            Bound::Company(hash) => ("company", hash),
            Bound::Staff(hash) => ("staff", hash),
        };
        self.seal(kind, to)
    }

    /// A seal over a text of ours that a browser keeps.
    pub fn seal(&self, purpose: &str, text: &[u8]) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(tag(&self.key, &[purpose.as_bytes(), text]))
    }
}

/// Whether two tokens are the same, told in a time that says nothing of where they differ.
pub fn same(one: &str, other: &str) -> bool {
    bool::from(one.as_bytes().ct_eq(other.as_bytes()))
}
