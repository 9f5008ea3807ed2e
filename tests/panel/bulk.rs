//! One thing done to many rows: each by itself, refused rows told, changed ones skipped.

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
    let list = format!(
        "/admin/payment/?company_id={}&amount_cents.to=4.40",
        acme.id
    );
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

/// Payments of a company, told apart by their amounts.
async fn payments(app: &App, company: &str, count: u32) {
    let psql = app.psql().await;
    let insert = format!(
        "insert into payment (company_id, amount_cents, account_name, bsb, account_number) select '{company}', i, 'Joe', '062-000', '12345678' from generate_series(1, {count}) i"
    );
    psql.batch_execute(&insert).await.unwrap();
}

#[tokio::test]
async fn picked_rows_get_a_status_and_those_that_may_not_are_told() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    payments(&app, &acme.id, 4).await;
    let psql = app.psql().await;
    // What the bank has is no longer decided by hand.
    psql.batch_execute("set remit.override = 'test'; update payment set processing_state = 'submitted' where amount_cents = 2")
        .await
        .unwrap();
    let rows = psql
        .query(
            "select version || ':' || id from payment order by amount_cents",
            &[],
        )
        .await
        .unwrap();
    let rows: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    psql.batch_execute("update payment set description = 'meanwhile' where amount_cents = 3")
        .await
        .unwrap();
    let finance = Staff::of(&app, "finance").await;
    let list = finance.see("/admin/payment/").await;
    assert!(
        list.contains("<option value=\"set.status\">Set status<"),
        "{list}"
    );
    let mut fields = vec![("_action", "set.status")];
    fields.extend(rows.iter().map(|row| ("_row", row.as_str())));
    let asked = finance.post("/admin/payment/", &fields).await;
    assert!(
        asked.html.contains("4 picked") && asked.html.contains("<option value=\"failed\""),
        "{}",
        asked.html
    );
    let untold = finance.send("/admin/payment/", &asked.html, &[]).await;
    assert!(
        untold.html.contains("<option value=\"failed\""),
        "asked again, without a status: {}",
        untold.html
    );
    let done = finance
        .send("/admin/payment/", &asked.html, &[("status", "failed")])
        .await;
    assert_eq!(done.status.as_u16(), 200, "{}", done.html);
    for part in [
        "2 done, 1 skipped since they changed meanwhile, 1 refused",
        "may not become failed",
    ] {
        assert!(done.html.contains(part), "{part}: {}", done.html);
    }
    let refused = rows[1].split_once(':').unwrap().1;
    assert!(
        done.html
            .contains(&format!("href=\"/admin/payment/{refused}/\""))
    );
    assert_eq!(statuses(&app).await, "failed created created failed");
    // With a reason, what the rules refused is done.
    let reasoned = [("status", "failed"), ("reason", "ticket 9")];
    let done = finance
        .send("/admin/payment/", &asked.html, &reasoned)
        .await;
    assert!(done.html.contains("1 done, 3 skipped"), "{}", done.html);
    assert_eq!(statuses(&app).await, "failed failed created failed");
    let support = Staff::of(&app, "support").await;
    let fields = [("_action", "set.status"), ("_row", rows[0].as_str())];
    let may_not = support.post("/admin/payment/", &fields).await;
    assert_eq!(may_not.status.as_u16(), 404);
    let other = [("_action", "set.amount_cents"), ("_row", rows[0].as_str())];
    let not_offered = finance.post("/admin/payment/", &other).await;
    assert_eq!(not_offered.status.as_u16(), 404);
}

async fn statuses(app: &App) -> String {
    let statuses = "select string_agg(status::text, ' ' order by amount_cents) from payment";
    let psql = app.psql().await;
    psql.query_one(statuses, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn all_that_match_get_a_status_and_each_batch_tells_how_far_it_is() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    payments(&app, &acme.id, 450).await;
    let psql = app.psql().await;
    psql.batch_execute("set remit.override = 'test'; update payment set processing_state = 'submitted' where amount_cents % 100 = 0")
        .await
        .unwrap();
    let finance = Staff::of(&app, "finance").await;
    let list = format!(
        "/admin/payment/?company_id={}&amount_cents.from=0.10",
        acme.id
    );
    let asked = finance
        .post(&list, &[("_action", "set.status"), ("_all", "1")])
        .await;
    assert!(
        asked.html.contains("There are 441 of them"),
        "{}",
        asked.html
    );
    // What somebody changes after the question is left alone, and so is what came since.
    psql.batch_execute("update payment set description = 'mine' where amount_cents in (20, 440)")
        .await
        .unwrap();
    let mut page = finance
        .send(&list, &asked.html, &[("status", "failed")])
        .await;
    let mut batches = 1;
    while let Some(next) = value(&page.html, "_next") {
        assert!(!next.is_empty() && batches < 5);
        assert!(page.html.contains("of 441."), "{}", page.html);
        assert!(page.html.contains("<progress max=\"441\""), "{}", page.html);
        page = finance.send(&list, &page.html, &[]).await;
        assert_eq!(page.status.as_u16(), 200, "{}", page.html);
        batches += 1;
    }
    assert_eq!(batches, 3);
    let says = "435 done, 2 skipped since they changed meanwhile, 4 refused.";
    assert!(page.html.contains(says), "{}", page.html);
    let refused = page.html.matches("may not become failed").count();
    assert_eq!(refused, 4, "of all batches: {}", page.html);
    let failed = "select count(*) from payment where status = 'failed' and amount_cents >= 10 and description is null";
    let failed: i64 = psql.query_one(failed, &[]).await.unwrap().get(0);
    assert_eq!(failed, 435);
}
