//! The shell around every page: templates, assets, cookies and the headers that keep a page to itself.

use anyhow::Context as _;
use poem::Response;
use poem::http::{HeaderValue, StatusCode, header};
use tera::{Context, Tera};

use super::assets::Assets;
use super::cookies::{Cookie, Scheme};
use super::csrf::Csrf;
use super::flash::Flash;
use super::form::Again;
use super::refused::Refused;
use super::request::{Area, PageRequest};
use crate::secrets::SecretKey;

/// Scripts, styles and forms are ours alone, nothing is inline, nobody frames us.
const SECURITY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Templates by the names with which they include each other.
pub type Templates = &'static [(&'static str, &'static str)];

/// Lists templates of `admin/templates` by their names there.
macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$((
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/admin/templates/", $name)),
        )),*]
    };
}
pub(crate) use templates;

/// What all pages share.
pub struct Shell {
    tera: Tera,
    assets: Assets,
    csrf: Csrf,
    scheme: Scheme,
}

impl Shell {
    /// A shell for these templates and the layout's.
    ///
    /// # Errors
    /// When a template is wrong.
    pub fn new(key: &SecretKey, scheme: Scheme, templates: &[Templates]) -> anyhow::Result<Self> {
        let assets = Assets::new();
        let mut tera = Tera::new();
        super::words::register(&mut tera);
        let all = templates.iter().copied().chain([LAYOUT]).flatten();
        tera.add_raw_templates(all.copied())
            .context("the pages' templates")?;
        tera.global_context().insert("assets", assets.addresses());
        Ok(Self {
            tera,
            assets,
            csrf: Csrf::new(key),
            scheme,
        })
    }

    /// The files that pages need.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// How people reach the server.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// What ties forms to sessions.
    pub fn csrf(&self) -> &Csrf {
        &self.csrf
    }

    /// A page, with status 200; the template sees the request as `page`.
    pub fn render(&self, template: &str, mut context: Context, page: &PageRequest) -> Response {
        context.insert("page", page);
        let html = match self.tera.render(template, &context) {
            Ok(html) => html,
            Err(error) => {
                tracing::error!(template, error = %describe(&error), "a template failed");
                return bare_failure();
            }
        };
        let mut response = guarded(html);
        let headers = response.headers_mut();
        let visit = page.new_visit.as_deref();
        let visit = visit.and_then(|visit| Cookie::Visit.set(self.scheme, visit));
        let flash = page.flash.is_some();
        let flash = flash.then(|| Cookie::Flash.remove(self.scheme)).flatten();
        for cookie in visit.into_iter().chain(flash) {
            headers.append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// A page with another status: a form shown again, mostly 422.
    pub fn render_as(
        &self,
        status: StatusCode,
        template: &str,
        context: Context,
        page: &PageRequest,
    ) -> Response {
        let mut response = self.render(template, context, page);
        if response.status() == StatusCode::OK {
            response.set_status(status);
        }
        response
    }

    /// A page with a form, for the first time or again: with 422, if something is wrong in it.
    pub fn render_form(
        &self,
        template: &str,
        mut context: Context,
        again: &Again,
        page: &PageRequest,
    ) -> Response {
        context.insert("form", again);
        let status = match again.errors.is_empty() {
            true => StatusCode::OK,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        self.render_as(status, template, context, page)
    }

    /// The page that says why there is none, or the way to another.
    pub fn refuse(&self, refused: &Refused, page: &PageRequest) -> Response {
        match refused {
            Refused::Elsewhere(address) => return see_other(address),
            Refused::SignIn(area) => return self.to_login(*area, page),
            _ => {}
        }
        let (headline, explanation) = refused.words();
        let mut context = Context::new();
        context.insert("headline", headline);
        context.insert("explanation", &explanation);
        context.insert("status", &refused.status().as_u16());
        let status = refused.status();
        let mut response = self.render_as(status, "layout/refused.html", context, page);
        if let Some(seconds) = refused.retry_after() {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Refused::MethodNotAllowed(methods) = refused {
            let names: Vec<_> = methods.iter().map(|method| method.as_str()).collect();
            if let Ok(allow) = HeaderValue::try_from(names.join(", ")) {
                response.headers_mut().insert(header::ALLOW, allow);
            }
        }
        response
    }

    fn to_login(&self, area: Area, page: &PageRequest) -> Response {
        let (login, cookie) = match area {
            Area::Staff => ("/admin/login", Cookie::Staff),
            Area::Company | Area::Public => ("/login", Cookie::Company),
        };
        let next: String = form_urlencoded::byte_serialize(page.here.as_bytes()).collect();
        let mut response = see_other(&format!("{login}?next={next}"));
        self.forget(&mut response, cookie);
        response
    }

    /// Has the browser keep a cookie.
    pub fn keep(&self, response: &mut Response, cookie: Cookie, value: &str) {
        if let Some(header) = cookie.set(self.scheme, value) {
            response.headers_mut().append(header::SET_COOKIE, header);
        }
    }

    /// Has the browser forget a cookie.
    pub fn forget(&self, response: &mut Response, cookie: Cookie) {
        if let Some(header) = cookie.remove(self.scheme) {
            response.headers_mut().append(header::SET_COOKIE, header);
        }
    }

    /// A redirect after which the page says this.
    pub fn see_other_saying(&self, address: &str, flash: &Flash) -> Response {
        let mut response = see_other(address);
        flash.put(&mut response, self.scheme, &self.csrf);
        response
    }
}

/// 303: look at this address instead. It must be one of ours, beginning with `/`.
pub fn see_other(address: &str) -> Response {
    let address = safe_path(address).unwrap_or("/");
    guarded(String::new())
        .with_status(StatusCode::SEE_OTHER)
        .with_location(address)
}

/// A path of ours that somebody else named: never another host.
pub fn safe_path(path: &str) -> Option<&str> {
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    let ours = path.starts_with('/') && !path.starts_with("//") && path.bytes().all(plain);
    ours.then_some(path)
}

/// The page that a query names as `next`: one of ours, or this.
pub fn next_of(query: &str, otherwise: &str) -> String {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let next = pairs.find(|(name, _)| name == "next");
    let next = next.map(|(_, value)| value.into_owned());
    let next = next.as_deref().and_then(safe_path);
    next.unwrap_or(otherwise).to_owned()
}

/// HTML with the headers that every page has.
fn guarded(html: String) -> Response {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, SECURITY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    let mut response = Response::builder()
        .content_type("text/html; charset=utf-8")
        .body(html);
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What is said when even the page that says so cannot be made.
fn bare_failure() -> Response {
    let html = "<!doctype html><html lang=\"en\"><title>Remit</title><h1>This is our mistake</h1>";
    guarded(html.to_owned()).with_status(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Small steps on a response.
trait Steps {
    fn with_status(self, status: StatusCode) -> Self;
    fn with_location(self, address: &str) -> Self;
}

impl Steps for Response {
    fn with_status(mut self, status: StatusCode) -> Self {
        self.set_status(status);
        self
    }

    fn with_location(mut self, address: &str) -> Self {
        if let Ok(address) = HeaderValue::from_str(address) {
            self.headers_mut().insert(header::LOCATION, address);
        }
        self
    }
}

/// An error with its causes, on one line.
fn describe(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let texts: Vec<_> = causes.map(ToString::to_string).collect();
    texts.join(": ")
}

const LAYOUT: Templates = templates![
    "layout/base.html",
    "layout/field.html",
    "layout/header.html",
    "layout/footer.html",
    "layout/flash.html",
    "layout/refused.html",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leads_to_another_host() {
        for path in ["/", "/app", "/app/payments?status=failed&after=1"] {
            assert_eq!(safe_path(path), Some(path));
        }
        for path in [
            "",
            "app",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "/a\r\nset-cookie: b",
            "/\tb",
            "/é",
            "javascript:alert(1)",
        ] {
            assert_eq!(safe_path(path), None, "{path}");
        }
    }
}
