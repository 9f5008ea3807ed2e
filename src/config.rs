//! What the program is told: environment variables, each also a flag.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::secrets::SecretKey;

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
    /// Print what the schema lacks: comments, indexes on foreign keys. Exits 1 if anything.
    Check(DatabaseOptions),
    /// Print the OpenAPI document.
    Openapi,
    /// Print a URL that a DBA can give to psql.
    DatabaseUrl(DatabaseOptions),
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
    pub secret_key: Option<SecretKey>,
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

    /// The address that people use; https turns on HSTS.
    #[arg(long, env = "REMIT_PUBLIC_URL", value_name = "URL")]
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
        default_value_t = 512,
        value_name = "LOGINS"
    )]
    pub hash_queue: usize,
}

/// How many connections each of the program's logins holds at most.
#[derive(Debug, Clone, Args)]
pub struct PoolSizes {
    /// Connections for requests of companies.
    #[arg(
        long = "company-connections",
        env = "REMIT_COMPANY_CONNECTIONS",
        default_value_t = 8,
        value_name = "CONNECTIONS"
    )]
    pub company: usize,

    /// Connections for sign-up and login.
    #[arg(
        long = "auth-connections",
        env = "REMIT_AUTH_CONNECTIONS",
        default_value_t = 4,
        value_name = "CONNECTIONS"
    )]
    pub auth: usize,

    /// Connections for work in the background.
    #[arg(
        long = "worker-connections",
        env = "REMIT_WORKER_CONNECTIONS",
        default_value_t = 2,
        value_name = "CONNECTIONS"
    )]
    pub worker: usize,
}
