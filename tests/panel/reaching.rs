//! A list says what it leaves out, and what is done with all rows leaves out none.

use reqwest::StatusCode;

use crate::staff::{Staff, unescape};
use crate::support::app::App;

/// Too big to be read whole: 12 000 rows, whose words an index finds by their beginnings.
const WORDS: &str = "
    create table word (id integer primary key, text text not null, hits integer not null, note text, filler text not null);
    insert into word select i, 'w' || i, i, null, repeat(md5(i::text), 12) from generate_series(1, 12000) i;
    create index on word (text text_pattern_ops);
    create index on word (hits);
    comment on column word.text is '@search';
    comment on column word.hits is '@filter';
    comment on column word.note is '@bulk';
    comment on table word is '@title text';
    analyze word;
    grant select on word to remit_staff_viewer;
    grant select, update on word to remit_staff_admin;";

fn total(html: &str) -> String {
    let caption = html.split_once("<caption id=\"total\">").unwrap().1;
    let end = caption.find(['<', '·']).unwrap();
    unescape(caption[..end].trim())
}

async fn words() -> (App, Staff) {
    let app = App::spawn().await;
    let psql = app.psql().await;
    psql.batch_execute(WORDS).await.unwrap();
    let viewer = Staff::of(&app, "viewer").await;
    (app, viewer)
}

#[tokio::test]
async fn a_search_that_finds_more_than_a_page_takes_says_so() {
    let (_app, viewer) = words().await;
    let few = viewer.see("/admin/word/?q=w119").await;
    assert!(!few.contains("This is not all"), "{few}");
    assert_eq!(total(&few), "111 words");
    let more = viewer.see("/admin/word/?q=w11").await;
    assert!(
        more.contains("This is not all: text found more than 200"),
        "{more}"
    );
    assert_eq!(total(&more), "200+ words");
    let exactly = viewer.see("/admin/word/?q=w11&_count=exact").await;
    assert_eq!(total(&exactly), "1,111 words");
    let narrowed = viewer.see("/admin/word/?q=w11&hits.from=11990").await;
    assert!(narrowed.contains("This is not all"), "{narrowed}");
}

#[tokio::test]
async fn a_file_holds_every_row_that_a_search_finds() {
    let (_app, viewer) = words().await;
    for (query, rows) in [
        ("q=w119", 111),
        // More than a page takes, and more than indexes bring at once.
        ("q=w11", 1111),
        ("q=w", 12_000),
        ("q=w11&hits.from=11000", 1000),
        ("q=w&hits.from=11990", 11),
        ("hits.from=9000", 3001),
        ("hits.from=9000&note.empty=yes", 3001),
        ("hits.to=4000&_sort=-id", 4000),
    ] {
        let file = viewer
            .get(&format!("/admin/word/?{query}&_format=csv"))
            .await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.html.lines().count(), rows + 1, "{query}");
    }
}

#[tokio::test]
async fn what_is_done_with_all_that_match_is_done_with_all_that_a_search_finds() {
    let (app, _) = words().await;
    let admin = Staff::of(&app, "admin").await;
    let list = "/admin/word/?q=w119";
    let more = "/admin/word/?q=w11";
    for (list, told, rows) in [
        (list, "There are 111 of them", 111),
        (more, "There are 1,111 of them", 1111),
    ] {
        let all = [("_action", "set.note"), ("_all", "1"), ("note", "seen")];
        let mut page = admin.post(list, &all).await.html;
        assert!(page.contains(told), "{page}");
        page = admin
            .send(list, &page, &[("note", "seen"), ("_confirmed", "1")])
            .await
            .html;
        while page.contains("name=\"_next\"") {
            page = admin.send(list, &page, &[]).await.html;
        }
        let psql = app.psql().await;
        let seen = psql.query_one("select count(*) from word where note = 'seen'", &[]);
        assert_eq!(seen.await.unwrap().get::<_, i64>(0), rows, "{page}");
    }
}

#[tokio::test]
async fn a_range_is_served_by_its_index_whatever_the_order() {
    let (_app, viewer) = words().await;
    // The newest by id, of rows that lie far behind those that a page looks at.
    let few = viewer.see("/admin/word/?hits.from=100&hits.to=199").await;
    assert_eq!(total(&few), "100 words");
    assert!(
        few.contains("/admin/word/199/") && !few.contains("looked at"),
        "{few}"
    );
    let many = viewer.see("/admin/word/?hits.to=4000").await;
    assert!(
        many.contains("looked at 2,500 rows and stopped there"),
        "{many}"
    );
    assert!(many.contains("in the order of hits</a>"), "{many}");
    let (_, link) = many.rsplit_once("An index serves them <a href=\"").unwrap();
    let link = unescape(link.split_once('"').unwrap().0);
    let ordered = viewer.see(&link).await;
    assert!(ordered.contains("/admin/word/4000/"), "{ordered}");
    assert_eq!(total(&ordered), "1,000+ words");
}

#[tokio::test]
async fn more_rows_than_a_page_has_are_not_picked_by_hand() {
    let (app, _) = words().await;
    let admin = Staff::of(&app, "admin").await;
    let rows: Vec<String> = (1..=201).map(|id| format!(":{id}")).collect();
    let mut fields = vec![("_action", "set.note"), ("_confirmed", "1"), ("note", "x")];
    fields.extend(rows.iter().map(|row| ("_row", row.as_str())));
    let refused = admin.post("/admin/word/", &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.html);
}
