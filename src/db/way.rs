//! The way of a caller's statement to its pool: past the gate, and back with what was found of it.

use deadpool_postgres::Pool;
use tokio::time::Instant;
use tokio_postgres::Row;

use super::Error;
use super::call::{self, Param, Params};
use super::gate::{Door, Gate, Verdict, Work};
use crate::auth::{Caller, CredentialKind};

/// A pool, and what stands before it.
pub(super) struct Way<'a> {
    pub(super) pool: &'a Pool,
    pub(super) gate: Option<&'a dyn Gate>,
    pub(super) door: Door,
}

/// Runs a statement whose first five parameters are the caller, when its turn has come.
pub(super) async fn call_as(
    way: &Way<'_>,
    caller: &Caller,
    (statement, work): (&str, Work),
    params: Params<'_>,
) -> Result<Vec<Row>, Error> {
    let identity = Identity::of(caller);
    let params = identity.before(params.iter().copied());
    let came = Instant::now();
    let pass = match way.gate {
        Some(gate) => Some(gate.enter(caller, way.door, work).await?),
        None => None,
    };
    let deadline = call::deadline_since(came);
    let outcome = call::call_before(deadline, way.pool, statement, &params).await;
    if let Some(pass) = pass {
        pass.leave(Verdict::of(&outcome));
    }
    outcome
}

/// A caller as the first five parameters of a statement.
pub(super) struct Identity<'a> {
    caller: &'a Caller,
    kind: &'static str,
    secret_hash: &'a [u8],
}

impl<'a> Identity<'a> {
    pub(super) fn of(caller: &'a Caller) -> Self {
        Self {
            caller,
            kind: kind_label(caller.kind),
            secret_hash: &caller.secret_hash,
        }
    }

    /// These parameters, behind the caller's.
    pub(super) fn before<'p>(&'p self, params: impl Iterator<Item = Param<'p>>) -> Vec<Param<'p>> {
        let identity: [Param<'p>; 5] = [
            &self.caller.company_id.0,
            &self.kind,
            &self.caller.credential_id,
            &self.secret_hash,
            &self.caller.request_id,
        ];
        identity.into_iter().chain(params).collect()
    }
}

/// A credential's kind as the rules call it.
pub(super) fn kind_label(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::ApiKey => "api_key",
        CredentialKind::Session => "session",
    }
}
