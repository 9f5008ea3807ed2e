//! The log: one JSON object a line. Every request writes a line, so that a line is written in one
//! pass: a span's fields are text from its beginning, and an event's go straight into the line.

use std::cell::RefCell;
use std::fmt::{self, Debug};
use std::io::Write as _;

use chrono::Utc;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_log::NormalizeEvent;
use tracing_subscriber::Layer;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

use crate::domain::Timestamp;

/// Writes each event as a line, with the fields of the span that it happens in.
pub struct JsonLines<W> {
    writer: W,
}

impl<W> JsonLines<W> {
    /// To this writer, which is given one whole line at a time.
    pub fn to(writer: W) -> Self {
        Self { writer }
    }
}

/// A span's fields, as members of an object.
struct Members(String);

impl<S, W> Layer<S> for JsonLines<W>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + 'static,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if let Some(span) = context.span(id) {
            let mut members = String::with_capacity(SPAN_BYTES);
            attributes.record(&mut Line(&mut members));
            span.extensions_mut().insert(Members(members));
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(Members(members)) = span.extensions_mut().get_mut()
        {
            values.record(&mut Line(members));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        thread_local! {
            static LINE: RefCell<String> = const { RefCell::new(String::new()) };
        }
        LINE.with(|line| {
            // Who is told of an event while it writes one, has a line of its own.
            let mut own = String::new();
            let mut kept = line.try_borrow_mut().ok();
            let line = kept.as_deref_mut().unwrap_or(&mut own);
            line.clear();
            write_line(line, event, &context);
            let mut writer = self.writer.make_writer_for(event.metadata());
            // There is nowhere to say that the log cannot be written.
            let _unwritten = writer.write_all(line.as_bytes());
        });
    }
}

/// What the fields of a request's span take.
const SPAN_BYTES: usize = 192;

fn write_line<S>(line: &mut String, event: &Event<'_>, context: &Context<'_, S>)
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    let normalized = event.normalized_metadata();
    let metadata = normalized.as_ref().unwrap_or_else(|| event.metadata());
    line.push_str("{\"timestamp\":\"");
    Timestamp(Utc::now()).shown(|time| line.push_str(time));
    line.push_str("\",\"level\":\"");
    line.push_str(metadata.level().as_str());
    line.push('"');
    event.record(&mut Line(line));
    member(line, "target");
    string(line, metadata.target());
    if let Some(span) = context.event_span(event) {
        line.push_str(",\"span\":{\"name\":");
        string(line, span.name());
        if let Some(Members(members)) = span.extensions().get() {
            line.push_str(members);
        }
        line.push('}');
    }
    line.push_str("}\n");
}

/// An object that has a member already: each field becomes another.
struct Line<'a>(&'a mut String);

impl Line<'_> {
    /// Begins a member. What the crate `log` says of an event's origin is none: it is in the metadata.
    fn member(&mut self, field: &Field) -> Option<&mut String> {
        let name = field.name();
        if name.starts_with("log.") {
            return None;
        }
        member(self.0, name);
        Some(self.0)
    }

    /// A value that stands in JSON as it says itself.
    fn plain(&mut self, field: &Field, value: fmt::Arguments<'_>) {
        if let Some(line) = self.member(field) {
            write(line, value);
        }
    }
}

impl Visit for Line<'_> {
    fn record_f64(&mut self, field: &Field, value: f64) {
        // JSON has no number that is none.
        match value.is_finite() {
            true => self.plain(field, format_args!("{value:?}")),
            false => self.plain(field, format_args!("null")),
        }
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.plain(field, format_args!("{value}"));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.plain(field, format_args!("{value}"));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.plain(field, format_args!("{value}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if let Some(line) = self.member(field) {
            string(line, value);
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if let Some(line) = self.member(field) {
            line.push('"');
            write(&mut Escaping(line), format_args!("{value:?}"));
            line.push('"');
        }
    }
}

fn member(line: &mut String, name: &str) {
    line.push(',');
    string(line, name);
    line.push(':');
}

fn string(line: &mut String, text: &str) {
    line.push('"');
    escape(line, text);
    line.push('"');
}

fn write(to: &mut impl fmt::Write, what: fmt::Arguments<'_>) {
    // Text takes everything; what a value cannot say of itself is missing.
    let _missing = to.write_fmt(what);
}

/// Text within a string of JSON.
struct Escaping<'a>(&'a mut String);

impl fmt::Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(self.0, text);
        Ok(())
    }
}

/// Writes text as it stands within a string of JSON; nearly all stands there as it is.
fn escape(line: &mut String, text: &str) {
    let stands = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if text.bytes().all(stands) {
        line.push_str(text);
        return;
    }
    for character in text.chars() {
        match character {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\t' => line.push_str("\\t"),
            '\r' => line.push_str("\\r"),
            control if control < ' ' => {
                write(line, format_args!("\\u{:04x}", u32::from(control)));
            }
            other => line.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use serde_json::{Value, json};
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl Paper {
        /// The lines that are written meanwhile; their times are checked and left out.
        fn lines(events: impl FnOnce()) -> Vec<Value> {
            let paper = Self::default();
            let writer = paper.clone();
            let layer = JsonLines::to(move || writer.clone());
            tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), events);
            let bytes = paper.0.lock().unwrap().clone();
            let line = |line: &str| {
                let mut line: Value = serde_json::from_str(line).expect(line);
                let time = line.as_object_mut().unwrap().remove("timestamp").unwrap();
                assert!(Timestamp::parse(time.as_str().unwrap()).is_ok(), "{time}");
                line
            };
            String::from_utf8(bytes)
                .unwrap()
                .lines()
                .map(line)
                .collect()
        }
    }

    #[test]
    fn a_line_is_an_object_with_the_event_and_its_span() {
        let lines = Paper::lines(|| {
            let span = tracing::info_span!("request", request_id = %"r-1", status = 7_u16);
            span.in_scope(|| tracing::info!(ms = 1.0, right = true, left = -3, "answered"));
            tracing::warn!(ms = f64::NAN, "alone");
        });
        let target = "remit::log::tests";
        assert_eq!(
            lines,
            [
                json!({
                    "level": "INFO", "message": "answered", "ms": 1.0, "right": true, "left": -3,
                    "target": target,
                    "span": {"name": "request", "request_id": "r-1", "status": 7},
                }),
                json!({"level": "WARN", "message": "alone", "ms": null, "target": target}),
            ]
        );
    }

    #[test]
    fn whatever_text_somebody_sends_it_stays_within_its_string_and_its_line() {
        let nasty = "\"}\n{\\ \t\r\u{0} \u{7f} \u{2028} é 你 \"";
        let lines = Paper::lines(|| {
            let span = tracing::info_span!("request", path = nasty, shown = ?nasty);
            span.in_scope(|| tracing::error!(error = %nasty, "{nasty}"));
        });
        let [line] = lines.as_slice() else {
            panic!("{lines:?}");
        };
        for text in [&line["message"], &line["error"], &line["span"]["path"]] {
            assert_eq!(text, nasty);
        }
        assert_eq!(line["span"]["shown"], format!("{nasty:?}"));
    }

    #[test]
    fn what_becomes_known_of_a_span_later_is_told_with_it() {
        let lines = Paper::lines(|| {
            let span = tracing::info_span!("request", status = tracing::field::Empty);
            span.record("status", 201);
            span.in_scope(|| tracing::info!("done"));
        });
        assert_eq!(lines[0]["span"], json!({"name": "request", "status": 201}));
    }
}
