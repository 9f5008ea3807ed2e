//! Personal data is masked until it is revealed, by whoever may, on record.

use reqwest::StatusCode;

use crate::staff::Staff;
use crate::support::app::App;
use crate::support::wait::eventually;

const NUMBER: &str = "000123456";

#[tokio::test]
async fn an_account_number_is_masked_on_every_page_until_it_is_revealed() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let page = format!("/admin/payment/{}/", payment["id"].as_str().unwrap());
    let psql = app.psql().await;
    let event = eventually("the event", async || {
        let row = psql
            .query_opt("select company_id::text || ',' || sequence from event", &[])
            .await
            .unwrap();
        row.map(|row| row.get::<_, String>(0))
    })
    .await;
    let change: i64 = psql
        .query_one("select id from change where table_name = 'payment'", &[])
        .await
        .unwrap()
        .get(0);
    for role in ["viewer", "support", "finance", "admin"] {
        let staff = Staff::of(&app, role).await;
        for path in [
            "/admin/".to_owned(),
            "/admin/payment/".to_owned(),
            "/admin/payment/?_format=csv".to_owned(),
            page.clone(),
            format!("{page}history/"),
            "/admin/event/".to_owned(),
            "/admin/event/?_format=csv".to_owned(),
            format!("/admin/event/{event}/"),
            "/admin/change/".to_owned(),
            "/admin/change/?_format=csv".to_owned(),
            format!("/admin/change/{change}/"),
        ] {
            let html = staff.see(&path).await;
            assert!(!html.contains(NUMBER), "{role} {path}: {html}");
            let shows = ["/history/", "csv", &page, "/event/0", "/change/1"]
                .iter()
                .any(|part| path.contains(part));
            assert!(
                !shows || path == "/admin/payment/" || html.contains("•••456"),
                "{role} {path}: {html}"
            );
        }
    }
}

#[tokio::test]
async fn who_may_read_it_reveals_it_on_record_and_others_do_not() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let page = format!("/admin/payment/{}/", payment["id"].as_str().unwrap());
    let reveal = format!("{page}reveal/account_number/");
    for role in ["viewer", "support"] {
        let refused = Staff::of(&app, role).await.post(&reveal, &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role}");
    }
    let finance = Staff::of(&app, "finance").await;
    let revealed = finance.post(&reveal, &[]).await;
    assert_eq!(revealed.status, StatusCode::OK);
    assert!(revealed.html.contains(NUMBER), "{}", revealed.html);
    let history = eventually("the reveal in the history", async || {
        let html = finance.see(&format!("{page}history/")).await;
        html.contains(">reveal<").then_some(html)
    })
    .await;
    assert!(history.contains("Saw account number"), "{history}");
    // It is no change: no event, no version.
    let events = app
        .psql()
        .await
        .query_one("select count(*) from event", &[])
        .await
        .unwrap();
    assert_eq!(events.get::<_, i64>(0), 1);
    assert_eq!(
        finance
            .post(&format!("{page}reveal/bsb/"), &[])
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}
