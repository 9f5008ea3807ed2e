//! Connections whose other end takes nothing are closed: what waits to be sent to it, such as a
//! stream, would otherwise wait for ever. The framework itself never gives a write up.

use std::io;
use std::pin::Pin;
use std::time::Duration;

use poem::http::uri::Scheme;
use poem::listener::Acceptor;
use poem::web::{LocalAddr, RemoteAddr};
use tokio_io_timeout::TimeoutStream;

/// How long a write may make no progress.
const PATIENCE: Duration = Duration::from_secs(15);

/// Accepts connections that are closed when they stall.
pub(super) struct Unstalled<A>(pub(super) A);

impl<A: Acceptor> Acceptor for Unstalled<A> {
    type Io = Pin<Box<TimeoutStream<A::Io>>>;

    fn local_addr(&self) -> Vec<LocalAddr> {
        self.0.local_addr()
    }

    async fn accept(&mut self) -> io::Result<(Self::Io, LocalAddr, RemoteAddr, Scheme)> {
        let (io, local, remote, scheme) = self.0.accept().await?;
        let mut stream = TimeoutStream::new(io);
        stream.set_write_timeout(Some(PATIENCE));
        Ok((Box::pin(stream), local, remote, scheme))
    }
}
