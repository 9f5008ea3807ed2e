//! Connections whose other end takes nothing are closed: what waits to be sent to it, such as a
//! stream, would otherwise wait for ever. And whose other end has hung up is known at once: the
//! framework itself notices neither, it goes on until a write fails.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use poem::Request;
use poem::http::uri::Scheme;
use poem::listener::Acceptor;
use poem::web::{LocalAddr, RemoteAddr};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_io_timeout::TimeoutStream;
use tokio_util::sync::CancellationToken;

use crate::api::request::HungUp;

/// How long a write may make no progress.
const PATIENCE: Duration = Duration::from_secs(15);

/// The connections there are, by their other end.
#[derive(Clone, Default)]
pub(super) struct Connections {
    hung_up: Arc<Mutex<HashMap<SocketAddr, CancellationToken>>>,
}

impl Connections {
    /// Tells when the client of this request has hung up.
    pub(super) fn of(&self, request: &Request) -> HungUp {
        let peer = request.remote_addr().as_socket_addr();
        let known = peer.and_then(|peer| self.lock().get(peer).cloned());
        HungUp(known.unwrap_or_default())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SocketAddr, CancellationToken>> {
        self.hung_up.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Accepts connections that are closed when they stall.
pub(super) struct Unstalled<A> {
    pub(super) acceptor: A,
    pub(super) connections: Connections,
}

impl<A: Acceptor> Acceptor for Unstalled<A> {
    type Io = Connection<A::Io>;

    fn local_addr(&self) -> Vec<LocalAddr> {
        self.acceptor.local_addr()
    }

    async fn accept(&mut self) -> io::Result<(Self::Io, LocalAddr, RemoteAddr, Scheme)> {
        let (io, local, remote, scheme) = self.acceptor.accept().await?;
        let mut stream = TimeoutStream::new(io);
        stream.set_write_timeout(Some(PATIENCE));
        let hung_up = CancellationToken::new();
        let peer = remote.as_socket_addr().copied();
        if let Some(peer) = peer {
            self.connections.lock().insert(peer, hung_up.clone());
        }
        let connection = Connection {
            stream: Box::pin(stream),
            hung_up,
            peer,
            connections: self.connections.clone(),
        };
        Ok((connection, local, remote, scheme))
    }
}

/// A connection that tells when its other end has hung up.
pub(super) struct Connection<S> {
    stream: Pin<Box<TimeoutStream<S>>>,
    hung_up: CancellationToken,
    peer: Option<SocketAddr>,
    connections: Connections,
}

impl<S> Drop for Connection<S> {
    fn drop(&mut self) {
        self.hung_up.cancel();
        if let Some(peer) = self.peer {
            self.connections.lock().remove(&peer);
        }
    }
}

impl<S: AsyncRead + AsyncWrite> AsyncRead for Connection<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let (room, filled) = (buffer.remaining(), buffer.filled().len());
        let read = ready!(self.stream.as_mut().poll_read(context, buffer));
        if read.is_err() || (room > 0 && buffer.filled().len() == filled) {
            self.hung_up.cancel();
        }
        Poll::Ready(read)
    }
}

impl<S: AsyncRead + AsyncWrite> AsyncWrite for Connection<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(context)
    }
}
