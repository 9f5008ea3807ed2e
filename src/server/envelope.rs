//! What goes around every request: its id, its client's address, its line in the log, and a
//! problem in place of any error, a panic too.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use futures_util::FutureExt;
use ipnet::IpNet;
use poem::error::ParsePathError;
use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, Error, IntoResponse, Middleware, PathPattern, Request, Response, Result};
use serde_json::Value;
use tracing::Instrument;
use uuid::Uuid;

use super::address;
use super::allow::Methods;
use super::rate_limit;
use super::routes::Routes;
use crate::api::refusal::Refusal;
use crate::api::request::{ClientAddress, RequestId};
use crate::auth::Visit;
use crate::fairness::Front;
use crate::metrics::Answers;
use crate::pages::{Area, PageRequest, Scheme, Shell};

const REQUEST_ID: &str = "x-request-id";

/// Puts an endpoint into the envelope.
pub(super) struct Envelope {
    shared: Arc<Shared>,
}

struct Shared {
    methods: Methods,
    routes: Routes,
    trusted_proxies: Vec<IpNet>,
    shell: Arc<Shell>,
    front: Front,
    answers: Answers,
}

impl Envelope {
    /// The envelope of the routes in this OpenAPI document.
    pub(super) fn new(
        document: &Value,
        trusted_proxies: Vec<IpNet>,
        shell: Arc<Shell>,
        front: Front,
    ) -> Self {
        Self {
            shared: Arc::new(Shared {
                methods: Methods::of(document),
                routes: Routes::of(document),
                trusted_proxies,
                shell,
                front,
                answers: Answers::default(),
            }),
        }
    }
}

impl<E: Endpoint> Middleware<E> for Envelope {
    type Output = Enveloped<E>;

    fn transform(&self, inner: E) -> Enveloped<E> {
        Enveloped {
            inner,
            shared: self.shared.clone(),
        }
    }
}

/// An endpoint in the envelope.
pub(super) struct Enveloped<E> {
    inner: E,
    shared: Arc<Shared>,
}

impl<E: Endpoint> Endpoint for Enveloped<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> Result<Response> {
        let id = request_id(&request);
        let address = address::of_client(&request, &self.shared.trusted_proxies);
        request.extensions_mut().insert(RequestId(id.clone()));
        request.extensions_mut().insert(ClientAddress(address));
        let visit = Arc::new(Visit::from(address));
        request.extensions_mut().insert(visit.clone());
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let span = tracing::info_span!(
            "request", request_id = id, method = method.as_str(), path, client = %address
        );
        let response = self.answer(request, &path, &id).instrument(span).await;
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            self.shared.front.slow_down(&visit).await;
        }
        let mut response = self.finish(response, &id);
        if let Some(standing) = self.shared.front.standing(&visit) {
            rate_limit::tell(&standing, response.headers_mut());
        }
        Ok(response)
    }
}

impl<E: Endpoint> Enveloped<E> {
    /// The answer, whatever happens, and its line in the log.
    async fn answer(&self, request: Request, path: &str, id: &str) -> Response {
        let started = Instant::now();
        let method = known_method(request.method());
        let mut route = None;
        let page = page(&request, &self.shared.shell);
        let mut response = match AssertUnwindSafe(self.inner.call(request))
            .catch_unwind()
            .await
        {
            Ok(Ok(output)) => output.into_response(),
            Ok(Err(error)) => {
                route = error.data::<PathPattern>().cloned();
                self.refuse(self.refusal(&error, path), page.as_ref(), id)
            }
            Err(_) => {
                tracing::error!("a handler panicked");
                self.refuse(Refusal::internal(), page.as_ref(), id)
            }
        };
        let took = started.elapsed();
        let route = route.or_else(|| response.extensions_mut().remove());
        let route = self.shared.routes.name(route);
        let answers = &self.shared.answers;
        answers.count(method, route, response.status().as_u16(), took);
        let (status, ms) = (response.status(), took.as_secs_f64() * 1000.0);
        match status {
            // A flood of them must cost next to nothing: no line each.
            StatusCode::TOO_MANY_REQUESTS => tracing::debug!(status = 429, ms, "answered"),
            _ => tracing::info!(status = status.as_u16(), ms, "answered"),
        }
        response
    }

    /// A page for people at an address that is no page's, a problem for all others.
    fn refuse(&self, refusal: Refusal, page: Option<&PageRequest>, id: &str) -> Response {
        match page {
            Some(page) => self.shared.shell.refuse(&refusal.into(), page),
            None => refusal.answer(Some(id)),
        }
    }

    /// The refusal that an error stands for.
    fn refusal(&self, error: &Error, path: &str) -> Refusal {
        if let Some(refusal) = error.downcast_ref::<Refusal>() {
            return refusal.clone();
        }
        if error.is::<ParsePathError>() {
            // Bytes that are no text, such as `%ff`, are in no address of ours.
            return Refusal::not_found();
        }
        match error.status() {
            StatusCode::NOT_FOUND => Refusal::not_found(),
            StatusCode::METHOD_NOT_ALLOWED => {
                Refusal::method_not_allowed(self.shared.methods.allowed(path))
            }
            StatusCode::PAYLOAD_TOO_LARGE => Refusal::body_too_large(),
            status if status.is_client_error() => Refusal::malformed("The request cannot be read."),
            _ => {
                tracing::error!(error = %error, "unexpected error");
                Refusal::internal()
            }
        }
    }

    /// The headers that every answer has.
    fn finish(&self, mut response: Response, id: &str) -> Response {
        let headers = response.headers_mut();
        if let Ok(id) = HeaderValue::from_str(id) {
            headers.insert(REQUEST_ID, id);
        }
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
        if self.shared.shell.scheme() == Scheme::Https {
            let year = HeaderValue::from_static("max-age=31536000");
            headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
        }
        response
    }
}

/// The page that tells people why there is none: for those who ask for HTML, and never below `/v1`.
fn page(request: &Request, shell: &Shell) -> Option<PageRequest> {
    let path = request.uri().path();
    let is_api = path == "/v1" || path.starts_with("/v1/");
    let accepts = request.headers().get_all(header::ACCEPT).iter();
    let wants_html = accepts
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|range| range.split(';').next())
        .any(|kind| kind.trim().eq_ignore_ascii_case("text/html"));
    (wants_html && !is_api).then(|| PageRequest::anonymous(shell, request, Area::Public))
}

/// The method's name, if it is one that everybody knows: clients may make others up.
fn known_method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// The asker's id, if it is 1 to 128 visible ASCII characters, else a new one.
fn request_id(request: &Request) -> String {
    let given = request.headers().get(REQUEST_ID).map(HeaderValue::as_bytes);
    given
        .filter(|id| (1..=128).contains(&id.len()) && id.iter().all(u8::is_ascii_graphic))
        .and_then(|id| std::str::from_utf8(id).ok())
        .map_or_else(|| Uuid::now_v7().to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use poem::EndpointExt;
    use poem::endpoint::make;
    use serde_json::json;

    use super::*;
    use crate::pages::company;
    use crate::secrets::SecretKey;

    async fn answer_of(endpoint: impl Endpoint, path: &str, accept: &str) -> (Response, String) {
        let front = Front::new(&crate::fairness::FrontOptions {
            company: (1, 1),
            address: (1, 1),
            connections: (1, 1),
        });
        let key = SecretKey::from([7; 32]);
        let templates = [company::TEMPLATES];
        let shell = Arc::new(Shell::new(&key, Scheme::Http, &templates).unwrap());
        let enveloped = endpoint.with(Envelope::new(&json!({}), Vec::new(), shell, front));
        let request = Request::builder()
            .uri(path.parse().unwrap())
            .header(REQUEST_ID, "r-1")
            .header(header::ACCEPT, accept)
            .finish();
        let mut response = enveloped.call(request).await.unwrap();
        let body = response.take_body().into_string().await.unwrap();
        (response, body)
    }

    fn panics() -> impl Endpoint {
        make(|_| async {
            if true {
                panic!("the secret is 7");
            }
        })
    }

    #[tokio::test]
    async fn a_panic_and_an_unexpected_error_are_our_mistake_and_say_nothing_of_it() {
        let fails = make(|_| async {
            let refused = std::io::Error::other("the secret is 7");
            Err::<(), Error>(Error::new(refused, StatusCode::BAD_GATEWAY))
        });
        let answers = [
            answer_of(panics(), "/", "*/*").await,
            answer_of(fails, "/v1/payments", "text/html").await,
        ];
        for (response, body) in answers {
            let body: Value = serde_json::from_str(&body).unwrap();
            assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(response.header(REQUEST_ID), Some("r-1"));
            assert_eq!(response.content_type(), Some("application/problem+json"));
            assert_eq!(
                (&body["code"], &body["request_id"]),
                (&json!("internal"), &json!("r-1"))
            );
            assert!(!body.to_string().contains("secret"));
        }
    }
    #[tokio::test]
    async fn a_panic_is_a_page_for_people() {
        let accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
        let (response, html) = answer_of(panics(), "/anything", accept).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(html.contains("<h1>This is our mistake</h1>"), "{html}");
        assert!(html.contains("<code>r-1</code>") && !html.contains("secret"));
    }
}
