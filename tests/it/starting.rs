//! Any number of servers may start at the same moment, older ones beside newer ones.

use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::{join_all, try_join_all};
use remit::cluster::Cluster;
use remit::db::migrate::migrate;
use remit::db::url::DatabaseUrl;
use remit::secrets::SecretKey;
use reqwest::Method;
use serde_json::json;

use crate::answers::done;
use crate::scratch::Scratch;
use crate::support::app::App;
use crate::support::database::{TestDatabase, secret_key};

#[tokio::test]
async fn twenty_servers_start_at_once_on_an_empty_database() {
    let database = TestDatabase::empty().await;
    let (url, key) = (database.parsed(), secret_key());
    try_join_all((0..20).map(|_| migrate(&url, &key)))
        .await
        .unwrap();
    let app = App::spawn_on(database, crate::support::app::options()).await;
    app.sign_up("Acme").await.create_payment().await;
}

#[tokio::test]
async fn two_empty_databases_of_one_new_cluster_are_made_at_the_same_moment() {
    let scratch = Scratch::new();
    let cluster = Cluster::start(scratch.path()).await.unwrap();
    let first = DatabaseUrl::parse(&cluster.url()).unwrap();
    let other = DatabaseUrl::parse(&cluster.url().replace("/remit?", "/other?")).unwrap();
    let (client, connection) = first.config().connect(first.tls()).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("create database other").await.unwrap();
    let key = secret_key();
    let starts = (0..10).map(|number| migrate(if number % 2 == 0 { &first } else { &other }, &key));
    try_join_all(starts).await.unwrap();
    for url in [first, other] {
        let app = App::spawn_at(url, crate::support::app::options()).await;
        app.sign_up("Acme").await.create_payment().await;
    }
    drop(client);
    cluster.stop().await;
}

#[tokio::test]
async fn a_start_with_another_secret_key_is_refused_and_locks_no_server_out() {
    let app = App::spawn().await;
    let passwords = "select string_agg(rolpassword, ' ' order by rolname) from pg_authid where rolname like 'remit%'";
    let psql = app.psql().await;
    // With a configured bank's secret there is none in the database that would tell.
    let forget = "delete from secret where name = 'bank'";
    psql.batch_execute(forget).await.unwrap();
    let before: String = psql.query_one(passwords, &[]).await.unwrap().get(0);
    let refused = migrate(app.url(), &SecretKey::from([99; 32])).await;
    let told = refused.unwrap_err().to_string();
    assert!(
        told.starts_with("REMIT_SECRET_KEY is not the key"),
        "{told}"
    );
    let after: String = psql.query_one(passwords, &[]).await.unwrap().get(0);
    assert_eq!(after, before);
    migrate(app.url(), &secret_key()).await.unwrap();
}

#[tokio::test]
async fn an_older_release_leaves_the_rules_of_a_newer_one() {
    let app = App::spawn().await;
    let psql = app.psql().await;
    psql.batch_execute(
        "update rules_build set release = '99.0.0', hash = 'newer';
         comment on function rules.tenant() is 'of the newer release'",
    )
    .await
    .unwrap();
    migrate(app.url(), &secret_key()).await.unwrap();
    let kept = "select obj_description('rules.tenant()'::regprocedure), release, hash = 'newer' from rules_build";
    let row = psql.query_one(kept, &[]).await.unwrap();
    let row = (
        row.get::<_, &str>(0),
        row.get::<_, &str>(1),
        row.get::<_, bool>(2),
    );
    assert_eq!(row, ("of the newer release", "99.0.0", true));
    app.sign_up("Acme").await.create_payment().await;
}

#[tokio::test]
async fn rules_of_this_release_are_not_built_again() {
    let app = App::spawn().await;
    let psql = app.psql().await;
    let built = "select built_at::text from rules_build";
    let before: String = psql.query_one(built, &[]).await.unwrap().get(0);
    migrate(app.url(), &secret_key()).await.unwrap();
    assert_eq!(
        psql.query_one(built, &[])
            .await
            .unwrap()
            .get::<_, String>(0),
        before
    );
}

#[tokio::test]
async fn rules_are_rebuilt_while_others_read_and_write() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let path = format!("/v1/payments/{}", payment["id"].as_str().unwrap());
    let psql = app.psql().await;
    let over = AtomicBool::new(false);
    let (over, acme, path) = (&over, &acme, &path);
    let work = (0..6).map(|worker| async move {
        let mut requests = 0;
        while !over.load(Ordering::Relaxed) {
            match worker % 3 {
                0 => assert_eq!(
                    done(acme.request(Method::GET, path), 200)
                        .await
                        .text_of("company_id"),
                    acme.id
                ),
                1 => assert!(
                    done(acme.request(Method::GET, "/v1/payments?amount_to=1"), 200)
                        .await
                        .body["data"]
                        .is_array()
                ),
                _ => drop(
                    done(
                        acme.request(Method::PATCH, path)
                            .json(&json!({"description": requests.to_string()})),
                        200,
                    )
                    .await,
                ),
            }
            requests += 1;
        }
        requests
    });
    let rebuild = async {
        for _ in 0..5 {
            psql.batch_execute("update rules_build set release = '0.0.1', hash = 'older'")
                .await
                .unwrap();
            migrate(app.url(), &secret_key()).await.unwrap();
        }
        over.store(true, Ordering::Relaxed);
    };
    let (requests, ()) = tokio::join!(join_all(work), rebuild);
    assert!(
        requests.iter().all(|requests| *requests > 5),
        "{requests:?}"
    );
    let built = "select release = $1 and hash <> 'older' from rules_build";
    let row = psql
        .query_one(built, &[&env!("CARGO_PKG_VERSION")])
        .await
        .unwrap();
    assert!(row.get::<_, bool>(0));
}
