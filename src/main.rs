//! The program `remit`: reads what it is told and does it.

use std::io::{ErrorKind, Write};

use anyhow::{Context, bail};
use clap::Parser;
use remit::api::document;
use remit::cluster::{self, Cluster};
use remit::config::{
    Bank, BankCommand, Cli, Command, DatabaseOptions, Export, ImportReturns, NewStaff, PoolSizes,
    Serve, StaffCommand,
};
use remit::db::{Database, check, migrate, url::DatabaseUrl};
use remit::direct_entry::{export, import, returns::Extent};
use remit::log::JsonLines;
use remit::panel;
use remit::secrets::{GivenKey, SecretKey};
use remit::{server, staff, terminal};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let cli = Cli::parse();
    log_as_json();
    match run(cli).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("remit: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<std::process::ExitCode> {
    match cli
        .command
        .unwrap_or_else(|| Command::Serve(Box::new(cli.serve)))
    {
        Command::Serve(options) => serve(&options).await?,
        Command::Migrate(options) => Store::open(&options).await?.close().await,
        Command::Check(options) => return print_findings(&options).await,
        Command::Openapi => print(&document::text()?)?,
        Command::Staff(StaffCommand::Add(new)) => add_staff(&new).await?,
        Command::Bank(BankCommand::Export(options)) => export(&options).await?,
        Command::Bank(BankCommand::ImportReturns(options)) => import_returns(&options).await?,
        Command::DatabaseUrl(options) => print(&database_url(&options)?)?,
        Command::Listen(options) => return Ok(terminal::listen(&options).await),
        Command::Trigger(options) => return Ok(terminal::trigger(&options).await),
        Command::Completions { shell } => return Ok(terminal::completions::<Cli>(shell)),
    }
    Ok(std::process::ExitCode::SUCCESS)
}

/// Prints to standard output. Who reads no further (`| head`) has had enough.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context("cannot print"),
        _ => Ok(()),
    }
}

/// What is logged unless RUST_LOG says otherwise: of refinery, whose lines we tell ourselves, trouble.
const LOGGED: &str = "info,refinery_core=warn";

/// One JSON object a line on standard error; RUST_LOG chooses how much.
fn log_as_json() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(LOGGED));
    let lines = JsonLines::to(std::io::stderr);
    tracing_subscriber::registry()
        .with(filter)
        .with(lines)
        .init();
}

/// The database, brought to this release, and how to reach it.
struct Store {
    cluster: Option<Cluster>,
    url: DatabaseUrl,
    key: SecretKey,
}

impl Store {
    async fn open(options: &DatabaseOptions) -> anyhow::Result<Self> {
        let given = options
            .secret_key
            .as_ref()
            .map(GivenKey::read)
            .transpose()?;
        let (cluster, url, key) = match (&options.database_url, given) {
            (Some(url), Some(key)) => (None, url.clone(), key),
            (Some(_), None) => bail!(
                "DATABASE_URL needs REMIT_SECRET_KEY, the same for all servers; make one with: openssl rand -base64 32"
            ),
            (None, key) => {
                let cluster = Cluster::start(&options.data_dir).await?;
                let key = key.map_or_else(|| SecretKey::kept_in(&options.data_dir), Ok)?;
                let url = cluster.url();
                (Some(cluster), url, key)
            }
        };
        let url = DatabaseUrl::parse(&url).context("cannot read DATABASE_URL")?;
        migrate::migrate(&url, &key).await?;
        Ok(Self { cluster, url, key })
    }

    async fn close(self) {
        if let Some(cluster) = self.cluster {
            cluster.stop().await;
        }
    }
}

async fn serve(options: &Serve) -> anyhow::Result<()> {
    if options.bank == Bank::DirectEntry {
        options.profile.checked(&options.database)?;
    }
    let stop = stop_on_signal()?;
    let store = Store::open(&options.database).await?;
    let db = Database::new(&store.url, &store.key, &options.pools)?;
    let running = server::start(options, db, &store.key, stop).await?;
    tracing::info!(address = %running.address, "listening");
    if store.cluster.is_some()
        && let Some(password) = staff::ensure_first(&store.url).await?
    {
        println!(
            "Staff log in at http://{}/admin/login as {} with the password {password} (shown this once).",
            running.address,
            staff::FIRST
        );
    }
    let served = running.done.await;
    store.close().await;
    served.context("the server panicked")?
}

/// A token that SIGTERM or SIGINT cancels.
fn stop_on_signal() -> anyhow::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let told = stop.clone();
    let (mut term, mut int) = (
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
    );
    // Ends with the program.
    tokio::spawn(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
        tracing::info!("stopping");
        told.cancel();
    });
    Ok(stop)
}

async fn add_staff(new: &NewStaff) -> anyhow::Result<()> {
    let password = match &new.password {
        Some(password) => password.clone(),
        None => rpassword::prompt_password(format!("Password for {}: ", new.email))
            .context("cannot ask for the password: set REMIT_STAFF_PASSWORD")?,
    };
    let store = Store::open(&new.database).await?;
    let added = staff::add(&store.url, &new.email, new.role, &password).await;
    store.close().await;
    added?;
    println!("{} may log in at /admin/login.", new.email);
    Ok(())
}

async fn export(options: &Export) -> anyhow::Result<()> {
    let profile = options.profile.checked(&options.database)?;
    let store = Store::open(&options.database).await?;
    let db = Database::new(&store.url, &store.key, &PoolSizes::smallest())?;
    let given_out = export::into_folder(&db, &profile, &options.out, &at_terminal()).await;
    store.close().await;
    export::told(&given_out?)
        .iter()
        .for_each(|line| println!("{line}"));
    Ok(())
}

async fn import_returns(options: &ImportReturns) -> anyhow::Result<()> {
    let user_id = options.user.checked(&options.database)?;
    let bytes = import::open(&options.file)?;
    let name = options.file.file_name().unwrap_or_default();
    let file = import::Delivered {
        name: &name.to_string_lossy(),
        bytes: &bytes,
        by: &at_terminal(),
        extent: match options.partial {
            true => Extent::Cut,
            false => Extent::Whole,
        },
    };
    let store = Store::open(&options.database).await?;
    let db = Database::new(&store.url, &store.key, &PoolSizes::smallest())?;
    let imported = import::import(&db, &user_id, &file).await;
    store.close().await;
    imported
        .with_context(|| format!("{} was not imported", options.file.display()))?
        .told()
        .iter()
        .for_each(|line| println!("{line}"));
    Ok(())
}

/// Who works at this terminal.
fn at_terminal() -> String {
    format!("terminal, user {}", rustix::process::getuid().as_raw())
}

fn database_url(options: &DatabaseOptions) -> anyhow::Result<String> {
    match &options.database_url {
        Some(url) => Ok(url.clone()),
        None => cluster::url_of(&options.data_dir),
    }
}

async fn print_findings(options: &DatabaseOptions) -> anyhow::Result<std::process::ExitCode> {
    let store = Store::open(options).await?;
    let found = tokio::try_join!(check::findings(&store.url), check::catalog(&store.url));
    store.close().await;
    let (mut findings, catalog) = found?;
    let report = panel::check::report(&catalog)?;
    findings.extend(report.findings);
    let lines: Vec<_> = report.model.iter().chain(&findings).collect();
    let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
    print(&lines.join("\n"))?;
    Ok(if findings.is_empty() {
        std::process::ExitCode::SUCCESS
    } else {
        std::process::ExitCode::FAILURE
    })
}
