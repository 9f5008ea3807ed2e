//! Who changed what, and the way back.

use reqwest::StatusCode;

use crate::staff::{Staff, value};
use crate::support::app::App;
use crate::support::wait::eventually;

async fn history(staff: &Staff, page: &str, holds: &str) -> String {
    eventually("the change in the history", async || {
        let html = staff.see(&format!("{page}history/")).await;
        html.contains(holds).then_some(html)
    })
    .await
}

#[tokio::test]
async fn an_edit_in_psql_shows_in_the_history_and_is_put_back() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let id = payment["id"].as_str().unwrap();
    let page = format!("/admin/payment/{id}/");
    let psql = app.psql().await;
    psql.batch_execute("begin; set local remit.override = 'ticket 7'; update payment set description = 'typed by Dora'; commit")
        .await
        .unwrap();
    let finance = Staff::of(&app, "finance").await;
    let html = history(&finance, &page, "typed by Dora").await;
    for fact in ["by <strong>dba", "postgres", "ticket 7", "API key tests"] {
        assert!(html.contains(fact), "{fact}: {html}");
    }
    let change = value(&html, "change").unwrap();
    let reverted = finance
        .post(&format!("{page}history/"), &[("change", &change)])
        .await;
    assert_eq!(reverted.status, StatusCode::SEE_OTHER, "{}", reverted.html);
    let now: Option<String> = psql
        .query_one("select description from payment", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(now, None);
    history(&finance, &page, ">staff finance-").await;
    let recent = finance.see("/admin/").await;
    assert!(recent.contains("typed by Dora"), "{recent}");
}

#[tokio::test]
async fn the_history_of_a_deleted_row_stays() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let page = format!("/admin/payment/{}/", payment["id"].as_str().unwrap());
    let finance = Staff::of(&app, "finance").await;
    let asked = finance.see(&format!("{page}delete/")).await;
    assert!(asked.contains("Nothing else points to it"), "{asked}");
    let gone = finance.post(&format!("{page}delete/"), &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(finance.get(&page).await.status, StatusCode::NOT_FOUND);
    let html = history(&finance, &page, ">delete<").await;
    assert!(
        html.contains("Jane Citizen") && !html.contains("000123456"),
        "{html}"
    );
}

#[tokio::test]
async fn a_delete_page_says_what_blocks_and_what_goes_along() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    acme.create_payment().await;
    app.psql()
        .await
        .batch_execute("grant delete on company to remit_staff_admin")
        .await
        .unwrap();
    let admin = Staff::of(&app, "admin").await;
    let page = format!("/admin/company/{}/delete/", acme.id);
    let html = admin.see(&page).await;
    assert!(html.contains("1 payment</strong> points to it"), "{html}");
    assert!(
        html.contains("API key</strong> will be deleted with it"),
        "{html}"
    );
    let refused = admin.post(&page, &[]).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.html
    );
    let ended = acme.create_payment().await;
    let id = ended["id"].as_str().unwrap();
    let finance = Staff::of(&app, "finance").await;
    let page = format!("/admin/payment/{id}/");
    finance
        .post(&page, &[("version", "1"), ("status", "failed")])
        .await;
    let refused = finance.post(&format!("{page}delete/"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("name=\"reason\""), "{}", refused.html);
    let gone = finance
        .post(&format!("{page}delete/"), &[("reason", "made twice")])
        .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.html);
}
