//! Who comes in, and by which door: the only place of the panel that knows there are two.

use deadpool_postgres::Pool;

use super::PanelDb;
use super::catalog::FINGERPRINT;
use super::refusal::Fault;
use super::sql::{Statement, TypeId, Value};
use crate::auth::{Caller, CredentialKind, StaffSession};
use crate::db::gate::{Door, Pass, Work};

/// Whoever stands at a door, with what they prove it by.
#[derive(Debug, Clone)]
pub enum Entrance {
    /// A member of staff, with a session.
    Staff(StaffSession),
    /// A company, with a session.
    Company(Caller),
}

/// What is asked on the way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Nothing more.
    Nothing,
    /// What changes when the catalog does.
    Fingerprint,
}

impl PanelDb {
    /// Waits for somebody's turn, where there are turns: staff have connections of their own.
    ///
    /// # Errors
    /// `Unavailable`: too many wait.
    pub(super) async fn turn(&self, entrance: &Entrance) -> Result<Option<Box<dyn Pass>>, Fault> {
        let (Entrance::Company(caller), Some(gate)) = (entrance, &self.gate) else {
            return Ok(None);
        };
        // A page of the panel asks several times, and may look at many rows.
        let pass = gate.enter(caller, Door::Company, Work::Heavy).await;
        let pass = pass.map_err(|_| Fault::Unavailable("too many wait for a turn".to_owned()));
        pass.map(Some)
    }

    pub(super) fn pool(&self, entrance: &Entrance) -> &Pool {
        match entrance {
            Entrance::Staff(_) => &self.staff,
            Entrance::Company(_) => &self.others,
        }
    }
}

impl Entrance {
    /// How a transaction of theirs begins. A company changes nothing by the panel: what it does goes
    /// through the functions of the rules, as by the API.
    pub(super) fn begin(&self) -> &'static str {
        match self {
            Self::Staff(_) => "begin",
            Self::Company(_) => "begin read only",
        }
    }

    /// Checks the proof, sets the transaction's name, and says the role and the time. The role is said by a row
    /// that is made after the function has set it.
    pub(super) fn statement(&self, ask: Ask) -> Statement {
        let mut enter = Statement::default();
        match self {
            Self::Staff(session) => {
                enter
                    .push("with entered as materialized (select rules.enter_staff(")
                    .value(Value::new(session.id.to_string(), TypeId::UUID))
                    .push(", ")
                    .value(Value::new(hex(&session.secret_hash), TypeId::BYTEA))
                    .push(", ")
                    .value(Value::text(&session.request_id));
            }
            Self::Company(caller) => {
                let kind = match caller.kind {
                    CredentialKind::ApiKey => "api_key",
                    CredentialKind::Session => "session",
                };
                enter
                    .push("with entered as materialized (select rules.authenticate_session(row(")
                    .value(Value::new(caller.company_id.0.to_string(), TypeId::UUID))
                    .push(", ")
                    .value(Value::text(kind))
                    .push(", ")
                    .value(Value::new(caller.credential_id.to_string(), TypeId::UUID))
                    .push(", ")
                    .value(Value::new(hex(&caller.secret_hash), TypeId::BYTEA))
                    .push(", ")
                    .value(Value::text(&caller.request_id))
                    .push(")::rules.caller");
            }
        }
        enter.push(") from (select 1) once) select coalesce(nullif(current_setting('role'), 'none'), session_user), now()::text");
        if ask == Ask::Fingerprint {
            enter.push(", (").push(FINGERPRINT).push(")");
        }
        enter.push(" from entered");
        enter
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\\x{digits}")
}
