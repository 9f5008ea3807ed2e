//! A payment that many change at once is no way to take the company's connections.

use futures_util::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::app::{App, Company};

/// Requests of the company's that wait for a lock in the database.
const LOCKED: &str = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'
    and usename = 'remit_company' and datname = current_database()";

async fn id_of_payment(company: &Company<'_>) -> String {
    let payment = company.create_payment().await;
    payment["id"].as_str().unwrap().to_owned()
}

async fn change(company: &Company<'_>, id: &str, description: usize) -> StatusCode {
    let request = company.request(Method::PATCH, &format!("/v1/payments/{id}"));
    let body = json!({"description": description.to_string()});
    request.json(&body).send().await.unwrap().status()
}

#[tokio::test]
async fn changes_of_one_payment_hold_one_connection_and_the_companys_other_requests_go_on() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (hot, other) = (id_of_payment(&acme).await, id_of_payment(&acme).await);
    let mut psql = app.psql().await;
    let lock = psql.transaction().await.unwrap();
    lock.execute(
        "select from payment where id = $1::text::uuid for update",
        &[&hot],
    )
    .await
    .unwrap();
    let changes = join_all((0..20).map(|n| change(&acme, &hot, n)));
    let deleted = async {
        let path = format!("/v1/payments/{hot}");
        let request = acme.request(Method::DELETE, &path);
        request.send().await.unwrap().status()
    };
    let others = async {
        app.until_locked_out(1).await;
        let watcher = app.psql().await;
        for n in 0..10 {
            assert_eq!(change(&acme, &other, n).await, StatusCode::OK);
            assert_eq!(acme.get("/v1/payments").await.status(), StatusCode::OK);
            let locked: i64 = watcher.query_one(LOCKED, &[]).await.unwrap().get(0);
            assert!(locked <= 1, "{locked} changes wait in the database");
        }
        lock.rollback().await.unwrap();
    };
    let (changes, deleted, ()) = tokio::join!(changes, deleted, others);
    // On a slow machine some may have waited too long; what was answered has happened.
    let made = changes.iter().filter(|status| **status == StatusCode::OK);
    let made = made.count();
    for status in &changes {
        let late = StatusCode::SERVICE_UNAVAILABLE;
        let gone = StatusCode::NOT_FOUND;
        assert!([StatusCode::OK, late, gone].contains(status), "{status}");
    }
    assert!([StatusCode::NO_CONTENT, StatusCode::SERVICE_UNAVAILABLE].contains(&deleted));
    let kept = acme.get(&format!("/v1/payments/{hot}")).await;
    if deleted == StatusCode::NO_CONTENT {
        assert_eq!(kept.status(), StatusCode::NOT_FOUND);
    } else {
        let payment: Value = kept.json().await.unwrap();
        assert!(payment["version"].as_u64().unwrap() > u64::try_from(made).unwrap());
    }
}

#[tokio::test]
async fn many_changes_of_one_payment_are_all_made_one_after_the_other() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let hot = id_of_payment(&acme).await;
    let changes = join_all((0..50).map(|n| change(&acme, &hot, n))).await;
    assert!(
        changes.iter().all(|status| *status == StatusCode::OK),
        "{changes:?}"
    );
    let payment: Value = acme
        .get(&format!("/v1/payments/{hot}"))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(payment["version"], 51);
}

#[tokio::test]
async fn who_hangs_up_while_waiting_for_a_payment_leaves_it_to_the_next() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let hot = id_of_payment(&acme).await;
    for _ in 0..3 {
        let mut psql = app.psql().await;
        let lock = psql.transaction().await.unwrap();
        lock.execute("select from payment for update", &[])
            .await
            .unwrap();
        let leaving = join_all((0..10).map(|n| change(&acme, &hot, n)));
        tokio::select! {
            _ = leaving => panic!("the payment is locked"),
            () = app.until_locked_out(1) => {}
        }
        lock.rollback().await.unwrap();
        assert_eq!(change(&acme, &hot, 99).await, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_forged_key_that_names_a_payment_delays_nobody_who_changes_it() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let hot = id_of_payment(&acme).await;
    let known = remit::auth::credential::read(&acme.api_key, "r").unwrap();
    let kind = remit::auth::CredentialKind::ApiKey;
    let forged = remit::auth::credential::draw(kind, known.company_id, known.credential_id);
    let path = format!("/v1/payments/{hot}");
    let forgeries = join_all((0..40).map(|_| async {
        let request = app.request(Method::PATCH, &path).bearer_auth(&forged.text);
        let request = request.json(&json!({"description": "forged"}));
        request.send().await.unwrap().status()
    }));
    let own = async {
        for n in 0..20 {
            assert_eq!(change(&acme, &hot, n).await, StatusCode::OK);
        }
    };
    let (forgeries, ()) = tokio::join!(forgeries, own);
    let refused = [StatusCode::UNAUTHORIZED, StatusCode::TOO_MANY_REQUESTS];
    assert!(forgeries.iter().all(|status| refused.contains(status)));
}
