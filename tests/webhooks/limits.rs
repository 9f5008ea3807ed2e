//! A company has at most 20 webhooks, also when it asks for many at once.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;

use crate::answers::{Answer, done, refused};
use crate::asking::{NOWHERE, about, all_pages, create, made};
use crate::support::app::App;

#[tokio::test]
async fn of_many_asked_for_at_once_twenty_are_made() {
    let app = App::spawn().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let body = json!({"url": NOWHERE});
    let answers = join_all((0..24).map(|_| create(&acme, &body).send())).await;
    let mut statuses = Vec::new();
    for answer in answers {
        let answer = Answer::read(answer.unwrap()).await;
        statuses.push(answer.status);
        if answer.status != 201 {
            answer.is_problem(409, "conflict");
        }
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![201; 20], vec![409; 4]].concat());
    let listed = all_pages(&acme, "/v1/webhooks", 7).await;
    assert_eq!(listed.len(), 20);
    made(&bolt, NOWHERE, json!({})).await;
    let first = listed[0]["id"].as_str().unwrap();
    done(about(&acme, Method::DELETE, first, ""), 204).await;
    made(&acme, NOWHERE, json!({})).await;
    refused(create(&acme, &body), 409, "conflict").await;
}

#[tokio::test]
async fn the_twenty_first_is_refused_in_psql_too() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let insert = "insert into webhook (company_id, url)
        select $1::text::uuid, 'https://acme.example/' from generate_series(1, $2::bigint)";
    psql.execute(insert, &[&acme.id, &20_i64]).await.unwrap();
    let refused = psql.execute(insert, &[&acme.id, &1_i64]).await.unwrap_err();
    assert_eq!(refused.code().unwrap().code(), "RM014");
}

#[tokio::test]
async fn a_refused_twenty_first_leaves_its_key_free() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for _ in 0..20 {
        made(&acme, NOWHERE, json!({})).await;
    }
    let ask = || create(&acme, &json!({"url": NOWHERE})).header("idempotency-key", "k");
    refused(ask(), 409, "conflict").await;
    let first = all_pages(&acme, "/v1/webhooks", 1).await;
    let id = first[0]["id"].as_str().unwrap();
    done(about(&acme, Method::DELETE, id, ""), 204).await;
    assert!(!done(ask(), 201).await.is_replayed());
}
