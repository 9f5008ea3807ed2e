//! Answers: JSON bytes made once, with the headers that go with them.

use std::cell::RefCell;

use bytes::Bytes;
use poem::http::{HeaderName, HeaderValue, StatusCode, header};
use poem::{IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::Object;
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, Registry};
use poem_openapi::types::{ParseFromJSON, ToJSON, Type};
use serde::Serialize;

/// Says that an answer is the one that an earlier request got.
pub const IDEMPOTENCY_REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// A JSON answer with this status.
pub struct Reply<T, const STATUS: u16> {
    body: T,
    headers: Vec<(HeaderName, HeaderValue)>,
}

/// 200 with a body.
pub type Found<T> = Reply<T, 200>;
/// 201 with a body.
pub type Created<T> = Reply<T, 201>;
/// 202 with a body.
pub type Accepted<T> = Reply<T, 202>;

impl<T: Serialize, const STATUS: u16> Reply<T, STATUS> {
    /// An answer with this body.
    pub fn new(body: T) -> Self {
        Self {
            body,
            headers: Vec::new(),
        }
    }

    /// The version that `If-Match` may name.
    pub fn version(self, version: i32) -> Self {
        self.header(header::ETAG, format!("\"{version}\""))
    }

    /// Where the new thing is.
    pub fn location(self, path: String) -> Self {
        self.header(header::LOCATION, path)
    }

    /// Whether the answer repeats an earlier one.
    pub fn replayed(self, replayed: bool) -> Self {
        if replayed {
            self.header(IDEMPOTENCY_REPLAYED, "true".to_owned())
        } else {
            self
        }
    }

    fn header(mut self, name: HeaderName, value: String) -> Self {
        if let Ok(value) = HeaderValue::try_from(value) {
            self.headers.push((name, value));
        }
        self
    }
}

impl<T: Serialize + Send, const STATUS: u16> IntoResponse for Reply<T, STATUS> {
    fn into_response(self) -> Response {
        let mut response = Response::builder()
            .status(StatusCode::from_u16(STATUS).unwrap_or_default())
            .content_type("application/json")
            .body(json(&self.body));
        for (name, value) in self.headers {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

/// The value as JSON, in as much memory as it needs: an answer may wait long for its client to take it.
pub(super) fn json(value: &impl Serialize) -> Bytes {
    thread_local! {
        static PAPER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    PAPER.with_borrow_mut(|paper| {
        paper.clear();
        let written = serde_json::to_writer(&mut *paper, value);
        let json = written.map(|()| Bytes::copy_from_slice(paper));
        if paper.capacity() > KEPT_BYTES {
            *paper = Vec::new();
        }
        json.unwrap_or_default()
    })
}

/// The paper of answers that are not longer is used again.
const KEPT_BYTES: usize = 256 * 1024;

impl<T: Type, const STATUS: u16> ApiResponse for Reply<T, STATUS> {
    fn meta() -> MetaResponses {
        let content = vec![MetaMediaType {
            content_type: "application/json",
            schema: T::schema_ref(),
        }];
        MetaResponses {
            responses: vec![response(STATUS, content)],
        }
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

/// 204: done, and nothing to say.
pub struct NoContent;

impl IntoResponse for NoContent {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into()
    }
}

impl ApiResponse for NoContent {
    fn meta() -> MetaResponses {
        MetaResponses {
            responses: vec![response(204, Vec::new())],
        }
    }

    fn register(_: &mut Registry) {}
}

fn response(status: u16, content: Vec<MetaMediaType>) -> MetaResponse {
    let description = match status {
        201 => "Created.",
        202 => "Accepted; the work goes on.",
        204 => "Done.",
        _ => "Found.",
    };
    MetaResponse {
        description,
        status: Some(status),
        status_range: None,
        content,
        headers: Vec::new(),
    }
}

/// One page of a list.
#[derive(Debug, Serialize, Object)]
pub struct List<T: ToJSON + ParseFromJSON + Send + Sync> {
    /// The page's items.
    pub data: Vec<T>,
    /// Whether there is more; a page may be short, even empty, while there is.
    pub has_more: bool,
    /// What `after` takes to go on; null on the last page.
    pub next_cursor: Option<String>,
}
