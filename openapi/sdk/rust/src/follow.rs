//! The events of a company, each once and in order, for as long as one cares to listen.

use std::{collections::VecDeque, time::Duration};

use futures_util::StreamExt;

use crate::{
    ByteStream, Client, Error,
    types::{Event, Problem},
};

/// No event is larger; a server that sends more without an end is not Remit.
const FRAME_MAX: usize = 1024 * 1024;

/// Follows the stream, and reads the list whenever the stream cannot be had or breaks off. Keep
/// `event.sequence` with what the event led to, and begin with it after a restart: nothing is missed
/// and nothing comes twice.
pub struct Follower<'a> {
    client: &'a Client,
    last: i64,
    ready: VecDeque<Event>,
    stream: Option<ByteStream>,
    buffer: Vec<u8>,
    failures: u32,
}

impl<'a> Follower<'a> {
    /// `after` is the sequence of the last event that was dealt with; 0 begins with the first that is kept.
    pub fn new(client: &'a Client, after: i64) -> Self {
        Self {
            client,
            last: after,
            ready: VecDeque::new(),
            stream: None,
            buffer: Vec::new(),
            failures: 0,
        }
    }

    /// The next event, however long it takes. Only a refusal that waiting does not cure is an error. May
    /// be dropped while it waits, in a `select!` for instance, and called again.
    pub async fn next(&mut self) -> Result<Event, Error<Problem>> {
        loop {
            while let Some(event) = self.ready.pop_front() {
                if event.sequence > self.last {
                    self.last = event.sequence;
                    self.failures = 0;
                    return Ok(event);
                }
            }
            if self.stream.is_some() {
                self.read().await?;
                continue;
            }
            if self.failures > 0 {
                let doubled = 250 * 2_u64.pow(self.failures.min(6));
                tokio::time::sleep(Duration::from_millis(doubled.min(15_000))).await;
            }
            self.failures = self.failures.saturating_add(1);
            match self
                .client
                .stream_events()
                .last_event_id(self.last.to_string())
                .send()
                .await
            {
                Ok(stream) => {
                    self.buffer.clear();
                    self.stream = Some(stream.into_inner());
                }
                Err(error) if passes(&error) => self.list().await?,
                Err(error) => return Err(error),
            }
        }
    }

    /// The stream's next bytes, and the events that are whole now.
    async fn read(&mut self) -> Result<(), Error<Problem>> {
        let Some(stream) = &mut self.stream else {
            return Ok(());
        };
        match stream.next().await {
            Some(Ok(bytes)) if self.buffer.len() + bytes.len() <= FRAME_MAX => {
                self.buffer.extend_from_slice(&bytes)
            }
            // A connection that is cut may leave half an event behind: it is asked for again.
            _ => self.stream = None,
        }
        while let Some(end) = self.buffer.windows(2).position(|two| two == b"\n\n") {
            let frame: Vec<u8> = self.buffer.drain(..end + 2).collect();
            let data = frame
                .split(|byte| *byte == b'\n')
                .find_map(|line| line.strip_prefix(b"data: "));
            let Some(data) = data else { continue };
            let event = serde_json::from_slice(data);
            self.ready.push_back(
                event
                    .map_err(|error| Error::InvalidResponsePayload(data.to_vec().into(), error))?,
            );
        }
        Ok(())
    }

    async fn list(&mut self) -> Result<(), Error<Problem>> {
        match self
            .client
            .list_events()
            .after(self.last.to_string())
            .limit(100)
            .send()
            .await
        {
            Ok(page) => self.ready.extend(page.into_inner().data),
            Err(error) if passes(&error) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// A cut connection, a busy server and one stream too many pass; a revoked key does not.
fn passes(error: &Error<Problem>) -> bool {
    match error {
        Error::CommunicationError(_) | Error::ResponseBodyError(_) => true,
        other => other
            .status()
            .is_some_and(|status| status == 429 || status.is_server_error()),
    }
}
