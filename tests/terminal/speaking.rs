//! How it speaks: to whom it may not serve, in colours, and to shells.

use std::process::Stdio;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::time::timeout;

use crate::program::{Ended, PROGRAM, Program, command};
use crate::support::app::{App, PASSWORD};
use crate::support::subscriber::{Reply, Subscriber};
use crate::support::wait::{DEADLINE, eventually};

const UNREACHED: &str = "http://127.31.7.2:3008";

async fn ended(arguments: &[&str]) -> Ended {
    let mut command = command(PROGRAM);
    command.args(arguments);
    Program::spawn(command).ended().await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_to_fail_has_its_exit_code_and_its_words() {
    let app = App::spawn().await;
    let server = format!("http://{}", app.address);
    let stranger = Subscriber::answering(|_, _| Reply::Status(404)).await;
    let stranger = stranger.url();
    let cases: [(&[&str], i32, &str); 9] = [
        (
            &["listen", "--server", UNREACHED, "--key", "k"],
            3,
            "cannot reach http://127.31.7.2:3008",
        ),
        (
            &[
                "trigger",
                "payment.created",
                "--server",
                UNREACHED,
                "--key",
                "k",
            ],
            3,
            "refused",
        ),
        (
            &["listen", "--server", &stranger, "--key", "k"],
            3,
            "is no Remit",
        ),
        (
            &["listen", "--server", &server, "--key", "remit_wrong"],
            4,
            "unauthenticated",
        ),
        (
            &["listen", "--server", &server, "--key", "a\nb"],
            2,
            "characters that no key has",
        ),
        (&["listen", "--server", &server], 2, "REMIT_API_KEY"),
        (
            &[
                "listen", "--server", &server, "--key", "k", "--events", "payment",
            ],
            2,
            "payment.created",
        ),
        (
            &[
                "listen",
                "--server",
                &server,
                "--key",
                "k",
                "--forward",
                "ftp://x",
            ],
            2,
            "no address",
        ),
        (
            &["trigger", "payment.lost", "--key", "k"],
            2,
            "payment.disputed",
        ),
    ];
    for (arguments, code, words) in cases {
        let ended = ended(arguments).await;
        assert_eq!(
            (ended.code, ended.out.as_str()),
            (code, ""),
            "{arguments:?}"
        );
        assert!(ended.err.contains(words), "{arguments:?}: {}", ended.err);
        assert!(!ended.err.contains('\x1b'), "{arguments:?}: {}", ended.err);
    }
    let weak = [
        "listen",
        "--server",
        &server,
        "--key",
        "k",
        "--forward",
        "localhost:1",
        "--secret",
        "whsec_c2hvcnQ=",
    ];
    let weak = ended(&weak).await;
    assert_eq!(weak.code, 2, "{weak:?}");
    assert!(weak.err.contains("24 bytes"), "{}", weak.err);
}

/// Runs the program with a terminal of its own, at which this is typed, until it has said that.
async fn at_a_terminal(command: &mut Command, typed: &str, words: &str) -> String {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let (mut keys, mut out) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut said = String::new();
    let talk = async {
        let mut is_to_type = !typed.is_empty();
        while !said.contains(words) {
            let mut some = [0; 1024];
            let read = out.read(&mut some).await.unwrap();
            assert!(read > 0, "it ended: {said}");
            said += &String::from_utf8_lossy(&some[..read]);
            if is_to_type && said.contains(": ") {
                is_to_type = false;
                until_nothing_is_echoed(said.lines().next().unwrap()).await;
                keys.write_all(typed.as_bytes()).await.unwrap();
            }
        }
        // Ctrl+C, as the terminal understands it.
        keys.write_all(b"\x03").await.unwrap();
        out.read_to_string(&mut said).await.unwrap();
    };
    timeout(DEADLINE, talk).await.expect("an end");
    child.wait().await.unwrap();
    said
}

/// Waits until a terminal does not show what is typed, as people are slow enough to.
async fn until_nothing_is_echoed(terminal: &str) {
    eventually("a password's prompt", async || {
        let settings = Command::new("stty").args(["-a", "-F", terminal]).output();
        let settings = settings.await.unwrap().stdout;
        String::from_utf8_lossy(&settings)
            .contains(" -echo ")
            .then_some(())
    })
    .await;
}

/// `script` gives a command a terminal.
fn with_a_terminal(line: &str) -> Command {
    let mut command = command("script");
    command.env("TERM", "xterm");
    command.args(["--quiet", "--return", "--command", line, "/dev/null"]);
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_asked_for_and_its_session_ends_with_the_command() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let line = format!(
        "tty; exec {PROGRAM} listen --server http://{} --email {}",
        app.address, acme.email
    );
    let said = at_a_terminal(
        &mut with_a_terminal(&line),
        &format!("{PASSWORD}\n"),
        "Ready.",
    )
    .await;
    assert!(
        said.contains(&format!("Password of {}", acme.email)),
        "{said}"
    );
    assert!(
        said.contains("Stopped after 0 events.") && !said.contains(PASSWORD),
        "{said}"
    );
    let live = "select count(*) from session";
    let live: i64 = app.psql().await.query_one(live, &[]).await.unwrap().get(0);
    // That of the sign-up.
    assert_eq!(live, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn colours_are_for_terminals_that_want_them() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    acme.create_payment().await;
    let line = format!(
        "{PROGRAM} listen --server http://{} --key {} --after 0",
        app.address, acme.api_key
    );
    let (event, colour) = ("payment.created", "\x1b[");
    let said = at_a_terminal(&mut with_a_terminal(&line), "", event).await;
    assert!(said.contains(colour), "{said}");
    let said = at_a_terminal(with_a_terminal(&line).env("NO_COLOR", "1"), "", event).await;
    assert!(!said.contains(colour), "{said}");
    let said = at_a_terminal(with_a_terminal(&line).env("TERM", "dumb"), "", event).await;
    assert!(!said.contains(colour), "{said}");
    let mut piped = Program::run(
        &format!("http://{}", app.address),
        &acme,
        &["listen", "--after", "0"],
    );
    let said = piped.until(event).await;
    assert!(!said.contains(colour), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn shells_complete_commands_events_and_options() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = ended(&["completions", shell]).await;
        assert_eq!((script.code, script.err.as_str()), (0, ""), "{shell}");
        for word in ["listen", "trigger", "forward"] {
            assert!(script.out.contains(word), "{shell} does not know {word}");
        }
    }
    let completed = format!(
        "source <({PROGRAM} completions bash)
        complete_line() {{ COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _remit remit \"${{@: -1}}\" \"${{@: -2:1}}\"; echo \"${{COMPREPLY[@]}}\"; }}
        complete_line remit tri
        complete_line remit trigger payment.d
        complete_line remit listen --for"
    );
    let mut bash = command("bash");
    bash.args(["--norc", "-c", &completed]);
    let said = Program::spawn(bash).ended().await;
    assert_eq!(
        said.out, "trigger\npayment.disputed payment.deleted\n--forward\n",
        "{}",
        said.err
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_has_seen_enough_ends_it_quietly() {
    let mut bash = command("bash");
    bash.args([
        "-c",
        &format!("set -o pipefail; {PROGRAM} completions bash | head -n 1 >/dev/null"),
    ]);
    let ended = Program::spawn(bash).ended().await;
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
}
