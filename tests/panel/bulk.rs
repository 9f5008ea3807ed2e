//! One action on many rows: each by itself, refused rows told, changed ones skipped.

use serde_json::Value;

use crate::staff::{Staff, value};
use crate::support::app::App;

#[tokio::test]
async fn picked_rows_are_queued_but_those_that_changed_or_may_not() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(
            acme.create_payment().await["id"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    let finance = Staff::of(&app, "finance").await;
    let failed = finance
        .post(
            &format!("/admin/payment/{}/", ids[0]),
            &[("version", "1"), ("status", "failed")],
        )
        .await;
    assert_eq!(failed.status.as_u16(), 303);
    acme.request(reqwest::Method::PATCH, &format!("/v1/payments/{}", ids[1]))
        .json(&serde_json::json!({"description": "meanwhile"}))
        .send()
        .await
        .unwrap();
    let picked: Vec<String> = ids
        .iter()
        .enumerate()
        .map(|(n, id)| format!("{}:{id}", if n == 0 { 2 } else { 1 }))
        .collect();
    let mut fields = vec![("_action", "process")];
    fields.extend(picked.iter().map(|row| ("_row", row.as_str())));
    let asked = finance.post("/admin/payment/", &fields).await;
    assert_eq!(asked.status.as_u16(), 200, "{}", asked.html);
    assert!(asked.html.contains("4 picked"), "{}", asked.html);
    fields.push(("_confirmed", "1"));
    let done = finance.post("/admin/payment/", &fields).await;
    assert!(done.html.contains("2 done, 1 skipped"), "{}", done.html);
    assert!(
        done.html.contains("Refused") && done.html.contains(&ids[0]),
        "{}",
        done.html
    );
    for (id, state) in [(&ids[1], "none"), (&ids[0], "none")] {
        let now: Value = acme
            .get(&format!("/v1/payments/{id}"))
            .await
            .json()
            .await
            .unwrap();
        assert_eq!(now["processing"]["state"], state);
    }
}

#[tokio::test]
async fn all_that_match_are_deleted_in_batches_and_no_others() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let bolt = app.sign_up("Bolt").await;
    bolt.create_payment().await;
    let psql = app.psql().await;
    let many = format!(
        "insert into payment (company_id, amount_cents, account_name, bsb, account_number) select '{}', i, 'Joe', '062-000', '12345678' from generate_series(1, 450) i",
        acme.id
    );
    psql.batch_execute(&many).await.unwrap();
    let finance = Staff::of(&app, "finance").await;
    let list = format!("/admin/payment/?company_id={}&amount_cents.to=440", acme.id);
    let mut next = None::<String>;
    let mut began = String::new();
    let mut posts = 0;
    loop {
        let mut fields = vec![
            ("_action", "delete"),
            ("_all", "1"),
            ("_began", began.as_str()),
        ];
        if posts > 0 {
            fields.push(("_confirmed", "1"));
        }
        if let Some(next) = &next {
            fields.push(("_next", next));
        }
        let page = finance.post(&list, &fields).await;
        assert_eq!(page.status.as_u16(), 200, "{}", page.html);
        began = value(&page.html, "_began").unwrap_or_default();
        next = value(&page.html, "_next");
        posts += 1;
        if posts > 1 && next.is_none() {
            break;
        }
        assert!(posts < 10);
    }
    assert_eq!(posts, 4, "asked once, then three batches");
    let left: i64 = psql
        .query_one("select count(*) from payment", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(left, 11);
}
