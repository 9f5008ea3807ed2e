//! A company's events as they happen: Server-Sent Events over one long answer.

use poem::http::{HeaderName, HeaderValue, header};
use poem::{Body, IntoResponse, Request, Response, Result};
use poem_openapi::param::{Header, Query};
use poem_openapi::registry::{
    MetaMediaType, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry,
};
use poem_openapi::{ApiResponse, OpenApi};

use super::query::{Param, Params, SequenceCursor};
use super::refusal::Refusal;
use super::request::HungUp;
use super::{Api, Tag};
use crate::auth::Caller;

pub struct EventStream(pub(super) Api);

/// What `EventSource` says when it connects again.
const LAST_EVENT_ID: &str = "Last-Event-ID";

/// The same name, in the answer.
const BEGINS_AFTER: HeaderName = HeaderName::from_static("last-event-id");

#[OpenApi(tag = "Tag::Events")]
impl EventStream {
    /// Stream events
    ///
    /// Server-Sent Events: the answer goes on, and each event comes as it happens, the same bytes
    /// as in lists. It begins with the next event; with `Last-Event-ID` or `after`, with the one
    /// after that. Keep the last `id` (before the first event the answer's `Last-Event-ID`) and
    /// connect again with it whenever the stream ends: nothing is missed or repeated. A stream ends
    /// when its credential does, when the server stops, and when its client takes nothing for 15
    /// seconds. A company may have 10 streams at once.
    #[oai(path = "/events/stream", method = "get", operation_id = "streamEvents")]
    async fn stream_events(
        &self,
        caller: Caller,
        /// Begin after this sequence; 0: with the first event that is kept.
        after: Query<Param<SequenceCursor>>,
        /// The `id` of the last event that was received: begin after it. It wins over `after`.
        #[oai(name = "Last-Event-ID")]
        last_event_id: Header<Param<SequenceCursor>>,
        request: &Request,
    ) -> Result<Streaming> {
        let asked = read_start(request, after.0, last_event_id.0);
        let company = self.0.as_company(&caller);
        let latest = company.last_sequence().await.map_err(Refusal::from)?;
        let streams = &self.0.inner.streams;
        let place = streams.take_place(&caller).await.map_err(Refusal::from)?;
        let place = place.ok_or_else(Refusal::too_many_streams)?;
        let after = asked?.unwrap_or(latest);
        let lines = place.follow(after, latest, HungUp::of(request).0);
        Ok(Streaming {
            after,
            body: Body::from_bytes_stream(lines),
        })
    }
}

/// The sequence to begin after, if the request says one.
fn read_start(
    request: &Request,
    after: Param<SequenceCursor>,
    last_event_id: Param<SequenceCursor>,
) -> Result<Option<i64>, Refusal> {
    let mut params = Params::of(request);
    let after = params.take("after", after);
    let last = params.take_header(LAST_EVENT_ID, last_event_id.heard(request, LAST_EVENT_ID));
    params.finish()?;
    let number = |cursor: SequenceCursor| cursor.0.ok_or_else(Refusal::invalid_cursor);
    let (after, last) = (
        after.map(number).transpose()?,
        last.map(number).transpose()?,
    );
    Ok(last.or(after))
}

/// An answer that goes on, with where it begins: who loses it before the first event comes can
/// begin there again.
pub struct Streaming {
    after: i64,
    body: Body,
}

impl IntoResponse for Streaming {
    fn into_response(self) -> Response {
        let mut response = Response::builder()
            .content_type("text/event-stream")
            .body(self.body);
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        // Proxies that know it pass every line on at once.
        let buffering = HeaderName::from_static("x-accel-buffering");
        headers.insert(buffering, HeaderValue::from_static("no"));
        headers.insert(BEGINS_AFTER, HeaderValue::from(self.after));
        response
    }
}

impl ApiResponse for Streaming {
    fn meta() -> MetaResponses {
        let content = MetaMediaType {
            content_type: "text/event-stream",
            schema: MetaSchemaRef::Inline(Box::new(MetaSchema::new("string"))),
        };
        MetaResponses {
            responses: vec![MetaResponse {
                description: "Events, as they happen.",
                status: Some(200),
                status_range: None,
                content: vec![content],
                headers: Vec::new(),
            }],
        }
    }

    fn register(_: &mut Registry) {}
}
