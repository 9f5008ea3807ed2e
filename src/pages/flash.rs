//! A sentence that the next page shows once: kept in a sealed cookie across the redirect.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use poem::http::header;
use poem::{Request, Response};
use serde::Serialize;

use super::cookies::{Cookie, Scheme};
use super::csrf::{Csrf, same};

/// What happened, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flash {
    /// How it went.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
}

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// It was done.
    Good,
    /// It was not done.
    Bad,
}

impl Flash {
    /// It was done.
    pub fn good(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Good,
            text: text.into(),
        }
    }

    /// It was not done.
    pub fn bad(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Bad,
            text: text.into(),
        }
    }

    pub(super) fn read(request: &Request, scheme: Scheme, csrf: &Csrf) -> Option<Self> {
        let value = Cookie::Flash.read(request, scheme)?;
        let (encoded, seal) = value.split_once('.')?;
        if !same(&csrf.seal("flash", encoded.as_bytes()), seal) {
            return None;
        }
        let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(encoded).ok()?).ok()?;
        let (tone, text) = text.split_at_checked(1)?;
        Some(match tone {
            "+" => Self::good(text),
            _ => Self::bad(text),
        })
    }

    pub(super) fn put(&self, response: &mut Response, scheme: Scheme, csrf: &Csrf) {
        let tone = match self.tone {
            Tone::Good => "+",
            Tone::Bad => "-",
        };
        let encoded = BASE64_URL_SAFE_NO_PAD.encode(format!("{tone}{}", self.text));
        let sealed = format!("{encoded}.{}", csrf.seal("flash", encoded.as_bytes()));
        if let Some(cookie) = Cookie::Flash.set(scheme, &sealed) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
}
