//! A company's limit is one, however many servers there are, and staff change it at once.

use std::time::{Duration, Instant};

use reqwest::StatusCode;
use uuid::Uuid;

use crate::limits::{limited, number};
use crate::support::app::{App, Company};
use crate::support::wait::eventually;

/// Waits until this server shows this quota to the company, at most a second.
async fn until_quota(company: &Company<'_>, quota: u64) {
    let deadline = Instant::now() + Duration::from_secs(1);
    loop {
        let answer = company.get("/v1/company").await;
        if number(&answer, "ratelimit-policy", "q") == quota {
            return;
        }
        assert!(Instant::now() < deadline, "not within a second");
    }
}

#[tokio::test]
async fn an_edit_in_psql_holds_on_all_servers_within_a_second() {
    let one = App::spawn_with(limited(1000, 2000)).await;
    let other = one.spawn_another_with(limited(1000, 2000)).await;
    let acme = one.sign_up("Acme").await;
    let there = acme.at(&other);
    let id = Uuid::parse_str(&acme.id).unwrap();
    let psql = one.psql().await;
    for (edit, quota) in [
        (
            "insert into company_limit (company_id, requests_per_second, burst) values ($1, 500, 700)",
            700,
        ),
        (
            "update company_limit set burst = 800 where company_id = $1",
            800,
        ),
        ("delete from company_limit where company_id = $1", 2000),
    ] {
        psql.execute(edit, &[&id]).await.unwrap();
        tokio::join!(until_quota(&acme, quota), until_quota(&there, quota));
    }
    let version = "insert into company_limit (company_id, requests_per_second, burst) values ($1, 1, 1) returning version";
    psql.query_one(version, &[&id]).await.unwrap();
    let update = "update company_limit set burst = 2 where company_id = $1 returning version";
    let row = psql.query_one(update, &[&id]).await.unwrap();
    assert_eq!(row.get::<_, i32>(0), 2);
}

#[tokio::test]
async fn two_servers_share_one_limit() {
    let one = App::spawn_with(limited(40, 40)).await;
    let other = one.spawn_another_with(limited(40, 40)).await;
    let acme = one.sign_up("Acme").await;
    let for_this_long = Duration::from_secs(6);
    let flood = async |app: &App| {
        let (acme, began, mut served) = (acme.at(app), Instant::now(), 0);
        while began.elapsed() < for_this_long {
            match acme.get("/v1/company").await.status() {
                StatusCode::OK => served += 1,
                status => assert_eq!(status, 429),
            }
        }
        served
    };
    let (here, there) = tokio::join!(flood(&one), flood(&other));
    // The burst of each, and 6 seconds of the rate between them; unshared it would be 560.
    assert!((200..=400).contains(&(here + there)), "{here} + {there}");
    assert!(here.min(there) >= 60, "{here} + {there}");
}

#[tokio::test]
async fn limits_that_nobody_changed_are_not_read_to_share_a_demand() {
    let app = App::spawn_with(limited(10, 1000)).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let unreadable = "revoke select on company_limit from remit_worker; delete from company_demand";
    psql.batch_execute(unreadable).await.unwrap();
    eventually("its demand", async || {
        acme.get("/v1/company").await;
        let told = "select count(*) from company_demand";
        let row = psql.query_one(told, &[]).await.unwrap();
        (row.get::<_, i64>(0) > 0).then_some(())
    })
    .await;
}
