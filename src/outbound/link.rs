//! One connection to a receiver: how long it is kept, and how many there are.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use hyper::http::Extensions;
use hyper_util::client::legacy::connect::{Connected, Connection};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};
use tokio_rustls::client::TlsStream;

/// How long a busy connection is kept, so that a name that leads elsewhere is followed.
const KEPT: Duration = Duration::from_secs(60);

/// Connections that may be open while more are kept for later requests.
const KEPT_CONNECTIONS: usize = 256;

/// The number of connections that are open.
#[derive(Clone, Default)]
pub(super) struct Open(Arc<AtomicUsize>);

/// Counts one connection, for as long as it lives.
pub(super) struct Counted(Open);

impl Open {
    pub(super) fn one_more(&self) -> Counted {
        self.0.fetch_add(1, Ordering::Relaxed);
        Counted(self.clone())
    }

    /// Whether a connection that has just answered should answer no other request.
    pub(super) fn is_to_retire(&self, history: &History) -> bool {
        history.since.elapsed() > KEPT || self.0.load(Ordering::Relaxed) > KEPT_CONNECTIONS
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What is known of a connection.
#[derive(Clone)]
pub(super) struct History {
    since: Instant,
    has_answered: Arc<AtomicBool>,
}

impl History {
    /// The history of a connection that the client has made.
    pub(super) fn of(connected: &Connected) -> Option<Self> {
        let mut extras = Extensions::new();
        connected.get_extras(&mut extras);
        extras.remove()
    }

    pub(super) fn note_answer(&self) {
        self.has_answered.store(true, Ordering::Relaxed);
    }

    pub(super) fn has_answered(&self) -> bool {
        self.has_answered.load(Ordering::Relaxed)
    }
}

/// What carries a connection.
pub(super) enum Stream {
    Plain(TcpStream),
    Encrypted(Box<TlsStream<TcpStream>>),
}

/// A connection.
pub(super) struct Link {
    stream: Stream,
    history: History,
    patience: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
    _counted: Counted,
}

impl Link {
    pub(super) fn new(stream: Stream, patience: Duration, counted: Counted) -> Self {
        let history = History {
            since: Instant::now(),
            has_answered: Arc::default(),
        };
        Self {
            stream,
            history,
            patience,
            stalled: None,
            _counted: counted,
        }
    }

    /// Ends a connection whose other side takes nothing: the client would go on offering the rest
    /// of a request that was given up long ago.
    fn unless_stalled<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let patience = self.patience;
        let stalled = self
            .stalled
            .get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(stalled.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl Connection for Link {
    fn connected(&self) -> Connected {
        Connected::new().extra(self.history.clone())
    }
}

/// Calls the same function of whichever stream there is.
macro_rules! forward {
    ($link:expr, $function:ident $(, $argument:expr)*) => {
        match &mut $link.stream {
            Stream::Plain(stream) => Pin::new(stream).$function($($argument),*),
            Stream::Encrypted(stream) => Pin::new(stream).$function($($argument),*),
        }
    };
}

impl AsyncRead for Link {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        forward!(self, poll_read, context, buffer)
    }
}

impl AsyncWrite for Link {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = forward!(self, poll_write, context, bytes);
        self.unless_stalled(context, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let written = forward!(self, poll_flush, context);
        self.unless_stalled(context, written)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let written = forward!(self, poll_shutdown, context);
        self.unless_stalled(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = forward!(self, poll_write_vectored, context, pieces);
        self.unless_stalled(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        match &self.stream {
            Stream::Plain(stream) => stream.is_write_vectored(),
            Stream::Encrypted(stream) => stream.is_write_vectored(),
        }
    }
}
