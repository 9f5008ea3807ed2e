//! A browser without JavaScript: keeps cookies, follows no redirect by itself, sends the forms that
//! it finds on pages.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use reqwest::header::{COOKIE, HeaderMap, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, StatusCode};

use crate::support::app::{App, PASSWORD};
use crate::support::wait::DEADLINE;

/// A person's browser.
pub struct Browser {
    http: Client,
    address: SocketAddr,
    /// What the server had it keep.
    pub cookies: BTreeMap<String, String>,
}

/// A page, or the way to another.
#[derive(Debug)]
pub struct Page {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The HTML.
    pub html: String,
}

impl Browser {
    /// A new browser at this server.
    pub fn at(app: &App) -> Self {
        Self {
            http: Client::builder().redirect(Policy::none()).build().unwrap(),
            address: app.address,
            cookies: BTreeMap::new(),
        }
    }

    /// A company that signed up on the page, and is in.
    pub async fn signed_up(app: &App) -> Self {
        let mut browser = Self::at(app);
        let email = format!("{}@example.com", uuid::Uuid::now_v7().simple());
        let page = browser.sign_up(&email).await;
        assert_eq!(
            (page.status, page.location()),
            (StatusCode::SEE_OTHER, "/app")
        );
        browser
    }

    /// Signs a company up with this e-mail.
    pub async fn sign_up(&mut self, email: &str) -> Page {
        let fields = [
            ("name", "Acme"),
            ("email", email),
            ("password", PASSWORD),
            ("bsb", "062000"),
            ("account_number", "12345678"),
        ];
        self.submit("/signup", "/signup", &fields).await
    }

    /// GET.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, None).await
    }

    /// The HTML of a page that must be there.
    pub async fn read(&mut self, path: &str) -> String {
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.html);
        page.html
    }

    /// The HTML of a page once it is as wanted: what others do takes a moment.
    pub async fn until(&mut self, path: &str, wanted: impl Fn(&str) -> bool) -> String {
        let began = Instant::now();
        loop {
            let html = self.read(path).await;
            if wanted(&html) {
                return html;
            }
            assert!(began.elapsed() < DEADLINE, "{path} stays {html}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// POST of exactly these fields.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(Method::POST, path, Some(fields)).await
    }

    /// Opens a page, and sends the form for `action` that is on it with a file and this box ticked.
    pub async fn upload(&mut self, page: &str, action: &str, file: &str, ticked: &str) -> Page {
        let token = csrf(&self.read(page).await);
        self.upload_as(&token, action, file, ticked).await
    }

    /// Sends a form with this token, a file, and this box ticked.
    pub async fn upload_as(&mut self, token: &str, to: &str, file: &str, ticked: &str) -> Page {
        let mut body = format!(
            "--edge\r\ncontent-disposition: form-data; name=\"csrf_token\"\r\n\r\n{token}\r\n\
             --edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"returns.txt\"\r\n\
             content-type: text/plain\r\n\r\n{file}\r\n"
        );
        if !ticked.is_empty() {
            body += &format!(
                "--edge\r\ncontent-disposition: form-data; name=\"{ticked}\"\r\n\r\nyes\r\n"
            );
        }
        body += "--edge--\r\n";
        self.send_body(to, "multipart/form-data; boundary=edge", body)
            .await
    }

    /// Opens a page, and sends the form for `action` that is on it with these fields.
    pub async fn submit(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Page {
        let html = self.read(page).await;
        let token = csrf(&html);
        let mut all = vec![("csrf_token", token.as_str())];
        all.extend(fields);
        self.post(action, &all).await
    }

    async fn send(&mut self, method: Method, path: &str, fields: Option<&[(&str, &str)]>) -> Page {
        if let Some(fields) = fields {
            let body = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(fields)
                .finish();
            let kind = "application/x-www-form-urlencoded";
            return self.send_body(path, kind, body).await;
        }
        let request = self.request(method, path);
        self.answer(request).await
    }

    async fn send_body(&mut self, path: &str, kind: &str, body: String) -> Page {
        let request = self.request(Method::POST, path);
        let request = request.header("content-type", kind).body(body);
        self.answer(request).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        self.http
            .request(method, format!("http://{}{path}", self.address))
            .header(COOKIE, cookies.join("; "))
    }

    async fn answer(&mut self, request: RequestBuilder) -> Page {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        self.keep(&headers);
        let html = response.text().await.unwrap();
        Page {
            status,
            headers,
            html,
        }
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (pair, attributes) = cookie.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Page {
    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// One header's text.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The page holds these texts.
    #[track_caller]
    pub fn says(&self, texts: &[&str]) {
        for text in texts {
            assert!(self.html.contains(text), "no {text} in {}", self.html);
        }
    }
}

/// The token of the page's forms.
pub fn csrf(html: &str) -> String {
    input(html, "csrf_token")
}

/// The value of a hidden input.
pub fn input(html: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = html
        .split_once(&start)
        .unwrap_or_else(|| panic!("no {name} in {html}"));
    rest.split_once('"').unwrap().0.to_owned()
}
