//! Amounts are dollars wherever people meet them, and whole cents in the database.

use reqwest::StatusCode;
use tokio_postgres::Client;

use crate::staff::{Staff, value};
use crate::support::app::App;
use crate::support::wait::eventually;

async fn cents(psql: &Client) -> i64 {
    let row = psql.query_one("select amount_cents from payment", &[]);
    row.await.unwrap().get(0)
}

#[tokio::test]
async fn an_amount_is_typed_as_lists_show_it() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let page = format!("/admin/payment/{}/", payment["id"].as_str().unwrap());
    let psql = app.psql().await;
    let finance = Staff::of(&app, "finance").await;
    assert!(finance.see("/admin/payment/").await.contains(">125.50<"));
    for (typed, kept, shown) in [
        ("12.50", 1250, "12.50"),
        ("12", 1200, "12.00"),
        ("$1,234.5", 123_450, "1234.50"),
        ("0.07", 7, "0.07"),
    ] {
        let form = finance.see(&page).await;
        let fields = [("amount_cents", typed), ("_continue", "1")];
        let saved = finance.send(&page, &form, &fields).await;
        assert_eq!(
            saved.status,
            StatusCode::SEE_OTHER,
            "{typed} {}",
            saved.html
        );
        assert_eq!(cents(&psql).await, kept, "{typed}");
        let form = finance.see(&page).await;
        assert_eq!(value(&form, "amount_cents").as_deref(), Some(shown));
        // What is shown may be sent as it is, and changes nothing.
        let version = value(&form, "version");
        let fields = [("amount_cents", shown), ("_continue", "1")];
        finance.send(&page, &form, &fields).await;
        let form = finance.see(&page).await;
        assert_eq!(value(&form, "version"), version, "{shown} is no change");
    }
}

#[tokio::test]
async fn what_could_mean_another_amount_is_refused_and_kept_in_the_field() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let page = format!("/admin/payment/{}/", payment["id"].as_str().unwrap());
    let psql = app.psql().await;
    let finance = Staff::of(&app, "finance").await;
    let form = finance.see(&page).await;
    for typed in [
        "12,50",
        "1.234",
        "1 000",
        "much",
        "-5",
        "999999999999999999999",
    ] {
        let refused = finance.send(&page, &form, &[("amount_cents", typed)]).await;
        let status = refused.status;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        let again = value(&refused.html, "amount_cents");
        assert_eq!(again.as_deref(), Some(typed), "{}", refused.html);
        assert!(refused.html.contains("aria-invalid=\"true\""), "{typed}");
    }
    assert_eq!(cents(&psql).await, 12_550);
    let add = finance.see("/admin/payment/add/").await;
    let fields = [
        ("company_id", acme.id.as_str()),
        ("amount_cents", "3.999"),
        ("account_name", "Joe"),
        ("bsb", "062000"),
        ("account_number", "000123456"),
    ];
    let refused = finance.send("/admin/payment/add/", &add, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(cents(&psql).await, 12_550);
    let unreadable = finance.get("/admin/payment/?amount_cents.from=12,50").await;
    assert_eq!(unreadable.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_list_is_narrowed_in_dollars() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    acme.create_payment().await;
    let viewer = Staff::of(&app, "viewer").await;
    for (query, found) in [
        ("amount_cents.from=125&amount_cents.to=126", true),
        ("amount_cents=125.50", true),
        ("amount_cents.from=12550", false),
        ("amount_cents.from=126", false),
    ] {
        let list = viewer.see(&format!("/admin/payment/?{query}")).await;
        assert_eq!(list.contains(">125.50</td>"), found, "{query}: {list}");
    }
    let list = viewer.see("/admin/payment/?amount_cents.from=125").await;
    assert!(
        list.contains("amount_cents.from=125.00"),
        "the links say so"
    );
}

#[tokio::test]
async fn a_history_and_a_conflict_show_values_as_lists_do() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let page = format!("/admin/payment/{}/", payment["id"].as_str().unwrap());
    let psql = app.psql().await;
    let finance = Staff::of(&app, "finance").await;
    let form = finance.see(&page).await;
    // Somebody in Sydney, whose session tells times as they are there.
    psql.batch_execute(
        "set timezone = 'Australia/Sydney';
         update payment set amount_cents = 99900, status = 'successful', transaction_at = '2026-01-02 03:04:05.678901Z'",
    )
    .await
    .unwrap();
    let fields = [("amount_cents", "12.50"), ("account_name", "Joe")];
    let conflict = finance.send(&page, &form, &fields).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT, "{}", conflict.html);
    for shown in ["125.50", "12.50", "999.00"] {
        assert!(conflict.html.contains(shown), "{shown} {}", conflict.html);
    }
    let history = eventually("the change in the history", async || {
        let html = finance.see(&format!("{page}history/")).await;
        html.contains("999.00</ins>").then_some(html)
    })
    .await;
    for shown in [
        ">125.50</del>",
        ">2026-01-02 03:04:05</ins>",
        // What an id points to has a name.
        &format!("<ins title=\"{}\">Acme</ins>", acme.id),
    ] {
        assert!(history.contains(shown), "{shown} {history}");
    }
    for raw in [">12550<", ">99900<", "03:04:05.678901+00:00</ins>"] {
        assert!(!history.contains(raw), "{raw} {history}");
    }
    let company = psql.execute("update company set name = 'Acme & Sons'", &[]);
    assert_eq!(company.await.unwrap(), 1);
    eventually("the name of a row that changed", async || {
        let recent = finance.see("/admin/").await;
        recent.contains(">Acme &amp; Sons</a> by").then_some(())
    })
    .await;
}
