//! Members of staff with a session each, as their browsers hold it.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use remit::domain::StaffRole;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use tokio::sync::OnceCell;
use tokio_postgres::Client as Psql;
use uuid::Uuid;

use crate::support::app::{App, PASSWORD};

/// A member of staff at a browser.
pub struct Staff {
    http: Client,
    address: String,
    cookie: String,
    /// Of this session's forms.
    token: OnceCell<String>,
}

/// A page that came.
pub struct Page {
    pub status: StatusCode,
    pub location: Option<String>,
    pub html: String,
}

impl Staff {
    /// Somebody of this role, logged in and present.
    pub async fn of(app: &App, role: &str) -> Self {
        Self::enter(app, &app.psql().await, role).await
    }

    /// An admin who logged in a while ago with [`PASSWORD`], and has proved nothing since.
    pub async fn away(app: &App) -> Self {
        let email = format!("away-{}@example.com", Uuid::now_v7().simple());
        remit::staff::add(app.url(), &email, StaffRole::Admin, PASSWORD)
            .await
            .unwrap();
        Self::with_session(app, &app.psql().await, &email, None).await
    }

    async fn enter(app: &App, psql: &Psql, role: &str) -> Self {
        let email = format!("{role}-{}@example.com", Uuid::now_v7().simple());
        psql.execute(
            "with person as (insert into staff (email, role) values ($1::text, $2::text::staff_role) returning id)
             insert into staff_password (staff_id, password_hash) select id, '$argon2id$unused' from person",
            &[&email, &role],
        )
        .await
        .unwrap();
        Self::with_session(app, psql, &email, Some("1 hour")).await
    }

    async fn with_session(app: &App, psql: &Psql, email: &str, sudo: Option<&str>) -> Self {
        let secret = [7_u8; 20];
        let session = Uuid::now_v7();
        psql.execute(
            "insert into staff_session (id, staff_id, secret_hash, stage, expires_at, sudo_until)
             select $1, id, sha256($2), 'full', now() + interval '1 hour', now() + $3::text::interval from staff where email = $4",
            &[&session, &secret.as_slice(), &sudo, &email],
        )
        .await
        .unwrap();
        let mut token = session.into_bytes().to_vec();
        token.extend(secret);
        Self {
            http: Client::builder().redirect(Policy::none()).build().unwrap(),
            address: format!("http://{}", app.address),
            cookie: format!("remit_staff={}", BASE64_URL_SAFE_NO_PAD.encode(token)),
            token: OnceCell::new(),
        }
    }

    /// A browser without a session.
    pub fn nobody(app: &App) -> Self {
        Self {
            http: Client::builder().redirect(Policy::none()).build().unwrap(),
            address: format!("http://{}", app.address),
            cookie: String::new(),
            token: OnceCell::new(),
        }
    }

    /// The answer to GET.
    pub async fn response(&self, path: &str) -> Response {
        let request = self.http.get(format!("{}{path}", self.address));
        request.header("cookie", &self.cookie).send().await.unwrap()
    }

    /// GET of a page.
    pub async fn get(&self, path: &str) -> Page {
        page(self.response(path).await).await
    }

    /// GET of a part of a page, as scripts ask for it.
    pub async fn part(&self, path: &str) -> String {
        let request = self.http.get(format!("{}{path}", self.address));
        let request = request.header("cookie", &self.cookie);
        let answer = request.header("hx-request", "true").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.text().await.unwrap()
    }

    /// GET of a page that must be there.
    pub async fn see(&self, path: &str) -> String {
        let page = self.get(path).await;
        assert_eq!(
            page.status,
            StatusCode::OK,
            "{path}: {:?} {}",
            page.location,
            page.html
        );
        page.html
    }

    /// POST of a form of the page, with these fields besides its hidden token.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_with_token(path, self.token().await, fields).await
    }

    /// POST of a form that a page holds, as it came, with these fields besides.
    pub async fn send(&self, path: &str, form: &str, fields: &[(&str, &str)]) -> Page {
        let kept = hidden(form);
        let mut all: Vec<_> = kept.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        all.retain(|(name, _)| *name != "csrf_token");
        all.extend(fields);
        self.post(path, &all).await
    }

    /// What this session's forms carry.
    pub async fn token(&self) -> &str {
        let token = self
            .token
            .get_or_init(async || token(&self.get("/admin/me/").await.html));
        token.await
    }

    /// The cookie that this session's browser sends.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// POST of a form with this token.
    pub async fn post_with_token(&self, path: &str, token: &str, fields: &[(&str, &str)]) -> Page {
        let mut fields = fields.to_vec();
        fields.push(("csrf_token", token));
        let request = self.http.post(format!("{}{path}", self.address));
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = request
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        page(request.send().await.unwrap()).await
    }
}

async fn page(response: Response) -> Page {
    let location = response.headers().get("location");
    Page {
        status: response.status(),
        location: location.map(|l| l.to_str().unwrap().to_owned()),
        html: response.text().await.unwrap(),
    }
}

fn token(html: &str) -> String {
    value(html, "csrf_token").expect("a page with a token")
}

/// The value of an input of this name.
pub fn value(html: &str, name: &str) -> Option<String> {
    let at = html.find(&format!("name=\"{name}\""))?;
    let tag = &html[html[..at].rfind('<')?..];
    let tag = &tag[..tag.find('>')?];
    let value = tag.split_once("value=\"")?.1;
    Some(unescape(value.split_once('"')?.0))
}

/// The hidden inputs of the form of a page's content.
pub fn hidden(html: &str) -> Vec<(String, String)> {
    let content = html.split_once("<main").expect("a page").1;
    let content = content.split_once("</main>").expect("a page").0;
    let attribute = |tag: &str, name: &str| {
        let value = tag.split_once(&format!("{name}=\""))?.1;
        Some(unescape(value.split_once('"')?.0))
    };
    let tags = content.split("<input type=\"hidden\" ").skip(1);
    tags.filter_map(|rest| {
        let tag = rest.split_once('>')?.0;
        Some((attribute(tag, "name")?, attribute(tag, "value")?))
    })
    .collect()
}

/// Text out of HTML.
pub fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&")
}
