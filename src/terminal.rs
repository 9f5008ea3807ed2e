//! What a developer runs at a terminal, beside a server that may be anywhere: `remit listen` hears a
//! company's events and posts them to a server under development, `remit trigger` has the simulator
//! cause them. A client of the API like any other.

mod api;
mod cases;
mod failure;
mod follow;
mod forward;
mod listen;
mod screen;
mod trigger;

use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;
use tokio::signal::unix::{SignalKind, signal};

use crate::config::{Listen, Trigger};
use failure::Failure;

/// Hears a company's events until Ctrl+C, and posts them to where the options say.
pub async fn listen(options: &Listen) -> ExitCode {
    ended(listen::run(options).await)
}

/// Has the simulator cause an event, and waits until it has come.
pub async fn trigger(options: &Trigger) -> ExitCode {
    ended(trigger::run(options).await)
}

/// Prints what a shell completes the commands of this program with.
pub fn completions<Program: CommandFactory>(shell: Shell) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Program::command(), "remit", &mut script);
    ended(screen::write(&script))
}

fn ended(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(words) = failure.words() {
                screen::complain(&words);
            }
            failure.exit_code()
        }
    }
}

/// Ends when the program is told to, by Ctrl+C or SIGTERM.
async fn interrupted() -> Result<(), Failure> {
    let mut term = signal(SignalKind::terminate())?;
    let mut int = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
    Ok(())
}
