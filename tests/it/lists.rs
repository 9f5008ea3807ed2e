//! A list shows every payment that matches, newest first, whatever happens between its pages.

use std::collections::HashSet;

use futures_util::future::join_all;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::answers::{Answer, done, invalid, refused};
use crate::support::app::{App, Company, draft};

fn list(company: &Company<'_>, query: &str) -> RequestBuilder {
    company.request(Method::GET, &format!("/v1/payments?{query}"))
}

async fn page(company: &Company<'_>, query: &str) -> Answer {
    done(list(company, query), 200).await
}

/// The ids on a page.
fn ids(page: &Answer) -> Vec<String> {
    let data = page.body["data"].as_array().unwrap();
    data.iter()
        .map(|payment| payment["id"].as_str().unwrap().to_owned())
        .collect()
}

/// The pages of a list, one after the other.
async fn pages(company: &Company<'_>, query: &str) -> Vec<Answer> {
    let mut all = vec![page(company, query).await];
    loop {
        let last = all.last().unwrap();
        assert_eq!(last.body.as_object().unwrap().len(), 3);
        assert_eq!(last.body["has_more"], last.body["next_cursor"].is_string());
        let Some(cursor) = last.body["next_cursor"].as_str() else {
            return all;
        };
        let next = page(company, &format!("{query}&after={cursor}")).await;
        all.push(next);
    }
}

/// The descriptions on all pages of a list.
async fn found(company: &Company<'_>, query: &str) -> Vec<String> {
    let mut found = Vec::new();
    for page in pages(company, query).await {
        for payment in page.body["data"].as_array().unwrap() {
            found.push(payment["description"].as_str().unwrap().to_owned());
        }
    }
    found
}

/// Payments made in psql, one a second; `number` is the number of each.
async fn fill(app: &App, company: &Company<'_>, count: u32, columns: &str, values: &str) {
    let insert = format!(
        "insert into payment (company_id, description, created_at, account_name, account_number, {columns})
         select '{}', number::text, '2026-01-01T00:00:00Z'::timestamptz + number * interval '1 second',
            'Jane Citizen', '000123456', {values}
         from generate_series(0, {count} - 1) number order by number",
        company.id
    );
    app.psql().await.batch_execute(&insert).await.unwrap();
}

#[tokio::test]
async fn a_list_is_newest_first_20_at_a_time() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    fill(&app, &acme, 45, "amount_cents, bsb", "1, '000-000'").await;
    let sizes = async |query: &str| {
        let pages = pages(&acme, query).await;
        pages.iter().map(|page| ids(page).len()).collect::<Vec<_>>()
    };
    assert_eq!(sizes("").await, [20, 20, 5]);
    assert_eq!(sizes("limit=15").await, [15, 15, 15]);
    assert_eq!(sizes("limit=100").await, [45]);
    assert_eq!(sizes("limit=1&amount_from=1").await, [1; 45]);
    let newest_first: Vec<_> = (0..45).rev().map(|number| number.to_string()).collect();
    assert_eq!(found(&acme, "limit=7").await, newest_first);
    let first = &page(&acme, "limit=1").await.body["data"][0];
    let path = format!("/v1/payments/{}", first["id"].as_str().unwrap());
    assert_eq!(
        &done(acme.request(Method::GET, &path), 200).await.body,
        first
    );
}

#[tokio::test]
async fn each_filter_narrows_the_list_and_they_combine() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let values = "case when number % 2 = 0 then 'debit' else 'credit' end::payment_direction,
        100 + number, '00' || number % 3 || '-000', case when number < 6 then 'INV ' || number % 2 end";
    fill(
        &app,
        &acme,
        12,
        "direction, amount_cents, bsb, reference",
        values,
    )
    .await;
    let psql = app.psql().await;
    for moves in [
        "set status = 'successful' where amount_cents in (101, 102)",
        "set status = 'failed' where amount_cents = 103",
    ] {
        psql.batch_execute(&format!("update payment {moves}"))
            .await
            .unwrap();
    }
    let table = [
        ("status=successful", "2 1"),
        ("status=successful&status=failed", "3 2 1"),
        ("status=failed&status=failed", "3"),
        ("status=disputed", ""),
        ("direction=credit", "11 9 7 5 3 1"),
        ("bsb=001-000", "10 7 4 1"),
        ("bsb=001000", "10 7 4 1"),
        ("bsb=001%20000", "10 7 4 1"),
        ("reference=INV+1", "5 3 1"),
        ("reference=inv+1", ""),
        ("amount_from=109", "11 10 9"),
        ("amount_to=101", "1 0"),
        ("amount_from=104&amount_to=106", "6 5 4"),
        ("amount_from=106&amount_to=104", ""),
        ("created_from=2026-01-01T00:00:09Z", "11 10 9"),
        ("created_to=2026-01-01T00:00:01Z", "1 0"),
        (
            "created_from=2026-01-01T10:00:03%2B10:00&created_to=2026-01-01T00:00:04.000000Z",
            "4 3",
        ),
        (
            "created_from=2026-01-01T00:00:03.000001Z&created_to=2026-01-01T00:00:04.999999Z",
            "4",
        ),
        ("status=created&reference=INV+0", "4 0"),
        (
            "reference=INV+1&status=failed&direction=credit&bsb=000-000&amount_from=103&amount_to=103&created_from=2026-01-01T00:00:03Z&created_to=2026-01-01T00:00:03Z",
            "3",
        ),
        ("status=created&created_to=2026-01-01T00:00:05Z", "5 4 0"),
        ("reference=INV+0&created_from=2026-01-01T00:00:02Z", "4 2"),
    ];
    for (query, expected) in table {
        assert_eq!(found(&acme, query).await.join(" "), expected, "{query}");
        assert_eq!(
            found(&acme, &format!("limit=1&{query}")).await.join(" "),
            expected,
            "{query}"
        );
    }
}

#[tokio::test]
async fn wrong_parameters_are_named_all_at_once() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let table = [
        ("limit=0", vec![("limit", "out_of_range")]),
        ("limit=101", vec![("limit", "out_of_range")]),
        ("limit=-1", vec![("limit", "out_of_range")]),
        ("limit=", vec![("limit", "wrong_type")]),
        ("limit=1.5", vec![("limit", "wrong_type")]),
        ("limit=99999999999999999999", vec![("limit", "wrong_type")]),
        ("limit=1&limit=2", vec![("limit", "not_allowed")]),
        ("status=paid", vec![("status", "not_allowed")]),
        (
            "status=created&status=paid",
            vec![("status", "not_allowed")],
        ),
        ("status=created,failed", vec![("status", "not_allowed")]),
        ("status=", vec![("status", "not_allowed")]),
        ("direction=up", vec![("direction", "not_allowed")]),
        (
            "direction=debit&direction=credit",
            vec![("direction", "not_allowed")],
        ),
        ("reference=", vec![("reference", "too_short")]),
        ("reference=%C3%A4", vec![("reference", "invalid_format")]),
        ("reference=%00", vec![("reference", "invalid_format")]),
        (
            "reference=AAAAAAAAAAAAAAAAAAA",
            vec![("reference", "too_long")],
        ),
        ("bsb=062", vec![("bsb", "invalid_format")]),
        (
            "created_from=yesterday",
            vec![("created_from", "invalid_format")],
        ),
        (
            "created_to=2026-01-01",
            vec![("created_to", "invalid_format")],
        ),
        (
            "created_to=2026-02-30T00:00:00Z",
            vec![("created_to", "invalid_format")],
        ),
        (
            "created_from=2026-01-01T00:00:00",
            vec![("created_from", "invalid_format")],
        ),
        ("amount_from=0", vec![("amount_from", "out_of_range")]),
        ("amount_to=10000000000", vec![("amount_to", "out_of_range")]),
        ("amount_to=1.00", vec![("amount_to", "wrong_type")]),
        ("colour=red", vec![("colour", "unknown_field")]),
        ("Limit=1", vec![("Limit", "unknown_field")]),
        (
            "page=2&offset=4",
            vec![("offset", "unknown_field"), ("page", "unknown_field")],
        ),
        (
            "limit=0&status=x&bsb=1&amount_from=a&q=1",
            vec![
                ("amount_from", "wrong_type"),
                ("bsb", "invalid_format"),
                ("limit", "out_of_range"),
                ("q", "unknown_field"),
                ("status", "not_allowed"),
            ],
        ),
    ];
    for (query, wrong) in table {
        invalid(list(&acme, query), &wrong).await;
    }
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_filters_only() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    fill(
        &app,
        &acme,
        6,
        "amount_cents, bsb, reference",
        "1, '000-000', 'A'",
    )
    .await;
    let filters = [
        "status=created",
        "reference=A",
        "status=created&direction=debit",
        "amount_from=1",
        "",
    ];
    for own in filters {
        let first = page(&acme, &format!("limit=2&{own}")).await;
        let cursor = first.text_of("next_cursor");
        for other in filters {
            let request = list(&acme, &format!("limit=3&{other}&after={cursor}"));
            if own == other {
                assert_eq!(ids(&done(request, 200).await).len(), 3);
            } else {
                refused(request, 400, "invalid_cursor").await;
            }
        }
    }
    let first = page(&acme, "limit=2&status=created&status=failed").await;
    let cursor = first.text_of("next_cursor");
    done(
        list(
            &acme,
            &format!("status=failed&status=created&after={cursor}"),
        ),
        200,
    )
    .await;
}

#[tokio::test]
async fn a_damaged_cursor_is_refused() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    fill(&app, &acme, 3, "amount_cents, bsb", "1, '000-000'").await;
    let first = page(&acme, "limit=1").await;
    let cursor = first.text_of("next_cursor");
    let mut damaged: Vec<_> = [
        "",
        "x",
        "0",
        "=",
        "%00",
        "%ff",
        "%C3%A4",
        "AAAA",
        &"A".repeat(4000),
    ]
    .map(str::to_owned)
    .to_vec();
    for at in 0..cursor.len() {
        let other = if cursor[at..].starts_with('A') {
            "B"
        } else {
            "A"
        };
        damaged.push(format!("{}{other}{}", &cursor[..at], &cursor[at + 1..]));
    }
    damaged.push(cursor[1..].to_owned());
    damaged.push(format!("{cursor}A"));
    for cursor in damaged {
        refused(
            list(&acme, &format!("limit=1&after={cursor}")),
            400,
            "invalid_cursor",
        )
        .await;
    }
}

#[tokio::test]
async fn pages_cover_everything_once_while_payments_are_made() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    fill(&app, &acme, 60, "amount_cents, bsb", "1, '000-000'").await;
    for query in [
        "limit=7",
        "limit=7&status=created",
        "limit=7&direction=debit",
    ] {
        let before: HashSet<_> = pages(&acme, "limit=100")
            .await
            .iter()
            .flat_map(ids)
            .collect();
        let mut seen = Vec::new();
        let mut next = query.to_owned();
        loop {
            let made = (0..3).map(|_| acme.create_payment());
            let (page, _) = tokio::join!(page(&acme, &next), join_all(made));
            seen.extend(ids(&page));
            let Some(cursor) = page.body["next_cursor"].as_str() else {
                break;
            };
            next = format!("{query}&after={cursor}");
        }
        let distinct: HashSet<_> = seen.iter().cloned().collect();
        assert_eq!(distinct.len(), seen.len(), "{query}");
        assert!(distinct.is_superset(&before), "{query}");
    }
}

#[tokio::test]
async fn payments_of_the_same_moment_are_listed_once_each() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let request = acme
        .request(Method::POST, "/v1/payments/batch")
        .header("idempotency-key", "k");
    done(request.json(&json!({"payments": vec![draft(); 50]})), 200).await;
    for query in [
        "limit=7",
        "limit=7&status=created&status=failed",
        "limit=7&amount_from=1",
    ] {
        let seen: Vec<_> = pages(&acme, query).await.iter().flat_map(ids).collect();
        let mut sorted = seen.clone();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        sorted.dedup();
        assert_eq!((seen.len(), seen == sorted), (50, true), "{query}");
    }
}

#[tokio::test]
async fn a_sparse_filter_gives_short_pages_and_finds_everything_once() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let values =
        "1 + number, case when number % 500 = 250 or number = 0 then '999-999' else '000-000' end";
    fill(&app, &acme, 3000, "amount_cents, bsb", values).await;
    let expected = ["2750", "2250", "1750", "1250", "750", "250", "0"];
    for query in [
        "bsb=999-999",
        "bsb=999-999&status=created",
        "bsb=999-999&limit=1",
        "bsb=999-999&limit=2",
        "bsb=999-999&direction=debit&amount_from=1",
    ] {
        assert_eq!(found(&acme, query).await, expected, "{query}");
    }
    let sizes: Vec<_> = pages(&acme, "bsb=999-999")
        .await
        .iter()
        .map(|page| ids(page).len())
        .collect();
    assert_eq!(sizes, [2, 2, 3, 0]);
    let nothing = pages(&acme, "bsb=888-888").await;
    assert_eq!(nothing.len(), 4);
    for page in &nothing[..3] {
        assert_eq!(
            (&page.body["data"], &page.body["has_more"]),
            (&json!([]), &Value::Bool(true))
        );
    }
}
