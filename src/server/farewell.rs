//! The last words to a client whose connection ends: an answer that needs no request, cheap enough
//! to be given in a flood.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use uuid::Uuid;

use crate::api::refusal::Refusal;

/// How long a client may take to hear them.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many clients are told at once; others are only cut off.
const AT_ONCE: usize = 256;

/// What there is to say.
#[derive(Debug, Clone, Copy)]
pub(super) enum Words {
    /// 408: the request did not come in time.
    TooSlow,
    /// 503: there is no room for another connection.
    NoRoom,
}

/// Says last words.
#[derive(Clone)]
pub(super) struct Farewell {
    room: Arc<Semaphore>,
}

impl Default for Farewell {
    fn default() -> Self {
        Self {
            room: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl Farewell {
    /// Tells the client why its connection ends, and ends it.
    pub(super) async fn say(&self, words: Words, stream: TcpStream) {
        if let Ok(_room) = self.room.try_acquire() {
            // Whether it heard or not, it is gone.
            let _heard = timeout(PATIENCE, tell(words.answer(), stream)).await;
        }
    }
}

/// What the client still sends is read a while: closing before would make its system forget what
/// it was told.
async fn tell(answer: String, mut stream: TcpStream) -> io::Result<()> {
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await?;
    let mut ignored = [0; 1024];
    while stream.read(&mut ignored).await? > 0 {}
    Ok(())
}

impl Words {
    /// The answer as it goes over the wire.
    fn answer(self) -> String {
        let id = Uuid::now_v7().to_string();
        let (mut problem, phrase, retry) = match self {
            Self::TooSlow => {
                let refusal = Refusal::malformed("The request did not come within its time.");
                (refusal.problem(Some(&id)), "408 Request Timeout", "")
            }
            Self::NoRoom => {
                let problem = Refusal::overloaded().problem(Some(&id));
                (problem, "503 Service Unavailable", "retry-after: 1\r\n")
            }
        };
        if let Self::TooSlow = self {
            "The request was too slow".clone_into(&mut problem.title);
            problem.status = 408;
        }
        let body = serde_json::to_string(&problem).unwrap_or_default();
        format!(
            "HTTP/1.1 {phrase}\r\ncontent-type: application/problem+json\r\ncontent-length: {}\r\n\
             {retry}x-request-id: {id}\r\nx-content-type-options: nosniff\r\n\
             cache-control: no-store\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
    }
}
