//! A storm of logins holds nobody up, and who logs in again and again is recognised.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use remit::config::Serve;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::support::app::{App, Company, PASSWORD, options};

fn remembering(time: Duration) -> Serve {
    let mut options = options();
    options.limits.login_cache = time;
    options.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    options
}

async fn log_in(app: &App, email: &str, password: &str, from: &str) -> StatusCode {
    let body = json!({"email": email, "password": password});
    let request = app.request(Method::POST, "/v1/token").json(&body);
    let request = request.header("x-forwarded-for", from);
    request.send().await.unwrap().status()
}

async fn median_login(company: &Company<'_>) -> Duration {
    let mut times = Vec::new();
    for _ in 0..15 {
        let began = Instant::now();
        company.log_in().await;
        times.push(began.elapsed());
    }
    times.sort();
    times[times.len() / 2]
}

#[tokio::test]
async fn nobody_waits_behind_the_logins_of_another_address_or_account() {
    let app = App::spawn_with(remembering(Duration::ZERO)).await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let addresses: Vec<String> = (0..80).map(|n| format!("203.0.113.{n}")).collect();
    let emails: Vec<String> = (0..80).map(|n| format!("{n}@storm.example")).collect();
    for storm in ["one address", "one account"] {
        let (asked, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let guess = async |number: usize| {
            let (email, from) = match storm {
                "one address" => (emails[number].as_str(), "198.51.100.1"),
                _ => (acme.email.as_str(), addresses[number].as_str()),
            };
            asked.fetch_add(1, Ordering::Relaxed);
            // Of a storm, some may be told to come back.
            let status = log_in(&app, email, "wrong", from).await;
            assert!([401, 503].contains(&status.as_u16()), "{status}");
            done.fetch_add(1, Ordering::Relaxed);
        };
        let storming = join_all((0..80).map(guess));
        let login = async {
            while done.load(Ordering::Relaxed) < 5 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            let before = done.load(Ordering::Relaxed);
            assert_eq!(log_in(&app, &bolt.email, PASSWORD, "192.0.2.7").await, 200);
            done.load(Ordering::Relaxed) - before
        };
        let (_, waited) = tokio::join!(storming, login);
        assert!(waited <= 12, "{storm}: behind {waited}");
    }
}

#[tokio::test]
async fn who_has_just_logged_in_is_recognised_and_only_where_that_is_wanted() {
    let app = App::spawn_with(remembering(Duration::from_secs(300))).await;
    let strict = app.spawn_another_with(remembering(Duration::ZERO)).await;
    let acme = app.sign_up("Acme").await;
    let quick = median_login(&acme).await;
    let hashed = median_login(&acme.at(&strict)).await;
    assert!(quick < hashed.mul_f64(0.6), "{quick:?} {hashed:?}");
    for _ in 0..3 {
        assert_eq!(log_in(&app, &acme.email, "wrong", "192.0.2.1").await, 401);
    }
}

#[tokio::test]
async fn a_change_of_the_password_and_a_suspension_hold_on_all_servers_at_once() {
    let minutes = Duration::from_secs(300);
    let one = App::spawn_with(remembering(minutes)).await;
    let other = one.spawn_another_with(remembering(minutes)).await;
    let acme = one.sign_up("Acme").await;
    let session = acme.at(&other).log_in().await;
    let new = "another fine long passphrase";
    let change = json!({"current_password": PASSWORD, "new_password": new});
    let change = other
        .request(Method::POST, "/v1/company/password")
        .bearer_auth(&session)
        .json(&change);
    assert_eq!(change.send().await.unwrap().status(), 204);
    for app in [&one, &other] {
        assert_eq!(log_in(app, &acme.email, PASSWORD, "192.0.2.1").await, 401);
        assert_eq!(log_in(app, &acme.email, new, "192.0.2.1").await, 200);
    }
    let suspend = "update company set suspended_at = now()";
    one.psql().await.execute(suspend, &[]).await.unwrap();
    for app in [&one, &other] {
        assert_eq!(log_in(app, &acme.email, new, "192.0.2.1").await, 403);
    }
}
