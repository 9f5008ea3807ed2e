//! Lists of events: whose they are, in which order, and what narrows them.

use std::time::{Duration, Instant};

use remit::capture::Ringing;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::app::{App, Company};
use crate::support::wait::eventually;
use crate::telling::{by_bell_and_by_looking, events, events_of, spawn, told, types};

by_bell_and_by_looking!(a_change_is_visible_within_a_second);

async fn a_change_is_visible_within_a_second(bell: Ringing) {
    let app = spawn(bell).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    for number in 1..=5 {
        acme.create_payment().await;
        let began = Instant::now();
        eventually("the event", async || {
            let row = psql
                .query_one("select count(*) from event", &[])
                .await
                .unwrap();
            (row.get::<_, i64>(0) == number).then_some(())
        })
        .await;
        assert!(
            began.elapsed() <= Duration::from_secs(1),
            "{:?}",
            began.elapsed()
        );
    }
}

#[tokio::test]
async fn a_company_never_sees_another_companys_events() {
    let app = App::spawn().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let payment = acme.create_payment().await;
    told(&app.psql().await).await;
    let event = events(&acme).await.remove(0);
    assert!(events(&bolt).await.is_empty());
    let payment_id = payment["id"].as_str().unwrap();
    assert!(
        events_of(&bolt, &format!("/v1/events?payment_id={payment_id}&"))
            .await
            .is_empty()
    );
    let unknown = "01999999-0000-7000-8000-000000000000";
    for path in ["/v1/events/{}", "/v1/payments/{}/events"] {
        let id = if path.ends_with("events") {
            payment_id
        } else {
            event["id"].as_str().unwrap()
        };
        assert_eq!(
            acme.get(&path.replace("{}", id)).await.status(),
            StatusCode::OK
        );
        let others = refusal(&bolt, &path.replace("{}", id)).await;
        assert_eq!(
            others,
            refusal(&bolt, &path.replace("{}", unknown)).await,
            "byte for byte"
        );
        assert_eq!(
            others,
            refusal(&bolt, &path.replace("{}", "nonsense")).await
        );
        assert_eq!(others.0, StatusCode::NOT_FOUND);
    }
}

/// Status and body of a refusal, but for the request id.
async fn refusal(company: &Company<'_>, path: &str) -> (StatusCode, String) {
    let request = company
        .request(Method::GET, path)
        .header("x-request-id", "same");
    let answer = request.send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

#[tokio::test]
async fn an_event_has_the_same_bytes_wherever_it_is_read() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let body = json!({"amount_cents": 1, "account_name": "Zoë \"Z\" <&>", "bsb": "000000",
        "account_number": "12345", "metadata": {"b": "2", "a": "1"}});
    let payment: Value = acme.post("/v1/payments", &body).await.json().await.unwrap();
    let psql = app.psql().await;
    told(&psql).await;
    let kept: String = psql
        .query_one("select body from event", &[])
        .await
        .unwrap()
        .get(0);
    let event: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(event["data"], payment);
    let id = event["id"].as_str().unwrap();
    assert_eq!(
        acme.get(&format!("/v1/events/{id}"))
            .await
            .text()
            .await
            .unwrap(),
        kept
    );
    let of_payment = format!("/v1/payments/{}/events", payment["id"].as_str().unwrap());
    for list in ["/v1/events", &of_payment] {
        let page = acme.get(list).await.text().await.unwrap();
        assert_eq!(
            page,
            format!(r#"{{"data":[{kept}],"has_more":false,"next_cursor":null}}"#)
        );
    }
}

#[tokio::test]
async fn a_list_of_events_goes_on_after_a_sequence_with_any_filter() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (first, second) = (acme.create_payment().await, acme.create_payment().await);
    for payment in [&first, &second] {
        let path = format!("/v1/payments/{}", payment["id"].as_str().unwrap());
        let patch = acme
            .request(Method::PATCH, &path)
            .json(&json!({"amount_cents": 7}));
        assert!(patch.send().await.unwrap().status().is_success());
    }
    let path = format!("/v1/payments/{}", first["id"].as_str().unwrap());
    assert!(
        acme.request(Method::DELETE, &path)
            .send()
            .await
            .unwrap()
            .status()
            .is_success()
    );
    told(&app.psql().await).await;

    let sequences = async |query: String| {
        let page: Value = acme
            .get(&format!("/v1/events?{query}"))
            .await
            .json()
            .await
            .unwrap();
        let data = page["data"].as_array().expect("a page").clone();
        let of = |event: &Value| event["sequence"].as_i64().unwrap();
        (
            data.iter().map(of).collect::<Vec<_>>(),
            page["next_cursor"].clone(),
        )
    };
    let of_first = format!("payment_id={}", first["id"].as_str().unwrap());
    let two = "type=payment.created&type=payment.deleted";
    for (query, expected, cursor) in [
        (String::new(), vec![1, 2, 3, 4, 5], None),
        ("limit=2".to_owned(), vec![1, 2], Some("2")),
        ("limit=2&after=2".to_owned(), vec![3, 4], Some("4")),
        ("limit=2&after=4".to_owned(), vec![5], None),
        ("after=5".to_owned(), vec![], None),
        ("after=900".to_owned(), vec![], None),
        ("type=payment.updated".to_owned(), vec![3, 4], None),
        ("type=payment.failed".to_owned(), vec![], None),
        (two.to_owned(), vec![1, 2, 5], None),
        (format!("{two}&after=1&limit=1"), vec![2], Some("2")),
        (of_first.clone(), vec![1, 3, 5], None),
        (format!("{of_first}&limit=1&after=1"), vec![3], Some("3")),
        (format!("{of_first}&{two}&after=2"), vec![5], None),
    ] {
        let found = sequences(query.clone()).await;
        assert_eq!(
            found,
            (expected, cursor.map_or(Value::Null, Value::from)),
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_wrong_cursor_or_filter_is_refused() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let of_payment = format!("/v1/payments/{}/events", payment["id"].as_str().unwrap());
    for (path, status, code, parameter) in [
        ("/v1/events?after=x", 400, "invalid_cursor", None),
        ("/v1/events?after=-1", 400, "invalid_cursor", None),
        ("/v1/events?after=1.5", 400, "invalid_cursor", None),
        ("/v1/events?after=", 400, "invalid_cursor", None),
        (
            &format!("{of_payment}?after=abc"),
            400,
            "invalid_cursor",
            None,
        ),
        (
            "/v1/events?type=payment.exploded",
            422,
            "validation_failed",
            Some("type"),
        ),
        (
            "/v1/events?type=payment.created&type=x",
            422,
            "validation_failed",
            Some("type"),
        ),
        (
            "/v1/events?payment_id=x",
            422,
            "validation_failed",
            Some("payment_id"),
        ),
        (
            "/v1/events?limit=0",
            422,
            "validation_failed",
            Some("limit"),
        ),
        (
            "/v1/events?limit=101",
            422,
            "validation_failed",
            Some("limit"),
        ),
        (
            "/v1/events?types=payment.created",
            422,
            "validation_failed",
            Some("types"),
        ),
        (
            "/v1/events?after=x&limit=0",
            422,
            "validation_failed",
            Some("limit"),
        ),
    ] {
        let answer = acme.get(path).await;
        assert_eq!(answer.status(), status, "{path}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], code, "{path}");
        let named = problem["errors"][0]["parameter"].as_str();
        assert_eq!(named, parameter, "{path}");
    }
    let nobody = app.request(Method::GET, "/v1/events").send().await.unwrap();
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_deleted_payments_events_stay() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let id = payment["id"].as_str().unwrap();
    let path = format!("/v1/payments/{id}");
    assert!(
        acme.request(Method::DELETE, &path)
            .send()
            .await
            .unwrap()
            .status()
            .is_success()
    );
    told(&app.psql().await).await;
    assert_eq!(
        acme.get(&format!("{path}/events")).await.status(),
        StatusCode::NOT_FOUND
    );
    let events = events_of(&acme, &format!("/v1/events?payment_id={id}&")).await;
    assert_eq!(types(&events), ["payment.created", "payment.deleted"]);
}

#[tokio::test]
async fn a_page_of_a_rare_type_looks_at_a_bounded_number_of_events() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let rows = format!(
        "insert into payment (company_id, amount_cents, account_name, bsb, account_number)
         select '{}', n, 'Jane', '062000', '12345678' from generate_series(1, 2500) n;
         update payment set status = 'failed' where amount_cents = 2500",
        acme.id
    );
    psql.batch_execute(&rows).await.unwrap();
    told(&psql).await;
    let first: Value = acme
        .get("/v1/events?type=payment.failed")
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(
        first,
        json!({"data": [], "has_more": true, "next_cursor": "1000"})
    );
    let found = events_of(&acme, "/v1/events?type=payment.failed&").await;
    assert_eq!(types(&found), ["payment.failed"]);
    assert_eq!(found[0]["sequence"], 2501);
}
