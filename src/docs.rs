//! The API reference at `/docs`: rendered once, at start-up, from the OpenAPI document; plain HTML
//! and one style sheet of ours, so that it works offline and needs nothing from other hosts.

mod deliveries;
mod fields;
mod guide;
mod prose;
mod reference;
mod simulator;

use std::sync::Arc;

use anyhow::Context as _;
use poem::endpoint::{make, make_sync};
use poem::http::{HeaderValue, StatusCode, header};
use poem::{Endpoint, Request, Response, get};
use serde_json::Value;
use tera::{Context, Tera};

use crate::assets::{Keep, embed};
use crate::secrets::sha256;

const SECURITY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A template and its name.
macro_rules! template {
    ($name:literal) => {
        (
            concat!($name, ".html"),
            include_str!(concat!("../admin/templates/docs/", $name, ".html")),
        )
    };
}

/// The templates, by the names with which they include each other.
const TEMPLATES: &[(&str, &str)] = &[
    template!("page"),
    template!("navigation"),
    template!("contents"),
    template!("start"),
    template!("rules"),
    template!("values"),
    template!("errors"),
    template!("codes"),
    template!("limits"),
    template!("versioning"),
    template!("simulator"),
    template!("clients"),
    template!("follow"),
    template!("section"),
    template!("object"),
    template!("operation"),
    template!("answer"),
    template!("example"),
    template!("deliveries"),
    template!("verify"),
    template!("by_hand"),
    template!("field"),
];

/// `GET /docs`.
///
/// # Errors
/// When the document has a code that the reference does not explain, or a template is wrong.
pub fn page(document: &Value) -> anyhow::Result<impl Endpoint + 'static> {
    let html = File::new("text/html; charset=utf-8", render(document)?);
    Ok(get(make(move |request| {
        let mut response = html.answer(&request);
        let headers = response.headers_mut();
        let security = HeaderValue::from_static(SECURITY);
        headers.insert(header::CONTENT_SECURITY_POLICY, security);
        let referrer = HeaderValue::from_static("no-referrer");
        headers.insert(header::REFERRER_POLICY, referrer);
        async move { response }
    })))
}

/// `GET /docs/docs.css`.
pub fn styles() -> impl Endpoint + 'static {
    let [(_, styles)] = embed! { "docs.css": "text/css; charset=utf-8" };
    get(make_sync(move |request| styles.answer(&request, Keep::Ask)))
}

fn render(document: &Value) -> anyhow::Result<String> {
    let mut tera = Tera::new();
    tera.register_filter("prose", prose::filter);
    tera.register_filter("inline", prose::inline_filter);
    tera.add_raw_templates(TEMPLATES.iter().copied())
        .context("the templates of /docs")?;
    let mut context = Context::from_serialize(&reference::of(document))?;
    context.insert("deliveries", &deliveries::of(document));
    context.insert("codes", &guide::codes(document)?);
    context.insert("field_codes", &guide::field_codes(document)?);
    context.insert("simulated", &simulator::values());
    tera.render("page.html", &context)
        .context("rendering /docs")
}

/// Bytes that stay the same as long as the program runs.
struct File {
    kind: &'static str,
    tag: String,
    content: Arc<str>,
}

impl File {
    fn new(kind: &'static str, content: String) -> Self {
        let hash = sha256(content.as_bytes());
        let hex: String = hash
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            kind,
            tag: format!("\"{hex}\""),
            content: content.into(),
        }
    }

    /// The bytes, or 304 for one who has them. They are asked for each time, since another release
    /// has others.
    fn answer(&self, request: &Request) -> Response {
        let known = request.headers().get_all(header::IF_NONE_MATCH).iter();
        let known = known.filter_map(|value| value.to_str().ok());
        let has_it = known.into_iter().any(|tags| tags.contains(&self.tag));
        let response = Response::builder()
            .header(header::ETAG, &self.tag)
            .header(header::CACHE_CONTROL, "no-cache");
        if has_it {
            return response.status(StatusCode::NOT_MODIFIED).finish();
        }
        response
            .content_type(self.kind)
            .body(self.content.to_string())
    }
}
