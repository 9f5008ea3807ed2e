//! What a connection waits for from its client, and until when: a first byte, the rest of a
//! header, more of a body, or that it takes more of an answer. Deadlines are decided here, from
//! times and counts alone; the connection tells what happens and acts on them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// A client must send or take this much, in bytes, within each of its patience's seconds.
const BYTES_A_SECOND: u64 = 1024;

/// How long clients may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// For the first byte, for complete headers, and for each stretch of a body or an answer.
    pub(super) client: Duration,
    /// Between two requests.
    pub(super) between_requests: Duration,
}

/// What a slow client let the server wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slow {
    /// The first byte of a connection.
    FirstByte,
    /// The next request.
    Idle,
    /// The rest of a header.
    Header,
    /// More of a body; whether its answer has begun.
    Body(Answer),
    /// That more of the answer is taken.
    Reading,
}

impl Slow {
    /// Its name in metrics and logs.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::FirstByte => "first_byte",
            Self::Idle => "idle",
            Self::Header => "header",
            Self::Body(_) => "body",
            Self::Reading => "answer",
        }
    }
}

/// Whether an answer has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It may still be any.
    NotBegun,
    /// Its status is on its way.
    Begun,
}

/// A connection's progress, shared by all that serve it.
#[derive(Clone)]
pub(super) struct Progress {
    state: Arc<Mutex<State>>,
}

struct State {
    patience: Patience,
    phase: Phase,
    /// A body that is waited for.
    body: Option<Stretch>,
    /// An answer that the client does not take.
    answer: Option<Stretch>,
}

enum Phase {
    /// Nothing of it has come since.
    New(Instant),
    /// The last answer went out then.
    Idle(Instant),
    /// The first byte of a request came then.
    Header(Instant),
    /// A request is being served.
    Serving(Answer),
}

/// A stretch of bytes that has to be complete in time.
struct Stretch {
    began: Instant,
    bytes: u64,
}

impl Progress {
    /// That of a connection which was just accepted.
    pub(super) fn new(patience: Patience, now: Instant) -> Self {
        let state = State {
            patience,
            phase: Phase::New(now),
            body: None,
            answer: None,
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes came from the client.
    pub(super) fn received(&self) {
        let mut state = self.state();
        if let Phase::New(_) | Phase::Idle(_) = state.phase {
            state.phase = Phase::Header(Instant::now());
        }
    }

    /// The header of a request is complete.
    pub(super) fn requested(&self) {
        let mut state = self.state();
        state.phase = Phase::Serving(Answer::NotBegun);
        state.body = None;
    }

    /// The answer to a request is known.
    pub(super) fn answering(&self) {
        self.state().phase = Phase::Serving(Answer::Begun);
    }

    /// The answer to a request is complete.
    pub(super) fn answered(&self) {
        let mut state = self.state();
        state.phase = Phase::Idle(Instant::now());
        state.body = None;
    }

    /// More of a request's body is needed.
    pub(super) fn body_awaited(&self) {
        Stretch::begin(&mut self.state().body);
    }

    /// So much of a request's body came.
    pub(super) fn body_received(&self, bytes: usize) {
        let mut state = self.state();
        let enough = state.patience.enough();
        Stretch::add(&mut state.body, bytes, enough);
    }

    /// A request's body is complete, or no longer wanted.
    pub(super) fn body_ended(&self) {
        self.state().body = None;
    }

    /// The client does not take what is sent.
    pub(super) fn blocked(&self) {
        Stretch::begin(&mut self.state().answer);
    }

    /// The client took so much.
    pub(super) fn sent(&self, bytes: usize) {
        let mut state = self.state();
        if state.answer.is_some() {
            let enough = state.patience.enough();
            Stretch::add(&mut state.answer, bytes, enough);
        }
    }

    /// The client took all that there was.
    pub(super) fn flushed(&self) {
        self.state().answer = None;
    }

    /// Whether a request is being served: nobody else would finish it.
    pub(super) fn is_serving(&self) -> bool {
        matches!(self.state().phase, Phase::Serving(_))
    }

    /// Whether an answer waits for its client to take it.
    pub(super) fn is_blocked(&self) -> bool {
        self.state().answer.is_some()
    }

    /// Until when the client has to do something, and what; none while it is our turn.
    pub(super) fn deadline(&self) -> Option<(Instant, Slow)> {
        let state = self.state();
        let Patience {
            client,
            between_requests,
        } = state.patience;
        let sending = match state.phase {
            Phase::New(since) => Some((since + client, Slow::FirstByte)),
            Phase::Idle(since) => Some((since + between_requests, Slow::Idle)),
            Phase::Header(since) => Some((since + client, Slow::Header)),
            Phase::Serving(answer) => {
                let body = state.body.as_ref();
                body.map(|body| (body.began + client, Slow::Body(answer)))
            }
        };
        // While it does not read, it need not send.
        let reading = state.answer.as_ref();
        reading
            .map(|answer| (answer.began + client, Slow::Reading))
            .or(sending)
    }
}

impl Patience {
    /// What a stretch is complete with.
    fn enough(self) -> u64 {
        BYTES_A_SECOND * self.client.as_secs().max(1)
    }
}

impl Stretch {
    fn begin(stretch: &mut Option<Self>) {
        stretch.get_or_insert_with(|| Self {
            began: Instant::now(),
            bytes: 0,
        });
    }

    fn add(stretch: &mut Option<Self>, bytes: usize, enough: u64) {
        if let Some(open) = stretch {
            open.bytes += u64::try_from(bytes).unwrap_or(u64::MAX);
            if open.bytes >= enough {
                *stretch = None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Patience = Patience {
        client: Duration::from_secs(15),
        between_requests: Duration::from_secs(75),
    };

    fn left(progress: &Progress) -> Option<(u64, Slow)> {
        let (at, what) = progress.deadline()?;
        Some((at.duration_since(Instant::now()).as_secs(), what))
    }

    async fn pass(seconds: u64) {
        tokio::time::advance(Duration::from_secs(seconds)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn each_step_of_a_request_has_its_deadline() {
        let progress = Progress::new(PATIENCE, Instant::now());
        assert_eq!(left(&progress), Some((15, Slow::FirstByte)));
        pass(10).await;
        progress.received();
        pass(5).await;
        progress.received();
        assert_eq!(left(&progress), Some((10, Slow::Header)), "the whole header");
        progress.requested();
        assert!(progress.is_serving());
        assert_eq!(left(&progress), None, "our turn");
        progress.answering();
        progress.answered();
        assert_eq!(left(&progress), Some((75, Slow::Idle)));
        progress.received();
        assert_eq!(left(&progress), Some((15, Slow::Header)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_comes_by_a_kilobyte_a_second() {
        let progress = Progress::new(PATIENCE, Instant::now());
        progress.requested();
        progress.body_awaited();
        for _ in 0..14 {
            pass(1).await;
            progress.body_received(1024);
            progress.body_awaited();
        }
        let slow = Slow::Body(Answer::NotBegun);
        assert_eq!(left(&progress), Some((1, slow)));
        progress.body_received(1024);
        assert_eq!(left(&progress), None, "it was fast enough");
        progress.body_awaited();
        assert_eq!(left(&progress), Some((15, slow)), "a new stretch");
        progress.body_ended();
        assert_eq!(left(&progress), None);
    }

    #[tokio::test(start_paused = true)]
    async fn who_does_not_take_the_answer_is_slow_whatever_else_it_does() {
        let progress = Progress::new(PATIENCE, Instant::now());
        progress.requested();
        progress.answering();
        progress.sent(100_000);
        assert_eq!(left(&progress), None);
        progress.blocked();
        progress.answered();
        pass(10).await;
        progress.sent(1);
        progress.blocked();
        assert_eq!(left(&progress), Some((5, Slow::Reading)));
        progress.flushed();
        assert_eq!(left(&progress), Some((65, Slow::Idle)));
    }
}
