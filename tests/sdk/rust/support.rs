//! A company of its own for each test, a local receiver, and a connection that breaks when told to.

use std::{
    env,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use remit_sdk::{Client, connect, types, types::Payment};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};
use uuid::Uuid;

const PASSWORD: &str = "correct horse battery staple";

pub fn url() -> String {
    env::var("REMIT_URL").expect("run it as: tests/with-server tests/sdk/run rust")
}

pub struct Company {
    pub email: String,
    pub id: Uuid,
    pub secret: String,
    pub remit: Client,
}

pub async fn sign_up() -> Company {
    let stranger = connect(&url(), None).unwrap();
    let email = format!("{}@example.com", Uuid::new_v4());
    let id = stranger
        .create_company()
        .body(new_company(&email))
        .send()
        .await
        .unwrap()
        .id;
    let login = types::NewToken::builder().email(&email).password(PASSWORD);
    let token = stranger
        .create_token()
        .body(login)
        .send()
        .await
        .unwrap()
        .into_inner()
        .token;
    let session = connect(&url(), Some(&token)).unwrap();
    let key = session
        .create_api_key()
        .body(types::NewApiKey::builder().name("shop"));
    let secret = key.send().await.unwrap().into_inner().secret.unwrap();
    let remit = connect(&url(), Some(&secret)).unwrap();
    Company {
        email,
        id,
        secret,
        remit,
    }
}

pub fn new_company(email: &str) -> types::builder::NewCompany {
    let account = types::NewCompany::builder()
        .bsb("000-000")
        .account_number("123456789");
    account.name("Acme").email(email).password(PASSWORD)
}

pub fn invoice() -> types::builder::NewPayment {
    let account = types::NewPayment::builder()
        .bsb("000-000")
        .account_number("000123456");
    account.account_name("Jane Citizen").amount_cents(12550)
}

pub async fn paid(remit: &Client) -> Payment {
    let created = remit.create_payment().body(invoice()).send().await.unwrap();
    let processed = remit.process_payment().id(created.id).prefer("wait=10");
    processed.send().await.unwrap().into_inner()
}

pub struct Proxy {
    pub url: String,
    pub connections: Arc<AtomicUsize>,
}

/// A TCP proxy in front of the server; `cut` decides, chunk by chunk of the answers, when it hangs up.
pub async fn proxy(cut: impl Fn(&[u8], usize) -> bool + Send + Sync + 'static) -> Proxy {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url_of_proxy = format!("http://{}", listener.local_addr().unwrap());
    let (connections, cut) = (Arc::new(AtomicUsize::new(0)), Arc::new(cut));
    let counted = connections.clone();
    tokio::spawn(async move {
        loop {
            let (mut client, _) = listener.accept().await.unwrap();
            let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
            let cut = cut.clone();
            tokio::spawn(async move {
                let upstream = url().replace("http://", "");
                let mut server = TcpStream::connect(upstream).await.unwrap();
                let (mut asked, mut answered) = (vec![0; 65536], vec![0; 65536]);
                loop {
                    tokio::select! {
                        read = client.read(&mut asked) => match read {
                            Ok(1..) if server.write_all(&asked[..*read.as_ref().unwrap()]).await.is_ok() => {}
                            _ => return,
                        },
                        read = server.read(&mut answered) => match read {
                            Ok(length @ 1..) if !cut(&answered[..length], number) => {
                                if client.write_all(&answered[..length]).await.is_err() { return }
                            }
                            _ => return,
                        },
                    }
                }
            });
        }
    });
    Proxy {
        url: url_of_proxy,
        connections,
    }
}

/// A door at which the first who come are answered this, and the others by the server.
pub async fn busy(answers: Vec<String>) -> Proxy {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url_of_door = format!("http://{}", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = connections.clone();
    tokio::spawn(async move {
        loop {
            let (mut client, _) = listener.accept().await.unwrap();
            let number = counted.fetch_add(1, Ordering::SeqCst);
            let answer = answers.get(number).cloned();
            tokio::spawn(async move {
                let mut asked = vec![0; 65536];
                if let Some(answer) = answer {
                    client.read(&mut asked).await.unwrap();
                    return client.write_all(answer.as_bytes()).await.unwrap();
                }
                let upstream = url().replace("http://", "");
                let mut server = TcpStream::connect(upstream).await.unwrap();
                let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
            });
        }
    });
    Proxy {
        url: url_of_door,
        connections,
    }
}

pub struct Received {
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A receiver of webhooks: its address, and what came.
pub async fn receiver() -> (String, mpsc::UnboundedReceiver<Received>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let (came, comes) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let came = came.clone();
            tokio::spawn(async move {
                let mut socket = BufReader::new(socket);
                let mut headers = Vec::new();
                loop {
                    let mut line = String::new();
                    socket.read_line(&mut line).await.unwrap();
                    if line.trim().is_empty() {
                        break;
                    }
                    if let Some((name, value)) = line.trim().split_once(": ") {
                        headers.push((name.to_lowercase(), value.to_owned()));
                    }
                }
                let mut received = Received {
                    headers,
                    body: Vec::new(),
                };
                received.body.resize(
                    received.header("content-length").unwrap().parse().unwrap(),
                    0,
                );
                socket.read_exact(&mut received.body).await.unwrap();
                let answer = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
                socket.write_all(answer).await.unwrap();
                let _ = came.send(received);
            });
        }
    });
    (address, comes)
}
