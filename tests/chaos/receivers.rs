//! Receivers of webhooks, on sockets of their own: they take, fail, hang, drip, reset, cut and
//! redirect as the dice fall, and write down what they were sent.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use poem::http::{HeaderMap, HeaderName, HeaderValue};
use rand::RngExt;
use rand::rngs::StdRng;
use standardwebhooks::Webhook;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use uuid::Uuid;

/// How often a receiver fails, in a hundred: its temper, which changes now and then.
const TEMPERS: [u32; 6] = [0, 0, 10, 30, 50, 97];
const TEMPER_LASTS: std::ops::Range<u64> = 300..1500;

/// Longer than Remit waits for an answer here.
const TOO_LONG: Duration = Duration::from_millis(1500);

/// What a request meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// It is taken at once.
    Fine,
    /// It is taken, in time.
    Slow,
    /// 500.
    Broken,
    /// No answer.
    Hangs,
    /// 200, a byte now and then, never whole.
    Drips,
    /// The connection is reset.
    Resets,
    /// 200, and the connection ends in the middle.
    Cuts,
    /// 307 to an address that nobody may ask.
    Redirects,
}

const BAD: [Mood; 7] = [
    Mood::Broken,
    Mood::Broken,
    Mood::Hangs,
    Mood::Drips,
    Mood::Resets,
    Mood::Cuts,
    Mood::Redirects,
];

/// One request, whole.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The event's id, as the header says.
    pub event: Uuid,
    /// When it had arrived.
    pub at: Instant,
    /// When it was about to be taken, by a whole answer of 2xx.
    pub accepted_at: Option<Instant>,
    /// Whether it was signed with the webhook's secret, now.
    pub signed: bool,
    /// Whether its bytes are those that came first under this id.
    pub same: bool,
}

/// What a receiver has written down.
#[derive(Debug, Default, Clone)]
pub struct Notes {
    /// In the order in which they arrived.
    pub receipts: Vec<Receipt>,
    /// The bytes that came first.
    pub bodies: HashMap<Uuid, String>,
}

/// A receiver on a port of its own.
pub struct Receiver {
    /// Where it listens.
    pub address: SocketAddr,
    notes: Mutex<Notes>,
    temper: AtomicU32,
    dice: Mutex<StdRng>,
    signer: OnceLock<Webhook>,
    trap: SocketAddr,
}

impl Receiver {
    /// Listens, in a good temper until it is let loose.
    pub async fn listen(dice: StdRng, trap: SocketAddr) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Arc::new(Self {
            address: listener.local_addr().unwrap(),
            notes: Mutex::default(),
            temper: AtomicU32::new(0),
            dice: Mutex::new(dice),
            signer: OnceLock::new(),
            trap,
        });
        let serving = receiver.clone();
        // Ends with the test.
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let receiver = serving.clone();
                tokio::spawn(async move { receiver.serve(stream).await });
            }
        });
        receiver
    }

    /// Has it verify with this secret.
    pub fn knows(&self, secret: &str) {
        assert!(self.signer.set(Webhook::new(secret).unwrap()).is_ok());
    }

    /// What it has written down.
    pub fn notes(&self) -> Notes {
        self.notes.lock().unwrap().clone()
    }

    /// Changes its temper now and then, until it is told to be calm.
    pub async fn rage(self: Arc<Self>, stop: tokio_util::sync::CancellationToken) {
        while !stop.is_cancelled() {
            let (temper, lasts) = {
                let mut dice = self.dice.lock().unwrap();
                let temper = TEMPERS[dice.random_range(0..TEMPERS.len())];
                (temper, dice.random_range(TEMPER_LASTS))
            };
            self.temper.store(temper, Ordering::Relaxed);
            stop.run_until_cancelled(sleep(Duration::from_millis(lasts)))
                .await;
        }
        self.temper.store(0, Ordering::Relaxed);
    }

    fn mood(&self) -> Mood {
        let temper = self.temper.load(Ordering::Relaxed);
        let mut dice = self.dice.lock().unwrap();
        if dice.random_range(0..100) < temper {
            BAD[dice.random_range(0..BAD.len())]
        } else if temper > 0 && dice.random_bool(0.1) {
            Mood::Slow
        } else {
            Mood::Fine
        }
    }

    async fn serve(&self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        while let Some((headers, body)) = read_request(&mut stream).await {
            let place = self.write_down(&headers, body);
            if self.answer(place, &mut stream).await.is_none() {
                return;
            }
        }
    }

    fn write_down(&self, headers: &HeaderMap, body: String) -> usize {
        let event = headers["webhook-id"].to_str().unwrap().parse().unwrap();
        let signer = self.signer.get().expect("its secret is known");
        let signed = signer.verify(body.as_bytes(), headers).is_ok();
        let mut notes = self.notes.lock().unwrap();
        let same = *notes.bodies.entry(event).or_insert_with(|| body.clone()) == body;
        let at = Instant::now();
        notes.receipts.push(Receipt {
            event,
            at,
            accepted_at: None,
            signed,
            same,
        });
        notes.receipts.len() - 1
    }

    /// Answers as its mood is; none when the connection ends with that.
    async fn answer(&self, place: usize, stream: &mut BufReader<TcpStream>) -> Option<()> {
        const PROMISE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n";
        let mood = self.mood();
        match mood {
            Mood::Fine | Mood::Slow => {
                if mood == Mood::Slow {
                    sleep(Duration::from_millis(200)).await;
                }
                // Before: who reads it may send the next at once.
                self.notes.lock().unwrap().receipts[place].accepted_at = Some(Instant::now());
                let whole = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
                let written = stream.write_all(whole).await;
                if written.is_err() {
                    self.notes.lock().unwrap().receipts[place].accepted_at = None;
                }
                written.ok()
            }
            Mood::Broken => {
                let broken = b"HTTP/1.1 500 Oh\r\ncontent-length: 2\r\n\r\noh";
                stream.write_all(broken).await.ok()
            }
            Mood::Redirects => {
                let to = format!(
                    "HTTP/1.1 307 There\r\nlocation: http://{}/\r\ncontent-length: 0\r\n\r\n",
                    self.trap
                );
                stream.write_all(to.as_bytes()).await.ok()
            }
            Mood::Hangs => {
                sleep(TOO_LONG).await;
                None
            }
            Mood::Drips => {
                stream.write_all(PROMISE).await.ok()?;
                for _ in 0..15 {
                    stream.write_all(b".").await.ok()?;
                    sleep(TOO_LONG / 10).await;
                }
                None
            }
            Mood::Resets => {
                rustix::net::sockopt::set_socket_linger(stream.get_ref(), Some(Duration::ZERO))
                    .ok()?;
                None
            }
            Mood::Cuts => {
                stream.write_all(PROMISE).await.ok()?;
                stream.write_all(b"half").await.ok()?;
                None
            }
        }
    }
}

/// A listener that nobody may ask; how often somebody did.
pub async fn trap() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, asked) = (
        listener.local_addr().unwrap(),
        Arc::new(AtomicUsize::new(0)),
    );
    let counter = asked.clone();
    // Ends with the test.
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    });
    (address, asked)
}

/// Reads a request whole; none when the connection ends before.
async fn read_request(stream: &mut BufReader<TcpStream>) -> Option<(HeaderMap, String)> {
    let mut line = String::new();
    stream.read_line(&mut line).await.ok()?;
    let mut headers = HeaderMap::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.insert(
            HeaderName::try_from(name).ok()?,
            HeaderValue::try_from(value).ok()?,
        );
    }
    let length = headers.get("content-length")?.to_str().ok()?.parse().ok()?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some((headers, String::from_utf8(body).ok()?))
}
