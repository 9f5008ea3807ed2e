//! What the program says at a terminal, and what it never says.

use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_remit");

fn told(command: &mut Command) -> (Output, String) {
    let output = command.env_remove("DATABASE_URL").output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, words)
}

#[test]
fn a_secret_key_of_the_wrong_length_is_refused_without_being_repeated() {
    let key = "c2V2ZW50ZWVuIGJ5dGVzIQ==";
    let (output, words) = told(
        Command::new(PROGRAM)
            .arg("serve")
            .env("REMIT_SECRET_KEY", key),
    );
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(
        words.contains("REMIT_SECRET_KEY must be 32 bytes in base64"),
        "{words}"
    );
    assert!(!words.contains("c2V2"), "{words}");
}

#[test]
fn a_public_address_that_is_none_is_refused() {
    for none in [
        "pay.example",
        "ftp://pay.example",
        "https://",
        "pay.example:8080",
    ] {
        let mut command = Command::new(PROGRAM);
        let (output, words) = told(command.arg("serve").env("REMIT_PUBLIC_URL", none));
        assert_eq!(output.status.code(), Some(2), "{words}");
        assert!(words.contains("--public-url"), "{words}");
    }
}

#[test]
fn who_reads_no_further_ends_the_program_without_a_word() {
    let mut child = Command::new(PROGRAM)
        .arg("openapi")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The document is longer than what a pipe holds, so that it cannot all have been taken.
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}
