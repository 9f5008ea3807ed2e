//! What may stand in front of a pool: it lets calls to it in turn, and hears how each went. Who
//! stands there is not the database's business.

use std::fmt::Debug;

use futures_util::future::BoxFuture;
use uuid::Uuid;

use super::Error;
use crate::auth::Caller;

/// Connections beyond those that one company may take: whoever comes next finds one free.
pub fn spare(connections: usize) -> usize {
    (connections / 4).max(1)
}

/// Lets calls in, in turn.
pub trait Gate: Debug + Send + Sync {
    /// Waits for the caller's turn.
    ///
    /// # Errors
    /// `Overloaded`: too many wait, or it has waited too long.
    fn enter<'a>(
        &'a self,
        caller: &'a Caller,
        door: Door,
        work: Work,
    ) -> BoxFuture<'a, Result<Box<dyn Pass>, Error>>;

    /// A caller's write went with another's call: what that says of the credential.
    fn found(&self, caller: &Caller, verdict: Verdict);
}

/// A call that was let in, until this is dropped.
pub trait Pass: Send + Sync {
    /// The call has ended, with what it says of the credential.
    fn leave(self: Box<Self>, verdict: Verdict);
}

/// Which pool is behind the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// That of companies' requests.
    Company,
    /// That of sign-up, login and passwords.
    Auth,
}

/// How long a call may hold its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// A few rows.
    Light,
    /// A change of this row: one of a caller's company goes at a time.
    Change(Uuid),
    /// A long page, or one that looks for its rows; many rows written at once.
    Heavy,
}

/// The longest page that is light: long ones wait for each other.
const LIGHT_ROWS: i32 = 50;

impl Work {
    /// That of a page of so many rows which an index gives.
    pub(super) fn of_page(size: i32) -> Self {
        match size {
            ..=LIGHT_ROWS => Self::Light,
            _ => Self::Heavy,
        }
    }

    /// The row that is changed.
    pub fn row(self) -> Option<Uuid> {
        match self {
            Self::Change(row) => Some(row),
            Self::Light | Self::Heavy => None,
        }
    }
}

/// What a call says of the credential that it came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The database acted for it.
    Good,
    /// The database refused it.
    Bad,
    /// The database did not come to it.
    Unknown,
}

impl Verdict {
    /// What an outcome says.
    pub(super) fn of<T>(outcome: &Result<T, Error>) -> Self {
        match outcome {
            Err(Error::Unauthenticated | Error::CompanySuspended) => Self::Bad,
            Err(Error::Unavailable(_) | Error::Overloaded | Error::Broken(_)) => Self::Unknown,
            _ => Self::Good,
        }
    }
}
