//! A company at a browser: its session as a cookie, and the forms that its pages hold.

use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use serde_json::json;

use crate::staff::{Page, unescape};
use crate::support::app::{App, Company};
use crate::support::subscriber::Subscriber;
use crate::support::wait::DEADLINE;

/// A company that is logged in.
pub struct Owner<'a> {
    http: Client,
    address: String,
    /// The company.
    pub company: Company<'a>,
    subscriber: Subscriber,
}

impl<'a> Owner<'a> {
    /// A new company.
    pub async fn of(app: &'a App, name: &str) -> Self {
        Self {
            http: Client::builder().redirect(Policy::none()).build().unwrap(),
            address: format!("http://{}", app.address),
            company: app.sign_up(name).await,
            subscriber: Subscriber::listen().await,
        }
    }

    /// Subscribes a webhook that answers.
    pub async fn webhook(&self) {
        let body = json!({ "url": self.subscriber.url() });
        let made = self.company.post("/v1/webhooks", &body).await;
        assert_eq!(made.status(), StatusCode::CREATED);
    }

    fn cookie(&self) -> String {
        format!("remit_session={}", self.company.session)
    }

    /// GET of a page.
    pub async fn get(&self, path: &str) -> Page {
        let request = self.http.get(format!("{}{path}", self.address));
        page(
            request
                .header("cookie", self.cookie())
                .send()
                .await
                .unwrap(),
        )
        .await
    }

    /// GET of a page that must be there.
    pub async fn see(&self, path: &str) -> String {
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.html);
        page.html
    }

    /// A page once it holds a text: what others do takes a moment.
    pub async fn until(&self, path: &str, text: &str) -> String {
        let began = std::time::Instant::now();
        loop {
            let html = self.see(path).await;
            if unescape(&html).contains(text) {
                return html;
            }
            assert!(began.elapsed() < DEADLINE, "{path} stays {html}");
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }

    /// The addresses of the rows of a list.
    pub async fn rows(&self, list: &str) -> Vec<String> {
        let html = self.see(list).await;
        let rows = html.split("class=\"row\" href=\"").skip(1);
        rows.map(|row| unescape(row.split_once('"').unwrap().0))
            .collect()
    }

    /// POST of a form with these fields besides the page's token.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let html = self.see("/app").await;
        let (_, rest) = html.split_once("name=\"csrf_token\" value=\"").unwrap();
        let token = rest.split_once('"').unwrap().0;
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("csrf_token", token)
            .extend_pairs(fields)
            .finish();
        let request = self.http.post(format!("{}{path}", self.address));
        let request = request
            .header("cookie", self.cookie())
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        page(request.send().await.unwrap()).await
    }
}

async fn page(response: reqwest::Response) -> Page {
    let location = response.headers().get("location");
    Page {
        status: response.status(),
        location: location.map(|l| l.to_str().unwrap().to_owned()),
        html: response.text().await.unwrap(),
    }
}
