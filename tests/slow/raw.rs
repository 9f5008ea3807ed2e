//! Clients that say byte by byte what they say.

use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use crate::support::app::App;

/// Longer than any client is kept waiting here.
const LONGEST: Duration = Duration::from_secs(60);

/// A client's socket.
pub struct Raw {
    stream: TcpStream,
    opened: Instant,
}

impl Raw {
    /// Connects.
    pub async fn connect(app: &App) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        // Little is taken before it is asked for.
        socket.set_recv_buffer_size(4096).unwrap();
        // Before: the server may have begun to count when this machine comes back to us.
        let opened = Instant::now();
        let stream = socket.connect(app.address).await.unwrap();
        Self { stream, opened }
    }

    /// Sends; false once the server has hung up.
    pub async fn send(&mut self, text: &str) -> bool {
        self.stream.write_all(text.as_bytes()).await.is_ok()
    }

    /// How long it has been connected.
    pub fn age(&self) -> Duration {
        self.opened.elapsed()
    }

    /// All that comes until the server hangs up, and how long the connection lasted.
    pub async fn rest(&mut self) -> (String, Duration) {
        let mut all = Vec::new();
        let reading = async {
            let mut bytes = [0; 16384];
            while let Ok(read @ 1..) = self.stream.read(&mut bytes).await {
                all.extend_from_slice(&bytes[..read]);
            }
        };
        timeout(LONGEST, reading)
            .await
            .expect("the server hangs up");
        let text = String::from_utf8(all).unwrap();
        (text, self.opened.elapsed())
    }

    /// The next answer: its status and body.
    pub async fn answer(&mut self) -> (u16, String) {
        let (head, body) = self.head_and_body().await;
        (status(&head), body)
    }

    /// The next answer: its head and body.
    pub async fn head_and_body(&mut self) -> (String, String) {
        let reading = async {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(self.stream.read_u8().await.unwrap());
            }
            let head = String::from_utf8(head).unwrap();
            let length = header(&head, "content-length").map_or(0, |l| l.parse().unwrap());
            let mut body = vec![0; length];
            self.stream.read_exact(&mut body).await.unwrap();
            (head, String::from_utf8(body).unwrap())
        };
        timeout(LONGEST, reading).await.expect("an answer")
    }
}

/// The status of an answer.
pub fn status(answer: &str) -> u16 {
    let code = answer.split(' ').nth(1);
    code.and_then(|code| code.parse().ok())
        .unwrap_or_else(|| panic!("no answer: {answer:?}"))
}

/// A header of an answer.
pub fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = answer
        .split("\r\n")
        .skip(1)
        .map_while(|line| line.split_once(": "));
    lines
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// Asserts that an answer is this problem, with a request id, and the last of its connection.
pub fn assert_last_words(answer: &str, expected: u16) {
    assert_eq!(status(answer), expected);
    assert_eq!(
        header(answer, "content-type"),
        Some("application/problem+json")
    );
    assert_eq!(header(answer, "connection"), Some("close"));
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let problem: Value = serde_json::from_str(body).unwrap();
    assert_eq!(problem["status"], expected);
    assert_eq!(
        problem["request_id"],
        header(answer, "x-request-id").unwrap()
    );
}
