//! The way of a caller's statement to its pool: past the gate, and back with what was found of it.

use deadpool_postgres::Pool;
use tokio::time::Instant;
use tokio_postgres::Row;

use super::Error;
use super::call::{self, Params};
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
    let kind = kind_label(caller.kind);
    let hash = caller.secret_hash.as_slice();
    let identity: [&(dyn tokio_postgres::types::ToSql + Sync); 5] = [
        &caller.company_id.0,
        &kind,
        &caller.credential_id,
        &hash,
        &caller.request_id,
    ];
    let params: Vec<_> = identity.iter().chain(params).copied().collect();
    let came = Instant::now();
    let pass = match way.gate {
        Some(gate) => Some(gate.enter(caller, way.door, work).await?),
        None => None,
    };
    let deadline = (came + call::DEADLINE).max(Instant::now() + call::AFTER_A_WAIT);
    let outcome = call::call_before(deadline, way.pool, statement, &params).await;
    if let Some(pass) = pass {
        pass.leave(Verdict::of(&outcome));
    }
    outcome
}

/// A credential's kind as the rules call it.
pub(super) fn kind_label(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::ApiKey => "api_key",
        CredentialKind::Session => "session",
    }
}
