//! Tables that the program has never heard of: the panel serves them too.

use std::time::{Duration, Instant};

use reqwest::StatusCode;

use crate::staff::Staff;
use crate::support::app::App;
use crate::support::wait::eventually;

const LIBRARY: &str = "
    create type binding as enum ('paper', 'cloth', 'leather');
    create domain shelf_mark as text check (value ~ '^[A-Z]+[0-9]+$');
    create table author (
        id bigint generated always as identity primary key,
        name text not null
    );
    comment on table author is e'Who writes.\\n@title name';
    create table book (
        id bigint generated always as identity primary key,
        title text not null constraint book_title_length check (char_length(title) between 1 and 40),
        author_id bigint not null references author on delete cascade,
        binding binding not null default 'paper',
        shelf shelf_mark,
        pages integer check (pages > 0),
        lent boolean not null default false,
        spine text generated always as (upper(title)) stored,
        note text
    );
    create index book_of_author on book (author_id);
    create table loan (book_id bigint not null references book, number integer not null, reader text not null, primary key (book_id, number));
    comment on column book.pages is 'More than 0.';
    comment on column book.note is '@widget textarea';
    grant select, insert, update, delete on author, book, loan to remit_staff_admin;
    grant select on book to remit_staff_viewer;
    select rules.watch('book', '{id}', null);
    insert into author (name) values ('Ursula');";

#[tokio::test]
async fn a_librarys_tables_have_lists_forms_deletions_and_histories() {
    let app = App::spawn().await;
    let psql = app.psql().await;
    psql.batch_execute(LIBRARY).await.unwrap();
    let admin = Staff::of(&app, "admin").await;
    let form = admin.see("/admin/book/add/").await;
    for part in [
        "<option value=\"leather\"",
        "Ursula",
        "maxlength=\"40\"",
        "<textarea id=\"id_note\"",
        "More than 0.",
    ] {
        assert!(form.contains(part), "{part}: {form}");
    }
    assert!(
        !form.contains("name=\"spine\"") && !form.contains("name=\"id\""),
        "{form}"
    );
    for (field, text, code) in [
        ("title", "", 422),
        ("pages", "0", 422),
        ("pages", "x", 422),
        ("shelf", "low", 422),
        ("author_id", "99", 422),
        ("pages", "300", 303),
    ] {
        let mut fields = vec![
            ("title", "Tehanu"),
            ("author_id", "1"),
            ("binding", "cloth"),
            ("lent", "false"),
        ];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, text));
        let answer = admin.post("/admin/book/add/", &fields).await;
        assert_eq!(
            answer.status.as_u16(),
            code,
            "{field}={text}: {}",
            answer.html
        );
    }
    let list = admin.see("/admin/book/?binding=cloth&q=teh").await;
    assert!(
        list.contains("Tehanu") && list.contains("Ursula") && list.contains("TEHANU"),
        "{list}"
    );
    let id: i64 = psql
        .query_one("select id from book", &[])
        .await
        .unwrap()
        .get(0);
    let page = format!("/admin/book/{id}/");
    let stale = [("_was.title", "Tehanu"), ("title", "The Other Wind")];
    assert_eq!(
        admin.post(&page, &stale).await.status,
        StatusCode::SEE_OTHER
    );
    let conflict = admin
        .post(&page, &[("_was.title", "Tehanu"), ("title", "Tales")])
        .await;
    assert_eq!(
        conflict.status,
        StatusCode::CONFLICT,
        "without a version, what was shown decides"
    );
    eventually("the history", async || {
        let html = admin.see(&format!("{page}history/")).await;
        html.contains("<ins>The Other Wind</ins>").then_some(())
    })
    .await;
    let loan = [
        ("book_id", id.to_string()),
        ("number", "1".into()),
        ("reader", "a/b, c".into()),
    ];
    let loan: Vec<_> = loan
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    assert_eq!(
        admin.post("/admin/loan/add/", &loan).await.status,
        StatusCode::SEE_OTHER
    );
    admin.see(&format!("/admin/loan/{id},1/")).await;
    let asked = admin.see("/admin/author/1/delete/").await;
    assert!(
        asked.contains("1 book</strong> will be deleted with it"),
        "{asked}"
    );
    assert_eq!(
        admin.post("/admin/author/1/delete/", &[]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        admin
            .post(&format!("/admin/loan/{id},1/delete/"), &[])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        admin.post("/admin/author/1/delete/", &[]).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn what_a_dba_alters_shows_within_two_seconds() {
    let app = App::spawn().await;
    let admin = Staff::of(&app, "admin").await;
    assert_eq!(
        admin.get("/admin/shelf/").await.status,
        StatusCode::NOT_FOUND
    );
    let psql = app.psql().await;
    psql.batch_execute("create table shelf (id integer primary key, room text); grant select on shelf to remit_staff_admin; insert into shelf values (1, 'east')")
        .await
        .unwrap();
    shows(&admin, "east").await;
    psql.batch_execute("alter table shelf add height_cm integer default 190; comment on column shelf.height_cm is '@label Tallness'")
        .await
        .unwrap();
    shows(&admin, "Tallness").await;
    psql.batch_execute("revoke select on shelf from remit_staff_admin")
        .await
        .unwrap();
    let began = Instant::now();
    while admin.get("/admin/shelf/").await.status == StatusCode::OK {
        assert!(began.elapsed() < Duration::from_secs(2));
    }
}

async fn shows(staff: &Staff, text: &str) {
    let began = Instant::now();
    while !staff.get("/admin/shelf/").await.html.contains(text) {
        assert!(
            began.elapsed() < Duration::from_secs(2),
            "{text} does not show"
        );
    }
}
