//! A company that asks too fast is told so, and when to come back; nobody else is.

use std::time::{Duration, Instant};

use remit::config::Serve;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::support::app::{App, Company, options};

/// A server whose companies may ask so often.
pub fn limited(rate: u32, burst: u32) -> Serve {
    let mut options = options();
    options.limits.company_rate = rate;
    options.limits.company_burst = burst;
    options
}

/// The number after `r=` and so on of a header.
pub fn number(answer: &Response, header: &str, name: &str) -> u64 {
    let value = answer.headers()[header].to_str().unwrap();
    let (policy, rest) = value.split_once(';').unwrap();
    assert_eq!(policy, "\"default\"");
    let mut parts = rest.split(';').map(|part| part.split_once('=').unwrap());
    parts
        .find(|(part, _)| *part == name)
        .unwrap()
        .1
        .parse()
        .unwrap()
}

/// Asks until it is refused; how often it was not, and the refusal.
async fn exhaust(company: &Company<'_>) -> (usize, Response) {
    for served in 0..1000 {
        let answer = company.get("/v1/company").await;
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            return (served, answer);
        }
        assert_eq!(answer.status(), StatusCode::OK);
    }
    panic!("it is never refused");
}

async fn code(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    let body: Value = answer.json().await.unwrap();
    (status, body["code"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn every_authenticated_answer_says_how_the_company_stands() {
    let app = App::spawn_with(limited(50, 100)).await;
    let acme = app.sign_up("Acme").await;
    let unknown = "/v1/payments/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071";
    for (path, status) in [
        ("/v1/company", 200),
        (unknown, 404),
        ("/v1/payments?limit=0", 422),
        ("/v1/api-keys", 403),
    ] {
        let answer = acme.get(path).await;
        assert_eq!(answer.status(), status);
        assert_eq!(number(&answer, "ratelimit-policy", "q"), 100);
        assert_eq!(number(&answer, "ratelimit-policy", "w"), 2);
        assert!((80..100).contains(&number(&answer, "ratelimit", "r")));
        assert!(number(&answer, "ratelimit", "t") <= 1);
    }
    for path in ["/v1/company", "/healthz", "/openapi.json"] {
        let answer = app.request(Method::GET, path).send().await.unwrap();
        assert!(!answer.headers().contains_key("ratelimit"), "{path}");
    }
}

#[tokio::test]
async fn a_company_past_its_limit_is_refused_and_no_other() {
    let app = App::spawn_with(limited(1, 20)).await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let (served, refusal) = exhaust(&acme).await;
    assert!((10..=22).contains(&served), "{served}");
    assert_eq!(number(&refusal, "ratelimit", "r"), 0);
    assert!((15..=20).contains(&number(&refusal, "ratelimit", "t")));
    assert_eq!(refusal.headers()["retry-after"], "1");
    assert_eq!(code(refusal).await, (429, "rate_limited".to_owned()));
    // Each key and session of it is.
    let session = acme
        .session_request(Method::GET, "/v1/company")
        .send()
        .await
        .unwrap();
    assert_eq!(session.status(), 429);
    assert_eq!(bolt.get("/v1/company").await.status(), 200);
    // It comes back as the header says.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(acme.get("/v1/company").await.status(), 200);
}

#[tokio::test]
async fn a_refusal_for_speed_comes_after_who_asks_and_before_what_is_asked() {
    let app = App::spawn_with(limited(1, 10)).await;
    let acme = app.sign_up("Acme").await;
    exhaust(&acme).await;
    let long = " ".repeat(256 * 1024 + 1);
    let send = async |method: Method, path: &str, key: &str| {
        let request = app.request(method, path).bearer_auth(key);
        let request = request
            .header("content-type", "text/plain")
            .body(long.clone());
        code(request.send().await.unwrap()).await
    };
    let answer = |status, code: &str| (status, code.to_owned());
    let key = &acme.api_key;
    assert_eq!(
        send(Method::POST, "/v1/nowhere", key).await,
        answer(404, "not_found")
    );
    assert_eq!(
        send(Method::PUT, "/v1/payments", key).await,
        answer(405, "method_not_allowed")
    );
    assert_eq!(
        send(Method::POST, "/v1/payments", "wrong").await,
        answer(401, "unauthenticated")
    );
    for (method, path) in [
        (Method::POST, "/v1/api-keys"),
        (Method::PATCH, "/v1/company"),
        (Method::POST, "/v1/company/password"),
        (Method::DELETE, "/v1/token"),
    ] {
        assert_eq!(send(method, path, key).await, answer(403, "forbidden"));
    }
    assert_eq!(
        send(Method::POST, "/v1/payments", key).await,
        answer(429, "rate_limited")
    );
    let unread = acme.get("/v1/payments?limit=0").await;
    assert_eq!(code(unread).await, answer(429, "rate_limited"));
}

#[tokio::test]
async fn a_credential_that_is_no_longer_good_is_told_so_at_any_speed() {
    let app = App::spawn_with(limited(1, 10)).await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let psql = app.psql().await;
    for (company, change, refusal) in [
        (
            &acme,
            "update api_key set revoked_at = now() where company_id = $1",
            401,
        ),
        (
            &bolt,
            "update company set suspended_at = now() where id = $1",
            403,
        ),
    ] {
        exhaust(company).await;
        let id = uuid::Uuid::parse_str(&company.id).unwrap();
        psql.execute(change, &[&id]).await.unwrap();
        // What was known of it is good for a second.
        let deadline = Instant::now() + Duration::from_secs(3);
        let mut status = company.get("/v1/company").await.status();
        while status == 429 {
            assert!(Instant::now() < deadline, "still 429");
            status = company.get("/v1/company").await.status();
        }
        assert_eq!(status, refusal);
    }
}

#[tokio::test]
async fn forged_credentials_cost_the_company_they_name_nothing() {
    let mut options = limited(1, 30);
    options.limits.address_rate = 1;
    options.limits.address_burst = 40;
    options.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let app = App::spawn_with(options).await;
    let acme = app.sign_up("Acme").await;
    let before = number(&acme.get("/v1/company").await, "ratelimit", "r");
    let forged = forge(&acme.api_key);
    let mut counts = (0, 0);
    for _ in 0..100 {
        let request = app.request(Method::GET, "/v1/company").bearer_auth(&forged);
        let request = request.header("x-forwarded-for", "203.0.113.66");
        let answer = request.send().await.unwrap();
        assert!(!answer.headers().contains_key("ratelimit"));
        match answer.status().as_u16() {
            401 => counts.0 += 1,
            429 => counts.1 += 1,
            other => panic!("{other}"),
        }
    }
    assert!((40..60).contains(&counts.0), "{counts:?}");
    let after = number(&acme.get("/v1/company").await, "ratelimit", "r");
    assert!(after + 1 >= before, "{before} {after}");
}

/// The same public part with another secret and the right checksum.
fn forge(key: &str) -> String {
    let (company, row) = {
        let caller = remit::auth::credential::read(key, "r").unwrap();
        (caller.company_id, caller.credential_id)
    };
    let kind = remit::auth::CredentialKind::ApiKey;
    remit::auth::credential::draw(kind, company, row).text
}

#[tokio::test]
async fn batches_and_logouts_are_counted_like_any_request() {
    let app = App::spawn_with(limited(1, 20)).await;
    let acme = app.sign_up("Acme").await;
    let before = number(&acme.get("/v1/company").await, "ratelimit", "r");
    let body = json!({"payments": [crate::support::app::draft()]});
    let batch = acme.request(Method::POST, "/v1/payments/batch");
    let batch = batch.header("idempotency-key", "1").json(&body);
    assert_eq!(batch.send().await.unwrap().status(), 200);
    let logout = acme.session_request(Method::DELETE, "/v1/token");
    let logout = logout.send().await.unwrap();
    assert_eq!(logout.status(), 204);
    assert!(number(&logout, "ratelimit", "r") + 2 <= before + 1);
}
