//! Lists of rows.

use remit::db::check;
use remit::panel::check::report as crate_report;
use remit::panel::presentation::Presentation;

use crate::staff::Staff;
use crate::support::app::App;

#[tokio::test]
async fn a_list_shows_rows_by_name_and_masks_account_numbers() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    acme.create_payment().await;
    for role in ["viewer", "support", "finance", "admin"] {
        let staff = Staff::of(&app, role).await;
        let html = staff.see("/admin/payment/").await;
        assert!(html.contains("Acme") && html.contains("125.50"), "{html}");
        let html = staff.see("/admin/company/").await;
        assert!(html.contains("•••678"), "{html}");
        assert!(!html.contains("12345678"), "{html}");
    }
}

#[tokio::test]
async fn a_search_says_which_index_it_used_and_what_it_refuses_to_read() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut draft = crate::support::app::draft();
    draft["reference"] = "INV-1001".into();
    assert_eq!(
        acme.post("/v1/payments", &draft).await.status().as_u16(),
        201
    );
    let psql = app.psql().await;
    // Not small, by its size: 3000 rows of 2 KB.
    psql.batch_execute(
        "create table note (id integer primary key, word text not null, body text not null, filler text);
        insert into note select i, 'w' || i, 'body ' || i, (select string_agg(md5(i::text || j), '') from generate_series(1, 58) j)
        from generate_series(1, 3000) i;
        create index note_word on note (lower(word) text_pattern_ops);
        comment on column note.word is '@search';
        comment on column note.body is '@search';
        grant select on note to remit_staff_viewer; analyze note",
    )
    .await
    .unwrap();
    let viewer = Staff::of(&app, "viewer").await;
    let html = viewer.see("/admin/note/?q=W295").await;
    assert!(
        html.contains("Word: beginning with it (index note_word)"),
        "{html}"
    );
    assert!(html.contains("Body: no index serves it"), "{html}");
    assert!(
        html.contains(">w295<") && html.contains(">w2950<") && !html.contains(">w30<"),
        "{html}"
    );
    let html = viewer.see("/admin/note/?q=42").await;
    assert!(
        html.contains("Id: the same (index note_pkey)") && html.contains(">w42<"),
        "{html}"
    );
    psql.batch_execute("drop index note_word").await.unwrap();
    crate::support::wait::eventually("the refusal", async || {
        let html = viewer.see("/admin/note/?q=body").await;
        (html.contains("Nothing was searched") && html.contains("Nothing matches")).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_given_up_with_a_page_that_says_so() {
    let app = App::spawn().await;
    let psql = app.psql().await;
    psql.batch_execute(
        "create table slow (id integer primary key);
        create function public.dawdle(integer) returns boolean language plpgsql volatile as $$ begin perform pg_sleep(5); return true; end $$;
        alter table slow enable row level security;
        create policy everybody_waits on slow for select to remit_staff_viewer using (public.dawdle(id));
        insert into slow values (1);
        grant select on slow to remit_staff_viewer",
    )
    .await
    .unwrap();
    let viewer = Staff::of(&app, "viewer").await;
    let page = viewer.get("/admin/slow/").await;
    assert_eq!(page.status.as_u16(), 503);
    assert!(page.html.contains("longer than 2 seconds"), "{}", page.html);
    // The connection serves others again.
    viewer.see("/admin/company/").await;
}

#[tokio::test]
async fn what_the_files_say_of_unknown_columns_is_an_error_with_file_and_line() {
    let app = App::spawn().await;
    let catalog = check::catalog(app.url()).await.unwrap();
    Presentation::built_in(&catalog).unwrap();
    Presentation::of_owners(&catalog).unwrap();
    for (text, error) in [
        (
            "[payment]\nlist = [\"status\",\n\"stauts\"]",
            "admin/test.toml:3: table payment has no column stauts",
        ),
        (
            "[company]\nlist = []\n\n[payments]\nlist = []",
            "admin/test.toml:4: there is no table payments",
        ),
        (
            "[payment]\nlists = []",
            "admin/test.toml:2: unknown field `lists`",
        ),
        (
            "[[payment.fieldset]]\ntitle = 'A'\ncolumns = ['id']\nwide = true",
            "admin/test.toml:4: unknown field `wide`",
        ),
        (
            "[payment]\nhelp = 'a'\n[payment.column]\nid = {}\ncolour = { help = 'b' }",
            "admin/test.toml:5: table payment has no column colour",
        ),
        (
            "[payment.column]\nid = { hepl = 'b' }",
            "admin/test.toml:2: unknown field `hepl`",
        ),
        ("[payment", "admin/test.toml:1:"),
    ] {
        let told = Presentation::read(&[("admin/test.toml", text)], &catalog)
            .unwrap_err()
            .to_string();
        assert!(told.starts_with(error), "{told}");
    }
}

#[tokio::test]
async fn a_check_prints_the_panel_and_tags_that_mean_nothing() {
    let app = App::spawn().await;
    let report = crate_report(&check::catalog(app.url()).await.unwrap()).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
    let owners = "for owners, session (Sessions): explained id, expires_at; without a word ";
    let told = report.model.iter().any(|found| found.starts_with(owners));
    assert!(told, "{:#?}", report.model);
    let line = "    account_number: text as text, masked, required";
    assert!(
        report.model.iter().any(|found| found == line),
        "{:#?}",
        report.model
    );
    app.psql()
        .await
        .batch_execute("comment on column payment.bsb is e'Branch.\\n@lable BSB @moves rules.nothing @link nowhere'")
        .await
        .unwrap();
    let found = crate_report(&check::catalog(app.url()).await.unwrap()).unwrap();
    assert_eq!(found.findings.len(), 3, "{:?}", found.findings);
}

#[tokio::test]
async fn a_filter_that_cannot_be_is_told() {
    let app = App::spawn().await;
    let viewer = Staff::of(&app, "viewer").await;
    for query in [
        "stauts=failed",
        "account_number=000123456",
        "status=lost",
        "company_id=x",
        "created_at.from=soon",
        "_after=x",
        "_sort=nothing",
    ] {
        let page = viewer.get(&format!("/admin/payment/?{query}")).await;
        assert_eq!(page.status.as_u16(), 400, "{query}: {}", page.html);
    }
    viewer.see("/admin/payment/?_sort=-account_name&amount_cents.from=$1.50&created_at.to=2026-01-31&metadata.empty=no").await;
}
