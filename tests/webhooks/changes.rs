//! A webhook changes as it is asked to, all or nothing, whoever asks.

use reqwest::Method;
use serde_json::{Value, json};

use crate::answers::{done, invalid, refused};
use crate::asking::{NOWHERE, get, made, patch};
use crate::support::app::{App, Company};

async fn hook(company: &Company<'_>) -> String {
    let more = json!({"fields": ["status"], "description": "Ledger"});
    made(company, NOWHERE, more).await.text_of("id").to_owned()
}

#[tokio::test]
async fn each_field_changes_by_itself_and_counts_the_version() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = hook(&acme).await;
    let changes = [
        ("url", json!("http://127.0.0.1:10/other")),
        ("event_types", json!(["payment.failed"])),
        ("fields", json!(["amount_cents", "status"])),
        ("fields", json!(null)),
        ("description", json!("Other")),
        ("description", json!(null)),
        ("enabled", json!(false)),
        ("enabled", json!(true)),
    ];
    let mut before = get(&acme, &id).await.body;
    for (version, (field, value)) in (2..).zip(changes) {
        let changed = done(patch(&acme, &id, &json!({field: value})), 200).await;
        assert_eq!(changed.header("etag"), format!("\"{version}\""));
        let mut expected = before.clone();
        expected[field] = value;
        expected["version"] = json!(version);
        expected["updated_at"] = changed.body["updated_at"].clone();
        assert_eq!(changed.body, expected);
        assert_ne!(before["updated_at"], changed.body["updated_at"]);
        assert_eq!(get(&acme, &id).await.body, changed.body);
        before = changed.body;
    }
}

#[tokio::test]
async fn nothing_changes_nothing() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = hook(&acme).await;
    let before = get(&acme, &id).await.body;
    for same in [
        json!({}),
        json!({"fields": ["status"], "enabled": true, "url": NOWHERE}),
    ] {
        let answer = done(patch(&acme, &id, &same), 200).await;
        assert_eq!(answer.body, before);
        assert_eq!(answer.header("etag"), "\"1\"");
    }
}

#[tokio::test]
async fn one_refused_field_refuses_all() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = hook(&acme).await;
    let before = get(&acme, &id).await.body;
    let table: Vec<(Value, &[(&str, &str)])> = vec![
        (json!({"url": null}), &[("/url", "wrong_type")]),
        (
            json!({"event_types": null}),
            &[("/event_types", "wrong_type")],
        ),
        (json!({"enabled": null}), &[("/enabled", "wrong_type")]),
        (json!({"enabled": "yes"}), &[("/enabled", "wrong_type")]),
        (json!({"fields": []}), &[("/fields", "too_short")]),
        (json!({"id": "x"}), &[("/id", "not_allowed")]),
        (json!({"secret": "x"}), &[("/secret", "not_allowed")]),
        (
            json!({"disabled_reason": null}),
            &[("/disabled_reason", "not_allowed")],
        ),
        (
            json!({"description": "New", "url": "https://192.168.0.1/", "fields": ["x"]}),
            &[("/fields/0", "not_allowed"), ("/url", "not_allowed")],
        ),
    ];
    for (body, wrong) in table {
        invalid(patch(&acme, &id, &body), wrong).await;
    }
    assert_eq!(get(&acme, &id).await.body, before);
}

#[tokio::test]
async fn a_change_may_be_for_one_version_only() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = hook(&acme).await;
    let ask = |tag: &str, body: Value| patch(&acme, &id, &body).header("if-match", tag.to_owned());
    for tag in ["\"2\"", "W/\"1\"", "nonsense", "é"] {
        refused(
            ask(tag, json!({"description": "x"})),
            412,
            "version_mismatch",
        )
        .await;
        refused(ask(tag, json!({})), 412, "version_mismatch").await;
    }
    done(ask("\"1\"", json!({"description": "x"})), 200).await;
    refused(
        ask("\"1\"", json!({"description": "y"})),
        412,
        "version_mismatch",
    )
    .await;
    done(ask("*", json!({"description": "y"})), 200).await;
    done(ask("\"1\", \"3\"", json!({"description": "z"})), 200).await;
}

#[tokio::test]
async fn an_edit_in_psql_is_seen_counted_and_bound_by_the_rules() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let id = hook(&acme).await;
    psql.execute(
        "update webhook set enabled = false, disabled_reason = 'gone', description = 'By hand', version = 40
         where id = $1::text::uuid",
        &[&id],
    )
    .await
    .unwrap();
    let seen = get(&acme, &id).await;
    assert_eq!(seen.header("etag"), "\"2\"");
    assert_eq!(
        (
            &seen.body["enabled"],
            &seen.body["disabled_reason"],
            &seen.body["description"]
        ),
        (&json!(false), &json!("gone"), &json!("By hand"))
    );
    let stale = patch(&acme, &id, &json!({"description": "x"})).header("if-match", "\"1\"");
    refused(stale, 412, "version_mismatch").await;
    let again = done(patch(&acme, &id, &json!({"enabled": true})), 200).await;
    assert_eq!(again.body["disabled_reason"], json!(null));
    for refused in [
        "update webhook set id = public.uuidv7()",
        "update webhook set url = 'ftp://acme.example/'",
        "update webhook set event_types = '{payment.lost}'",
        "update webhook set event_types = '{}'",
        "update webhook set fields = '{}'",
        "update webhook set description = ''",
        "update webhook set enabled = false, disabled_reason = 'tired'",
        "truncate webhook",
    ] {
        assert!(psql.batch_execute(refused).await.is_err(), "{refused}");
    }
    assert_eq!(get(&acme, &id).await.body, again.body);
}

#[tokio::test]
async fn an_api_key_and_a_session_may_manage_webhooks() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let by_session = acme
        .session_request(Method::POST, "/v1/webhooks")
        .json(&json!({"url": NOWHERE}));
    let made = done(by_session, 201).await;
    done(
        patch(&acme, made.text_of("id"), &json!({"enabled": false})),
        200,
    )
    .await;
}
