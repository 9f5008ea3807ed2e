//! One who listens: a stream's lines as they arrive.

use std::time::Duration;

use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_postgres::Client;

use crate::support::app::Company;
use crate::support::wait::DEADLINE;

/// What a stream says between two blank lines.
#[derive(Debug, PartialEq)]
pub enum Word {
    /// A comment.
    Comment(String),
    /// An event: its id and its data.
    Event(i64, String),
}

/// A stream that is read from a connection of its own, which ends with it: a client with a pool
/// notices only at the next chunk that nobody listens any more.
pub struct Listening {
    connection: BufReader<TcpStream>,
    head: String,
    text: String,
}

impl Listening {
    /// Listens from the next event on.
    pub async fn to(company: &Company<'_>) -> Self {
        Self::after(company, "").await
    }

    /// Listens with this query.
    pub async fn after(company: &Company<'_>, query: &str) -> Self {
        Self::with(ask(company, query)).await
    }

    /// Listens, with a stream that begins as all do.
    pub async fn with(request: RequestBuilder) -> Self {
        Self::try_with(request).await.expect("200")
    }

    /// Listens, unless it is refused.
    pub async fn try_with(request: RequestBuilder) -> Option<Self> {
        let request = request.build().unwrap();
        let mut text = format!("GET {}", request.url().path());
        if let Some(query) = request.url().query() {
            text += &format!("?{query}");
        }
        text += " HTTP/1.1\r\nhost: remit\r\n";
        for (name, value) in request.headers() {
            text += &format!("{name}: {}\r\n", value.to_str().unwrap());
        }
        let address = request.url().socket_addrs(|| None).unwrap()[0];
        let mut connection = BufReader::new(TcpStream::connect(address).await.unwrap());
        connection
            .write_all(format!("{text}\r\n").as_bytes())
            .await
            .unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            let read = connection.read_line(&mut head);
            if timeout(DEADLINE, read).await.unwrap().unwrap_or_default() == 0 {
                return None;
            }
        }
        if !head.starts_with("HTTP/1.1 200 ") {
            return None;
        }
        let text = String::new();
        let mut listening = Self {
            connection,
            head,
            text,
        };
        let greeting = listening.word().await;
        // A server that stops may end a stream before its first word.
        assert_eq!(greeting?, Word::Comment("heartbeat".to_owned()));
        Some(listening)
    }

    /// The answer's header.
    pub fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut named = lines.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        named.next().expect("the header").1
    }

    /// What is said next; none when the stream has ended.
    pub async fn word(&mut self) -> Option<Word> {
        let word = timeout(DEADLINE, self.next());
        word.await.expect("something is said in time")
    }

    /// What is said within this time, if anything is.
    pub async fn word_within(&mut self, patience: Duration) -> Option<Word> {
        timeout(patience, self.next()).await.ok().flatten()
    }

    async fn next(&mut self) -> Option<Word> {
        loop {
            if let Some((word, rest)) = self.text.split_once("\n\n") {
                let (word, rest) = (read(word), rest.to_owned());
                self.text = rest;
                return Some(word);
            }
            let chunk = self.chunk().await?;
            self.text += std::str::from_utf8(&chunk).unwrap();
        }
    }

    /// The next chunk of the answer; none at its end, also when it breaks off.
    async fn chunk(&mut self) -> Option<Vec<u8>> {
        let mut length = String::new();
        self.connection.read_line(&mut length).await.ok()?;
        let length = usize::from_str_radix(length.trim_end(), 16).ok()?;
        let mut chunk = vec![0; length + 2];
        self.connection.read_exact(&mut chunk).await.ok()?;
        chunk.truncate(length);
        (length > 0).then_some(chunk)
    }

    /// The next event.
    pub async fn event(&mut self) -> (i64, String) {
        loop {
            match self.word().await {
                Some(Word::Event(id, data)) => return (id, data),
                Some(Word::Comment(_)) => {}
                None => panic!("the stream ended"),
            }
        }
    }

    /// The sequences of the next events, read by their ids and in their bytes.
    pub async fn sequences(&mut self, count: usize) -> Vec<i64> {
        let mut sequences = Vec::new();
        while sequences.len() < count {
            let (id, data) = self.event().await;
            let event: Value = serde_json::from_str(&data).unwrap();
            assert_eq!(event["sequence"], id);
            sequences.push(id);
        }
        sequences
    }

    /// Waits for the end.
    pub async fn end(&mut self) {
        while self.word().await.is_some() {}
    }
}

/// A request for a stream.
pub fn ask(company: &Company<'_>, query: &str) -> RequestBuilder {
    company.request(Method::GET, &format!("/v1/events/stream{query}"))
}

/// Reads what stands between blank lines: nothing but a comment, or an id and data.
fn read(word: &str) -> Word {
    let lines: Vec<_> = word.lines().collect();
    match lines.as_slice() {
        [comment] => Word::Comment(comment.strip_prefix(": ").unwrap().to_owned()),
        [id, data] => Word::Event(
            id.strip_prefix("id: ").unwrap().parse().unwrap(),
            data.strip_prefix("data: ").unwrap().to_owned(),
        ),
        _ => panic!("not a word of a stream: {word}"),
    }
}

/// Inserts so many payments of a company by hand.
pub async fn insert(psql: &Client, company: &Company<'_>, payments: i32) {
    let insert = "insert into payment (company_id, amount_cents, account_name, bsb, account_number)
         select $1::text::uuid, n, 'Jane', '062000', '12345678' from generate_series(1, $2::integer) n";
    psql.execute(insert, &[&company.id, &payments])
        .await
        .unwrap();
}
