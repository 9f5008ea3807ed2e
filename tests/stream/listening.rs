//! One who listens: a stream's lines as they arrive.

use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
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

/// A stream that is read.
pub struct Listening {
    answer: Response,
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
        Self::of(request.send().await.unwrap()).await
    }

    /// Listens to what is answered.
    pub async fn of(answer: Response) -> Self {
        assert_eq!(answer.status(), StatusCode::OK);
        let mut listening = Self {
            answer,
            text: String::new(),
        };
        let greeting = listening.word().await;
        assert_eq!(greeting, Some(Word::Comment("heartbeat".to_owned())));
        listening
    }

    /// The answer's header.
    pub fn header(&self, name: &str) -> &str {
        self.answer.headers()[name].to_str().unwrap()
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
            // A stream that breaks off has ended, too.
            let chunk = self.answer.chunk().await.ok().flatten()?;
            self.text += std::str::from_utf8(&chunk).unwrap();
        }
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
pub fn ask<'a>(company: &'a Company<'_>, query: &str) -> RequestBuilder {
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
