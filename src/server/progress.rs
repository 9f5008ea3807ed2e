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
    pub(super) fn new(patience: Patience) -> Self {
        let state = State::new(patience, Instant::now());
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes came from the client.
    pub(super) fn received(&self) {
        self.state().received(Instant::now());
    }

    /// The header of a request is complete.
    pub(super) fn requested(&self) {
        self.state().serve(Answer::NotBegun);
    }

    /// The answer to a request is known.
    pub(super) fn answering(&self) {
        self.state().serve(Answer::Begun);
    }

    /// The answer to a request is complete.
    pub(super) fn answered(&self) {
        self.state().answered(Instant::now());
    }

    /// More of a request's body is needed.
    pub(super) fn body_awaited(&self) {
        Stretch::begin(&mut self.state().body, Instant::now());
    }

    /// So much of a request's body came.
    pub(super) fn body_received(&self, bytes: usize) {
        self.state().body_received(bytes);
    }

    /// A request's body is complete, or no longer wanted.
    pub(super) fn body_ended(&self) {
        self.state().body = None;
    }

    /// The client does not take what is sent.
    pub(super) fn blocked(&self) {
        Stretch::begin(&mut self.state().answer, Instant::now());
    }

    /// The client took so much.
    pub(super) fn sent(&self, bytes: usize) {
        self.state().sent(bytes);
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
        self.state().deadline()
    }
}

impl State {
    fn new(patience: Patience, now: Instant) -> Self {
        Self {
            patience,
            phase: Phase::New(now),
            body: None,
            answer: None,
        }
    }

    fn received(&mut self, now: Instant) {
        if let Phase::New(_) | Phase::Idle(_) = self.phase {
            self.phase = Phase::Header(now);
        }
    }

    fn serve(&mut self, answer: Answer) {
        self.phase = Phase::Serving(answer);
    }

    fn answered(&mut self, now: Instant) {
        self.phase = Phase::Idle(now);
        self.body = None;
    }

    fn body_received(&mut self, bytes: usize) {
        Stretch::add(&mut self.body, bytes, self.patience.enough());
    }

    fn sent(&mut self, bytes: usize) {
        Stretch::add(&mut self.answer, bytes, self.patience.enough());
    }

    fn deadline(&self) -> Option<(Instant, Slow)> {
        let Patience {
            client,
            between_requests,
        } = self.patience;
        // While it does not read, it need not send.
        if let Some(answer) = &self.answer {
            return Some((answer.began + client, Slow::Reading));
        }
        match self.phase {
            Phase::New(since) => Some((since + client, Slow::FirstByte)),
            Phase::Idle(since) => Some((since + between_requests, Slow::Idle)),
            Phase::Header(since) => Some((since + client, Slow::Header)),
            Phase::Serving(answer) => {
                let body = self.body.as_ref();
                body.map(|body| (body.began + client, Slow::Body(answer)))
            }
        }
    }
}

impl Patience {
    /// What a stretch is complete with.
    fn enough(self) -> u64 {
        BYTES_A_SECOND * self.client.as_secs().max(1)
    }
}

impl Stretch {
    fn begin(stretch: &mut Option<Self>, now: Instant) {
        stretch.get_or_insert(Self {
            began: now,
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

    fn left(state: &State, now: Instant) -> Option<(u64, Slow)> {
        let (at, what) = state.deadline()?;
        Some((at.duration_since(now).as_secs(), what))
    }

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn each_step_of_a_request_has_its_deadline() {
        let mut now = Instant::now();
        let mut state = State::new(PATIENCE, now);
        assert_eq!(left(&state, now), Some((15, Slow::FirstByte)));
        now += 10 * SECOND;
        state.received(now);
        now += 5 * SECOND;
        state.received(now);
        let whole = Some((10, Slow::Header));
        assert_eq!(left(&state, now), whole, "not 15 for each byte");
        state.serve(Answer::NotBegun);
        assert_eq!(left(&state, now), None, "our turn");
        state.serve(Answer::Begun);
        state.answered(now);
        assert_eq!(left(&state, now), Some((75, Slow::Idle)));
        state.received(now);
        assert_eq!(left(&state, now), Some((15, Slow::Header)));
    }

    #[test]
    fn a_body_comes_by_a_kilobyte_a_second() {
        let mut now = Instant::now();
        let mut state = State::new(PATIENCE, now);
        state.serve(Answer::NotBegun);
        Stretch::begin(&mut state.body, now);
        for _ in 0..14 {
            now += SECOND;
            state.body_received(1024);
            Stretch::begin(&mut state.body, now);
        }
        let slow = Slow::Body(Answer::NotBegun);
        assert_eq!(left(&state, now), Some((1, slow)));
        state.body_received(1024);
        assert_eq!(left(&state, now), None, "it was fast enough");
        Stretch::begin(&mut state.body, now);
        assert_eq!(left(&state, now), Some((15, slow)), "a new stretch");
    }

    #[test]
    fn who_does_not_take_the_answer_is_slow_whatever_else_it_does() {
        let mut now = Instant::now();
        let mut state = State::new(PATIENCE, now);
        state.serve(Answer::Begun);
        state.sent(100_000);
        assert_eq!(left(&state, now), None);
        Stretch::begin(&mut state.answer, now);
        state.answered(now);
        now += 10 * SECOND;
        state.sent(1);
        Stretch::begin(&mut state.answer, now);
        assert_eq!(left(&state, now), Some((5, Slow::Reading)));
        state.answer = None;
        assert_eq!(left(&state, now), Some((65, Slow::Idle)));
    }
}
