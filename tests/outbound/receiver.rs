//! Receivers of webhooks, good ones and others, and a DNS of the test's own.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use hyper::HeaderMap;
use remit::domain::{CompanyId, WebhookUrl};
use remit::outbound::{Allowed, Answer, Failure, Outbound, Resolve};
use rustls::RootCertStore;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use uuid::Uuid;

/// How long anything may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Companies that post.
pub(crate) const ACME: CompanyId = CompanyId(Uuid::from_u128(1));
pub(crate) const BOLT: CompanyId = CompanyId(Uuid::from_u128(2));

/// Names and what they lead to, one list of addresses after another; the last one stays.
#[derive(Clone, Default)]
pub(crate) struct Names {
    known: Arc<Mutex<HashMap<String, Vec<Vec<IpAddr>>>>>,
    pub(crate) asked: Arc<AtomicUsize>,
}

impl Names {
    /// Answers are lists with blanks, of addresses with commas.
    pub(crate) fn with(self, name: &str, answers: &str) -> Self {
        let list = |list: &str| list.split(',').map(|text| text.parse().unwrap()).collect();
        let answers = answers.split(' ').map(list).rev().collect();
        self.known.lock().unwrap().insert(name.to_owned(), answers);
        self
    }
}

impl Resolve for Names {
    fn resolve(&self, name: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let mut known = self.known.lock().unwrap();
        let answer = known.get_mut(name).and_then(|answers| match answers.len() {
            0 | 1 => answers.last().cloned(),
            _ => answers.pop(),
        });
        if name.ends_with("slow.example") {
            return Box::pin(std::future::pending());
        }
        Box::pin(async move { answer.ok_or_else(|| io::ErrorKind::NotFound.into()) })
    }
}

/// A client that may reach these networks and knows these names.
pub(crate) fn client(allowed: &str, names: &Names) -> Outbound {
    patient_client(allowed, names, PATIENCE)
}

pub(crate) fn patient_client(allowed: &str, names: &Names, patience: Duration) -> Outbound {
    let (allowed, names): (Allowed, _) = (allowed.parse().unwrap(), Arc::new(names.clone()));
    Outbound::with(allowed, patience, names, RootCertStore::empty()).unwrap()
}

pub(crate) fn url(text: &str) -> WebhookUrl {
    WebhookUrl::parse(text).unwrap()
}

pub(crate) async fn post(client: &Outbound, to: &str) -> Result<Answer, Failure> {
    post_of(ACME, client, to).await
}

pub(crate) async fn post_of(
    company: CompanyId,
    client: &Outbound,
    to: &str,
) -> Result<Answer, Failure> {
    let headers = HeaderMap::from_iter([(
        hyper::header::CONTENT_TYPE,
        "application/json".parse().unwrap(),
    )]);
    client
        .post(company, &url(to), headers, Bytes::from_static(b"{\"a\":1}"))
        .await
}

/// A server on a port of its own that keeps what it was asked, gone with its owner.
pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    connections: Arc<AtomicUsize>,
    requests: Arc<Mutex<Vec<String>>>,
    accepting: AbortHandle,
}

impl Receiver {
    /// Answers each request with these bytes, over and over on a connection.
    pub(crate) async fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let answer: Arc<[u8]> = answer.into().into();
        Self::with(move |mut connection, requests| {
            let answer = Arc::clone(&answer);
            async move {
                while let Some(request) = read_request(&mut connection).await {
                    requests.lock().unwrap().push(request);
                    if connection.write_all(&answer).await.is_err() {
                        return;
                    }
                }
            }
        })
        .await
    }

    /// Answers one request of each connection with these bytes, then hangs up.
    pub(crate) async fn hanging_up(answer: impl Into<Vec<u8>>) -> Self {
        let answer: Arc<[u8]> = answer.into().into();
        Self::with(move |mut connection, requests| {
            let answer = Arc::clone(&answer);
            async move {
                if let Some(request) = read_request(&mut connection).await {
                    requests.lock().unwrap().push(request);
                    let _sent = connection.write_all(&answer).await;
                }
            }
        })
        .await
    }

    /// Does with each connection as told.
    pub(crate) async fn with<Done: Future<Output = ()> + Send + 'static>(
        serve: impl Fn(TcpStream, Arc<Mutex<Vec<String>>>) -> Done + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (connections, requests) = (Arc::<AtomicUsize>::default(), Arc::default());
        let (counter, kept) = (Arc::clone(&connections), Arc::clone(&requests));
        let accepting = tokio::spawn(async move {
            loop {
                let (connection, _) = listener.accept().await.unwrap();
                counter.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(serve(connection, Arc::clone(&kept)));
            }
        });
        Self {
            address,
            connections,
            requests,
            accepting: accepting.abort_handle(),
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook?a=b", self.address)
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// A request with its body; none when the connection is closed.
pub(crate) async fn read_request<S: AsyncRead + AsyncWrite + Unpin>(
    connection: &mut S,
) -> Option<String> {
    let mut request = Vec::new();
    loop {
        let mut byte = [0];
        connection.read_exact(&mut byte).await.ok()?;
        request.extend(byte);
        if request.ends_with(b"\r\n\r\n") {
            break;
        }
    }
    let head = String::from_utf8(request).unwrap();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    connection.read_exact(&mut body).await.ok()?;
    Some(head + &String::from_utf8(body).unwrap())
}
