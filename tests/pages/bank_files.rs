//! The bank's files in the panel: made, downloaded, uploaded, by who may.

use remit::config::{Bank, Serve};
use remit::domain::StaffRole;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::colleague;
use crate::support::app::{App, Company, options};

const PLACE: &str = "/admin/bank-files";
const RETURNS: &str = "/admin/bank-files/returns";

async fn app() -> App {
    App::spawn_with(Serve {
        bank: Bank::DirectEntry,
        ..options()
    })
    .await
}

async fn queued(company: &Company<'_>) -> String {
    let id = company.create_payment().await["id"].clone();
    let path = format!("/v1/payments/{}", id.as_str().unwrap());
    let answer = company.post(&format!("{path}/process"), &json!({})).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    path
}

async fn status(company: &Company<'_>, path: &str) -> String {
    let payment: Value = company.get(path).await.json().await.unwrap();
    payment["status"].as_str().unwrap().to_owned()
}

/// The address of the newest file on the page.
fn newest(html: &str) -> String {
    let (_, rest) = html
        .split_once("<td data-label=\"File\"><a href=\"")
        .expect(html);
    rest.split_once('"').unwrap().0.to_owned()
}

/// What a bank says that returns the one payment of a file.
fn returned(text: &str) -> String {
    let lines: Vec<_> = text.split_terminator("\r\n").collect();
    let (first, line, last) = (lines[0], lines[1], lines[2]);
    let (ours, theirs) = (&line[80..96], &line[1..17]);
    let turned = format!(
        "2{ours}3{}{theirs}{}{}000000",
        &line[18..80],
        &line[96..112],
        &first[74..76]
    );
    format!("{first}\r\n{turned}\r\n{last}\r\n")
}

#[tokio::test]
async fn finance_makes_files_downloads_them_and_applies_what_comes_back() {
    let app = app().await;
    let acme = app.sign_up("Acme").await;
    let path = queued(&acme).await;
    let mut finn = colleague::logged_in(&app, "finn@remit.example", StaffRole::Finance).await;
    let html = finn.read(PLACE).await;
    assert!(html.contains("Confirm that it is you") && !html.contains("<input id=\"file\""));
    colleague::confirm(&mut finn).await;
    let made = finn.submit(PLACE, PLACE, &[]).await;
    assert_eq!(
        (made.status, made.location()),
        (StatusCode::SEE_OTHER, PLACE)
    );
    let html = finn.read(PLACE).await;
    assert!(
        html.contains("1 files, 1 payments.") && html.contains("125.50"),
        "{html}"
    );
    let file = finn.get(&newest(&html)).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=\"")
    );
    assert!(
        file.html
            .split_terminator("\r\n")
            .all(|line| line.len() == 120)
    );
    let psql = app.psql().await;
    let due = "select due_at < 'infinity' from bank_task";
    assert!(psql.query_one(due, &[]).await.unwrap().get::<_, bool>(0));
    let returns = returned(&file.html);
    let wrong = returns.replace("000001  ", "000002  ");
    let page = finn.upload(PLACE, RETURNS, &wrong, "").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(&["nothing of it was applied", "line 3, position 75"]);
    assert_eq!(status(&acme, &path).await, "created");
    let page = finn.upload(PLACE, RETURNS, &returns, "").await;
    page.says(&["1 applied, 0 no change, 0 parked, 0 quarantined."]);
    assert_eq!(status(&acme, &path).await, "failed");
    let page = finn.upload(PLACE, RETURNS, &returns, "partial").await;
    page.says(&["This file was imported before; nothing changed."]);
    let by = "select imported_by || ' ' || name || ' ' || is_cut from returns_file";
    assert_eq!(
        psql.query_one(by, &[]).await.unwrap().get::<_, String>(0),
        "finn@remit.example returns.txt false"
    );
    // The generated tables show what came and went.
    for (table, text) in [
        ("bank_file", ".aba"),
        ("bank_line", "out"),
        ("returns_file", "returns.txt"),
        ("returns_line", "applied"),
    ] {
        let html = finn.read(&format!("/admin/{table}/")).await;
        assert!(
            html.contains(text) || table == "bank_line",
            "{table}: {html}"
        );
        assert!(
            !html.contains("000123456"),
            "{table} shows an account number"
        );
    }
}

#[tokio::test]
async fn who_does_not_handle_files_makes_downloads_and_applies_none() {
    let app = app().await;
    let acme = app.sign_up("Acme").await;
    let path = queued(&acme).await;
    let mut finn = colleague::logged_in(&app, "finn@remit.example", StaffRole::Finance).await;
    colleague::confirm(&mut finn).await;
    finn.submit(PLACE, PLACE, &[]).await;
    let file = newest(&finn.read(PLACE).await);
    let returns = returned(&finn.read(&file).await);
    let again = queued(&acme).await;
    for role in [StaffRole::Viewer, StaffRole::Support] {
        let email = format!("{}@remit.example", role.name());
        let mut browser = colleague::logged_in(&app, &email, role).await;
        colleague::confirm(&mut browser).await;
        let html = browser.read(PLACE).await;
        assert!(
            html.contains("handles no files")
                && !html.contains("<form method=\"post\" action=\"/admin/bank-files")
        );
        assert_eq!(browser.get(&file).await.status, StatusCode::FORBIDDEN);
        let token = crate::browser::csrf(&browser.read("/admin/me/").await);
        let page = browser.post(PLACE, &[("csrf_token", &token)]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        let page = browser.upload_as(&token, RETURNS, &returns, "").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    let page = finn.upload_as("forged", RETURNS, &returns, "").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(
        finn.get(&format!("{PLACE}/x/y")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(status(&acme, &path).await, "created");
    let payment: Value = acme.get(&again).await.json().await.unwrap();
    assert_eq!(payment["processing"]["state"], "queued");
}

#[tokio::test]
async fn without_a_proof_of_being_there_nothing_is_made() {
    let app = app().await;
    let acme = app.sign_up("Acme").await;
    let path = queued(&acme).await;
    let mut finn = colleague::logged_in(&app, "finn@remit.example", StaffRole::Finance).await;
    let asked = "/admin/confirm?next=%2Fadmin%2Fbank-files";
    let token = crate::browser::csrf(&finn.read("/admin/me/").await);
    let page = finn.post(PLACE, &[("csrf_token", &token)]).await;
    assert_eq!(page.location(), asked);
    let page = finn.upload_as(&token, RETURNS, "", "").await;
    assert_eq!(page.location(), asked);
    let payment: Value = acme.get(&path).await.json().await.unwrap();
    assert_eq!(payment["processing"]["state"], "queued");
}

#[tokio::test]
async fn where_payments_go_to_the_simulator_there_is_no_such_page() {
    let app = App::spawn().await;
    let mut finn = colleague::logged_in(&app, "finn@remit.example", StaffRole::Finance).await;
    assert!(!finn.read("/admin/").await.contains("Bank files"));
    assert_eq!(finn.get(PLACE).await.status, StatusCode::NOT_FOUND);
    let mut stranger = Browser::at(&app);
    assert_eq!(
        stranger.get(PLACE).await.location(),
        "/admin/login?next=%2Fadmin%2Fbank-files"
    );
}
