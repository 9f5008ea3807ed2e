//! The listener: takes connections in while there is room, and serves each in a task of its own
//! until the server stops.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use poem::web::{LocalAddr, RemoteAddr};
use poem::{Endpoint, Response};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::capacity::{Capacity, Full, Place};
use super::connection::Door;
use super::farewell::{Farewell, Words};
use super::progress::Patience;
use crate::config::Clients;
use crate::metrics;

/// How long requests may go on after the server was told to stop.
const DRAIN: Duration = Duration::from_secs(30);

/// The pause when the system gives no more sockets.
const RETRY: Duration = Duration::from_millis(50);

/// How long what was sent may stay unconfirmed by the client's system.
const SILENCE: Duration = Duration::from_secs(30);

/// A socket that takes connections.
pub(super) struct Listener {
    socket: TcpListener,
    address: SocketAddr,
    patience: Patience,
    capacity: Capacity,
}

impl Listener {
    /// Listens.
    ///
    /// # Errors
    /// When the address is taken.
    pub(super) async fn bind(
        address: SocketAddr,
        clients: &Clients,
        proxies: &[ipnet::IpNet],
    ) -> io::Result<Self> {
        let socket = TcpListener::bind(address).await?;
        let uncapped = [clients.uncapped.as_slice(), proxies].concat();
        let capacity = Capacity::new(clients.connections, clients.address_connections, uncapped);
        metrics::connections_allowed(capacity.most());
        Ok(Self {
            address: socket.local_addr()?,
            socket,
            patience: Patience {
                client: clients.patience,
                between_requests: clients.keep_alive,
            },
            capacity,
        })
    }

    /// Where it listens.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until told to stop; then requests in flight finish, at most 30 s.
    pub(super) async fn serve<E>(self, endpoint: E, stop: CancellationToken)
    where
        E: Endpoint<Output = Response> + 'static,
    {
        let farewell = Farewell::default();
        let door = Arc::new(Door {
            endpoint,
            local: LocalAddr(self.address.into()),
            patience: self.patience,
            farewell: farewell.clone(),
            stop: stop.clone(),
        });
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                () = stop.cancelled() => break,
                Some(ended) = connections.join_next() => note(ended),
                (stream, remote) = accepted(&self.socket) => {
                    match self.capacity.take(remote.ip()) {
                        Ok(place) => connections.spawn(door.clone().welcome(stream, remote, place)),
                        Err(full) => connections.spawn(refuse(full, farewell.clone(), stream)),
                    };
                }
            }
        }
        drop(self.socket);
        finish(connections).await;
    }
}

impl<E> Door<E>
where
    E: Endpoint<Output = Response> + 'static,
{
    /// Serves a connection, which keeps its place until then.
    async fn welcome(self: Arc<Self>, stream: TcpStream, remote: SocketAddr, place: Place) {
        prepare(&stream);
        let _open = metrics::connection_opened();
        self.serve(stream, RemoteAddr(remote.into())).await;
        drop(place);
    }
}

/// The next connection that the system gives.
async fn accepted(socket: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match socket.accept().await {
            Ok(accepted) => return accepted,
            // One that hung up while it waited is nothing.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            // Files may be short for long.
            Err(error) => {
                tracing::warn!(error = %error, "a connection could not be taken in");
                sleep(RETRY).await;
            }
        }
    }
}

async fn refuse(full: Full, farewell: Farewell, stream: TcpStream) {
    metrics::connection_refused(full.label());
    farewell.say(Words::NoRoom, stream).await;
}

/// Waits for the requests that are still under way.
async fn finish(mut connections: JoinSet<()>) {
    let finishing = async {
        while let Some(ended) = connections.join_next().await {
            note(ended);
        }
    };
    if timeout(DRAIN, finishing).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

impl Full {
    fn label(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Address => "address",
        }
    }
}

/// Answers go out at once, and a client that has fallen silent is noticed by the system, which by
/// itself would try for a quarter of an hour.
fn prepare(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(error = %error, "answers may be late");
    }
    #[cfg(target_os = "linux")]
    {
        let silence = u32::try_from(SILENCE.as_millis()).unwrap_or(u32::MAX);
        if let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(stream, silence) {
            tracing::debug!(error = %error, "a silent client may be kept for long");
        }
    }
}

fn note(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        tracing::error!(error = %error, "a connection's task failed");
    }
}
