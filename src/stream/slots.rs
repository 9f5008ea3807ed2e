//! How many streams there are: each has one of its company's slots, an advisory lock of this
//! server's session, so that all servers count together and a dead one counts no more.

use std::collections::HashMap;
use std::future::pending;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::db::Error;
use crate::db::stream::SlotSession;
use crate::db::url::DatabaseUrl;

/// Streams of a company, on all servers together.
pub const COMPANY_STREAMS: i32 = 10;

/// Streams of a server. Each is a lock, and all locks of a database share memory: by default
/// 64 for each of 100 connections.
const SERVER_STREAMS: usize = 2000;

/// How long an answer may take before the session is given up.
const PATIENCE: Duration = Duration::from_millis(2500);

/// How long to wait before connecting again.
const RETRY: Duration = Duration::from_millis(500);

/// Where slots are asked for.
#[derive(Clone)]
pub(super) struct Slots {
    wishes: mpsc::UnboundedSender<Wish>,
}

/// A stream's slot, free again when this is dropped.
pub(super) struct Slot {
    /// Tells this stream from all others of the server.
    pub(super) id: u64,
    wishes: mpsc::UnboundedSender<Wish>,
}

enum Wish {
    Take(Uuid, CancellationToken, oneshot::Sender<Taken>),
    Free(u64),
}

type Taken = Result<Option<Slot>, Error>;

impl Slots {
    /// Slots, and who keeps them.
    pub(super) fn new(url: DatabaseUrl) -> (Self, Keeper) {
        let (wishes, wished) = mpsc::unbounded_channel();
        let keeper = Keeper {
            url,
            wishes: wishes.clone(),
            wished,
            session: None,
            held: HashMap::new(),
            room: SERVER_STREAMS,
            drawn: 0,
        };
        (Self { wishes }, keeper)
    }

    /// Takes a slot for a stream that ends when it is told to; none when the company has as many as
    /// it may.
    ///
    /// # Errors
    /// `Unavailable` when the database does not answer, or this server has no room.
    pub(super) async fn take(&self, company: Uuid, ended: CancellationToken) -> Taken {
        let (reply, taken) = oneshot::channel();
        // Whoever stops serving answers no more.
        let _ = self.wishes.send(Wish::Take(company, ended, reply));
        match timeout(PATIENCE, taken).await {
            Ok(Ok(taken)) => taken,
            Ok(Err(_)) | Err(_) => Err(Error::Unavailable("nobody counted the stream".to_owned())),
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        // Locks end with the session of a server that stops.
        let _ = self.wishes.send(Wish::Free(self.id));
    }
}

/// Keeps a server's slots, alone: nothing that is cancelled leaves one behind.
pub(super) struct Keeper {
    url: DatabaseUrl,
    wishes: mpsc::UnboundedSender<Wish>,
    wished: mpsc::UnboundedReceiver<Wish>,
    session: Option<SlotSession>,
    held: HashMap<u64, Held>,
    /// How many there may be.
    room: usize,
    drawn: u64,
}

struct Held {
    company: Uuid,
    slot: i32,
    ended: CancellationToken,
}

impl Keeper {
    /// Takes and frees, and takes anew what was lost with the session.
    pub(super) async fn run(mut self) {
        loop {
            tokio::select! {
                Some(wish) = self.wished.recv() => self.grant(wish).await,
                () = lost(&mut self.session) => self.take_all_anew().await,
            }
        }
    }

    async fn grant(&mut self, wish: Wish) {
        let outcome = match wish {
            Wish::Take(_, _, reply) if reply.is_closed() => Ok(()),
            Wish::Take(_, _, reply) if self.held.len() >= self.room => {
                // Who no longer waits need not know.
                let _ = reply.send(Err(Error::Unavailable("too many streams".to_owned())));
                Ok(())
            }
            Wish::Take(company, ended, reply) => {
                let taken = self.take(company, ended).await;
                let outcome = taken.as_ref().map(drop).map_err(ToString::to_string);
                // Who no longer waits frees it.
                let _ = reply.send(taken);
                outcome
            }
            Wish::Free(id) => self.free(id).await.map_err(|error| error.to_string()),
        };
        if let Err(error) = outcome {
            tracing::warn!(error, "cannot count streams");
            self.take_all_anew().await;
        }
    }

    async fn take(&mut self, company: Uuid, ended: CancellationToken) -> Taken {
        let own: Vec<_> = self.slots_of(company).collect();
        let session = match self.session.take() {
            Some(session) => session,
            None => SlotSession::connect(&self.url).await?,
        };
        let session = self.session.insert(session);
        let taken = answered(session.take(company, &own, COMPANY_STREAMS)).await?;
        Ok(taken.map(|slot| self.hold(company, slot, ended)))
    }

    fn hold(&mut self, company: Uuid, slot: i32, ended: CancellationToken) -> Slot {
        self.drawn += 1;
        let held = Held {
            company,
            slot,
            ended,
        };
        self.held.insert(self.drawn, held);
        Slot {
            id: self.drawn,
            wishes: self.wishes.clone(),
        }
    }

    fn slots_of(&self, company: Uuid) -> impl Iterator<Item = i32> {
        let of_company = self.held.values().filter(move |h| h.company == company);
        of_company.map(|held| held.slot)
    }

    async fn free(&mut self, id: u64) -> Result<(), Error> {
        match (self.held.remove(&id), &self.session) {
            (Some(held), Some(session)) => answered(session.free(held.company, held.slot)).await,
            _ => Ok(()),
        }
    }

    /// After the session was lost, and all slots with it.
    async fn take_all_anew(&mut self) {
        self.session = None;
        while let Err(error) = self.try_to_take_all().await {
            tracing::warn!(error = %error, "cannot count streams");
            sleep(RETRY).await;
        }
    }

    /// Takes a slot for every stream that still runs; those that others have overtaken end.
    async fn try_to_take_all(&mut self) -> Result<(), Error> {
        self.held.retain(|_, held| !held.ended.is_cancelled());
        if self.held.is_empty() {
            return Ok(());
        }
        let session = SlotSession::connect(&self.url).await?;
        let mut own = HashMap::<Uuid, Vec<i32>>::new();
        for held in self.held.values_mut() {
            let own = own.entry(held.company).or_default();
            match answered(session.take(held.company, own, COMPANY_STREAMS)).await? {
                Some(slot) => {
                    own.push(slot);
                    held.slot = slot;
                }
                None => held.ended.cancel(),
            }
        }
        self.held.retain(|_, held| !held.ended.is_cancelled());
        self.session = Some(session);
        Ok(())
    }
}

/// Waits until there was a session and it has ended.
async fn lost(session: &mut Option<SlotSession>) {
    match session {
        Some(session) => session.lost().await,
        None => pending().await,
    }
}

/// The database's answer, in time.
async fn answered<T>(asking: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let late = |_| Error::Unavailable("no answer in time".to_owned());
    timeout(PATIENCE, asking).await.map_err(late)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_stream_too_many_is_refused_and_costs_the_others_nothing() {
        // Nobody is there: whatever asked the database would go on asking.
        let url = DatabaseUrl::parse("postgres://remit@127.0.0.1:1/remit").unwrap();
        let (_slots, mut keeper) = Slots::new(url);
        keeper.room = 1;
        let _slot = keeper.hold(Uuid::nil(), 1, CancellationToken::new());
        let (reply, mut taken) = oneshot::channel();
        let wish = Wish::Take(Uuid::nil(), CancellationToken::new(), reply);
        let granting = timeout(Duration::from_secs(10), keeper.grant(wish)).await;
        assert!(granting.is_ok(), "the others' slots are taken anew");
        assert!(matches!(taken.try_recv(), Ok(Err(Error::Unavailable(_)))));
    }
}
