//! What the client of an early answer still sends: taken in, if it is not much and comes at once, so
//! that the connection serves the next request. Else the answer says that the connection ends with it.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::timeout;

use super::socket::Sent;

/// The most that is taken in once the answer is known, in bytes: as much as a body may have.
const MOST_BYTES: u64 = 256 * 1024;

/// Time for that. It left the client with the header, which is here already.
const PATIENCE: Duration = Duration::from_millis(200);

/// A request's body, in the hands of who answers and of who cleans up after the answer.
#[derive(Clone)]
pub(super) struct Shared {
    state: Arc<Mutex<State>>,
}

struct State {
    body: Sent,
    /// Whether anybody wanted it: only then is a client told `100 Continue`.
    is_wanted: bool,
}

/// Whether a client sends its body by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sending {
    /// Right after the header.
    AtOnce,
    /// When it is told to continue.
    WhenWanted,
}

/// How a request's body ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// All of it has come.
    Taken,
    /// More of it may come: nothing after it can be understood.
    Left,
}

impl Shared {
    pub(super) fn new(body: Sent) -> Self {
        let state = State {
            body,
            is_wanted: false,
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what is left of the body, now that the answer is known.
    pub(super) async fn finish(self, sending: Sending) -> Rest {
        let will_come = sending == Sending::AtOnce || self.state().is_wanted;
        if self.is_end_stream() {
            return Rest::Taken;
        }
        if !will_come || self.size_hint().lower() > MOST_BYTES {
            return Rest::Left;
        }
        timeout(PATIENCE, self.take_in())
            .await
            .unwrap_or(Rest::Left)
    }

    async fn take_in(mut self) -> Rest {
        let mut bytes = 0;
        while !self.is_end_stream() {
            match poll_fn(|context| Pin::new(&mut self).poll_frame(context)).await {
                Some(Ok(frame)) => bytes += frame.data_ref().map_or(0, Bytes::len),
                Some(Err(_)) => return Rest::Left,
                None => return Rest::Taken,
            }
            if u64::try_from(bytes).is_ok_and(|bytes| bytes > MOST_BYTES) {
                return Rest::Left;
            }
        }
        Rest::Taken
    }
}

impl Body for Shared {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let mut state = self.state();
        state.is_wanted = true;
        Pin::new(&mut state.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.state().body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.state().body.size_hint()
    }
}
