//! The program as it is run at a terminal: what it prints, line by line, and how it ends.

use std::process::Stdio;

use clap::CommandFactory;
use remit::config::Cli;
use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::support::app::Company;
use crate::support::wait::DEADLINE;

/// The program's file.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_remit");

/// A program that runs.
pub struct Program {
    child: Child,
    out: Lines<BufReader<ChildStdout>>,
}

/// How a program ended, and what it said.
#[derive(Debug)]
pub struct Ended {
    /// Its exit code.
    pub code: i32,
    /// What it printed that was not yet read.
    pub out: String,
    /// What it complained of.
    pub err: String,
}

/// A command that knows nothing of the settings that the tests were started with.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    let remit = Cli::command();
    let commands = remit.get_subcommands().chain([&remit]);
    let variables = commands.flat_map(|command| command.get_arguments());
    for variable in variables.filter_map(|argument| argument.get_env()) {
        command.env_remove(variable);
    }
    // What says of a whole machine that it wants colours at any price, or none at all.
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        command.env_remove(variable);
    }
    command
}

impl Program {
    /// Runs the program in a company's name at a server.
    pub fn run(server: &str, company: &Company<'_>, arguments: &[&str]) -> Self {
        let mut command = command(PROGRAM);
        command
            .env("REMIT_SERVER", server)
            .env("REMIT_API_KEY", &company.api_key)
            .args(arguments);
        Self::spawn(command)
    }

    /// Runs a command.
    pub fn spawn(mut command: Command) -> Self {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, out }
    }

    /// Reads on to a line with these words, and gives it.
    pub async fn until(&mut self, words: &str) -> String {
        loop {
            let line = timeout(DEADLINE, self.out.next_line()).await;
            let line = line.unwrap_or_else(|_| panic!("{words:?} was not said"));
            match line.unwrap() {
                Some(line) if line.contains(words) => return line,
                Some(_) => {}
                None => panic!(
                    "{words:?} was not said before the end: {:?}",
                    self.errors().await
                ),
            }
        }
    }

    /// Sends it a signal, as Ctrl+C does.
    pub fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.id().unwrap()).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    /// Ends it by Ctrl+C.
    pub async fn interrupted(self) -> Ended {
        self.signal(Signal::INT);
        self.ended().await
    }

    /// Waits for its end.
    pub async fn ended(mut self) -> Ended {
        let mut out = String::new();
        let reading = async {
            while let Some(line) = self.out.next_line().await.unwrap() {
                out += &line;
                out.push('\n');
            }
        };
        timeout(DEADLINE, reading).await.expect("it does not end");
        let err = self.errors().await;
        let status = timeout(DEADLINE, self.child.wait()).await.unwrap().unwrap();
        Ended {
            code: status.code().unwrap_or(-1),
            out,
            err,
        }
    }

    async fn errors(&mut self) -> String {
        let mut text = String::new();
        if let Some(mut err) = self.child.stderr.take() {
            let read = timeout(DEADLINE, err.read_to_string(&mut text)).await;
            read.unwrap().unwrap();
        }
        text
    }
}
