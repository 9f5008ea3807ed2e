//! A page of payments costs the same at ten thousand and at a million payments, first or deep, as
//! the database itself counts: in buffers.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tokio_postgres::{Client, SimpleQueryMessage};

use crate::support::database::TestDatabase;

/// Acme has every fourth payment, a fifth of them failed, a tenth under each reference.
const ACME: &str = "cccccccc-0000-7000-8000-000000000000";

const COMPANIES: &str = "
    insert into company (id, name, email, bsb, account_number)
    select ('cccccccc-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Company ' || n, n || '@x.example', '062-000', '12345678'
    from generate_series(0, 10) n;
    insert into session (company_id, id, secret_hash, expires_at)
    values ('cccccccc-0000-7000-8000-000000000000', 'cccccccc-0000-7000-8000-00000000000b', decode(repeat('00', 32), 'hex'), 'infinity');
    -- The rules are off while the rows come: each would be checked by itself.
    alter table payment disable trigger all;";

/// One payment a second since 2026, from the first to the last number.
fn payments(first: u32, last: u32) -> String {
    format!(
        "insert into payment (
            company_id, id, status, amount_cents, account_name, bsb, account_number, reference,
            created_at, updated_at, transaction_at, failure_code, failed_at)
        select
            ('cccccccc-0000-7000-8000-' || lpad(case n % 4 when 0 then 0 else 1 + n % 10 end::text, 12, '0'))::uuid,
            gen_random_uuid(), status, 100, 'Jane', '000-000', '000123456', 'R' || n / 4 % 10,
            at, at, case when status <> 'created' then at end,
            case status when 'failed' then 'no_account' end, case status when 'failed' then at end
        from generate_series({first}, {last}) n,
            lateral (select '2026-01-01Z'::timestamptz + n * interval '1 second') t (at),
            lateral (select (array['failed', 'created', 'successful', 'successful', 'successful'])[1 + n / 4 % 5]::payment_status) s (status)"
    )
}

/// The statements that rules.list_payments runs, and it itself; the indexes that must serve them.
const PAGES: &[(&str, &str, &[&str])] = &[
    (
        "all",
        "select * from rules.newest_payments('$acme', '-infinity', $1, $last, $2)",
        &["payment_newest"],
    ),
    (
        "failed",
        "select * from rules.payments_with_status('$acme', '{failed}', '-infinity', $1, $last, $2)",
        &["payment_failed"],
    ),
    (
        "failed or created",
        "select * from rules.payments_with_status('$acme', '{failed,created}', '-infinity', $1, $last, $2)",
        &["payment_created", "payment_failed"],
    ),
    (
        "reference R3",
        "select * from rules.payments_with_reference('$acme', 'R3', '-infinity', $1, $last, $2)",
        &["payment_by_reference"],
    ),
    (
        "disputed, of which there is none",
        "select * from rules.payments_with_status('$acme', '{disputed}', '-infinity', $1, $last, $2)",
        &["payment_disputed"],
    ),
    (
        "reference R99, which there is not",
        "select * from rules.payments_with_reference('$acme', 'R99', '-infinity', $1, $last, $2)",
        &["payment_by_reference"],
    ),
    (
        "list_payments",
        "select * from $list('{}', $1, $last, $2)",
        &[],
    ),
    (
        "list_payments by status",
        "select * from $list('{\"status\": [\"failed\"]}', $1, $last, $2)",
        &[],
    ),
    (
        "list_payments by reference",
        "select * from $list('{\"reference\": \"R3\"}', $1, $last, $2)",
        &[],
    ),
];

/// Buffers by page.
type Costs = BTreeMap<String, u64>;

#[tokio::test]
async fn a_page_costs_the_same_at_a_million_payments_as_at_ten_thousand() {
    let database = TestDatabase::migrated().await;
    let dba = database.psql().await;
    dba.batch_execute(COMPANIES).await.unwrap();
    let small = costs_at(&database, &dba, 1, 10_000).await;
    let large = costs_at(&database, &dba, 10_001, 1_000_000).await;
    println!("{small:#?} {large:#?}");
    for (page, &few) in &small {
        let many = large[page];
        // Empty pages touch an index's path alone, which is one step longer in a large table.
        let alike = many.abs_diff(few) * 5 <= few || many.max(few) <= 6;
        assert!(
            alike,
            "{page}: {few} buffers at 10 thousand payments, {many} at 1 million"
        );
    }
}

async fn costs_at(database: &TestDatabase, dba: &Client, first: u32, last: u32) -> Costs {
    dba.batch_execute(&payments(first, last)).await.unwrap();
    dba.batch_execute("vacuum analyze payment").await.unwrap();
    let mut costs = Costs::new();
    for mode in ["force_custom_plan", "force_generic_plan"] {
        let company = as_company(database, mode).await;
        for (page, query, indexes) in PAGES {
            for (depth, at) in [("first", "infinity".to_owned()), ("deep", middle(last))] {
                let plan = explain(&company, query, &at).await;
                assert_eq!(
                    indexes_of(&plan),
                    BTreeSet::from_iter(indexes.iter().map(ToString::to_string)),
                    "{page}, {depth}, {mode}: {plan:#}"
                );
                costs.insert(format!("{page}, {depth}, {mode}"), buffers(&plan));
            }
        }
    }
    costs
}

/// The time in the middle of the payments.
fn middle(last: u32) -> String {
    let start = chrono::DateTime::parse_from_rfc3339("2026-01-01T00:00:00Z").unwrap();
    (start + chrono::Duration::seconds(i64::from(last / 2))).to_rfc3339()
}

/// A connection of the login that serves companies, in Acme's name.
async fn as_company(database: &TestDatabase, mode: &str) -> Client {
    let client = database.psql().await;
    let settings = format!(
        "set plan_cache_mode = {mode}; set jit = off; set remit.company_id = '{ACME}'; set session authorization remit_company"
    );
    client.batch_execute(&settings).await.unwrap();
    client
}

/// The plan of a prepared statement when the catalog is warm.
async fn explain(client: &Client, query: &str, at: &str) -> Value {
    let list = "rules.list_payments(row('$acme', 'session', 'cccccccc-0000-7000-8000-00000000000b', decode(repeat('00', 32), 'hex'), 'test')::rules.caller, ";
    let query = query
        .replace("$list(", list)
        .replace("$last", "'ffffffff-ffff-ffff-ffff-ffffffffffff'")
        .replace("$acme", ACME);
    let prepare = format!("prepare page (timestamptz, integer) as {query}");
    client.batch_execute(&prepare).await.unwrap();
    let explain = format!("explain (analyze, buffers, format json) execute page ('{at}', 101)");
    for _ in 0..2 {
        client.simple_query(&explain).await.unwrap();
    }
    let answer = client.simple_query(&explain).await.unwrap();
    client.batch_execute("deallocate page").await.unwrap();
    let rows = answer.iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => row.get(0),
        _ => None,
    });
    let text: String = rows.collect();
    serde_json::from_str::<Value>(&text).unwrap()[0]["Plan"].clone()
}

fn buffers(plan: &Value) -> u64 {
    let count = |name: &str| plan[name].as_u64().unwrap();
    count("Shared Hit Blocks") + count("Shared Read Blocks")
}

/// The indexes by which payments were read; a name of its own for a scan without one.
fn indexes_of(plan: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if plan["Relation Name"] == "payment" && plan["Actual Loops"] != 0 {
        found.insert(plan["Index Name"].as_str().unwrap_or("none").to_owned());
    }
    for child in plan["Plans"].as_array().into_iter().flatten() {
        found.extend(indexes_of(child));
    }
    found
}
