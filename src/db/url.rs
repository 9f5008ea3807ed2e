//! Where the database is: what `DATABASE_URL` says, read as libpq would read it.
//!
//! tokio-postgres knows neither `verify-ca`, `verify-full` nor root certificates, so the TLS
//! options are taken out and handled here; the rest is left to it. No error repeats what it was
//! given, because a mistyped URL has its password anywhere.

mod options;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use self::options::ConnectionString;
use super::tls::{self, Trust};

/// A server, a database, a login, and how to be sure that it is that server. Debug does not show
/// the password.
#[derive(Clone)]
pub struct DatabaseUrl {
    config: Config,
    tls: MakeRustlsConnect,
    mode: Mode,
    root: Option<String>,
}

impl DatabaseUrl {
    /// Reads `postgres://user:password@host:port/database?option=value&…` or `key=value …`.
    ///
    /// TLS as in libpq: `sslmode` is `disable`, `allow` and `prefer` (default; TLS if the server
    /// has it, anyone's certificate), `require` (anyone's certificate; with `sslrootcert` as
    /// `verify-ca`), `verify-ca` (signed by a root), `verify-full` (and made for this host).
    /// `sslrootcert` is a PEM file or `system`; without it the platform's roots count.
    ///
    /// # Errors
    /// What is wrong, in words that never repeat the password: malformed, an unknown option, no
    /// host, or root certificates that cannot be read.
    pub fn parse(text: &str) -> Result<DatabaseUrl> {
        let mut string = ConnectionString::parse(text)?;
        let root = string.take("sslrootcert").filter(|path| !path.is_empty());
        let mode = Mode::read(string.take("sslmode").as_deref(), root.as_deref())?;
        let mut config = string.into_config()?;
        name_numeric_hosts(&mut config);
        ensure!(
            !config.get_hosts().is_empty(),
            "the database URL names no host; for a local socket say host=/var/run/postgresql"
        );
        config.ssl_mode(mode.negotiation(&config));
        let tls = tls::connector(&mode.trust(root.clone())?)?;
        Ok(DatabaseUrl {
            config,
            tls,
            mode,
            root,
        })
    }

    /// The same server and database under another login, without the original's `options`.
    #[must_use]
    pub fn with_login(&self, user: &str, password: &str) -> DatabaseUrl {
        let mut other = self.clone();
        other.config.user(user).password(password).options("");
        other
    }

    /// For tokio-postgres; only together with [`DatabaseUrl::tls`], which does the verifying.
    #[must_use]
    pub fn config(&self) -> Config {
        self.config.clone()
    }

    /// For tokio-postgres: makes the connections that the URL asks for.
    #[must_use]
    pub fn tls(&self) -> MakeRustlsConnect {
        self.tls.clone()
    }
}

impl DatabaseUrl {
    /// The same for sqlx, which listens: the first of the hosts.
    #[must_use]
    pub fn sqlx_options(&self) -> PgConnectOptions {
        let mut options = PgConnectOptions::new_without_pgpass().ssl_mode(self.mode.for_sqlx());
        options = match self.config.get_hosts().first() {
            Some(Host::Unix(folder)) => options.socket(folder),
            Some(Host::Tcp(host)) => options.host(host),
            None => options,
        };
        if let Some(&port) = self.config.get_ports().first() {
            options = options.port(port);
        }
        if let Some(user) = self.config.get_user() {
            options = options.username(user);
        }
        if let Some(password) = self.config.get_password() {
            options = options.password(&String::from_utf8_lossy(password));
        }
        if let Some(database) = self.config.get_dbname() {
            options = options.database(database);
        }
        match self.root.as_deref() {
            Some(file) if file != SYSTEM => options.ssl_root_cert(file),
            _ => options,
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("DatabaseUrl")
            .field("mode", &self.mode)
            .field("hosts", &self.config.get_hosts())
            .field("ports", &self.config.get_ports())
            .field("database", &self.config.get_dbname())
            .field("user", &self.config.get_user())
            .finish_non_exhaustive()
    }
}

/// `hostaddr` alone is also the name that TLS asks for.
fn name_numeric_hosts(config: &mut Config) {
    if config.get_hosts().is_empty() {
        for address in config.get_hostaddrs().to_vec() {
            config.host(address.to_string());
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Disable,
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}

impl Mode {
    fn read(sslmode: Option<&str>, root: Option<&str>) -> Result<Mode> {
        let is_system = root == Some(SYSTEM);
        let mode = match sslmode {
            None if is_system => Mode::VerifyFull,
            None | Some("prefer" | "allow") => Mode::Prefer,
            Some("disable") => Mode::Disable,
            Some("require") if root.is_some() => Mode::VerifyCa,
            Some("require") => Mode::Require,
            Some("verify-ca") => Mode::VerifyCa,
            Some("verify-full") => Mode::VerifyFull,
            Some(_) => {
                bail!("sslmode is none of disable, allow, prefer, require, verify-ca, verify-full")
            }
        };
        ensure!(
            !is_system || mode == Mode::VerifyFull,
            "sslrootcert=system needs sslmode=verify-full: anybody can get a certificate from a \
             public authority"
        );
        Ok(mode)
    }

    fn for_sqlx(self) -> PgSslMode {
        match self {
            Mode::Disable => PgSslMode::Disable,
            Mode::Prefer => PgSslMode::Prefer,
            Mode::Require => PgSslMode::Require,
            Mode::VerifyCa => PgSslMode::VerifyCa,
            Mode::VerifyFull => PgSslMode::VerifyFull,
        }
    }

    /// Sockets of this machine have no TLS, whatever the mode, as in libpq.
    fn negotiation(self, config: &Config) -> SslMode {
        let is_local = config
            .get_hosts()
            .iter()
            .all(|host| matches!(host, Host::Unix(_)));
        match self {
            _ if is_local => SslMode::Disable,
            Mode::Disable => SslMode::Disable,
            Mode::Prefer => SslMode::Prefer,
            Mode::Require | Mode::VerifyCa | Mode::VerifyFull => SslMode::Require,
        }
    }

    fn trust(self, root: Option<String>) -> Result<Trust> {
        let roots = || match root.filter(|path| path != SYSTEM).map(PathBuf::from) {
            Some(path) => {
                tls::roots_in(&path).with_context(|| format!("sslrootcert {}", path.display()))
            }
            None => tls::roots_of_the_platform(),
        };
        Ok(match self {
            Mode::Disable | Mode::Prefer | Mode::Require => Trust::Anyone,
            Mode::VerifyCa => Trust::SignedBy(roots()?),
            Mode::VerifyFull => Trust::SignedByAndNamed(roots()?),
        })
    }
}

const SYSTEM: &str = "system";
