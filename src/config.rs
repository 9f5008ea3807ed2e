//! What the program is told: environment variables, each also a flag.

mod clients;
mod direct_entry;
mod limits;
mod pools;
mod terminal;

pub use limits::{Limits, Queues};

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use url::Url;

pub use self::clients::Clients;
pub use self::direct_entry::{
    Balancing, BankCommand, Export, HeaderTrace, ImportReturns, Profile, ProfileOptions,
    UserIdOption,
};
pub use self::pools::PoolSizes;
pub use self::terminal::{Account, Cause, Listen, Trigger};
use crate::capture::Ringing;
use crate::domain::StaffRole;
use crate::domain::{Schedule, read_duration};
use crate::outbound::Allowed;
use crate::secrets::GivenKey;

/// Remit: payments for companies, kept by Postgres.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to serve, when nothing else is asked.
    #[command(flatten)]
    pub serve: Serve,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API and the pages (what happens without a command).
    Serve(Box<Serve>),
    /// Bring the database to this release and stop.
    Migrate(DatabaseOptions),
    /// Print the resolved panel, then what the schema lacks: comments, indexes on foreign keys, tags
    /// that mean something. Exits 1 if anything.
    Check(DatabaseOptions),
    /// Print the OpenAPI document.
    Openapi,
    /// Look after the members of staff.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Exchange direct entry files with the bank.
    #[command(subcommand)]
    Bank(BankCommand),
    /// Print a URL that a DBA can give to psql.
    DatabaseUrl(DatabaseOptions),
    /// Hear of a company's events as they happen, and post them to a server on this machine.
    Listen(Listen),
    /// Have the simulator cause an event, and wait until it has come.
    Trigger(Trigger),
    /// Print what a shell completes commands with.
    Completions {
        /// The shell: `source <(remit completions bash)`.
        shell: clap_complete::Shell,
    },
}

/// What can be done with members of staff.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Add a member of staff, who then logs in at /admin/login.
    Add(NewStaff),
}

/// A member of staff to be added.
#[derive(Debug, Args)]
pub struct NewStaff {
    /// The e-mail to log in with.
    #[arg(value_name = "EMAIL")]
    pub email: String,

    /// What the person may do.
    #[arg(long, value_name = "ROLE")]
    pub role: StaffRole,

    /// The password, 12 to 256 characters. Unset: it is asked for.
    #[arg(
        long,
        env = "REMIT_STAFF_PASSWORD",
        hide_env_values = true,
        value_name = "PASSWORD"
    )]
    pub password: Option<String>,

    /// Where the rows are.
    #[command(flatten)]
    pub database: DatabaseOptions,
}

/// Where the rows are.
#[derive(Debug, Clone, Args)]
pub struct DatabaseOptions {
    /// A PostgreSQL 15+ server, as a role that may create roles and tables; used for migrations
    /// only. Unset: the program runs its own private cluster in the data folder.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,

    /// Folder of the private cluster and its secret key.
    #[arg(
        long,
        env = "REMIT_DATA_DIR",
        default_value = ".remit",
        value_name = "FOLDER"
    )]
    pub data_dir: PathBuf,

    /// 32 bytes in base64, the same for all servers of a database. Required with a database URL,
    /// else made and kept in the data folder.
    #[arg(
        long,
        env = "REMIT_SECRET_KEY",
        hide_env_values = true,
        value_name = "BASE64"
    )]
    pub secret_key: Option<GivenKey>,
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Where the rows are.
    #[command(flatten)]
    pub database: DatabaseOptions,

    /// Address and port to listen on.
    #[arg(
        long,
        env = "REMIT_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS"
    )]
    pub listen: SocketAddr,

    /// The address that people use; https turns on HSTS, and cookies that are Secure and __Host-.
    #[arg(long, env = "REMIT_PUBLIC_URL", value_parser = read_public_url, value_name = "URL")]
    pub public_url: Option<String>,

    /// Networks whose X-Forwarded-For is believed, comma-separated.
    #[arg(
        long,
        env = "REMIT_TRUSTED_PROXIES",
        value_delimiter = ',',
        value_name = "NETWORKS"
    )]
    pub trusted_proxies: Vec<ipnet::IpNet>,

    /// Connections of each pool.
    #[command(flatten)]
    pub pools: PoolSizes,

    /// How fast companies and addresses may ask.
    #[command(flatten)]
    pub limits: Limits,

    /// Connections of clients.
    #[command(flatten)]
    pub clients: Clients,

    /// Address and port where /metrics is served (Prometheus text, for those who operate the
    /// server). Unset: beside everything else if the server listens on loopback, else nowhere.
    #[arg(long, env = "REMIT_METRICS_LISTEN", value_name = "ADDRESS")]
    pub metrics_listen: Option<SocketAddr>,

    /// The secret of the bank's signed events, whsec_ and base64. Unset: made once and kept
    /// encrypted in the database.
    #[arg(
        long,
        env = "REMIT_BANK_SECRET",
        hide_env_values = true,
        value_name = "SECRET"
    )]
    pub bank_secret: Option<String>,

    /// Which bank payments go to.
    #[arg(
        id = "which_bank",
        long = "bank",
        env = "REMIT_BANK",
        default_value = "simulator",
        value_name = "BANK"
    )]
    pub bank: Bank,

    /// What the bank wants of direct entry files.
    #[command(flatten)]
    pub profile: ProfileOptions,

    /// Time between the simulator's settlement and its return or dispute; delayed outcomes take
    /// five times as long.
    #[arg(long, env = "REMIT_SIMULATOR_DELAY", default_value = "1s", value_parser = read_duration, value_name = "DURATION")]
    pub simulator_delay: Duration,

    /// When the bank is asked about a payment whose outcome is unknown; then it waits for staff.
    #[arg(
        long,
        env = "REMIT_INQUIRY_SCHEDULE",
        default_value = "30s,2m,10m,1h,6h,24h,24h,24h,24h,24h",
        value_name = "DURATIONS"
    )]
    pub inquiry_schedule: Schedule,

    /// When a failed delivery to a webhook is tried again, each ±20 %; then it is given up.
    #[arg(
        long,
        env = "REMIT_WEBHOOK_SCHEDULE",
        default_value = "5s,1m,5m,30m,2h,5h,10h,14h,20h,24h",
        value_name = "DURATIONS"
    )]
    pub webhook_schedule: Schedule,

    /// Networks that webhooks may reach although they are not public, by http too, comma-separated
    /// (127.0.0.0/8); empty: none. Unset: loopback if the database is the private cluster and the
    /// server listens on loopback, else none.
    #[arg(long, env = "REMIT_WEBHOOK_ALLOW", value_name = "NETWORKS")]
    pub webhook_allow: Option<Allowed>,

    /// Time that a webhook's receiver has for its whole answer, from the look-up of its name on.
    #[arg(long, env = "REMIT_WEBHOOK_TIMEOUT", default_value = "15s", value_parser = read_duration, value_name = "DURATION")]
    pub webhook_timeout: Duration,

    /// Whether the database may wake the program by NOTIFY; off, it is looked at twice a second.
    #[arg(long, env = "REMIT_BELL", default_value = "on", value_name = "ON|OFF")]
    pub bell: Ringing,

    /// Threads that hash passwords (0: one fewer than there are cores, at least 1).
    #[arg(
        long,
        env = "REMIT_HASH_THREADS",
        default_value_t = 0,
        value_name = "THREADS"
    )]
    pub hash_threads: usize,

    /// Logins that may wait for such a thread before more are told to come back.
    #[arg(
        long,
        env = "REMIT_HASH_QUEUE",
        default_value_t = 2048,
        value_name = "LOGINS"
    )]
    pub hash_queue: usize,
}

impl Serve {
    /// The networks that webhooks may reach although they are not public.
    pub fn allowed_networks(&self) -> Allowed {
        let is_at_home = self.database.database_url.is_none() && self.listen.ip().is_loopback();
        match &self.webhook_allow {
            Some(allowed) => allowed.clone(),
            None if is_at_home => Allowed::loopback(),
            None => Allowed::none(),
        }
    }
}

/// An address of the web, its scheme in small letters. Anything else would quietly leave cookies open.
fn read_public_url(text: &str) -> Result<String, String> {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url.into()),
        _ => Err("write https://pay.example, or http:// while nobody else listens".to_owned()),
    }
}

/// The banks there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Bank {
    /// The embedded one: no money moves.
    Simulator,
    /// By files: payments wait in the queue for `remit bank export`.
    DirectEntry,
}
