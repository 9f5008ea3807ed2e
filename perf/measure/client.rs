//! One kept connection, as an SDK holds it; opened anew when the server has closed it.

use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long an answer is waited for: longer than the original's slowest.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct Client {
    address: String,
    connection: Option<http1::SendRequest<Full<Bytes>>>,
}

/// What is asked.
pub struct Ask {
    pub method: Method,
    pub path: String,
    /// A token or an API key.
    pub bearer: Option<String>,
    /// A session of a browser.
    pub cookie: Option<String>,
    /// An `Idempotency-Key`.
    pub key: Option<String>,
    pub body: Option<String>,
}

/// An answer, or how there came none.
pub type Answer = Result<(StatusCode, Bytes), &'static str>;

impl Client {
    pub fn new(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            connection: None,
        }
    }

    pub async fn send(&mut self, ask: Ask) -> Answer {
        let mut request = Request::builder()
            .method(ask.method)
            .uri(ask.path)
            .header(HOST, &self.address);
        if let Some(bearer) = ask.bearer {
            request = request.header(AUTHORIZATION, format!("Bearer {bearer}"));
        }
        if let Some(cookie) = ask.cookie {
            request = request.header(COOKIE, cookie);
        }
        if let Some(key) = ask.key {
            request = request.header("idempotency-key", key);
        }
        if ask.body.is_some() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        let request = request
            .body(Full::from(ask.body.unwrap_or_default()))
            .unwrap();
        let answer = match timeout(PATIENCE, self.exchange(request)).await {
            Ok(answer) => answer,
            Err(_) => Err("no answer"),
        };
        if answer.is_err() {
            self.connection = None;
        }
        answer
    }

    async fn exchange(&mut self, request: Request<Full<Bytes>>) -> Answer {
        // A connection that the server closed between two requests is no failure.
        let usable = match &mut self.connection {
            Some(connection) => connection.ready().await.is_ok(),
            None => false,
        };
        if !usable {
            let stream = TcpStream::connect(&self.address)
                .await
                .map_err(|_| "not connected")?;
            stream.set_nodelay(true).unwrap();
            let (sender, driver) = http1::handshake(TokioIo::new(stream))
                .await
                .map_err(|_| "not connected")?;
            tokio::spawn(driver);
            self.connection = Some(sender);
        }
        let connection = self.connection.as_mut().unwrap();
        let answer = connection
            .send_request(request)
            .await
            .map_err(|_| "closed")?;
        let status = answer.status();
        let body = answer.into_body().collect().await.map_err(|_| "closed")?;
        Ok((status, body.to_bytes()))
    }
}
