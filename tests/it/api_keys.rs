//! An API key's secret is shown once, and a revoked key is dead everywhere at once.

use chrono::{DateTime, Duration, Utc};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answers::{done, invalid, refused};
use crate::support::app::{App, Company};

fn make(company: &Company<'_>, body: Value) -> RequestBuilder {
    company
        .session_request(Method::POST, "/v1/api-keys")
        .json(&body)
}

fn list(company: &Company<'_>, query: &str) -> RequestBuilder {
    company.session_request(Method::GET, &format!("/v1/api-keys{query}"))
}

#[tokio::test]
async fn a_secret_is_shown_once() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let made = done(make(&acme, json!({"name": " Billing "})), 201).await;
    let secret = made.text_of("secret");
    let (public, random) = secret
        .strip_prefix("remit_")
        .unwrap()
        .split_once('_')
        .unwrap();
    assert_eq!((public.len(), random.len()), (52, 39));
    assert!(secret.ends_with(made.text_of("last4")) && made.text_of("last4").len() == 4);
    assert_eq!(made.text_of("name"), "Billing");
    assert_eq!(
        (&made.body["expires_at"], &made.body["last_used_at"]),
        (&json!(null), &json!(null))
    );
    assert!(made.text_of("created_at").ends_with('Z'));
    let request = app.request(Method::GET, "/v1/company").bearer_auth(secret);
    assert_eq!(done(request, 200).await.text_of("id"), acme.id);
    let listed = done(list(&acme, ""), 200).await;
    assert!(!listed.text.contains(random) && !listed.text.contains("secret"));
    let key = &listed.body["data"][0];
    assert_eq!(
        (&key["id"], &key["name"], &key["last4"]),
        (&made.body["id"], &made.body["name"], &made.body["last4"])
    );
    assert_eq!(key.as_object().unwrap().len(), 6);
}

#[tokio::test]
async fn a_keys_fields_obey_their_rules() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let past = Utc::now() - Duration::seconds(1);
    let table = [
        (json!({}), ("/name", "required")),
        (json!({"name": " "}), ("/name", "too_short")),
        (json!({"name": "é".repeat(101)}), ("/name", "too_long")),
        (json!({"name": "a\u{7}b"}), ("/name", "invalid_format")),
        (json!({"name": null}), ("/name", "wrong_type")),
        (
            json!({"name": "a", "expires_at": past}),
            ("/expires_at", "out_of_range"),
        ),
        (
            json!({"name": "a", "expires_at": "tomorrow"}),
            ("/expires_at", "invalid_format"),
        ),
        (
            json!({"name": "a", "expires_at": "2999-01-01"}),
            ("/expires_at", "invalid_format"),
        ),
        (
            json!({"name": "a", "expires_at": 1}),
            ("/expires_at", "wrong_type"),
        ),
        (
            json!({"name": "a", "secret": "mine"}),
            ("/secret", "unknown_field"),
        ),
    ];
    for (body, wrong) in table {
        invalid(make(&acme, body), &[wrong]).await;
    }
    done(
        make(&acme, json!({"name": "é".repeat(100), "expires_at": null})),
        201,
    )
    .await;
    let later = make(
        &acme,
        json!({"name": "a", "expires_at": "2999-01-01T00:00:00+10:00"}),
    );
    assert_eq!(
        done(later, 201).await.text_of("expires_at"),
        "2998-12-31T14:00:00.000000Z"
    );
}

#[tokio::test]
async fn a_list_of_keys_is_newest_first_in_pages() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let bolt = app.sign_up("Bolt").await;
    for number in 0..4 {
        done(make(&acme, json!({"name": format!("key {number}")})), 201).await;
    }
    let (mut names, mut query) = (Vec::new(), "?limit=2".to_owned());
    loop {
        let page = done(list(&acme, &query), 200).await;
        let data = page.body["data"].as_array().unwrap();
        names.extend(
            data.iter()
                .map(|key| key["name"].as_str().unwrap().to_owned()),
        );
        assert_eq!(page.body["has_more"], page.body["next_cursor"].is_string());
        let Some(cursor) = page.body["next_cursor"].as_str() else {
            break;
        };
        query = format!("?limit=2&after={cursor}");
    }
    assert_eq!(names, ["key 3", "key 2", "key 1", "key 0", "tests"]);
    let page = done(list(&acme, "?limit=2"), 200).await;
    let of_acme = format!("?after={}", page.text_of("next_cursor"));
    refused(list(&bolt, &of_acme), 400, "invalid_cursor").await;
    refused(
        acme.request(Method::GET, &format!("/v1/payments{of_acme}")),
        400,
        "invalid_cursor",
    )
    .await;
    invalid(
        list(&acme, "?limit=101&name=x"),
        &[("limit", "out_of_range"), ("name", "unknown_field")],
    )
    .await;
}

#[tokio::test]
async fn a_revoked_key_is_dead_on_every_server_at_once() {
    let app = App::spawn().await;
    let other = app.spawn_another().await;
    let acme = app.sign_up("Acme").await;
    let made = done(make(&acme, json!({"name": "lost"})), 201).await;
    let on = |server: &App| {
        server
            .request(Method::GET, "/v1/company")
            .bearer_auth(made.text_of("secret"))
    };
    done(on(&app), 200).await;
    done(on(&other), 200).await;
    let path = format!("/v1/api-keys/{}", made.text_of("id"));
    done(acme.session_request(Method::DELETE, &path), 204).await;
    refused(on(&other), 401, "unauthenticated").await;
    refused(on(&app), 401, "unauthenticated").await;
    refused(
        acme.session_request(Method::DELETE, &path),
        404,
        "not_found",
    )
    .await;
    assert!(
        !done(list(&acme, ""), 200)
            .await
            .text
            .contains(made.text_of("id"))
    );
    done(
        other
            .request(Method::GET, "/v1/company")
            .bearer_auth(&acme.api_key),
        200,
    )
    .await;
}

#[tokio::test]
async fn a_company_revokes_its_own_keys_only() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let bolt = app.sign_up("Bolt").await;
    let made = done(make(&acme, json!({"name": "kept"})), 201).await;
    let mut texts = Vec::new();
    for id in [
        made.text_of("id"),
        &Uuid::now_v7().to_string(),
        "malformed",
        "%ff",
    ] {
        let request = bolt.session_request(Method::DELETE, &format!("/v1/api-keys/{id}"));
        texts.push(
            refused(request.header("x-request-id", "same"), 404, "not_found")
                .await
                .text,
        );
    }
    texts.dedup();
    assert_eq!(texts.len(), 1);
    done(
        app.request(Method::GET, "/v1/company")
            .bearer_auth(made.text_of("secret")),
        200,
    )
    .await;
}

#[tokio::test]
async fn a_keys_last_use_is_noted() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let before = Utc::now();
    done(acme.request(Method::GET, "/v1/company"), 200).await;
    let listed = done(list(&acme, ""), 200).await;
    let used: DateTime<Utc> = listed.body["data"][0]["last_used_at"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((before..=Utc::now()).contains(&used));
}

#[tokio::test]
async fn a_repeated_creation_makes_one_key_and_shows_no_secret_again() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let ask = || make(&acme, json!({"name": "once"})).header("idempotency-key", "k-1");
    let first = done(ask(), 201).await;
    let again = done(ask(), 201).await;
    assert!(!first.is_replayed() && again.is_replayed());
    let mut expected = first.body.clone();
    expected["secret"] = json!(null);
    assert_eq!(again.body, expected);
    assert_eq!(
        done(list(&acme, ""), 200).await.body["data"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}
