//! One company's events as one client reads them: pages in the client's own name until nothing is
//! left, then what the hub tells. Numbers without gaps prove that nothing is missed or repeated.

use std::time::Duration;

use bytes::Bytes;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};
use tokio_util::sync::CancellationToken;

use super::Place;
use crate::db::Error;
use crate::db::stream::ToldEvent;

/// How often a comment says that the stream lives.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What it says then, and at once: to be sure that the answer has begun.
pub(super) const COMMENT: Bytes = Bytes::from_static(b": heartbeat\n\n");

/// Events of a page: all that a stream holds in memory by itself.
const PAGE: i32 = 50;

/// An event as all streams of its company send it.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its place among the company's events.
    pub(super) sequence: i64,
    /// What is sent.
    pub(super) bytes: Bytes,
}

impl Line {
    pub(super) fn of(event: &ToldEvent) -> Self {
        let mut text = String::new();
        write(&mut text, event);
        Self {
            sequence: event.sequence,
            bytes: text.into(),
        }
    }
}

/// Its number, its bytes as they are kept, which have no line break, and a blank line.
fn write(text: &mut String, event: &ToldEvent) {
    let sequence = event.sequence.to_string();
    text.extend(["id: ", &sequence, "\ndata: ", &event.body, "\n\n"]);
}

/// A stream's reading.
pub(super) struct Tail {
    place: Place,
    hung_up: CancellationToken,
    heartbeat: Interval,
    reading: Reading,
}

struct Reading {
    position: i64,
    source: Source,
    told: Receiver<Line>,
}

/// Where the next event is looked for.
enum Source {
    /// In the database: there may be events that were told before.
    Pages,
    /// At the hub: the position is the edge.
    Hub,
}

impl Tail {
    pub(super) fn new(
        place: Place,
        position: i64,
        (told, hung_up): (Receiver<Line>, CancellationToken),
    ) -> Self {
        let mut heartbeat = interval_at(Instant::now() + HEARTBEAT, HEARTBEAT);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let reading = Reading {
            position,
            source: Source::Pages,
            told,
        };
        Self {
            place,
            hung_up,
            heartbeat,
            reading,
        }
    }

    /// What is sent next; none when the stream has ended.
    pub(super) async fn next(&mut self) -> Option<Bytes> {
        tokio::select! {
            biased;
            () = self.place.ended.cancelled() => None,
            () = self.hung_up.cancelled() => None,
            _ = self.heartbeat.tick() => Some(COMMENT),
            lines = self.reading.next(&self.place) => lines
                .inspect_err(|error| tracing::warn!(error = %error, "a stream cannot be read on"))
                .ok()
                .flatten(),
        }
    }
}

impl Reading {
    /// The next event, or several; none when the hub has ended. What is cancelled is read again.
    async fn next(&mut self, place: &Place) -> Result<Option<Bytes>, Error> {
        loop {
            match self.source {
                Source::Pages => {
                    let page = place.read_events(self.position, PAGE).await?;
                    if i32::try_from(page.len()).is_ok_and(|length| length < PAGE) {
                        self.source = Source::Hub;
                    }
                    if let Some(last) = page.last() {
                        self.position = last.sequence;
                        let mut text = String::new();
                        page.iter().for_each(|event| write(&mut text, event));
                        return Ok(Some(text.into()));
                    }
                }
                Source::Hub => match self.told.recv().await {
                    Ok(line) if line.sequence <= self.position => {}
                    Ok(line) if line.sequence == self.position + 1 => {
                        self.position = line.sequence;
                        return Ok(Some(line.bytes));
                    }
                    Ok(_) | Err(RecvError::Lagged(_)) => self.source = Source::Pages,
                    Err(RecvError::Closed) => return Ok(None),
                },
            }
        }
    }
}
