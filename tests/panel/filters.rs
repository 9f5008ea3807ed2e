//! What a list offers to be narrowed by, and what comes of following it.

use crate::staff::{Staff, unescape};
use crate::support::app::App;

/// Too big to be read whole: 3000 rows of 2 KB, a third of each colour, one a day.
const SHELF: &str = "
    create type hue as enum ('red', 'green', 'blue');
    create table shelf (id integer primary key, hue hue not null, price_cents bigint, made_at timestamptz not null, filler text not null);
    insert into shelf select i, (array['red', 'green', 'blue'])[1 + i % 3]::hue, case when i > 2990 then null else i * 1000 end,
        '2017-01-01 12:00Z'::timestamptz + i * interval '1 day', (select string_agg(md5(i::text || j), '') from generate_series(1, 58) j)
    from generate_series(1, 3000) i;
    create index on shelf (made_at, id);
    create index on shelf (price_cents);
    comment on table shelf is '@order -made_at @plural Shelves';
    comment on column shelf.made_at is '@filter';
    comment on column shelf.price_cents is '@widget cents @filter';
    grant select on shelf to remit_staff_viewer;
    analyze shelf";

const LIST: &str = "/admin/shelf/";

async fn shelf() -> (App, Staff) {
    let app = App::spawn().await;
    app.psql().await.batch_execute(SHELF).await.unwrap();
    let viewer = Staff::of(&app, "viewer").await;
    (app, viewer)
}

/// Where a link of a filter leads that says this.
fn link(html: &str, says: &str) -> String {
    let end = format!(">{says}</a>");
    let (before, _) = html
        .split_once(&end)
        .unwrap_or_else(|| panic!("{says}: {html}"));
    let (_, tag) = before.rsplit_once("href=\"").unwrap();
    unescape(tag.split_once('"').unwrap().0)
}

/// What the list says of all its rows.
fn total(html: &str) -> &str {
    html.split_once("<caption id=\"total\">")
        .unwrap()
        .1
        .split(['<', '·'])
        .next()
        .unwrap()
        .trim()
}

#[tokio::test]
async fn a_list_leads_down_from_years_to_months_to_days() {
    let (_app, viewer) = shelf().await;
    let all = viewer.see(LIST).await;
    assert!(total(&all).starts_with("about "), "{}", total(&all));
    let year = viewer.see(&link(&all, "2019")).await;
    assert_eq!(total(&year), "365 shelves");
    for month in ["Jan", "Jul", "Dec"] {
        assert!(year.contains(&format!(">{month}</a>")), "{month}: {year}");
    }
    let month = viewer.see(&link(&year, "Feb")).await;
    assert_eq!(total(&month), "28 shelves");
    assert!(!month.contains(">29</a>"), "{month}");
    let day = viewer.see(&link(&month, "28")).await;
    assert_eq!(total(&day), "1 shelves".replace("shelves", "shelf"));
    assert!(day.contains("2019-02-28 12:00:00"), "{day}");
}

#[tokio::test]
async fn days_and_amounts_have_presets() {
    let (_app, viewer) = shelf().await;
    let all = viewer.see(LIST).await;
    for preset in ["today", "yesterday", "7 days", "this month", "last month"] {
        viewer.see(&link(&all, preset)).await;
    }
    let all = viewer.see(&format!("{LIST}?_sort=-price_cents")).await;
    for (preset, matching) in [
        ("up to 100", 10),
        ("100 to 1,000", 91),
        ("1,000 to 10,000", 901),
    ] {
        let html = viewer.see(&link(&all, preset)).await;
        assert_eq!(total(&html), format!("{matching} shelves"), "{preset}");
    }
    let most = viewer.see(&link(&all, "from 10,000")).await;
    assert_eq!(total(&most), "1,000+ shelves");
    assert!(most.contains("from 10,000.00"), "{most}");
    assert!(
        most.contains("name=\"price_cents.from\" value=\"10000.00\""),
        "{most}"
    );
    // As lists show it, so it may be typed.
    let sent = format!("{LIST}?_sort=price_cents&price_cents.from=29,900.00&price_cents.to=$29900");
    assert_eq!(total(&viewer.see(&sent).await), "1 shelf");
}

#[tokio::test]
async fn rows_with_and_without_a_value_are_told_apart() {
    let (_app, viewer) = shelf().await;
    let all = viewer.see(LIST).await;
    let empty = viewer.see(&link(&all, "is empty")).await;
    assert_eq!(empty.matches("class=\"row\"").count(), 10, "{empty}");
    let others = viewer.see(&link(&all, "is not empty")).await;
    assert!(!others.contains("/admin/shelf/3000/"), "{others}");
    assert!(others.contains("/admin/shelf/2990/"), "{others}");
}

#[tokio::test]
async fn choices_are_counted_among_the_first_thousand() {
    let (_app, viewer) = shelf().await;
    let all = viewer.see(LIST).await;
    let counts: Vec<u32> = all
        .split("among the first 1,000\">")
        .skip(1)
        .map(|rest| rest.split_once('<').unwrap().0.parse().unwrap())
        .collect();
    assert_eq!(counts.len(), 3, "{all}");
    assert_eq!(counts.iter().sum::<u32>(), 1000);
    let some = viewer
        .see(&format!(
            "{LIST}?made_at.from=2017-01-02&made_at.to=2017-01-07&hue=red"
        ))
        .await;
    // The filter of the choices themselves does not count.
    assert_eq!(
        some.matches("among the first 1,000\">2<").count(),
        3,
        "{some}"
    );
    assert_eq!(total(&some), "2 shelves among the first 2,500 looked at");
    let exactly = viewer.see(&format!("{LIST}?_count=exact")).await;
    assert_eq!(total(&exactly), "3,000 shelves");
}

#[tokio::test]
async fn payments_are_followed_from_their_first_year_to_a_day() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let insert = format!(
        "insert into payment (company_id, amount_cents, account_name, bsb, account_number, created_at)
         select '{}', i, 'Joe', '062-000', '12345678', '2021-03-01 12:00Z'::timestamptz + i * interval '1 day'
         from generate_series(1, 900) i",
        acme.id
    );
    app.psql().await.batch_execute(&insert).await.unwrap();
    let viewer = Staff::of(&app, "viewer").await;
    let all = viewer.see("/admin/payment/").await;
    assert!(
        !all.contains(">2020</a>") && !all.contains(">2024</a>"),
        "{all}"
    );
    let year = viewer.see(&link(&all, "2022")).await;
    assert_eq!(total(&year), "365 payments");
    let month = viewer.see(&link(&year, "Apr")).await;
    assert_eq!(total(&month), "30 payments");
    let day = viewer.see(&link(&month, "9")).await;
    assert_eq!(total(&day), "1 payment");
}
