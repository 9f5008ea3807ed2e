//! Rows to point to, found by what somebody types: without scripts in the form and the list
//! themselves, with them by a part of the page.

use reqwest::StatusCode;

use crate::staff::{Staff, value};
use crate::support::app::App;

/// More authors than are offered, in a table that is too big to be read whole.
const LIBRARY: &str = "
    create table author (id bigint generated always as identity primary key, name text not null, filler text);
    comment on table author is '@title name';
    insert into author (name, filler) select 'Author ' || i, (select string_agg(md5(i::text || j), '') from generate_series(1, 58) j)
    from generate_series(1, 3000) i;
    insert into author (name) values ('Ursula <b>'), ('Ursula K.');
    create index author_name on author (lower(name) text_pattern_ops);
    create table book (id bigint generated always as identity primary key, title text not null, author_id bigint not null references author,
        editor_id bigint references author);
    create index on book (author_id, id);
    grant select, insert, update on author, book to remit_staff_admin;
    grant select on book to remit_staff_support;
    grant select on author, book to remit_staff_viewer;
    alter table author enable row level security;
    create policy some_are_seen on author to remit_staff_viewer using (id < 3002);
    create policy all_are_seen on author to remit_staff_admin using (true);
    insert into book (title, author_id) values ('Tehanu', 3001), ('Tales', 3002), ('Other', 1);
    analyze author; analyze book";

/// A library, and somebody of each role.
async fn library() -> (App, Staff, Staff) {
    let app = App::spawn().await;
    app.psql().await.batch_execute(LIBRARY).await.unwrap();
    let (admin, viewer) = (
        Staff::of(&app, "admin").await,
        Staff::of(&app, "viewer").await,
    );
    (app, admin, viewer)
}

#[tokio::test]
async fn a_form_finds_what_to_point_to_and_keeps_what_was_typed() {
    let (app, admin, _) = library().await;
    let typed = [
        ("title", "The \"Dispossessed\""),
        ("author_id", ""),
        ("author_id.find", "ursula"),
        ("editor_id", "7"),
    ];
    let mut asked = typed.to_vec();
    asked.push(("_find", "author_id"));
    let found = admin.post("/admin/book/add/", &asked).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.html);
    for part in [
        "name=\"author_id\" value=\"3001\"",
        "name=\"author_id\" value=\"3002\"",
        "2 found (Name: beginning with it (index author_name)).",
        "Ursula &lt;b&gt;",
    ] {
        assert!(found.html.contains(part), "{part}: {}", found.html);
    }
    assert!(!found.html.contains("name=\"author_id\" value=\"1\""));
    let kept = |name| value(&found.html, name);
    assert_eq!(kept("title").as_deref(), Some("The \"Dispossessed\""));
    assert_eq!(kept("editor_id").as_deref(), Some("7"));
    let books = "select string_agg(title || author_id, ' ' order by id) from book where id > 3";
    let psql = app.psql().await;
    let now = async || {
        psql.query_one(books, &[])
            .await
            .unwrap()
            .get::<_, Option<String>>(0)
    };
    assert_eq!(now().await, None, "nothing was saved");
    let mut chosen = typed.to_vec();
    chosen[1] = ("author_id", "3002");
    let added = admin.post("/admin/book/add/", &chosen).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.html);
    assert_eq!(now().await.as_deref(), Some("The \"Dispossessed\"3002"));
    // In the form of a row, what it is now stays chosen among what is found.
    let page = "/admin/book/1/";
    let fields = [
        ("title", "Tehanu, typed"),
        ("author_id", "3001"),
        ("author_id.find", "Author 77"),
        ("_find", "author_id"),
    ];
    let found = admin.post(page, &fields).await;
    assert_eq!(found.status, StatusCode::OK);
    for part in [
        "value=\"Tehanu, typed\"",
        "name=\"author_id\" value=\"3001\" checked",
        "name=\"author_id\" value=\"777\"",
        "The first 10",
    ] {
        assert!(found.html.contains(part), "{part}: {}", found.html);
    }
}

#[tokio::test]
async fn a_list_is_narrowed_to_what_was_found_by_name() {
    let (_app, admin, _) = library().await;
    let asked = admin
        .see("/admin/book/?author_id=&author_id.find=URSULA&_find=author_id")
        .await;
    for part in [
        "type=\"checkbox\" name=\"author_id\" value=\"3001\"",
        "type=\"checkbox\" name=\"author_id\" value=\"3002\"",
    ] {
        assert!(asked.contains(part), "{part}: {asked}");
    }
    let rows = |html: &str| html.matches("class=\"row\"").count();
    assert_eq!(rows(&asked), 3, "looking narrows nothing");
    let both = admin
        .see("/admin/book/?author_id=3001&author_id=3002")
        .await;
    assert_eq!(rows(&both), 2, "{both}");
    for part in [
        "Ursula &lt;b&gt; or Ursula K.",
        "name=\"author_id\" value=\"3001\" checked",
    ] {
        assert!(both.contains(part), "{part}: {both}");
    }
    let nothing = admin.see("/admin/book/?author_id.find=nobody").await;
    assert!(nothing.contains("No authors found"), "{nothing}");
}

#[tokio::test]
async fn what_is_found_is_what_the_role_may_see() {
    let (app, admin, viewer) = library().await;
    let find = "/admin/book/pick/author_id/?author_id.find=ursula";
    assert!(admin.see(find).await.contains("3002"));
    let some = viewer.see(find).await;
    assert!(some.contains("3001") && !some.contains("3002"), "{some}");
    let support = Staff::of(&app, "support").await;
    assert_eq!(support.get(find).await.status, StatusCode::NOT_FOUND);
    let nowhere = admin.get("/admin/book/pick/title/?title.find=a").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    app.psql()
        .await
        .batch_execute("drop index author_name")
        .await
        .unwrap();
    crate::support::wait::eventually("the refusal", async || {
        let html = admin.see(find).await;
        html.contains("No index finds authors by this")
            .then_some(())
    })
    .await;
}

#[tokio::test]
async fn scripts_get_the_part_alone() {
    let (_app, admin, _) = library().await;
    let find = "/admin/book/pick/author_id/?_many=1&author_id.find=ursula&author_id=1";
    let part = admin.part(find).await;
    assert!(!part.contains("<html"), "{part}");
    assert!(
        part.contains("type=\"checkbox\" name=\"author_id\" value=\"3002\""),
        "{part}"
    );
    assert!(part.contains("value=\"1\" checked> Author 1"), "{part}");
    let page = admin.see("/admin/book/").await;
    let target = "hx-get=\"/admin/book/pick/author_id/?_many=1\"";
    assert!(page.contains(target), "{page}");
}
