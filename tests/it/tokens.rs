//! A company logs in and out; who guesses learns nothing and soon has to wait.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::answers::{done, invalid, refused};
use crate::support::app::{App, PASSWORD, options};

fn token(app: &App, body: Value) -> RequestBuilder {
    app.request(Method::POST, "/v1/token").json(&body)
}

#[tokio::test]
async fn a_login_gives_a_token_for_24_hours() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let answer = done(
        token(&app, json!({"email": acme.email, "password": PASSWORD})),
        200,
    )
    .await;
    assert_eq!(answer.body.as_object().unwrap().len(), 3);
    assert_eq!(answer.text_of("token_type"), "Bearer");
    let expires_at: DateTime<Utc> = answer.text_of("expires_at").parse().unwrap();
    let minutes = (expires_at - Utc::now()).num_minutes();
    assert!((24 * 60 - 2..=24 * 60).contains(&minutes), "{minutes}");
    assert_eq!(answer.header("cache-control"), "no-store");
    let request = app
        .request(Method::GET, "/v1/company")
        .bearer_auth(answer.text_of("token"));
    assert_eq!(done(request, 200).await.text_of("id"), acme.id);
}

#[tokio::test]
async fn an_email_logs_in_in_any_case() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for email in [acme.email.to_uppercase(), format!(" {} ", acme.email)] {
        done(
            token(&app, json!({"email": email, "password": PASSWORD})),
            200,
        )
        .await;
    }
}

#[tokio::test]
async fn an_unknown_email_and_a_wrong_password_are_answered_alike() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let mut answers = Vec::new();
    for (email, password) in [
        (acme.email.as_str(), "not the password"),
        (&acme.email, ""),
        (&acme.email, &format!("{PASSWORD} ")),
        (&acme.email, &PASSWORD.to_uppercase()),
        (&acme.email, &"long".repeat(1000)),
        ("nobody@acme.example", PASSWORD),
        ("nobody", PASSWORD),
        ("", ""),
    ] {
        let request = token(&app, json!({"email": email, "password": password}));
        let answer = refused(
            request.header("x-request-id", "same"),
            401,
            "unauthenticated",
        )
        .await;
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        answers.push(answer.text);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}

#[tokio::test]
async fn a_login_says_what_is_missing() {
    let app = App::spawn().await;
    let table = [
        (
            json!({}),
            vec![("/email", "required"), ("/password", "required")],
        ),
        (
            json!({"email": 1, "password": null}),
            vec![("/email", "wrong_type"), ("/password", "wrong_type")],
        ),
        (
            json!({"email": "a\u{0}@b.co", "password": "x"}),
            vec![("/email", "invalid_format")],
        ),
        (
            json!({"email": "a@b.co", "password": "x", "remember": true}),
            vec![("/remember", "unknown_field")],
        ),
    ];
    for (body, wrong) in table {
        invalid(token(&app, body), &wrong).await;
    }
}

#[tokio::test]
async fn a_logout_ends_that_session_alone() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let other = acme.log_in().await;
    done(acme.session_request(Method::DELETE, "/v1/token"), 204).await;
    refused(
        acme.session_request(Method::DELETE, "/v1/token"),
        401,
        "unauthenticated",
    )
    .await;
    refused(
        acme.session_request(Method::GET, "/v1/company"),
        401,
        "unauthenticated",
    )
    .await;
    done(
        app.request(Method::GET, "/v1/company").bearer_auth(&other),
        200,
    )
    .await;
    done(acme.request(Method::GET, "/v1/company"), 200).await;
}

#[tokio::test]
async fn guessing_is_slowed_for_that_account_and_address_alone() {
    let mut options = options();
    options.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let app = App::spawn_with(options).await;
    let acme = app.sign_up("Acme").await;
    let bolt = app.sign_up("Bolt").await;
    let from = |address: &str, email: &str, password: &str| {
        token(&app, json!({"email": email, "password": password}))
            .header("x-forwarded-for", address.to_owned())
    };
    for _ in 0..30 {
        refused(
            from("203.0.113.1", &acme.email, "a wrong guess"),
            401,
            "unauthenticated",
        )
        .await;
    }
    for (email, password) in [
        (&acme.email, "a wrong guess"),
        (&acme.email, PASSWORD),
        (&acme.email.to_uppercase(), PASSWORD),
    ] {
        let answer = refused(from("203.0.113.1", email, password), 429, "rate_limited").await;
        let wait: u64 = answer.header("retry-after").parse().unwrap();
        assert!((1..=6).contains(&wait), "{wait}");
    }
    done(from("203.0.113.2", &acme.email, PASSWORD), 200).await;
    done(from("203.0.113.1", &bolt.email, PASSWORD), 200).await;
    done(acme.request(Method::GET, "/v1/company"), 200).await;
}

#[tokio::test]
async fn guessing_the_current_password_is_slowed_too() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let body =
        json!({"current_password": "a wrong guess", "new_password": "another fine passphrase"});
    let change = || {
        acme.session_request(Method::POST, "/v1/company/password")
            .json(&body)
    };
    for _ in 0..30 {
        invalid(change(), &[("/current_password", "not_allowed")]).await;
    }
    refused(change(), 429, "rate_limited").await;
}

#[tokio::test]
async fn known_and_unknown_accounts_take_the_same_time() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let time = async |email: &str| {
        let started = Instant::now();
        refused(
            token(&app, json!({"email": email, "password": "a wrong guess"})),
            401,
            "unauthenticated",
        )
        .await;
        started.elapsed()
    };
    // What else the machine does may disturb a round; a difference that is there is in every round.
    let mut ratios = Vec::new();
    for _ in 0..5 {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        // In turns, so that both are disturbed alike.
        for _ in 0..15 {
            known.push(time(&acme.email).await);
            unknown.push(time(&format!("nobody-{}@acme.example", ratios.len())).await);
            // A right password forgets the wrong ones: nobody has to wait.
            acme.log_in().await;
        }
        let ratio = median(known).as_secs_f64() / median(unknown).as_secs_f64();
        if (0.7..=1.3).contains(&ratio) {
            return;
        }
        ratios.push(ratio);
    }
    panic!("known accounts take {ratios:?} times as long as unknown ones");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
