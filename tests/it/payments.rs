//! A company creates, reads, deletes and hands over payments that obey the rules.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answers::{done, invalid, refused};
use crate::support::app::{App, Company, draft};

/// Creates a payment that differs from the usual one.
fn create(company: &Company<'_>, field: &str, value: Value) -> RequestBuilder {
    let mut body = draft();
    body[field] = value;
    company.request(Method::POST, "/v1/payments").json(&body)
}

/// A body with a number that Rust's JSON could not write.
fn create_amount(company: &Company<'_>, amount: &str) -> RequestBuilder {
    let body = draft().to_string().replace("12550", amount);
    let request = company.request(Method::POST, "/v1/payments");
    request
        .header("content-type", "application/json")
        .body(body)
}

#[tokio::test]
async fn a_new_payment_is_answered_whole_and_can_be_read() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let body = json!({
        "direction": "credit", "amount_cents": 12550, "account_name": " Jane Citizen ",
        "bsb": "000 000", "account_number": "000123456", "reference": "INV-1001 ",
        "description": " November ", "metadata": {"order": "1001", "ä": ""},
    });
    let request = acme
        .request(Method::POST, "/v1/payments")
        .header("x-request-id", "r-1");
    let made = done(request.json(&body), 201).await;
    let id = made.text_of("id");
    assert_eq!(Uuid::parse_str(id).unwrap().get_version_num(), 7);
    assert_eq!(made.header("location"), format!("/v1/payments/{id}"));
    assert_eq!(made.header("etag"), "\"1\"");
    assert_eq!(made.body["created_at"], made.body["updated_at"]);
    assert!(made.text_of("created_at").ends_with('Z'));
    let expected = json!({
        "id": id, "company_id": acme.id, "status": "created", "direction": "credit",
        "amount_cents": 12550, "currency": "AUD", "account_name": "Jane Citizen",
        "bsb": "000-000", "account_number": "000123456", "reference": "INV-1001",
        "description": "November", "metadata": {"order": "1001", "ä": ""},
        "processing": {"state": "none", "attempts": 0, "submitted_at": null, "bank_reference": null},
        "failure": null, "dispute": null, "created_at": made.body["created_at"],
        "updated_at": made.body["updated_at"], "transaction_at": null, "version": 1,
    });
    assert_eq!(made.body, expected);
    let read = done(acme.request(Method::GET, made.header("location")), 200).await;
    assert_eq!(
        (read.text, read.headers["etag"].to_str().unwrap()),
        (made.text, "\"1\"")
    );
}

#[tokio::test]
async fn a_payment_is_a_debit_without_further_data_unless_it_says_so() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let made = acme.create_payment().await;
    let defaults = [
        ("direction", json!("debit")),
        ("reference", json!(null)),
        ("description", json!(null)),
        ("metadata", json!({})),
    ];
    for (field, value) in &defaults {
        assert_eq!(&made[*field], value);
    }
    for field in ["reference", "description"] {
        assert_eq!(
            done(create(&acme, field, json!(null)), 201).await.body[field],
            json!(null)
        );
    }
}

#[tokio::test]
async fn the_fields_of_a_payment_obey_their_rules() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let many: serde_json::Map<_, _> = (0..21).map(|n| (n.to_string(), json!(""))).collect();
    let table = [
        ("amount_cents", json!(0), "out_of_range"),
        ("amount_cents", json!(-1), "out_of_range"),
        ("amount_cents", json!(10_000_000_000_i64), "out_of_range"),
        ("amount_cents", json!(i64::MIN), "out_of_range"),
        ("amount_cents", json!(u64::MAX), "out_of_range"),
        ("amount_cents", json!(100.0), "wrong_type"),
        ("amount_cents", json!(0.1), "wrong_type"),
        ("amount_cents", json!("100"), "wrong_type"),
        ("amount_cents", json!(true), "wrong_type"),
        ("amount_cents", json!(null), "wrong_type"),
        ("amount_cents", json!([100]), "wrong_type"),
        ("account_name", json!(""), "too_short"),
        ("account_name", json!(" \u{3000} "), "too_short"),
        ("account_name", json!("é".repeat(101)), "too_long"),
        ("account_name", json!("Jane\u{0}"), "invalid_format"),
        ("account_name", json!("Jane\nCitizen"), "invalid_format"),
        ("account_name", json!(null), "wrong_type"),
        ("bsb", json!(""), "invalid_format"),
        ("bsb", json!("000--00"), "invalid_format"),
        ("bsb", json!("000-0000"), "invalid_format"),
        ("bsb", json!("abc-def"), "invalid_format"),
        ("bsb", json!(null), "wrong_type"),
        ("account_number", json!("1234"), "too_short"),
        ("account_number", json!("1234567890"), "too_long"),
        ("account_number", json!("00000"), "invalid_format"),
        ("account_number", json!("-12345"), "invalid_format"),
        ("account_number", json!(123_456), "wrong_type"),
        ("reference", json!(""), "too_short"),
        ("reference", json!("   "), "too_short"),
        ("reference", json!("A".repeat(19)), "too_long"),
        ("reference", json!(" A"), "invalid_format"),
        ("reference", json!("0A"), "invalid_format"),
        ("reference", json!("-A"), "invalid_format"),
        ("reference", json!("Ä"), "invalid_format"),
        ("reference", json!("A\tB"), "invalid_format"),
        ("reference", json!("A\u{7f}"), "invalid_format"),
        ("reference", json!(1), "wrong_type"),
        ("description", json!("é".repeat(501)), "too_long"),
        ("description", json!("a\u{1}b"), "invalid_format"),
        ("description", json!({}), "wrong_type"),
        ("direction", json!("Debit"), "not_allowed"),
        ("direction", json!(null), "wrong_type"),
        ("metadata", json!(null), "wrong_type"),
        ("metadata", json!("{}"), "wrong_type"),
        ("metadata", json!({"a": 1}), "wrong_type"),
        ("metadata", json!({"a": null}), "wrong_type"),
        ("metadata", json!({"a": {}}), "wrong_type"),
        ("metadata", json!({"": "a"}), "too_short"),
        ("metadata", json!({"k".repeat(41): "a"}), "too_long"),
        ("metadata", json!({"a": "é".repeat(501)}), "too_long"),
        ("metadata", json!({"a": "\u{0}"}), "invalid_format"),
        ("metadata", json!({"\u{0}": "a"}), "invalid_format"),
        ("metadata", json!(many), "too_long"),
        ("currency", json!("AUD"), "unknown_field"),
        ("id", json!(Uuid::now_v7()), "unknown_field"),
        ("company_id", json!(acme.id), "unknown_field"),
        ("status", json!("created"), "unknown_field"),
        ("Reference", json!("A"), "unknown_field"),
    ];
    for (field, value, code) in table {
        invalid(create(&acme, field, value), &[(&format!("/{field}"), code)]).await;
    }
    let empty = acme.request(Method::POST, "/v1/payments").json(&json!({}));
    let all = ["/account_name", "/account_number", "/amount_cents", "/bsb"];
    invalid(empty, &all.map(|field| (field, "required"))).await;
    let page = done(acme.request(Method::GET, "/v1/payments"), 200).await;
    assert_eq!(
        page.body,
        json!({"data": [], "has_more": false, "next_cursor": null})
    );
}

#[tokio::test]
async fn money_is_never_read_from_a_float() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let huge = "9".repeat(40);
    let table = [
        ("12550.0", "wrong_type"),
        ("1e3", "wrong_type"),
        ("1.5", "wrong_type"),
        ("18446744073709551616", "out_of_range"),
        ("-9223372036854775809", "out_of_range"),
        (&huge, "out_of_range"),
    ];
    for (amount, code) in table {
        invalid(create_amount(&acme, amount), &[("/amount_cents", code)]).await;
    }
}

#[tokio::test]
async fn the_longest_and_shortest_values_are_kept_as_sent() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let most: serde_json::Map<_, _> = (0..20)
        .map(|n| (format!("{n:é>40}"), json!("é".repeat(500))))
        .collect();
    let table = [
        ("amount_cents", json!(1)),
        ("amount_cents", json!(9_999_999_999_i64)),
        ("account_name", json!("é".repeat(100))),
        ("account_name", json!("'; drop table payment; --")),
        ("account_number", json!("00001")),
        ("account_number", json!("999999999")),
        ("reference", json!("~")),
        ("reference", json!("A 1'\"\\%_?$1{}[]()")),
        ("description", json!("")),
        ("description", json!("é".repeat(500))),
        ("description", json!("\u{1F4B8} 'quoted' \"twice\" \\ %s")),
        ("metadata", json!({})),
        ("metadata", json!(most)),
    ];
    for (field, value) in table {
        assert_eq!(
            done(create(&acme, field, value.clone()), 201).await.body[field],
            value
        );
    }
}

#[tokio::test]
async fn an_open_payment_is_deleted_and_gone() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let path = format!(
        "/v1/payments/{}",
        acme.create_payment().await["id"].as_str().unwrap()
    );
    let answer = done(acme.request(Method::DELETE, &path), 204).await;
    assert_eq!(answer.text, "");
    for method in [Method::GET, Method::DELETE] {
        refused(acme.request(method, &path), 404, "not_found").await;
    }
    let page = done(acme.request(Method::GET, "/v1/payments"), 200).await;
    assert_eq!(page.body["data"], json!([]));
}

#[tokio::test]
async fn a_payment_is_queued_once_however_often_it_is_asked() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let path = format!(
        "/v1/payments/{}",
        acme.create_payment().await["id"].as_str().unwrap()
    );
    let process = || acme.request(Method::POST, &format!("{path}/process"));
    let first = done(process(), 202).await;
    assert_eq!(
        (first.header("etag"), &first.body["version"]),
        ("\"2\"", &json!(2))
    );
    let processing = &first.body["processing"];
    assert_eq!(
        (&processing["state"], &processing["attempts"]),
        (&json!("queued"), &json!(0))
    );
    assert!(processing["bank_reference"].is_string());
    for request in [
        process(),
        process().json(&json!({})),
        process().header("prefer", "wait=soon"),
    ] {
        assert_eq!(done(request, 202).await.body, first.body);
    }
    assert_eq!(
        done(acme.request(Method::GET, &path), 200).await.body,
        first.body
    );
}

#[tokio::test]
async fn what_has_ended_is_neither_processed_nor_deleted() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let psql = app.psql().await;
    for status in ["successful", "failed", "disputed"] {
        let path = format!(
            "/v1/payments/{}",
            acme.create_payment().await["id"].as_str().unwrap()
        );
        psql.batch_execute(&format!(
            "update payment set status = '{}' where status = 'created';
             update payment set status = 'disputed' where status = 'successful' and '{status}' = 'disputed'",
            if status == "disputed" { "successful" } else { status }
        ))
        .await
        .unwrap();
        let before = done(acme.request(Method::GET, &path), 200).await;
        assert_eq!(before.text_of("status"), status);
        for request in [
            acme.request(Method::POST, &format!("{path}/process")),
            acme.request(Method::DELETE, &path),
        ] {
            let answer = refused(request, 409, "invalid_state").await;
            assert_eq!(answer.body["current_status"], status);
            assert_eq!(answer.body["processing_state"], "none");
        }
        assert_eq!(
            done(acme.request(Method::GET, &path), 200).await.body,
            before.body
        );
    }
}

#[tokio::test]
async fn what_was_handed_over_is_not_deleted() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let path = format!(
        "/v1/payments/{}",
        acme.create_payment().await["id"].as_str().unwrap()
    );
    done(acme.request(Method::POST, &format!("{path}/process")), 202).await;
    let answer = refused(acme.request(Method::DELETE, &path), 409, "invalid_state").await;
    assert_eq!(answer.body["current_status"], "created");
    assert_eq!(answer.body["processing_state"], "queued");
}
