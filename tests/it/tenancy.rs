//! A company never sees, changes or even senses what belongs to another.

use futures_util::future::join_all;
use reqwest::{Method, RequestBuilder};
use serde_json::json;
use uuid::Uuid;

use crate::answers::{done, refused};
use crate::support::app::{App, Company, draft, options};

fn requests_for(company: &Company<'_>, id: &str) -> Vec<RequestBuilder> {
    let path = format!("/v1/payments/{id}");
    let process = format!("{path}/process");
    vec![
        company.request(Method::GET, &path),
        company
            .request(Method::PATCH, &path)
            .json(&json!({"amount_cents": 1})),
        company
            .request(Method::PATCH, &path)
            .json(&json!({"description": "mine"}))
            .header("if-match", "\"9\""),
        company.request(Method::DELETE, &path),
        company.request(Method::POST, &process),
        company
            .request(Method::POST, &process)
            .header("idempotency-key", "k"),
    ]
}

#[tokio::test]
async fn another_companys_payment_is_as_unknown_as_any() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let bolt = app.sign_up("Bolt").await;
    let payment = acme.create_payment().await;
    let id = payment["id"].as_str().unwrap();
    let mut texts = Vec::new();
    for id in [id, &Uuid::now_v7().to_string(), &Uuid::nil().to_string()] {
        for request in requests_for(&bolt, id) {
            let answer = refused(request.header("x-request-id", "same"), 404, "not_found").await;
            let mut headers: Vec<_> = answer.headers.keys().map(|name| name.as_str()).collect();
            headers.sort_unstable();
            assert_eq!(
                headers,
                [
                    "cache-control",
                    "content-length",
                    "content-type",
                    "date",
                    "ratelimit",
                    "ratelimit-policy",
                    "x-content-type-options",
                    "x-request-id"
                ]
            );
            texts.push(answer.text);
        }
    }
    texts.dedup();
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert_eq!(
        done(
            acme.request(Method::GET, &format!("/v1/payments/{id}")),
            200
        )
        .await
        .body,
        payment
    );
}

#[tokio::test]
async fn a_malformed_id_is_unknown() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = acme.create_payment().await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let malformed = [
        "1",
        "null",
        &id[1..],
        &format!("{id}0"),
        &id.replace('-', ""),
        &format!("%7B{id}%7D"),
        "%00",
        "%ff",
        "..%2f..",
        "'%20or%20true",
        &"9".repeat(2000),
    ];
    for id in malformed {
        for request in requests_for(&acme, id) {
            refused(request, 404, "not_found").await;
        }
    }
}

#[tokio::test]
async fn lists_never_mix_and_cursors_stay_at_home() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let bolt = app.sign_up("Bolt").await;
    for _ in 0..3 {
        acme.create_payment().await;
        bolt.create_payment().await;
    }
    for company in [&acme, &bolt] {
        let page = done(company.request(Method::GET, "/v1/payments"), 200).await;
        let payments = page.body["data"].as_array().unwrap();
        assert_eq!(payments.len(), 3);
        assert!(
            payments
                .iter()
                .all(|payment| payment["company_id"] == company.id.as_str())
        );
    }
    let page = done(acme.request(Method::GET, "/v1/payments?limit=2"), 200).await;
    let path = format!("/v1/payments?limit=2&after={}", page.text_of("next_cursor"));
    refused(bolt.request(Method::GET, &path), 400, "invalid_cursor").await;
    assert_eq!(
        done(acme.request(Method::GET, &path), 200).await.body["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn two_companies_under_load_on_few_connections_never_mix() {
    let mut options = options();
    options.pools.company = 2;
    let app = App::spawn_with(options).await;
    let acme = app.sign_up("Acme").await;
    let bolt = app.sign_up("Bolt").await;
    let work = (0..12).map(|number| work_on(if number % 2 == 0 { &acme } else { &bolt }, number));
    join_all(work).await;
    for (company, number) in [(&acme, 0), (&bolt, 1)] {
        let page = done(company.request(Method::GET, "/v1/payments?limit=100"), 200).await;
        let payments = page.body["data"].as_array().unwrap();
        assert_eq!(payments.len(), 6 * 8);
        for payment in payments {
            assert_eq!(payment["company_id"], company.id.as_str());
            let worker: i32 = payment["description"].as_str().unwrap().parse().unwrap();
            assert_eq!(worker % 2, number);
        }
    }
}

async fn work_on(company: &Company<'_>, number: i32) {
    for round in 0..8 {
        let mut draft = draft();
        draft["description"] = json!(number.to_string());
        let key = format!("{number}-{round}");
        let create = company
            .request(Method::POST, "/v1/payments")
            .header("idempotency-key", key)
            .json(&draft);
        let made = done(create, 201).await;
        assert_eq!(made.text_of("company_id"), company.id);
        let path = format!("/v1/payments/{}", made.text_of("id"));
        assert_eq!(
            done(company.request(Method::GET, &path), 200).await.body,
            made.body
        );
        let changed = done(
            company
                .request(Method::PATCH, &path)
                .json(&json!({"reference": "R"})),
            200,
        )
        .await;
        assert_eq!(changed.text_of("company_id"), company.id);
        refused(
            company.request(Method::GET, "/v1/payments?limit=0"),
            422,
            "validation_failed",
        )
        .await;
        let listed = done(company.request(Method::GET, "/v1/payments?limit=5"), 200).await;
        let payments = listed.body["data"].as_array().unwrap();
        assert!(
            payments
                .iter()
                .all(|payment| payment["company_id"] == company.id.as_str())
        );
        assert_eq!(
            done(company.request(Method::GET, "/v1/company"), 200)
                .await
                .text_of("id"),
            company.id
        );
    }
}
