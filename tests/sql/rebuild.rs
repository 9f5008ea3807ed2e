//! A release that brings other rules builds them whole, from its files alone, without a superuser.

use remit::db::migrate::migrate;
use remit::db::url::DatabaseUrl;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::support::database::{TestDatabase, secret_key};

/// Everything that rules/ makes, in words.
const RULES: &str = "
    select format('%s %s', oid::regclass, relacl) from pg_class
    where relnamespace in ('public'::regnamespace, 'rules'::regnamespace) and relkind = 'r'
    union all
    select format('%s.%s %s', attrelid::regclass, attname, attacl) from pg_attribute
    where attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace) and attacl is not null
    union all
    select format('%s of %s %s %s', oid::regprocedure, proowner::regrole, proacl, md5(prosrc)) from pg_proc
    where pronamespace in ('public'::regnamespace, 'rules'::regnamespace)
    union all
    select format('%s on %s to %s: %s', policyname, tablename, roles, qual) from pg_policies
    union all
    select pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
    union all
    select row(m)::text from rules.status_move m
    order by 1";

async fn rules(client: &Client) -> Vec<String> {
    let rows = client.query(RULES, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn an_edit_of_a_rule_by_hand_lasts_until_a_release_brings_other_rules() {
    let database = TestDatabase::migrated().await;
    let dba = database.psql().await;
    let built = rules(&dba).await;
    assert!(built.len() > 100);
    let edits = "
        grant select (secret_hash) on api_key to remit_staff_viewer;
        grant delete on company to remit_company;
        create policy everyone_sees_payment on payment using (true);
        alter table payment disable trigger payment_moves_forward;
        delete from rules.status_move;
        create or replace function rules.actor_kind() returns text return 'dba'";
    dba.batch_execute(edits).await.unwrap();

    migrate(&database.parsed(), &secret_key()).await.unwrap();
    assert_ne!(rules(&dba).await, built, "the same release leaves them");

    let other = "update rules_build set hash = 'that of another release''s rules'";
    dba.batch_execute(other).await.unwrap();
    migrate(&database.parsed(), &secret_key()).await.unwrap();
    assert_eq!(rules(&dba).await, built);
}

#[tokio::test]
async fn an_older_release_leaves_the_rules_of_a_newer_one() {
    let database = TestDatabase::migrated().await;
    let dba = database.psql().await;
    let newer = "update rules_build set release = '99.0.0', hash = 'its rules'";
    dba.batch_execute(newer).await.unwrap();
    let edit = "delete from rules.status_move";
    dba.batch_execute(edit).await.unwrap();
    let built = rules(&dba).await;
    migrate(&database.parsed(), &secret_key()).await.unwrap();
    assert_eq!(rules(&dba).await, built);
}

#[tokio::test]
async fn a_role_without_superuser_migrates_its_own_database() {
    // This makes the cluster's roles, which a superuser then shares with the migrating role: from
    // PostgreSQL 16 on, only who created a role may grant it.
    let database = TestDatabase::migrated().await;
    let dba = database.psql().await;
    let name = format!("migrator_{}", Uuid::now_v7().simple());
    let empty = TestDatabase::empty().await;
    let prepare = format!(
        "create role {name} createrole login password 'its password';
        grant remit_owner to {name};
        alter database {} owner to {name}",
        empty.name()
    );
    dba.batch_execute(&prepare).await.unwrap();
    let url = DatabaseUrl::parse(&empty.url).unwrap();
    let url = url.with_login(&name, "its password");
    for _start in 1..=2 {
        migrate(&url, &secret_key()).await.unwrap();
    }
    assert_eq!(rules(&empty.psql().await).await, rules(&dba).await);
    drop(empty);
    let forget = format!("revoke remit_owner from {name}; drop role {name}");
    dba.batch_execute(&forget).await.unwrap();
}
