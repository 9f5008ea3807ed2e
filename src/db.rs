//! The way to Postgres: one pool for each of the program's logins, and on each of them only the
//! statements that are its business. The database decides; this asks it, once a request.

mod api_keys;
mod backlog;
pub mod bank;
pub mod bank_files;
mod call;
pub mod check;
mod companies;
pub mod deliveries;
mod delivery_requests;
mod dispatchers;
mod error;
mod events;
pub mod gate;
mod housekeeping;
mod key_mark;
mod lanes;
pub mod letter;
pub mod limits;
mod login_role;
mod logins;
pub mod migrate;
pub mod outbox;
pub mod panel;
mod password_links;
mod payment_lists;
mod payment_rows;
mod payments;
mod permissions;
mod readiness;
mod rows;
mod simulator;
pub mod staff;
mod staff_factors;
mod staff_files;
mod staff_logins;
pub mod staff_members;
mod staff_sessions;
pub mod stream;
pub mod tls;
pub mod url;
mod way;
mod webhooks;
mod writes;

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio_postgres::Row;
use uuid::Uuid;

pub use api_keys::NewApiKey;
pub use delivery_requests::{REPLAY_EVENTS, Replay};
pub use error::{Error, Standing};
pub use events::EventFilter;
pub use login_role::LoginRole;
pub use logins::{Login, SignUp};
pub use payment_lists::{Page, PaymentFilter, Position, Served};
pub use payments::{Answer, Processed};
pub use permissions::{RolePermissions, Scope, TablePermissions};
pub use staff::{StaffDb, StaffTransaction};
pub use staff_factors::Confirmed;
pub use staff_logins::{Second, StaffLogin, StaffSelf, Stage};
pub use staff_sessions::StaffSessionRow;

use crate::auth::Caller;
use crate::config::PoolSizes;
use crate::secrets::SecretKey;
use call::Params;
use gate::{Door, Gate, Work, spare};
use url::DatabaseUrl;
use way::{Way, call_as, kind_label};
use writes::{Write, Writers};

/// The caller of a statement, as parameters $1 to $5.
macro_rules! caller {
    () => {
        "row($1::uuid, $2::text, $3::uuid, $4::bytea, $5::text)::rules.caller"
    };
}
pub(crate) use caller;

/// The pools.
#[derive(Clone, Debug)]
pub struct Database {
    company: Pool,
    auth: Pool,
    worker: Pool,
    bank: Pool,
    staff: Pool,
    delivery: Pool,
    direct: DatabaseUrl,
    bank_direct: DatabaseUrl,
    gate: Option<Arc<dyn Gate>>,
    writers: Writers,
}

/// A connection beyond those that requests may take, for the question whether all is well.
const FOR_HEALTH: usize = 1;

impl Database {
    /// Prepares the pools; connections are made when they are needed.
    ///
    /// # Errors
    /// When a pool cannot be built.
    pub fn new(url: &DatabaseUrl, key: &SecretKey, sizes: &PoolSizes) -> anyhow::Result<Self> {
        let pool = |login, size| pool(url, key, login, size);
        Ok(Self {
            company: pool(
                LoginRole::Company,
                sizes.company + spare(sizes.company) + FOR_HEALTH,
            )?,
            auth: pool(LoginRole::Auth, sizes.auth + spare(sizes.auth))?,
            worker: pool(LoginRole::Worker, sizes.worker)?,
            bank: pool(LoginRole::Bank, sizes.bank)?,
            staff: pool(LoginRole::Staff, sizes.staff)?,
            delivery: pool(LoginRole::Worker, sizes.delivery)?,
            direct: LoginRole::Worker.url(url, key),
            bank_direct: LoginRole::Bank.url(url, key),
            gate: None,
            writers: Writers::default(),
        })
    }

    /// The same, with this gate before what callers ask.
    #[must_use]
    pub fn behind(self, gate: Arc<dyn Gate>) -> Self {
        Self {
            gate: Some(gate),
            ..self
        }
    }

    /// What a company may do with its own rows, in the name of this caller.
    pub fn as_company<'a>(&'a self, caller: &'a Caller) -> CompanyDb<'a> {
        CompanyDb {
            way: Way {
                pool: &self.company,
                gate: self.gate.as_deref(),
                door: Door::Company,
            },
            writers: &self.writers,
            caller,
        }
    }

    /// What needs a password to be checked or set.
    pub fn as_auth(&self) -> AuthDb<'_> {
        AuthDb {
            way: Way {
                pool: &self.auth,
                gate: self.gate.as_deref(),
                door: Door::Auth,
            },
        }
    }

    /// What a member of staff may do, each transaction in the role of theirs.
    pub fn as_staff(&self) -> StaffDb<'_> {
        StaffDb { pool: &self.staff }
    }

    /// What the panel asks in whoever's name, its connections apart from those of requests.
    pub fn as_panel(&self) -> panel::PanelDb {
        panel::PanelDb::new(self.staff.clone(), self.company.clone(), self.gate.clone())
    }

    /// The catalog as the background worker sees it: which tables and columns there are.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn catalog(&self) -> Result<panel::catalog::Catalog, panel::refusal::Fault> {
        let connection = self.worker.get().await?;
        panel::catalog_of(&connection).await
    }

    /// Where the worker connects by itself, for what needs a session of its own.
    pub fn direct(&self) -> &DatabaseUrl {
        &self.direct
    }

    /// Closes all connections once they are idle.
    pub fn close(&self) {
        for pool in [
            &self.company,
            &self.auth,
            &self.worker,
            &self.bank,
            &self.staff,
            &self.delivery,
        ] {
            pool.close();
        }
    }
}

fn pool(url: &DatabaseUrl, key: &SecretKey, login: LoginRole, size: usize) -> anyhow::Result<Pool> {
    let url = login.url(url, key);
    let mut config = url.config();
    let statement_ms = call::STATEMENT_TIMEOUT.as_millis();
    config
        .application_name("remit")
        .connect_timeout(Duration::from_secs(2))
        .options(format!(
            "-c statement_timeout={statement_ms} -c lock_timeout={statement_ms} \
             -c idle_in_transaction_session_timeout=10000 -c timezone=UTC -c search_path=public -c jit=off{}",
            alone(login)
        ));
    let recycling = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    let manager = Manager::from_config(config, url.tls(), recycling);
    Ok(Pool::builder(manager)
        .max_size(size)
        .runtime(Runtime::Tokio1)
        .build()?)
}

/// Staff's statements use the processor that their connection has, and no other: so many pages at
/// once cost the companies so many processors, at most.
fn alone(login: LoginRole) -> &'static str {
    match login {
        LoginRole::Staff => " -c max_parallel_workers_per_gather=0",
        LoginRole::Company | LoginRole::Auth | LoginRole::Worker | LoginRole::Bank => "",
    }
}

/// A company's rows, reached only in the name of a caller whose credential every statement checks.
pub struct CompanyDb<'a> {
    way: Way<'a>,
    writers: &'a Writers,
    caller: &'a Caller,
}

impl CompanyDb<'_> {
    /// Runs a statement whose first five parameters are the caller.
    async fn call(&self, statement: &str, params: Params<'_>) -> Result<Vec<Row>, Error> {
        call_as(&self.way, self.caller, (statement, Work::Light), params).await
    }

    /// The same, for one that may hold its connection long.
    async fn call_for(
        &self,
        work: Work,
        statement: &str,
        params: Params<'_>,
    ) -> Result<Vec<Row>, Error> {
        call_as(&self.way, self.caller, (statement, work), params).await
    }

    /// Writes, together with what else of the caller's waits.
    async fn write(&self, work: Work, write: Write) -> Result<Vec<Row>, Error> {
        writes::write(&self.way, self.writers, self.caller, (write, work)).await
    }

    /// Runs a statement that answers with one boolean.
    async fn flag(&self, statement: &str, params: Params<'_>) -> Result<bool, Error> {
        flag(&self.call(statement, params).await?)
    }

    /// Checks the caller's credential and nothing else.
    ///
    /// # Errors
    /// `Unauthenticated`, `CompanySuspended`; see [`Error`].
    pub async fn authenticate(&self) -> Result<(), Error> {
        const AUTHENTICATE: &str = concat!("select from rules.authenticate(", caller!(), ")");
        self.call(AUTHENTICATE, &[]).await.map(drop)
    }

    /// Checks that the caller has logged in, and nothing else.
    ///
    /// # Errors
    /// As [`CompanyDb::authenticate`], and `Forbidden` for an API key.
    pub async fn authenticate_session(&self) -> Result<(), Error> {
        const AUTHENTICATE: &str =
            concat!("select from rules.authenticate_session(", caller!(), ")");
        self.call(AUTHENTICATE, &[]).await.map(drop)
    }
}

/// Sign-up, login and what else a password opens.
pub struct AuthDb<'a> {
    way: Way<'a>,
}

/// What an `Idempotency-Key` header stands for.
#[derive(Debug, Clone)]
pub struct Idempotency {
    /// The key, if the request has one.
    pub key: Option<String>,
    /// SHA-256 of method, path and body.
    pub request_hash: Vec<u8>,
}

/// The one boolean of an answer; false where there is none.
fn flag(rows: &[Row]) -> Result<bool, Error> {
    let flag = rows.first().map(|row| row.try_get(0)).transpose()?;
    Ok(flag.unwrap_or(false))
}

/// An id as the database knows it.
fn id(row: &Row, column: usize) -> Result<Uuid, Error> {
    Ok(row.try_get(column)?)
}
