//! A change of a payment happens whole or not at all, and only to the version that was meant.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use remit::config::Serve;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::answers::{Answer, done, invalid, refused};
use crate::support::app::{App, Company, draft, options};

fn patch(company: &Company<'_>, id: &str, body: Value) -> RequestBuilder {
    company
        .request(Method::PATCH, &format!("/v1/payments/{id}"))
        .json(&body)
}

async fn get(company: &Company<'_>, id: &str) -> Answer {
    done(
        company.request(Method::GET, &format!("/v1/payments/{id}")),
        200,
    )
    .await
}

async fn new_payment(company: &Company<'_>) -> String {
    company.create_payment().await["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_change_changes_what_it_names_and_nothing_else() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = new_payment(&acme).await;
    let table = [
        ("amount_cents", json!(1), json!(1)),
        ("account_name", json!(" Other "), json!("Other")),
        ("bsb", json!("033001"), json!("033-001")),
        ("account_number", json!("00009"), json!("00009")),
        ("reference", json!("INV-2"), json!("INV-2")),
        ("description", json!("two"), json!("two")),
        (
            "metadata",
            json!({"a": "1", "b": "2"}),
            json!({"a": "1", "b": "2"}),
        ),
        ("metadata", json!({"c": "3"}), json!({"c": "3"})),
        ("metadata", json!({}), json!({})),
        ("reference", json!(null), json!(null)),
        ("description", json!(null), json!(null)),
    ];
    let mut expected = get(&acme, &id).await.body;
    for (number, (field, sent, kept)) in table.into_iter().enumerate() {
        let mut body = json!({});
        body[field] = sent;
        let changed = done(patch(&acme, &id, body), 200).await;
        assert_eq!(changed.header("etag"), format!("\"{}\"", number + 2));
        assert!(changed.text_of("updated_at") > expected["updated_at"].as_str().unwrap());
        expected[field] = kept;
        expected["version"] = json!(number + 2);
        expected["updated_at"] = changed.body["updated_at"].clone();
        assert_eq!(changed.body, expected);
        assert_eq!(get(&acme, &id).await.body, expected);
    }
}

#[tokio::test]
async fn a_change_that_changes_nothing_leaves_version_and_time() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = new_payment(&acme).await;
    let before = get(&acme, &id).await;
    let same = json!({
        "amount_cents": 12550, "account_name": "Jane Citizen ", "bsb": "000000",
        "account_number": "000123456", "reference": null, "description": null, "metadata": {},
    });
    for body in [json!({}), same] {
        let answer = done(patch(&acme, &id, body), 200).await;
        assert_eq!(
            (answer.header("etag"), &answer.body),
            ("\"1\"", &before.body)
        );
    }
}

#[tokio::test]
async fn one_refused_field_refuses_all() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = new_payment(&acme).await;
    let before = get(&acme, &id).await;
    let table = [
        (
            json!({"amount_cents": 1, "bsb": "x"}),
            vec![("/bsb", "invalid_format")],
        ),
        (
            json!({"description": "x", "metadata": {"a": 1}}),
            vec![("/metadata", "wrong_type")],
        ),
        (
            json!({"reference": "A", "amount_cents": null, "account_name": null, "bsb": null, "account_number": null, "metadata": null}),
            [
                "/account_name",
                "/account_number",
                "/amount_cents",
                "/bsb",
                "/metadata",
            ]
            .map(|f| (f, "wrong_type"))
            .to_vec(),
        ),
        (
            json!({"amount_cents": 0, "account_name": "", "account_number": "1", "reference": "-", "description": "é".repeat(501)}),
            vec![
                ("/account_name", "too_short"),
                ("/account_number", "too_short"),
                ("/amount_cents", "out_of_range"),
                ("/description", "too_long"),
                ("/reference", "invalid_format"),
            ],
        ),
    ];
    for (body, wrong) in table {
        invalid(patch(&acme, &id, body), &wrong).await;
    }
    assert_eq!(get(&acme, &id).await.body, before.body);
}

#[tokio::test]
async fn other_fields_are_not_allowed() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = new_payment(&acme).await;
    let before = get(&acme, &id).await;
    let mut fields: Vec<_> = before
        .body
        .as_object()
        .unwrap()
        .clone()
        .into_iter()
        .collect();
    fields.push(("no_such_field".to_owned(), json!(1)));
    let changeable = [
        "account_name",
        "bsb",
        "account_number",
        "amount_cents",
        "reference",
        "description",
        "metadata",
    ];
    for (field, value) in fields {
        if !changeable.contains(&field.as_str()) {
            let mut body = json!({"description": "changed"});
            body[&field] = value;
            invalid(
                patch(&acme, &id, body),
                &[(&format!("/{field}"), "not_allowed")],
            )
            .await;
        }
    }
    assert_eq!(get(&acme, &id).await.body, before.body);
}

#[tokio::test]
async fn if_match_lets_only_the_meant_version_be_changed() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = new_payment(&acme).await;
    let attempt = |tag: &str, text: &str| {
        patch(&acme, &id, json!({"description": text})).header("if-match", tag.to_owned())
    };
    assert_eq!(
        done(attempt("\"1\"", "a"), 200).await.header("etag"),
        "\"2\""
    );
    for stale in [
        "\"1\"",
        "\"3\"",
        "W/\"2\"",
        "2",
        "\"x\"",
        "",
        "\"1\", \"3\"",
    ] {
        refused(attempt(stale, "stale"), 412, "version_mismatch").await;
    }
    let strange =
        patch(&acme, &id, json!({"description": "stale"})).header("if-match", &b"\"\xe4\""[..]);
    refused(strange, 412, "version_mismatch").await;
    assert_eq!(
        done(attempt("\"1\", \"2\"", "b"), 200).await.header("etag"),
        "\"3\""
    );
    assert_eq!(done(attempt("*", "c"), 200).await.header("etag"), "\"4\"");
    assert_eq!(get(&acme, &id).await.text_of("description"), "c");
}

#[tokio::test]
async fn of_many_changes_of_one_version_one_succeeds() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = new_payment(&acme).await;
    let attempts = (0..8).map(|number| {
        let request = patch(&acme, &id, json!({"description": number.to_string()}));
        async {
            request
                .header("if-match", "\"1\"")
                .send()
                .await
                .unwrap()
                .status()
                .as_u16()
        }
    });
    let mut statuses = join_all(attempts).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412, 412, 412, 412, 412, 412, 412]);
    assert_eq!(get(&acme, &id).await.body["version"], 2);
}

#[tokio::test]
async fn once_handed_over_only_description_and_metadata_change() {
    // The bank takes this account's payments and is slow to decide.
    let slow = Serve {
        simulator_delay: Duration::from_secs(3600),
        ..options()
    };
    let app = App::spawn_with(slow).await;
    let acme = app.sign_up("Acme").await;
    let mut draft = draft();
    draft["account_number"] = json!("900123456");
    let created = done(acme.request(Method::POST, "/v1/payments").json(&draft), 201).await;
    let id = created.text_of("id").to_owned();
    let process = || acme.request(Method::POST, &format!("/v1/payments/{id}/process"));
    done(process(), 202).await;
    let deadline = Instant::now() + Duration::from_secs(10);
    while get(&acme, &id).await.body["processing"]["state"] != "submitted" {
        assert!(
            Instant::now() < deadline,
            "the payment was never handed over"
        );
    }
    let before = get(&acme, &id).await;
    for body in [
        json!({"amount_cents": 1}),
        json!({"account_name": "Other"}),
        json!({"bsb": "033-000"}),
        json!({"account_number": "99999"}),
        json!({"reference": "A"}),
        json!({"reference": null}),
        json!({"description": "x", "amount_cents": 1}),
    ] {
        let answer = refused(patch(&acme, &id, body), 409, "invalid_state").await;
        assert_eq!(answer.body["current_status"], "created");
        assert_eq!(answer.body["processing_state"], "submitted");
    }
    assert_eq!(get(&acme, &id).await.body, before.body);
    let open = json!({"description": "still mine", "metadata": {"a": "b"}});
    let changed = done(patch(&acme, &id, open), 200).await;
    assert_eq!(
        (changed.text_of("description"), &changed.body["version"]),
        ("still mine", &json!(4))
    );
    app.psql()
        .await
        .batch_execute("begin; set local remit.override = 'a test'; update payment set status = 'failed'; commit")
        .await
        .unwrap();
    let answer = refused(
        patch(&acme, &id, json!({"amount_cents": 1})),
        409,
        "invalid_state",
    )
    .await;
    assert_eq!(answer.body["current_status"], "failed");
    done(
        patch(&acme, &id, json!({"metadata": {}, "description": null})),
        200,
    )
    .await;
}

#[tokio::test]
async fn an_edit_in_psql_is_seen_by_if_match() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = new_payment(&acme).await;
    app.psql()
        .await
        .batch_execute("update payment set description = 'by hand'")
        .await
        .unwrap();
    let request = patch(&acme, &id, json!({"description": "by API"})).header("if-match", "\"1\"");
    refused(request, 412, "version_mismatch").await;
    assert_eq!(get(&acme, &id).await.text_of("description"), "by hand");
}
