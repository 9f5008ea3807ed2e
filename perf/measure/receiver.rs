//! A receiver that does next to nothing: it notes when a request came, and answers 204. What is
//! posted to `/hang` is never answered.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

/// What came.
#[derive(Default)]
pub struct Seen {
    /// How many requests.
    pub count: AtomicU64,
    /// The bodies and when they came, if they are wanted.
    pub bodies: Mutex<Vec<(Instant, Bytes)>>,
    /// The changes, if they are.
    pub changes: Mutex<Vec<Change>>,
}

/// A change of a payment whose account is that of `Jane` and a number.
pub struct Change {
    pub came: Instant,
    pub path: String,
    pub nonce: u64,
}

/// What is kept of each request.
#[derive(Clone, Copy, PartialEq)]
pub enum Keep {
    Bodies,
    Changes,
    Nothing,
}

/// Says where it listens, and, when its input ends, how many requests came.
pub async fn run() {
    let (address, seen) = start(Keep::Nothing).await;
    println!("{address}");
    tokio::io::stdin()
        .read_to_end(&mut Vec::new())
        .await
        .unwrap();
    println!("{}", seen.count.load(Ordering::Relaxed));
}

pub async fn start(keep: Keep) -> (SocketAddr, Arc<Seen>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, seen) = (listener.local_addr().unwrap(), Arc::new(Seen::default()));
    let noted = seen.clone();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            stream.set_nodelay(true).unwrap();
            let seen = noted.clone();
            let service = service_fn(move |request| answer(request, seen.clone(), keep));
            let connection = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service);
            tokio::spawn(connection);
        }
    });
    (address, seen)
}

async fn answer(
    request: Request<Incoming>,
    seen: Arc<Seen>,
    keep: Keep,
) -> Result<Response<Empty<Bytes>>, Infallible> {
    let came = Instant::now();
    if request.uri().path().starts_with("/hang") {
        return std::future::pending().await;
    }
    let path = request.uri().path().to_owned();
    let body = request.into_body().collect().await.unwrap().to_bytes();
    seen.count.fetch_add(1, Ordering::Relaxed);
    match keep {
        Keep::Bodies => seen.bodies.lock().unwrap().push((came, body)),
        Keep::Changes => {
            let change = nonce(&body).map(|nonce| Change { came, path, nonce });
            seen.changes.lock().unwrap().extend(change);
        }
        Keep::Nothing => {}
    }
    let mut response = Response::new(Empty::new());
    *response.status_mut() = hyper::StatusCode::NO_CONTENT;
    Ok(response)
}

/// The number in the account's name.
fn nonce(body: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Event {
        data: Data,
    }
    #[derive(Deserialize)]
    struct Data {
        account_name: String,
    }
    let event: Event = serde_json::from_slice(body).ok()?;
    event.data.account_name.strip_prefix("Jane ")?.parse().ok()
}
