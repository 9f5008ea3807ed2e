//! `remit bank export`: decided once, written as often as it takes.

use std::collections::BTreeSet;

use remit::config::Serve;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::office::{Office, debit, get, queue, run, standing};
use crate::support::app::{App, PASSWORD, options};
use crate::support::wait::eventually;

/// The bank's references on the lines of these files, each with how often it is there.
fn lines(files: &[(String, String)]) -> Vec<&str> {
    let lines = files
        .iter()
        .flat_map(|(_, text)| text.split_terminator("\r\n"));
    lines.filter(|line| line.starts_with('1')).collect()
}

#[tokio::test]
async fn queued_payments_wait_for_an_export_and_leave_in_one_file_for_each_company() {
    let office = Office::open().await;
    let (acme, bolt) = (
        office.app.sign_up("Acme").await,
        office.app.sign_up("Bolt").await,
    );
    let first = queue(&acme, &debit(12550, "000123456", Some("INV-1001"))).await;
    let mut credit = debit(300, "12345", None);
    credit["direction"] = json!("credit");
    let second = queue(&acme, &credit).await;
    let third = queue(&bolt, &debit(7, "99999", Some("INV-1001"))).await;
    let kept = acme.create_payment().await;
    assert_eq!(standing(&acme, &first).await, "created queued");
    let said = office.export("out").await;
    assert!(said.ends_with("2 files, 3 payments.\n"), "{said}");
    let files = office.files("out");
    assert_eq!(files.len(), 2);
    for (name, text) in &files {
        assert!(said.contains(name.as_str()));
        assert!(text.ends_with("\r\n") && text.is_ascii());
        assert!(text.split_terminator("\r\n").all(|line| line.len() == 120));
        assert_eq!(
            &text[18..63],
            "01CBA       REMIT PTY LTD             301500P"
        );
    }
    let of_acme = files
        .iter()
        .find(|(_, text)| text.contains("12550"))
        .unwrap();
    let reference = get(&acme, &second).await["processing"]["bank_reference"].clone();
    let reference = reference.as_str().unwrap();
    let on_lines: Vec<_> = of_acme.1.split_terminator("\r\n").skip(1).collect();
    assert_eq!(
        on_lines,
        [
            "1000-000000123456 130000012550Jane Citizen                    INV-1001          062-000 12345678Acme            00000000".to_owned(),
            format!("1000-000    12345 500000000300Jane Citizen                    {reference}062-000 12345678Acme            00000000"),
            "7999-999            000001225000000003000000012550                        000002                                        ".to_owned(),
        ]
    );
    for (company, path) in [(&acme, &first), (&acme, &second), (&bolt, &third)] {
        assert_eq!(standing(company, path).await, "created submitted");
    }
    assert_eq!(
        standing(
            &acme,
            &format!("/v1/payments/{}", kept["id"].as_str().unwrap())
        )
        .await,
        "created none"
    );
    let outcomes =
        "select string_agg(distinct outcome, ' ') || ' ' || count(*) from bank_submission";
    assert_eq!(office.text(outcomes).await, "accepted 3");
    let said = office.export("out").await;
    assert_eq!(said, "No payments are queued: no file was written.\n");
    assert_eq!(office.files("out"), files);
    // What happened is told as everything is.
    eventually("the hand-over is an event", async || {
        let events = get(&acme, &format!("{first}/events")).await;
        let last = events["data"].as_array().unwrap().last().cloned()?;
        (last["data"]["processing"]["state"] == "submitted").then_some(())
    })
    .await;
}

#[tokio::test]
async fn returns_come_to_the_account_that_the_company_had_at_hand_over() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    queue(&acme, &debit(1, "12345", None)).await;
    office.export("before").await;
    let moved = acme
        .session_request(Method::PATCH, "/v1/company")
        .json(&json!({"bsb": "013-999", "account_number": "7654321", "current_password": PASSWORD}))
        .send()
        .await
        .unwrap();
    assert_eq!(moved.status(), StatusCode::OK);
    queue(&acme, &debit(2, "12345", None)).await;
    office.export("after").await;
    for (out, trace) in [
        ("before", "062-000 12345678"),
        ("after", "013-999  7654321"),
    ] {
        assert_eq!(&lines(&office.files(out))[0][80..96], trace);
    }
}

#[tokio::test]
async fn a_file_that_could_not_be_written_is_written_by_the_next_export_as_it_was() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let path = queue(&acme, &debit(1, "12345", None)).await;
    // Nobody makes files there.
    let output = run(office.remit(&["export", "--out", "/proc"])).await;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(standing(&acme, &path).await, "created submitted");
    let content = office.text("select content from bank_file").await;
    // Meanwhile nothing is settled, however long it takes.
    assert_eq!(
        office.text("select due_at::text from bank_task").await,
        "infinity"
    );
    office.export("out").await;
    let files = office.files("out");
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].1, content);
    assert_eq!(
        office
            .text("select count(*) || ' ' || max(attempt) from bank_submission")
            .await,
        "1 1"
    );
}

/// Has the database stand still where the trigger is, until the lock is free.
async fn hold(office: &Office, trigger: &str) {
    let held = format!(
        "create function public.hold() returns trigger language plpgsql as $$
            begin perform pg_advisory_xact_lock(4711); return null; end $$;
        grant execute on function public.hold() to public;
        create trigger hold {trigger} for each statement execute function public.hold();
        select pg_advisory_lock(4711)"
    );
    office.psql.batch_execute(&held).await.unwrap();
}

/// Starts an export, kills it where it is held, and waits until the database knows.
async fn kill_where_held(office: &Office) {
    let held = "select count(*)::text from pg_stat_activity
        where datname = current_database() and application_name = 'remit bank files' and wait_event = 'advisory'";
    let mut export = office.start_export("out");
    eventually("the export is held", async || {
        (office.text(held).await == "1").then_some(())
    })
    .await;
    export.kill().unwrap();
    export.wait().unwrap();
    // As the database does by itself once it notices.
    let end = "select count(pg_terminate_backend(pid))::text from pg_stat_activity
        where datname = current_database() and application_name = 'remit bank files'";
    eventually("its session has ended", async || {
        (office.text(end).await == "0").then_some(())
    })
    .await;
    let free = "select pg_advisory_unlock(4711)";
    office.psql.batch_execute(free).await.unwrap();
}

#[tokio::test]
async fn an_export_killed_before_it_has_decided_has_done_nothing() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let path = queue(&acme, &debit(1, "12345", None)).await;
    hold(&office, "after insert on bank_line").await;
    kill_where_held(&office).await;
    assert_eq!(standing(&acme, &path).await, "created queued");
    assert!(office.files("out").is_empty());
    office.export("out").await;
    assert_eq!(lines(&office.files("out")).len(), 1);
    assert_eq!(standing(&acme, &path).await, "created submitted");
}

#[tokio::test]
async fn an_export_killed_after_it_has_decided_is_finished_by_the_next_with_the_same_bytes() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let path = queue(&acme, &debit(1, "12345", None)).await;
    hold(&office, "before update on bank_file").await;
    kill_where_held(&office).await;
    let written = office.files("out");
    assert_eq!(lines(&written).len(), 1);
    // Somebody has taken the file away, and more has come.
    let later = queue(&acme, &debit(2, "12345", None)).await;
    office.export("again").await;
    let again = office.files("again");
    assert_eq!(again.len(), 2);
    assert!(again.contains(&written[0]));
    for path in [&path, &later] {
        let payment = get(&acme, path).await;
        assert_eq!(payment["processing"]["attempts"], 1);
    }
}

#[tokio::test]
async fn exports_at_the_same_time_hand_each_payment_over_once() {
    const PAYMENTS: usize = 30;
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    for amount in 1..=PAYMENTS {
        queue(&acme, &debit(i64::try_from(amount).unwrap(), "12345", None)).await;
    }
    let exports: Vec<_> = ["a", "b", "c"].map(|out| office.start_export(out)).into();
    for mut export in exports {
        assert!(export.wait().unwrap().success());
    }
    let all: Vec<_> = ["a", "b", "c"]
        .iter()
        .flat_map(|out| office.files(out))
        .collect();
    let distinct: BTreeSet<_> = lines(&all).into_iter().collect();
    assert_eq!((lines(&all).len(), distinct.len()), (PAYMENTS, PAYMENTS));
}

#[tokio::test]
async fn a_total_of_eleven_digits_makes_another_file() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    for amount in [9_999_999_999, 1, 5] {
        queue(&acme, &debit(amount, "12345", None)).await;
    }
    office.export("out").await;
    let files = office.files("out");
    let mut debits: Vec<_> = files
        .iter()
        .map(|(_, text)| text.lines().last().unwrap()[40..50].to_owned())
        .collect();
    debits.sort();
    assert_eq!(debits, ["0000000006", "9999999999"]);
}

#[tokio::test]
async fn what_was_taken_back_is_not_exported() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    queue(&acme, &debit(1, "12345", None)).await;
    let back = "update payment set processing_state = 'none'";
    office.psql.batch_execute(back).await.unwrap();
    let said = office.export("out").await;
    assert!(said.starts_with("No payments"), "{said}");
}

#[tokio::test]
async fn the_simulator_never_takes_what_went_out_in_a_file() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let in_file = queue(&acme, &debit(1, "12345", None)).await;
    office.export("out").await;
    let due = "update bank_task set due_at = now() - interval '1 day'";
    office.psql.batch_execute(due).await.unwrap();
    let simulated: App = office.app.spawn_another_with(Serve { ..options() }).await;
    let queued = queue(&acme.at(&simulated), &debit(2, "12345", None)).await;
    eventually("the simulator works", async || {
        (standing(&acme, &queued).await == "successful done").then_some(())
    })
    .await;
    assert_eq!(standing(&acme, &in_file).await, "created submitted");
}

#[tokio::test]
async fn a_profile_that_is_not_whole_is_told_before_anything_is_done() {
    let office = Office::open().await;
    let mut export = office.remit(&["export", "--out", "/proc"]);
    export
        .env_remove("REMIT_BANK_USER_ID")
        .env("REMIT_BANK_MNEMONIC", "cb");
    let output = run(export).await;
    assert_eq!(output.status.code(), Some(1));
    let wrong = String::from_utf8(output.stderr).unwrap();
    for name in [
        "REMIT_BANK_USER_ID is not set",
        "REMIT_BANK_MNEMONIC must be 3",
    ] {
        assert!(wrong.contains(name), "{wrong}");
    }
}
