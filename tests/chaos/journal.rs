//! What was asked for and what came of it, as those who asked know it.

use std::collections::HashMap;
use std::fmt;
use std::sync::Mutex;

use uuid::Uuid;

/// What is known of an operation to the one who asked for it. Of two answers the greater counts: a
/// refusal after an unknown outcome tells nothing, since what was done is not done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It was refused: nothing was done.
    Refused,
    /// Nobody answered, or with 5xx: it was done or not.
    Unknown,
    /// It was done.
    Acknowledged,
}

/// What was asked for. Each has a name that its event bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Named in the payment's metadata.
    Create,
    /// Named in the payment's description.
    Change,
    /// The payment's id is the name.
    Process,
    /// The payment's id is the name.
    Delete,
}

/// Everything that was asked for.
#[derive(Debug, Default)]
pub struct Journal(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    acts: HashMap<(Act, Uuid), Outcome>,
    requests: HashMap<Outcome, usize>,
}

impl Journal {
    /// Records an answer, or that there was none.
    pub fn record(&self, act: Act, name: Uuid, outcome: Outcome) {
        let mut inner = self.0.lock().unwrap();
        *inner.requests.entry(outcome).or_default() += 1;
        let known = inner.acts.entry((act, name)).or_insert(outcome);
        *known = outcome.max(*known);
    }

    /// How many requests had this outcome.
    pub fn requests(&self, outcome: Outcome) -> usize {
        self.0
            .lock()
            .unwrap()
            .requests
            .get(&outcome)
            .copied()
            .unwrap_or_default()
    }

    /// All acts of a kind, by name.
    pub fn acts(&self, act: Act) -> HashMap<Uuid, Outcome> {
        let inner = self.0.lock().unwrap();
        let of_kind = inner.acts.iter().filter(|((kind, _), _)| *kind == act);
        of_kind
            .map(|((_, name), outcome)| (*name, *outcome))
            .collect()
    }
}

impl fmt::Display for Journal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |outcome| self.requests(outcome);
        write!(
            out,
            "{} acknowledged, {} of unknown outcome, {} refused",
            of(Outcome::Acknowledged),
            of(Outcome::Unknown),
            of(Outcome::Refused)
        )
    }
}
