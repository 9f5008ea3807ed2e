//! Receives a request before anything of it is read: who comes too fast is told so here, after it is
//! known who it is and before what it wants is looked at.

use std::sync::Arc;
use std::time::Duration;

use poem::{FromRequest, Request, RequestBody, Result};

use super::refusal::Refusal;
use crate::auth::{Caller, CredentialKind, Visit};
use crate::db::{self, Database};
use crate::fairness::{Admission, Front};

/// What an operation needs, apart from what it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Any credential.
    Credential,
    /// That of one who has logged in.
    Session,
}

/// What receives the requests of a server.
pub struct Reception {
    front: Front,
    db: Database,
}

impl Reception {
    /// At this front, with this database behind it.
    pub fn new(front: Front, db: Database) -> Arc<Self> {
        Arc::new(Self { front, db })
    }

    fn of(request: &Request) -> Option<&Self> {
        request.extensions().get::<Arc<Self>>().map(Arc::as_ref)
    }

    /// Receives one who shows no credential, or one that no company has: its address is charged.
    ///
    /// # Errors
    /// 429 past what an address may ask.
    pub(crate) fn knock(request: &Request) -> Result<(), Refusal> {
        let visit = request.extensions().get::<Arc<Visit>>();
        let Some((reception, visit)) = Self::of(request).zip(visit) else {
            return Ok(());
        };
        reception
            .front
            .knock(visit.address)
            .map_err(Refusal::rate_limited)?;
        visit.charge();
        Ok(())
    }

    /// Gives the address back what [`Reception::knock`] charged: who knocked is one of ours.
    pub(crate) fn welcome(request: &Request) {
        let visit = request.extensions().get::<Arc<Visit>>();
        if let Some((reception, visit)) = Self::of(request).zip(visit) {
            reception.front.welcome(visit);
        }
    }

    /// Receives a caller.
    ///
    /// # Errors
    /// 429 past its limit, once it is sure that it is not 401 or 403; 503 when too many of its
    /// requests wait already.
    pub(crate) async fn receive(
        request: &Request,
        caller: &mut Caller,
        needs: Needs,
    ) -> Result<(), Refusal> {
        let Some(reception) = Self::of(request) else {
            return Ok(());
        };
        if let Some(visit) = request.extensions().get::<Arc<Visit>>() {
            caller.visit = visit.clone();
        }
        match reception.front.admit(caller) {
            Admission::Welcome if reception.front.has_room(caller) => Ok(()),
            Admission::Welcome => Err(Refusal::overloaded()),
            Admission::TooFast(wait) => Err(too_fast(caller, needs, wait)),
            Admission::AskFirst(wait) => {
                reception.db.as_company(caller).authenticate().await?;
                Err(too_fast(caller, needs, wait))
            }
        }
    }
}

/// 429; but 403 for what the caller may not do at any speed.
fn too_fast(caller: &Caller, needs: Needs, wait: Duration) -> Refusal {
    let is_found = caller.visit.found().is_some();
    if is_found && caller.kind == CredentialKind::ApiKey && needs == Needs::Session {
        return db::Error::Forbidden.into();
    }
    Refusal::rate_limited(wait)
}

/// One who shows no credential; its address is charged.
pub struct Stranger;

impl<'a> FromRequest<'a> for Stranger {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> Result<Self> {
        Reception::knock(request)?;
        Ok(Self)
    }
}
