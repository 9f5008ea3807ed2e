//! A company signs up with data that obeys the rules, and keeps them up to date.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::answers::{Answer, done, invalid, refused};
use crate::support::app::{App, Company, PASSWORD};

fn sign_up(app: &App, changes: Value) -> RequestBuilder {
    let mut body = json!({
        "name": "Acme", "email": "pay@acme.example", "password": PASSWORD,
        "bsb": "062-000", "account_number": "12345678",
    });
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    app.request(Method::POST, "/v1/companies").json(&body)
}

fn patch(company: &Company<'_>, body: Value) -> RequestBuilder {
    company
        .session_request(Method::PATCH, "/v1/company")
        .json(&body)
}

async fn company_of(company: &Company<'_>) -> Answer {
    done(company.request(Method::GET, "/v1/company"), 200).await
}

#[tokio::test]
async fn a_sign_up_answers_with_the_company() {
    let app = App::spawn().await;
    let answer = done(sign_up(&app, json!({})), 201).await;
    let fields = [
        "id",
        "name",
        "email",
        "bsb",
        "account_number",
        "signed_up_at",
        "version",
    ];
    assert!(fields.iter().all(|field| answer.body.get(field).is_some()));
    assert_eq!(answer.body.as_object().unwrap().len(), fields.len());
    let id = uuid::Uuid::parse_str(answer.text_of("id")).unwrap();
    assert_eq!(id.get_version_num(), 7);
    assert!(answer.text_of("signed_up_at").ends_with('Z'));
    assert_eq!(answer.body["version"], 1);
    assert_eq!(
        (answer.header("etag"), answer.header("location")),
        ("\"1\"", "/v1/company")
    );
    assert!(!answer.text.contains(PASSWORD));
}

#[tokio::test]
async fn the_fields_of_a_sign_up_obey_their_rules() {
    let app = App::spawn().await;
    let long = |characters| "é".repeat(characters);
    let email = format!("pay@{}.example", "a".repeat(250));
    let table = [
        ("name", json!(""), "too_short"),
        ("name", json!("  \t "), "too_short"),
        ("name", json!(long(201)), "too_long"),
        ("name", json!("Ac\u{0}me"), "invalid_format"),
        ("name", json!("Ac\nme"), "invalid_format"),
        ("name", json!("Ac\u{85}me"), "invalid_format"),
        ("name", json!(1), "wrong_type"),
        ("name", json!(null), "wrong_type"),
        ("email", json!(""), "invalid_format"),
        ("email", json!("acme.example"), "invalid_format"),
        ("email", json!("pay@"), "invalid_format"),
        ("email", json!("pay@acme"), "invalid_format"),
        ("email", json!("pay@@acme.example"), "invalid_format"),
        ("email", json!("pay acme@acme.example"), "invalid_format"),
        ("email", json!("Pay <pay@acme.example>"), "invalid_format"),
        ("email", json!("pay@acme.example\u{0}"), "invalid_format"),
        (
            "email",
            json!("pay@acme.example,b@acme.example"),
            "invalid_format",
        ),
        ("email", json!(email), "too_long"),
        ("email", json!(["pay@acme.example"]), "wrong_type"),
        ("password", json!("elevenchars"), "too_short"),
        ("password", json!(long(257)), "too_long"),
        ("password", json!("nul\u{0}in the middle"), "invalid_format"),
        ("password", json!("a tab\tin the middle"), "invalid_format"),
        ("password", json!("password1234"), "too_common"),
        ("password", json!("PASSWORD1234"), "too_common"),
        ("password", json!(123_456_789_012_i64), "wrong_type"),
        ("bsb", json!("06200"), "invalid_format"),
        ("bsb", json!("0620000"), "invalid_format"),
        ("bsb", json!("06-2000"), "invalid_format"),
        ("bsb", json!("062/000"), "invalid_format"),
        ("bsb", json!("０62-000"), "invalid_format"),
        ("bsb", json!(62000), "wrong_type"),
        ("account_number", json!("1234"), "too_short"),
        ("account_number", json!("1234567890"), "too_long"),
        ("account_number", json!("00000"), "invalid_format"),
        ("account_number", json!("000000000"), "invalid_format"),
        ("account_number", json!("12 345"), "invalid_format"),
        ("account_number", json!("١٢٣٤٥"), "invalid_format"),
        ("account_number", json!(12_345_678), "wrong_type"),
        ("suspended_at", json!(null), "unknown_field"),
    ];
    for (field, value, code) in table {
        let mut changes = json!({});
        changes[field] = value;
        invalid(sign_up(&app, changes), &[(&format!("/{field}"), code)]).await;
    }
    let empty = app.request(Method::POST, "/v1/companies").json(&json!({}));
    let all = ["/account_number", "/bsb", "/email", "/name", "/password"];
    invalid(empty, &all.map(|field| (field, "required"))).await;
    let rows = app
        .psql()
        .await
        .query("select from company", &[])
        .await
        .unwrap();
    assert!(rows.is_empty());
}

#[tokio::test]
async fn the_longest_and_shortest_values_are_taken() {
    let app = App::spawn().await;
    let longest_email = format!(
        "{}@{}.{}.{}.example",
        "p".repeat(64),
        "a".repeat(60),
        "b".repeat(60),
        "c".repeat(58)
    );
    assert_eq!(longest_email.len(), 253);
    let table = [
        json!({"email": longest_email, "name": "é".repeat(200), "password": "é".repeat(256), "account_number": "123456789"}),
        json!({"email": "a@b.co", "name": "é", "password": "twelve chars", "account_number": "00001"}),
        json!({"email": "pay+1@acme.example", "name": "O'Brien & Söhne \u{1F4B8}"}),
    ];
    for changes in table {
        let answer = done(sign_up(&app, changes.clone()), 201).await;
        for field in ["email", "name", "account_number"] {
            if let Some(sent) = changes.get(field) {
                assert_eq!(&answer.body[field], sent);
            }
        }
    }
}

#[tokio::test]
async fn texts_are_trimmed_and_a_bsb_has_one_form() {
    let app = App::spawn().await;
    for (number, bsb) in ["062-000", "062 000", "062000", " 062-000 "]
        .iter()
        .enumerate()
    {
        let changes = json!({
            "name": "  Acme Pty \n", "email": format!(" pay{number}@acme.example\t"),
            "bsb": bsb, "account_number": " 00012345 ",
        });
        let answer = done(sign_up(&app, changes), 201).await;
        assert_eq!(answer.body["name"], "Acme Pty");
        assert_eq!(answer.body["email"], format!("pay{number}@acme.example"));
        assert_eq!(
            (answer.text_of("bsb"), answer.text_of("account_number")),
            ("062-000", "00012345")
        );
    }
}

#[tokio::test]
async fn an_email_signs_up_once_in_any_case() {
    let app = App::spawn().await;
    done(sign_up(&app, json!({"email": "Pay@Acme.example"})), 201).await;
    for email in ["Pay@Acme.example", "pay@acme.example", " PAY@ACME.EXAMPLE "] {
        refused(sign_up(&app, json!({"email": email})), 409, "email_taken").await;
    }
    done(sign_up(&app, json!({"email": "Pay@Bolt.example"})), 201).await;
}

#[tokio::test]
async fn of_many_sign_ups_with_one_email_one_succeeds() {
    let app = App::spawn().await;
    let tries = (0..6).map(|_| async {
        sign_up(&app, json!({}))
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    });
    let mut statuses = futures_util::future::join_all(tries).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409]);
}

#[tokio::test]
async fn a_company_renames_itself_without_its_password() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let answer = done(patch(&acme, json!({"name": " Acme & Sons "})), 200).await;
    assert_eq!(
        (&answer.body["name"], &answer.body["version"]),
        (&json!("Acme & Sons"), &json!(2))
    );
    assert_eq!(answer.header("etag"), "\"2\"");
    for nothing in [
        json!({}),
        json!({"name": "Acme & Sons"}),
        json!({"current_password": PASSWORD}),
    ] {
        assert_eq!(done(patch(&acme, nothing), 200).await.body, answer.body);
    }
    assert_eq!(company_of(&acme).await.body, answer.body);
}

#[tokio::test]
async fn a_company_changes_its_account_only_with_its_password() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let required = [("/current_password", "required")];
    invalid(patch(&acme, json!({"bsb": "033-000"})), &required).await;
    invalid(patch(&acme, json!({"account_number": "987654"})), &required).await;
    let both = json!({"name": "Other", "bsb": "033-000", "current_password": "not the password"});
    invalid(patch(&acme, both), &[("/current_password", "not_allowed")]).await;
    assert_eq!(company_of(&acme).await.body["version"], 1);
    let right = json!({"name": "Other", "bsb": "033 000", "account_number": "987654", "current_password": PASSWORD});
    let answer = done(patch(&acme, right), 200).await;
    let account = (
        answer.text_of("name"),
        answer.text_of("bsb"),
        answer.text_of("account_number"),
    );
    assert_eq!(account, ("Other", "033-000", "987654"));
    assert_eq!(answer.body["version"], 2);
    assert_eq!(company_of(&acme).await.body, answer.body);
}

#[tokio::test]
async fn a_change_of_a_company_obeys_the_same_rules() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let table = [
        (json!({"name": ""}), vec![("/name", "too_short")]),
        (json!({"name": null}), vec![("/name", "wrong_type")]),
        (json!({"name": "a\u{0}"}), vec![("/name", "invalid_format")]),
        (
            json!({"bsb": "1", "account_number": "00000", "current_password": PASSWORD}),
            vec![
                ("/account_number", "invalid_format"),
                ("/bsb", "invalid_format"),
            ],
        ),
        (
            json!({"bsb": "033-000", "current_password": 1}),
            vec![("/current_password", "wrong_type")],
        ),
        (
            json!({"id": "x", "email": "a@b.co", "signed_up_at": "x", "version": 1}),
            ["/email", "/id", "/signed_up_at", "/version"]
                .map(|f| (f, "not_allowed"))
                .to_vec(),
        ),
        (json!({"colour": "red"}), vec![("/colour", "unknown_field")]),
    ];
    for (body, wrong) in table {
        invalid(patch(&acme, body), &wrong).await;
    }
    assert_eq!(company_of(&acme).await.body["version"], 1);
}
