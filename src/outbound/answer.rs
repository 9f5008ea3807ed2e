//! What a receiver answered: at most 16 KiB of it is read, and the first 2 KiB are kept.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::Response;
use hyper::body::{Body, Incoming};
use hyper::header::{CONTENT_LENGTH, HeaderMap, RETRY_AFTER, TRANSFER_ENCODING};
use tokio::time::{Instant, timeout_at};

use super::{Failure, Reason};

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 16 * 1024;

/// How much of the body is kept, in bytes.
const EXCERPT: usize = 2 * 1024;

/// The longest pause that a receiver may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);

/// What a receiver answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status, 200 to 999.
    pub status: u16,
    /// The pause that the receiver asks for, at most a day.
    pub retry_after: Option<Duration>,
    /// The first 2 KiB of the body as text without NUL, which Postgres cannot keep.
    pub excerpt: String,
}

/// Reads an answer whose head has arrived.
pub(super) async fn read(
    response: Response<Incoming>,
    deadline: Instant,
) -> Result<Answer, Failure> {
    let (head, body) = response.into_parts();
    // 101 and the like: nobody asked for another protocol.
    if head.status.is_informational() {
        return Err(Reason::BadResponse.into());
    }
    let mut text = Text::default();
    let read = match timeout_at(
        deadline,
        text.fill(body, ends_with_connection(&head.headers)),
    )
    .await
    {
        Ok(read) => read,
        Err(_elapsed) => Err(Reason::TimedOut),
    };
    let answer = Answer {
        status: head.status.as_u16(),
        retry_after: retry_after(&head.headers, SystemTime::now()),
        excerpt: text.excerpt(),
    };
    match read {
        Ok(()) => Ok(answer),
        Err(error) => Err(Failure {
            error,
            answer: Some(answer),
        }),
    }
}

/// Whether the body declares no length, and so ends where the connection does.
fn ends_with_connection(headers: &HeaderMap) -> bool {
    !headers.contains_key(CONTENT_LENGTH) && !headers.contains_key(TRANSFER_ENCODING)
}

/// The beginning of a body.
#[derive(Default)]
struct Text {
    kept: Vec<u8>,
    length: usize,
}

impl Text {
    async fn fill<B>(&mut self, mut body: B, ends_with_connection: bool) -> Result<(), Reason>
    where
        B: Body<Data = Bytes> + Unpin,
    {
        while let Some(frame) = body.frame().await {
            match frame.map(hyper::body::Frame::into_data) {
                Ok(Ok(data)) => self.take(&data),
                Ok(Err(_trailers)) => {}
                // Many servers just hang up, also below TLS: how else would they end such a body?
                Err(_) if ends_with_connection => return Ok(()),
                Err(_) => return Err(Reason::BadResponse),
            }
            if self.length > LONGEST_BODY {
                return Err(Reason::ResponseTooLarge);
            }
        }
        Ok(())
    }

    fn take(&mut self, data: &[u8]) {
        self.length = self.length.saturating_add(data.len());
        let space = EXCERPT.saturating_sub(self.kept.len());
        self.kept.extend(data.iter().take(space));
    }

    fn excerpt(&self) -> String {
        let mut excerpt = String::with_capacity(self.kept.len());
        let mut chunks = self.kept.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            excerpt.extend(chunk.valid().chars().filter(|c| *c != '\0'));
            // The last character may only look broken because the rest was left out.
            let is_cut = chunks.peek().is_none() && self.length > self.kept.len();
            if !chunk.invalid().is_empty() && !is_cut {
                excerpt.push(char::REPLACEMENT_CHARACTER);
            }
        }
        excerpt.truncate(excerpt.floor_char_boundary(EXCERPT));
        excerpt
    }
}

/// Seconds, or a date; a date that has passed is no pause.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let pause = if is_number {
        // What does not fit is longer than the longest.
        text.parse().map_or(Duration::MAX, Duration::from_secs)
    } else {
        let date = httpdate::parse_http_date(text).ok()?;
        date.duration_since(now).unwrap_or_default()
    };
    Some(pause.min(LONGEST_PAUSE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_seconds_or_a_date_and_at_most_a_day() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        for (text, seconds) in [
            ("0", Some(0)),
            ("120", Some(120)),
            (" 7 ", Some(7)),
            ("86401", Some(86400)),
            ("99999999999999999999999", Some(86400)),
            ("Sun, 06 Nov 1994 08:51:37 GMT", Some(120)),
            ("Sunday, 06-Nov-94 08:51:37 GMT", Some(120)),
            ("Sun Nov  6 08:51:37 1994", Some(120)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(86400)),
            ("-1", None),
            ("+5", None),
            ("1.5", None),
            ("", None),
            ("soon", None),
            ("Sun, 06 Nov 1994", None),
        ] {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            let expected = seconds.map(Duration::from_secs);
            assert_eq!(retry_after(&headers, now), expected, "{text}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }

    #[test]
    fn an_excerpt_is_at_most_2_kib_of_text_that_postgres_can_keep() {
        let excerpt = |pieces: &[&[u8]]| {
            let mut text = Text::default();
            pieces.iter().for_each(|piece| text.take(piece));
            text.excerpt()
        };
        assert_eq!(excerpt(&[]), "");
        assert_eq!(excerpt(&[b"a\0b\xffc", b"\xc3"]), "ab\u{fffd}c\u{fffd}");
        assert_eq!(excerpt(&["ä".repeat(3000).as_bytes()]), "ä".repeat(1024));
        let odd = format!("x{}", "ä".repeat(3000));
        assert_eq!(excerpt(&[odd.as_bytes()]), format!("x{}", "ä".repeat(1023)));
        let broken = "\u{fffd}".repeat(682);
        assert_eq!(excerpt(&[&[0xff; 3000]]), broken);
        assert_eq!(excerpt(&[&[0; 3000]]), "");
    }
}
