//! The API reference: complete, offline, and nothing in it runs.

use remit::api::document;
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;

use crate::support::app::App;

async fn get(app: &App, path: &str) -> Response {
    app.request(Method::GET, path).send().await.unwrap()
}

fn header(answer: &Response, name: &str) -> String {
    let value = answer.headers().get(name);
    value.map_or("", |v| v.to_str().unwrap()).to_owned()
}

async fn page(app: &App) -> String {
    get(app, "/docs").await.text().await.unwrap()
}

fn described() -> Value {
    serde_json::from_str(&document::text().unwrap()).unwrap()
}

/// The values of an attribute on the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let parts = html
        .split(&format!(" {attribute}=\""))
        .skip(1)
        .collect::<Vec<_>>();
    parts
        .iter()
        .map(|part| part.split('"').next().unwrap())
        .collect()
}

#[tokio::test]
async fn the_reference_is_a_page_under_a_strict_policy() {
    let app = App::spawn().await;
    let answer = get(&app, "/docs").await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, "content-type"), "text/html; charset=utf-8");
    let policy = header(&answer, "content-security-policy");
    for rule in [
        "default-src 'none'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(rule), "{rule} in {policy}");
    }
    assert!(!policy.contains("unsafe"));
    assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn the_reference_needs_no_other_host_no_script_and_no_inline_style() {
    let app = App::spawn().await;
    let html = page(&app).await;
    assert!(html.contains("<html lang=\"en\">"));
    for nothing in [
        "<script",
        "<style",
        " style=\"",
        " onclick",
        "javascript:",
        "@import",
    ] {
        assert!(!html.contains(nothing), "{nothing}");
    }
    for address in [values(&html, "href"), values(&html, "src")].concat() {
        let own = address.starts_with('#')
            || (address.starts_with('/') && !address.starts_with("//"))
            || address == "data:,";
        assert!(own, "{address}");
    }
}

#[tokio::test]
async fn every_link_within_the_reference_leads_somewhere_once() {
    let app = App::spawn().await;
    let html = page(&app).await;
    let ids = values(&html, "id");
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(ids.len(), once.len(), "an id is there twice");
    for address in values(&html, "href") {
        if let Some(anchor) = address.strip_prefix('#') {
            assert!(ids.contains(&anchor), "{anchor}");
        }
    }
}

#[tokio::test]
async fn every_operation_is_in_the_reference() {
    let app = App::spawn().await;
    let html = page(&app).await;
    for (path, methods) in described()["paths"].as_object().unwrap() {
        assert!(html.contains(&format!("<code>{path}</code>")), "{path}");
        for (method, operation) in methods.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            let from = html.find(&format!("<article id=\"{id}\"")).expect(id);
            let article = html[from..].split("</article>").next().unwrap();
            assert!(article.contains(&method.to_uppercase()), "{id}");
            assert!(article.contains(&format!("<code>{path}</code>")), "{id}");
            for (status, _) in operation["responses"].as_object().unwrap() {
                assert!(
                    article.contains(&format!(">{status}</span>")),
                    "{id} {status}"
                );
            }
        }
    }
}

#[tokio::test]
async fn every_error_code_is_explained_where_problems_point_to() {
    let app = App::spawn().await;
    let html = page(&app).await;
    let schemas = &described()["components"]["schemas"];
    for (schema, prefix) in [("Code", "error"), ("FieldCode", "field-error")] {
        for code in schemas[schema]["enum"].as_array().unwrap() {
            let anchor = format!(" id=\"{prefix}-{}\"", code.as_str().unwrap());
            assert_eq!(html.matches(&anchor).count(), 1, "{anchor}");
        }
    }
    let problem: Value = get(&app, "/nowhere").await.json().await.unwrap();
    let kind = problem["type"].as_str().unwrap().strip_prefix("/docs#");
    assert!(html.contains(&format!(" id=\"{}\"", kind.unwrap())));
}

#[tokio::test]
async fn the_style_sheet_has_its_type_and_is_sent_once() {
    let app = App::spawn().await;
    for (path, kind) in [
        ("/docs", "text/html; charset=utf-8"),
        ("/docs/docs.css", "text/css; charset=utf-8"),
    ] {
        let first = get(&app, path).await;
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(header(&first, "content-type"), kind);
        assert_eq!(header(&first, "cache-control"), "no-cache");
        let again = app
            .request(Method::GET, path)
            .header("If-None-Match", header(&first, "etag"));
        let again = again.send().await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.bytes().await.unwrap().len(), 0);
    }
}

#[tokio::test]
async fn the_reference_has_no_other_files() {
    let app = App::spawn().await;
    for path in ["/docs/other.css", "/docs/..%2FCargo.toml", "/docs/a/b"] {
        assert_eq!(
            get(&app, path).await.status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
