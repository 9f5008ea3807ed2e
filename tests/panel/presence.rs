//! What is dangerous takes proof of being there; what was typed is not lost by it. And nobody who
//! sends slowly keeps others out.

use reqwest::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::staff::{Staff, value};
use crate::support::app::{App, PASSWORD};
use crate::support::wait::eventually;

const PROOF: (&str, &str) = ("_proof.password", PASSWORD);
const WRONG: (&str, &str) = ("_proof.password", "not this one");

#[tokio::test]
async fn a_dangerous_form_keeps_what_was_typed_until_the_password_is_given() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let admin = Staff::away(&app).await;
    let page = format!("/admin/company/{}/", acme.id);
    let version = value(&admin.see(&page).await, "version").unwrap();
    let typed = [
        ("version", version.as_str()),
        ("name", "Acme \"& Sons\""),
        ("suspended_at", "2026-01-31 12:00:00+00"),
        ("_continue", "1"),
    ];
    let asked = admin.post(&page, &typed).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN, "{}", asked.html);
    let wrong = admin.send(&page, &asked.html, &[WRONG]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.html.contains("Is not your password."),
        "{}",
        wrong.html
    );
    let name = "select name || coalesce(suspended_at::text, ' as before') from company";
    let psql = app.psql().await;
    let now = async || psql.query_one(name, &[]).await.unwrap().get::<_, String>(0);
    assert_eq!(now().await, "Acme as before");
    let done = admin.send(&page, &wrong.html, &[PROOF]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    assert_eq!(done.location.as_deref(), Some(page.as_str()));
    assert_eq!(now().await, "Acme \"& Sons\"2026-01-31 12:00:00+00");
    // For ten minutes, nothing else asks.
    let more = [
        ("_was.suspended_at", "2026-01-31 12:00:00+00"),
        ("suspended_at", ""),
    ];
    assert_eq!(admin.post(&page, &more).await.status, StatusCode::SEE_OTHER);
}

/// A form's address, its fields, and the status with which it is done.
type Sent<'a> = (&'a str, &'a [(&'a str, &'a str)], u16);

#[tokio::test]
async fn adding_reverting_deleting_and_acting_take_the_same_proof() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    acme.create_payment().await;
    let psql = app.psql().await;
    psql.batch_execute(
        "update company set suspended_at = now(); update company set suspended_at = null",
    )
    .await
    .unwrap();
    let company = format!("/admin/company/{}/history/", acme.id);
    Staff::of(&app, "viewer").await;
    let history = eventually("both changes", async || {
        let html = Staff::of(&app, "admin").await.see(&company).await;
        (html.matches(">Suspended<").count() >= 2).then_some(html)
    })
    .await;
    let change = value(&history, "change").unwrap();
    let colleague: String = psql
        .query_one("select id::text from staff where role = 'viewer'", &[])
        .await
        .unwrap()
        .get(0);
    let keys: Vec<String> = psql
        .query("select '1:' || id from api_key order by id", &[])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    let delete = format!("/admin/staff/{colleague}/delete/");
    let person = [("email", "new@example.com"), ("role", "viewer")];
    let revoke = [
        ("_action", "revoke"),
        ("_confirmed", "1"),
        ("_row", keys[0].as_str()),
        ("_row", "1:00000000-0000-7000-8000-000000000000"),
    ];
    let forms: [Sent<'_>; 4] = [
        ("/admin/staff/add/", &person, 303),
        (&company, &[("change", &change)], 303),
        (&delete, &[], 303),
        ("/admin/api_key/", &revoke, 200),
    ];
    let count = "select (select count(*) from staff where role = 'viewer') || ' ' ||
        (select count(*) from company where suspended_at is not null) || ' ' || (select count(*) from api_key where revoked_at is null)";
    let standing = async || {
        psql.query_one(count, &[])
            .await
            .unwrap()
            .get::<_, String>(0)
    };
    let before = standing().await;
    for (path, fields, _) in forms {
        let asked = Staff::away(&app).await.post(path, fields).await;
        assert_eq!(
            asked.status,
            StatusCode::FORBIDDEN,
            "{path}: {}",
            asked.html
        );
        assert_eq!(standing().await, before, "{path}");
    }
    for (path, fields, done) in forms {
        let admin = Staff::away(&app).await;
        let asked = admin.post(path, fields).await;
        let answer = admin.send(path, &asked.html, &[PROOF]).await;
        assert_eq!(answer.status.as_u16(), done, "{path}: {}", answer.html);
        assert_ne!(standing().await, before, "{path}");
    }
}

#[tokio::test]
async fn a_form_that_comes_slowly_keeps_nobody_out() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let support = Staff::of(&app, "support").await;
    let body = format!("csrf_token={}&name=Slow", support.token().await);
    let (first, rest) = body.split_at(10);
    let mut slow = Vec::new();
    // More than there are connections for staff.
    for _ in 0..8 {
        let mut socket = TcpStream::connect(app.address).await.unwrap();
        let head = format!(
            "POST /admin/company/{}/ HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{first}",
            acme.id,
            app.address,
            support.cookie(),
            body.len()
        );
        socket.write_all(head.as_bytes()).await.unwrap();
        slow.push(socket);
    }
    for _ in 0..20 {
        support.see("/admin/company/").await;
    }
    for mut socket in slow {
        socket.write_all(rest.as_bytes()).await.unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }
}
