//! Fields that a change clears. The generated types leave out what is `None`, so `null` needs a word of
//! its own, which becomes one on its way out.

use reqwest::{Body, Method, Request};

/// In a change, clears the field: `.reference(CLEAR.to_owned())`. It is a text that no field may hold.
pub const CLEAR: &str = "\0";

/// How the word is written in JSON.
const WRITTEN: &str = r#":"\u0000""#;

/// Puts `null` where a change says so.
pub(crate) fn write_nulls(request: &mut Request) {
    if request.method() != Method::PATCH {
        return;
    }
    let bytes = request.body().and_then(Body::as_bytes);
    let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
    if let Some(text) = text.filter(|text| text.contains(WRITTEN)) {
        *request.body_mut() = Some(text.replace(WRITTEN, ":null").into());
    }
}
