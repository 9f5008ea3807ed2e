//! A subscriber as companies run them: a real HTTP server on a free port that keeps what it is sent.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use poem::listener::{Acceptor, Listener, TcpListener};
use poem::{Endpoint, Request, Response, Server};
use serde_json::Value;
use standardwebhooks::Webhook;
use tokio::task::JoinHandle;

use super::wait::eventually;

/// What a subscriber was sent.
#[derive(Debug, Clone)]
pub struct Received {
    /// When.
    pub at: Instant,
    /// The path and query asked for.
    pub path: String,
    /// The headers.
    pub headers: poem::http::HeaderMap,
    /// The body, to the byte.
    pub body: String,
}

/// How a subscriber answers.
#[derive(Debug, Clone)]
pub enum Reply {
    /// With this status and nothing else.
    Status(u16),
    /// With a status, a header and a body.
    Full(u16, (&'static str, String), String),
    /// Never.
    Hang,
}

/// A subscriber.
pub struct Subscriber {
    /// Where it listens.
    pub address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    task: JoinHandle<()>,
}

impl Drop for Subscriber {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The server's side: the replies are decided by how many came before, and what came.
struct Behaviour<F> {
    received: Arc<Mutex<Vec<Received>>>,
    reply: F,
}

impl<F: Fn(usize, &Received) -> Reply + Send + Sync> Endpoint for Behaviour<F> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let (parts, body) = request.into_parts();
        let got = Received {
            at: Instant::now(),
            path: parts.uri.to_string(),
            headers: parts.headers,
            body: body.into_string().await?,
        };
        let reply = {
            let mut received = self.received.lock().unwrap();
            let reply = (self.reply)(received.len(), &got);
            received.push(got);
            reply
        };
        Ok(match reply {
            Reply::Status(status) => Response::builder().status(code(status)).finish(),
            Reply::Full(status, (name, value), body) => Response::builder()
                .status(code(status))
                .header(name, value)
                .body(body),
            Reply::Hang => std::future::pending().await,
        })
    }
}

fn code(status: u16) -> poem::http::StatusCode {
    poem::http::StatusCode::from_u16(status).unwrap()
}

impl Subscriber {
    /// One that takes everything.
    pub async fn listen() -> Self {
        Self::answering(|_, _| Reply::Status(204)).await
    }

    /// One that answers as this says, given how many requests came before.
    pub async fn answering(
        reply: impl Fn(usize, &Received) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::answering_at("127.0.0.1:0", reply).await
    }

    /// The same at an address of choice.
    pub async fn answering_at(
        address: &str,
        reply: impl Fn(usize, &Received) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let received = Arc::new(Mutex::new(Vec::new()));
        let behaviour = Behaviour {
            received: received.clone(),
            reply,
        };
        let acceptor = TcpListener::bind(address).into_acceptor().await;
        let acceptor = acceptor.unwrap();
        let address = *acceptor.local_addr()[0].as_socket_addr().unwrap();
        let task = tokio::spawn(async move {
            Server::new_with_acceptor(acceptor)
                .run(behaviour)
                .await
                .unwrap();
        });
        Self {
            address,
            received,
            task,
        }
    }

    /// Where it wants to be told.
    pub fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    /// What it was sent so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// Waits until it was sent so much, and gives all.
    pub async fn until(&self, count: usize) -> Vec<Received> {
        eventually(&format!("{count} requests at the subscriber"), async || {
            let received = self.received();
            (received.len() >= count).then_some(received)
        })
        .await
    }
}

impl Received {
    /// The event.
    pub fn event(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// A header, as text.
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    /// Whether its signature is good for this secret and its time is now.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let webhook = Webhook::new(secret).unwrap();
        webhook.verify(self.body.as_bytes(), &self.headers).is_ok()
    }
}
