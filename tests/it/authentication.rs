//! Only a live credential acts for its company, and only as far as it may.

use reqwest::{Method, RequestBuilder};
use serde_json::json;
use uuid::Uuid;

use crate::answers::{Answer, done, refused};
use crate::support::app::{App, Company, PASSWORD};

/// Sends a request that is refused for want of a credential.
async fn unauthenticated(request: RequestBuilder) -> Answer {
    let answer = refused(request, 401, "unauthenticated").await;
    assert_eq!(answer.header("www-authenticate"), "Bearer");
    answer
}

fn id_of(company: &Company<'_>) -> Uuid {
    Uuid::parse_str(&company.id).unwrap()
}

#[tokio::test]
async fn every_operation_but_sign_up_and_login_needs_a_credential() {
    let app = App::spawn().await;
    let table = [
        ("DELETE", "/v1/token"),
        ("GET", "/v1/company"),
        ("PATCH", "/v1/company"),
        ("POST", "/v1/company/password"),
        ("POST", "/v1/api-keys"),
        ("GET", "/v1/api-keys"),
        ("DELETE", "/v1/api-keys/x"),
        ("POST", "/v1/payments"),
        ("GET", "/v1/payments"),
        ("GET", "/v1/payments/x"),
        ("PATCH", "/v1/payments/x"),
        ("DELETE", "/v1/payments/x"),
        ("POST", "/v1/payments/x/process"),
        ("POST", "/v1/payments/batch"),
    ];
    for (method, path) in table {
        unauthenticated(app.request(method.parse().unwrap(), path)).await;
    }
}

#[tokio::test]
async fn a_credential_that_is_none_of_ours_is_refused() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let key = acme.api_key.as_str();
    let slipped = if key.ends_with('a') { "b" } else { "a" };
    let slipped = format!("{}{slipped}", &key[..key.len() - 1]);
    let headers = [
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        &format!("Basic {key}"),
        key,
        &format!("Bearer {slipped}"),
        &format!("Bearer {}", &key[..key.len() - 1]),
        &format!("Bearer {key} {key}"),
        &format!("Bearer {}", key.to_uppercase()),
        &format!("Bearer {}", key.replacen("remit_", "remits_", 1)),
    ];
    for header in headers {
        let request = app
            .request(Method::GET, "/v1/company")
            .header("authorization", header);
        unauthenticated(request).await;
    }
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let request = app.request(Method::GET, "/v1/company");
        done(
            request.header("authorization", format!("{scheme} {key}")),
            200,
        )
        .await;
    }
}

#[tokio::test]
async fn a_credential_of_another_server_is_refused() {
    let (app, other) = tokio::join!(App::spawn(), App::spawn());
    let acme = other.sign_up("Acme").await;
    for credential in [&acme.api_key, &acme.session] {
        unauthenticated(
            app.request(Method::GET, "/v1/company")
                .bearer_auth(credential),
        )
        .await;
    }
}

#[tokio::test]
async fn an_expired_session_is_refused() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    done(acme.session_request(Method::GET, "/v1/company"), 200).await;
    let expire = "update session set created_at = now() - interval '25 hours', expires_at = now() - interval '1 second'";
    assert_eq!(app.psql().await.execute(expire, &[]).await.unwrap(), 1);
    unauthenticated(acme.session_request(Method::GET, "/v1/company")).await;
    done(acme.request(Method::GET, "/v1/company"), 200).await;
}

#[tokio::test]
async fn an_expired_api_key_is_refused() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    done(acme.request(Method::GET, "/v1/company"), 200).await;
    let expire = "update api_key set expires_at = created_at + interval '1 microsecond'";
    assert_eq!(app.psql().await.execute(expire, &[]).await.unwrap(), 1);
    unauthenticated(acme.request(Method::GET, "/v1/company")).await;
    done(acme.session_request(Method::GET, "/v1/company"), 200).await;
}

#[tokio::test]
async fn a_key_revoked_in_psql_is_dead_at_once() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    done(acme.request(Method::GET, "/v1/company"), 200).await;
    let revoke = "update api_key set revoked_at = now()";
    assert_eq!(app.psql().await.execute(revoke, &[]).await.unwrap(), 1);
    unauthenticated(acme.request(Method::GET, "/v1/company")).await;
}

#[tokio::test]
async fn an_api_key_may_not_manage_keys_tokens_password_or_company() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let passwords =
        json!({"current_password": PASSWORD, "new_password": "another fine passphrase"});
    let account = json!({"bsb": "062-001", "current_password": PASSWORD});
    let table = [
        acme.request(Method::POST, "/v1/api-keys")
            .json(&json!({"name": "more"})),
        acme.request(Method::GET, "/v1/api-keys"),
        acme.request(Method::DELETE, &format!("/v1/api-keys/{}", Uuid::now_v7())),
        acme.request(Method::DELETE, "/v1/token"),
        acme.request(Method::PATCH, "/v1/company")
            .json(&json!({"name": "Other"})),
        acme.request(Method::PATCH, "/v1/company").json(&account),
        acme.request(Method::PATCH, "/v1/company").json(&json!({})),
        acme.request(Method::POST, "/v1/company/password")
            .json(&passwords),
    ];
    for request in table {
        refused(request, 403, "forbidden").await;
    }
    let company = done(acme.session_request(Method::GET, "/v1/company"), 200).await;
    assert_eq!(
        (&company.body["name"], &company.body["version"]),
        (&json!("Acme"), &json!(1))
    );
}

#[tokio::test]
async fn a_suspended_company_may_do_nothing_until_it_is_let_in_again() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let bolt = app.sign_up("Bolt").await;
    let psql = app.psql().await;
    let set = "update company set suspended_at = case when $2 then now() end where id = $1";
    psql.execute(set, &[&id_of(&acme), &true]).await.unwrap();
    for path in ["/v1/company", "/v1/payments", "/v1/payments/x"] {
        refused(acme.request(Method::GET, path), 403, "company_suspended").await;
        refused(
            acme.session_request(Method::GET, path),
            403,
            "company_suspended",
        )
        .await;
    }
    refused(
        acme.session_request(Method::DELETE, "/v1/token"),
        403,
        "company_suspended",
    )
    .await;
    let login = |password| json!({"email": acme.email, "password": password});
    let token = |body| app.request(Method::POST, "/v1/token").json(&body);
    refused(token(login(PASSWORD)), 403, "company_suspended").await;
    refused(token(login("wrong")), 401, "unauthenticated").await;
    done(bolt.request(Method::GET, "/v1/company"), 200).await;
    psql.execute(set, &[&id_of(&acme), &false]).await.unwrap();
    done(acme.request(Method::GET, "/v1/company"), 200).await;
    done(token(login(PASSWORD)), 200).await;
}
