//! A password is changed by who knows it, and then every session has to log in again.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::answers::{done, invalid, refused};
use crate::support::app::{App, Company, PASSWORD};

const OTHER: &str = "another fine passphrase";

fn change(company: &Company<'_>, body: Value) -> RequestBuilder {
    company
        .session_request(Method::POST, "/v1/company/password")
        .json(&body)
}

fn log_in(app: &App, company: &Company<'_>, password: &str) -> RequestBuilder {
    let body = json!({"email": company.email, "password": password});
    app.request(Method::POST, "/v1/token").json(&body)
}

#[tokio::test]
async fn a_new_password_ends_all_sessions_but_no_api_key() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let bolt = app.sign_up("Bolt").await;
    let elsewhere = acme.log_in().await;
    done(
        change(
            &acme,
            json!({"current_password": PASSWORD, "new_password": OTHER}),
        ),
        204,
    )
    .await;
    for session in [&acme.session, &elsewhere] {
        let request = app.request(Method::GET, "/v1/company").bearer_auth(session);
        refused(request, 401, "unauthenticated").await;
    }
    done(acme.request(Method::GET, "/v1/company"), 200).await;
    done(bolt.session_request(Method::GET, "/v1/company"), 200).await;
    refused(log_in(&app, &acme, PASSWORD), 401, "unauthenticated").await;
    done(log_in(&app, &acme, OTHER), 200).await;
}

#[tokio::test]
async fn a_wrong_current_password_changes_nothing() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let wrong = json!({"current_password": "not the password", "new_password": OTHER});
    invalid(
        change(&acme, wrong),
        &[("/current_password", "not_allowed")],
    )
    .await;
    done(acme.session_request(Method::GET, "/v1/company"), 200).await;
    done(log_in(&app, &acme, PASSWORD), 200).await;
}

#[tokio::test]
async fn a_new_password_obeys_the_rules() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let table = [
        (json!("elevenchars"), "too_short"),
        (json!("p".repeat(257)), "too_long"),
        (json!("password1234"), "too_common"),
        (json!(null), "wrong_type"),
    ];
    for (password, code) in table {
        let body = json!({"current_password": PASSWORD, "new_password": password});
        invalid(change(&acme, body), &[("/new_password", code)]).await;
    }
    let missing = [
        ("/current_password", "required"),
        ("/new_password", "required"),
    ];
    invalid(change(&acme, json!({})), &missing).await;
    done(log_in(&app, &acme, PASSWORD), 200).await;
}

#[tokio::test]
async fn passwords_and_secrets_are_kept_as_hashes_only() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let psql = app.psql().await;
    let tables = "select format('select t::text from %s t', oid::regclass) from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r'";
    let mut kept = String::new();
    for table in psql.query(tables, &[]).await.unwrap() {
        for row in psql.query(table.get::<_, &str>(0), &[]).await.unwrap() {
            kept.push_str(row.get(0));
        }
    }
    assert!(kept.contains(&acme.email) && kept.contains("$argon2id$v=19$m=19456,t=2,p=1$"));
    let secret = |credential: &str| credential.rsplit_once('_').unwrap().1[..32].to_owned();
    for secret in [PASSWORD, &secret(&acme.api_key), &secret(&acme.session)] {
        assert!(!kept.contains(secret));
    }
}
