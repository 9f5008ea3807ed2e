//! A company's events, each once and in order, over as many connections as it takes.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use reqwest::Response;
use serde::Deserialize;
use serde_json::Value;
use sse_stream::SseByteStream;
use tokio::time::sleep;

use super::api::Api;
use super::failure::Failure;

/// Pauses between attempts to connect again.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// An event, with the bytes that a webhook would be sent.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) body: String,
    pub(super) head: Head,
}

/// What is read of an event.
#[derive(Debug, Deserialize)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) sequence: i64,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) data: Value,
}

/// What is heard.
#[derive(Debug)]
pub(super) enum Heard {
    Event(Event),
    /// The connection was lost: it is made again.
    Lost,
    /// It was made again, and goes on after this sequence.
    Again(Option<i64>),
}

type Bodies = Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>;

/// One who follows.
pub(super) struct Follower<'a> {
    api: &'a Api,
    /// The sequence of the last event that was heard.
    last: Option<i64>,
    frames: Option<SseByteStream<Bodies>>,
    pause: Duration,
}

impl<'a> Follower<'a> {
    /// Follows what comes after a sequence, or from the next event on.
    pub(super) async fn begin(api: &'a Api, after: Option<i64>) -> Result<Self, Failure> {
        let mut follower = Self {
            api,
            last: after,
            frames: None,
            pause: FIRST_PAUSE,
        };
        let answer = api.stream(after).await?;
        follower.open(answer);
        Ok(follower)
    }

    /// The next event, or what became of the connection. Only what waiting does not cure is a
    /// failure.
    pub(super) async fn next(&mut self) -> Result<Heard, Failure> {
        loop {
            let Some(frames) = &mut self.frames else {
                sleep(self.pause).await;
                self.pause = (self.pause * 2).min(LONGEST_PAUSE);
                match self.api.stream(self.last).await {
                    Ok(answer) => self.open(answer),
                    Err(failure) if failure.may_pass() => continue,
                    Err(failure) => return Err(failure),
                }
                return Ok(Heard::Again(self.last));
            };
            let Some(Ok(frame)) = frames.next().await else {
                // Half an event may be left behind: it is asked for again.
                self.frames = None;
                return Ok(Heard::Lost);
            };
            if let Some(body) = frame.data {
                let head: Head = match serde_json::from_str(&body) {
                    Ok(head) => head,
                    Err(_) => return Err(Failure::Odd(body)),
                };
                if self.last.is_none_or(|last| head.sequence > last) {
                    (self.last, self.pause) = (Some(head.sequence), FIRST_PAUSE);
                    return Ok(Heard::Event(Event { body, head }));
                }
            }
        }
    }

    /// A stream that begins with what happens next says where that is, so that a connection that is
    /// lost before anything happened leaves no gap.
    fn open(&mut self, answer: Response) {
        let begins = answer.headers().get("Last-Event-ID");
        let begins = begins.and_then(|value| value.to_str().ok()?.parse().ok());
        self.last = self.last.or(begins);
        let bodies: Bodies = Box::pin(answer.bytes_stream());
        self.frames = Some(SseByteStream::new(bodies));
    }
}
