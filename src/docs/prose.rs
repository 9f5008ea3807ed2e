//! Descriptions as HTML: paragraphs, and code between backticks. Everything else is escaped.

use tera::{Kwargs, State, Value, escape_html};

/// The filter `prose`: `{{ text | prose }}`.
pub(super) fn filter(text: &str, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&html(text))
}

/// The filter `inline`: as `prose`, without paragraphs.
pub(super) fn inline_filter(text: &str, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&line(text))
}

fn html(text: &str) -> String {
    let paragraphs = text
        .split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty());
    paragraphs
        .map(|text| format!("<p>{}</p>", line(text)))
        .collect()
}

fn line(text: &str) -> String {
    let parts = text.split('`').map(escape).enumerate();
    parts
        .map(|(at, part)| match at % 2 {
            0 => part,
            _ => format!("<code>{part}</code>"),
        })
        .collect()
}

fn escape(text: &str) -> String {
    let mut escaped = Vec::new();
    // Writing to memory does not fail.
    let _ = escape_html(text, &mut escaped);
    String::from_utf8_lossy(&escaped).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_are_code_and_all_else_is_text() {
        assert_eq!(
            html("Use `a<b>` & more.\n\nThen <script>"),
            "<p>Use <code>a&lt;b&gt;</code> &amp; more.</p><p>Then &lt;script&gt;</p>"
        );
    }
}
