//! Connections whose other end takes nothing are closed: what waits to be sent to it, such as a
//! stream, would otherwise wait for ever. And whose other end has hung up is known at once: the
//! framework itself notices neither, and asks a broken connection once more before it gives it up.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::os::fd::AsFd;
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

/// How long what was sent may stay unconfirmed.
#[cfg(target_os = "linux")]
const SILENCE: Duration = Duration::from_secs(30);

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

impl<A: Acceptor<Io: AsFd>> Acceptor for Unstalled<A> {
    type Io = Connection<A::Io>;

    fn local_addr(&self) -> Vec<LocalAddr> {
        self.acceptor.local_addr()
    }

    async fn accept(&mut self) -> io::Result<(Self::Io, LocalAddr, RemoteAddr, Scheme)> {
        let (io, local, remote, scheme) = self.acceptor.accept().await?;
        give_up_the_silent(&io);
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
            is_broken: false,
            peer,
            connections: self.connections.clone(),
        };
        Ok((connection, local, remote, scheme))
    }
}

/// Has the system end connections whose other end no longer confirms what it was sent; by itself
/// it would try for a quarter of an hour.
#[cfg(target_os = "linux")]
fn give_up_the_silent(io: &impl AsFd) {
    let silence = u32::try_from(SILENCE.as_millis()).unwrap_or(u32::MAX);
    if let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(io, silence) {
        tracing::debug!(error = %error, "a silent client may be kept for long");
    }
}

/// Other systems have no such setting.
#[cfg(not(target_os = "linux"))]
fn give_up_the_silent(_: &impl AsFd) {}

/// A connection that tells when its other end has hung up.
pub(super) struct Connection<S> {
    stream: Pin<Box<TimeoutStream<S>>>,
    hung_up: CancellationToken,
    /// A write failed: the next would wait as long again.
    is_broken: bool,
    peer: Option<SocketAddr>,
    connections: Connections,
}

impl<S: AsyncRead + AsyncWrite> Connection<S> {
    /// Writes, unless that has failed before.
    fn write<T>(
        &mut self,
        write: impl FnOnce(Pin<&mut TimeoutStream<S>>) -> Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if self.is_broken {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        let written = ready!(write(self.stream.as_mut()));
        if written.is_err() {
            self.is_broken = true;
            self.hung_up.cancel();
        }
        Poll::Ready(written)
    }
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
        self.write(|stream| stream.poll_write(context, bytes))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.write(|stream| stream.poll_write_vectored(context, slices))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.write(|stream| stream.poll_flush(context))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use poem::listener::{Listener, TcpListener};

    use super::*;

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn the_system_ends_connections_of_silent_clients() {
        let listener = TcpListener::bind("127.0.0.1:0");
        let mut acceptor = Unstalled {
            acceptor: listener.into_acceptor().await.unwrap(),
            connections: Connections::default(),
        };
        let local = acceptor.local_addr();
        let address = *local[0].as_socket_addr().unwrap();
        let client = tokio::net::TcpStream::connect(address);
        let (client, accepted) = tokio::join!(client, acceptor.accept());
        let (connection, ..) = accepted.unwrap();
        let socket = connection.stream.get_ref();
        let silence = rustix::net::sockopt::tcp_user_timeout(socket).unwrap();
        assert_eq!(silence, 30_000);
        let hung_up = connection.hung_up.clone();
        assert_eq!(acceptor.connections.lock().len(), 1);
        drop((client, connection));
        assert!(hung_up.is_cancelled());
        assert!(acceptor.connections.lock().is_empty());
    }
}
