//! The internal history: who exactly, what, when and why, without any secret; and what stays.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::app::{App, PASSWORD};
use crate::telling::{events, told};

#[tokio::test]
async fn the_history_says_who_exactly_changed_what_and_why() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let payment = acme.create_payment().await;
    let id = payment["id"].as_str().unwrap();
    let patch = acme.request(Method::PATCH, &format!("/v1/payments/{id}"));
    let patch = patch
        .header("x-request-id", "req-7")
        .json(&json!({"amount_cents": 7}));
    patch.send().await.unwrap();
    psql.batch_execute(
        "set session authorization remit_staff; set role remit_staff_admin;
         update payment set status = 'successful'; reset role; reset session authorization;
         begin; set local remit.override = ' asked by the bank '; update payment set amount_cents = 8; commit",
    )
    .await
    .unwrap();
    told(&psql).await;
    let history = "select jsonb_build_object('op', operation, 'kind', actor_kind, 'who', actor_name,
             'request', request_id, 'reason', reason, 'old', old_values -> 'amount_cents', 'new', new_values -> 'amount_cents')
         from change where table_name = 'payment' and row_id = $1 order by id";
    let rows = psql.query(history, &[&id]).await.unwrap();
    let mut history: Vec<Value> = rows.iter().map(|row| row.get(0)).collect();
    assert!(history[0]["request"].is_string());
    history[0]["request"] = Value::Null;
    let entry = |op: &str, kind: &str, who: &str, old, new| json!({"op": op, "kind": kind, "who": who, "request": null, "reason": null, "old": old, "new": new});
    let mut expected = [
        entry(
            "insert",
            "company",
            "remit_company",
            json!(null),
            json!(12550),
        ),
        entry("update", "company", "remit_company", json!(12550), json!(7)),
        entry(
            "update",
            "staff",
            "remit_staff as remit_staff_admin",
            json!(null),
            json!(null),
        ),
        entry("update", "dba", "postgres", json!(7), json!(8)),
    ];
    expected[1]["request"] = json!("req-7");
    expected[3]["reason"] = json!("asked by the bank");
    assert_eq!(history, expected);
    let events = events(&acme).await;
    let kinds: Vec<_> = events
        .iter()
        .map(|event| event["actor"]["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["company", "company", "staff", "dba"]);
}

#[tokio::test]
async fn the_history_covers_credentials_and_holds_no_secret() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    acme.create_payment().await;
    // Nobody empties the outbox now, so that its text is searched too.
    let hold = app.psql().await;
    hold.batch_execute("begin; lock table lane in access exclusive mode")
        .await
        .unwrap();
    acme.create_payment().await;
    acme.make_api_key_with(&acme.log_in().await).await;
    let new = json!({"current_password": PASSWORD, "new_password": "another fine passphrase"});
    let changed = acme
        .session_request(Method::POST, "/v1/company/password")
        .json(&new)
        .send()
        .await
        .unwrap();
    assert!(changed.status().is_success());
    let hashes = psql
        .query(
            "select password_hash from company_password union all select encode(secret_hash, 'hex') from session
             union all select encode(secret_hash, 'hex') from api_key",
            &[],
        )
        .await
        .unwrap();
    let kept = "select string_agg(t, ' ') from (select o::text t from outbox o
         union all select c::text from change c union all select e::text from event e) t";
    let kept: String = psql.query_one(kept, &[]).await.unwrap().get(0);
    assert!(hashes.len() >= 3, "there is something to look for");
    let secrets = [
        PASSWORD,
        "another fine",
        "$argon2",
        "_hash",
        &acme.api_key,
        &acme.session,
    ];
    for secret in hashes
        .iter()
        .map(|row| row.get::<_, &str>(0))
        .chain(secrets)
    {
        assert!(!kept.contains(secret), "{secret}");
    }
    hold.batch_execute("rollback").await.unwrap();
    told(&psql).await;
    let tables = psql
        .query("select distinct table_name from change order by 1", &[])
        .await
        .unwrap();
    let tables: Vec<&str> = tables.iter().map(|row| row.get(0)).collect();
    assert_eq!(
        tables,
        [
            "api_key",
            "company",
            "company_password",
            "payment",
            "session"
        ]
    );
}

#[tokio::test]
async fn no_table_of_companies_can_be_truncated() {
    let app = App::spawn().await;
    let psql = app.psql().await;
    let tables = psql
        .query(
            "select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
                and (c.relname = 'company' or exists (select from pg_attribute a
                    where a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped))",
            &[],
        )
        .await
        .unwrap();
    assert!(tables.len() > 10);
    for mode in ["origin", "replica"] {
        psql.batch_execute(&format!("set session_replication_role = {mode}"))
            .await
            .unwrap();
        for table in &tables {
            let table: &str = table.get(0);
            let refused = psql
                .batch_execute(&format!("truncate {table} cascade"))
                .await;
            let refused = refused.expect_err(&format!("{table} was truncated in mode {mode}"));
            assert_eq!(refused.code().unwrap().code(), "RM007", "{table}");
        }
    }
}

#[tokio::test]
async fn what_has_happened_is_never_changed() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    acme.create_payment().await;
    told(&psql).await;
    for mode in ["origin", "replica"] {
        psql.batch_execute(&format!("set session_replication_role = {mode}"))
            .await
            .unwrap();
        for sql in [
            "update event set body = ''",
            "update change set reason = 'no'",
        ] {
            let refused = psql.batch_execute(sql).await.expect_err(sql);
            assert_eq!(refused.code().unwrap().code(), "RM011", "{sql}");
        }
    }
}
