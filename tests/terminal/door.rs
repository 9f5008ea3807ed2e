//! A door in front of a server that can be shut: all connections through it are cut then.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The door.
pub struct Door {
    address: SocketAddr,
    is_open: watch::Sender<bool>,
    through: Arc<watch::Sender<usize>>,
    task: JoinHandle<()>,
}

impl Drop for Door {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Door {
    /// An open one in front of this server.
    pub async fn before(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (is_open, opened) = watch::channel(true);
        let through = Arc::new(watch::channel(0).0);
        let passing = through.clone();
        let task = tokio::spawn(async move {
            loop {
                let (mut guest, _) = listener.accept().await.unwrap();
                let (mut opened, passing) = (opened.clone(), passing.clone());
                // Ends with its connection.
                tokio::spawn(async move {
                    if !*opened.borrow() {
                        return;
                    }
                    let mut inside = TcpStream::connect(server).await.unwrap();
                    passing.send_modify(|count| *count += 1);
                    tokio::select! {
                        _ = copy_bidirectional(&mut guest, &mut inside) => {}
                        _ = opened.wait_for(|is_open| !is_open) => {}
                    }
                    passing.send_modify(|count| *count -= 1);
                });
            }
        });
        Self {
            address,
            is_open,
            through,
            task,
        }
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Cuts all connections, and lets nobody in.
    pub async fn shut(&self) {
        self.is_open.send_replace(false);
        let mut through = self.through.subscribe();
        through.wait_for(|count| *count == 0).await.unwrap();
    }

    /// Lets everybody in again.
    pub fn open(&self) {
        self.is_open.send_replace(true);
    }
}
