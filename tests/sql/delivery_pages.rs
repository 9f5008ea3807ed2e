//! A page of a webhook's deliveries costs the same at forty thousand and at three hundred thousand of
//! them, first or deep, and no table is read from end to end.

use std::collections::BTreeMap;

use serde_json::Value;
use tokio_postgres::{Client, SimpleQueryMessage};

use crate::support::database::TestDatabase;

const ACME: &str = "cccccccc-0000-7000-8000-000000000000";
const HOOK: &str = "cccccccc-0000-7000-8000-000000000001";

const COMPANY: &str = "
    insert into company (id, name, email, bsb, account_number) values ('$acme', 'Acme', 'a@x.example', '062-000', '12345678');
    insert into session (company_id, id, secret_hash, expires_at) values ('$acme', '$acme', decode(repeat('00', 32), 'hex'), 'infinity');
    insert into webhook (company_id, id, url) values ('$acme', '$hook', 'https://acme.example/');
    insert into event (company_id, sequence, id, type, body, created_at) values ('$acme', 1, '$hook', 'payment.created', '{}', now());";

/// Deliveries to a fourth of which the page belongs, over three days' partitions, a tenth failed;
/// each tried once.
const DELIVERIES: &str = "
    create temporary table made as
    select (lpad(to_hex((extract(epoch from current_date - interval '1 day' + n * interval '800 milliseconds') * 1000)::bigint), 12, '0')
            || '70008000' || lpad(to_hex(n), 12, '0'))::uuid as id,
        case n % 4 when 0 then '$hook'::uuid else ('cccccccc-0000-7000-8000-00000000000' || 2 + n % 7)::uuid end as webhook_id,
        case when n / 4 % 10 = 0 then 'failed' else 'delivered' end as status
    from generate_series($first, $last) n;
    insert into finished_delivery (company_id, webhook_id, id, sequence, status, attempts, created_at)
    select '$acme', m.webhook_id, m.id, 1, m.status, 1, now() from made m;
    insert into attempt (company_id, delivery_id, number, started_at, duration_ms, status_code)
    select '$acme', m.id, 1, now(), 1, 200 from made m;
    insert into delivery (company_id, webhook_id, id, sequence, next_attempt_at)
    select '$acme', m.webhook_id, public.uuidv7(), 1, now() from made m where m.status = 'failed';
    drop table made;
    vacuum analyze finished_delivery; vacuum analyze attempt; vacuum analyze delivery;";

const LIST: &str = "select count(*) from rules.list_deliveries(
    row('$acme', 'session', '$acme', decode(repeat('00', 32), 'hex'), 'test')::rules.caller, '$hook', $statuses, $1, 21, 1000)";
const NEWEST: &str = "select * from rules.newest_deliveries('$acme', '$hook', $statuses, $1, 21)";

const PAGES: [(&str, &str, &str); 5] = [
    ("all", NEWEST, "'{pending,delivered,failed}'"),
    ("finished", NEWEST, "'{delivered,failed}'"),
    ("list of all", LIST, "'{pending,delivered,failed}'"),
    ("list of pending", LIST, "'{pending}'"),
    ("list of failed", LIST, "'{failed}'"),
];

fn filled(text: &str) -> String {
    text.replace("$acme", ACME).replace("$hook", HOOK)
}

#[tokio::test]
async fn a_page_of_deliveries_costs_the_same_at_any_number_and_depth() {
    let database = TestDatabase::migrated().await;
    let dba = database.psql().await;
    dba.batch_execute(&filled(COMPANY)).await.unwrap();
    let small = costs_at(&database, &dba, 1, 40_000).await;
    let large = costs_at(&database, &dba, 40_001, 300_000).await;
    println!("{small:#?} {large:#?}");
    for (page, &few) in &small {
        let many = large[page];
        // A page may lie in partitions that were empty before: 21 look-ups of attempts there are up
        // to five buffers each. What grows with the table would be thousands.
        assert!(
            many <= few + few / 4 + 21 * 5,
            "{page}: {few} buffers at 40 thousand deliveries, {many} at 300 thousand"
        );
    }
}

async fn costs_at(
    database: &TestDatabase,
    dba: &Client,
    first: u32,
    last: u32,
) -> BTreeMap<String, u64> {
    let fill = filled(DELIVERIES)
        .replace("$first", &first.to_string())
        .replace("$last", &last.to_string());
    for statement in fill.split(';').filter(|s| !s.trim().is_empty()) {
        dba.batch_execute(statement).await.unwrap();
    }
    let deep = format!(
        "select id::text from finished_delivery where webhook_id = '{HOOK}' order by id offset {} limit 1",
        last / 8
    );
    let deep: String = dba.query_one(&deep, &[]).await.unwrap().get(0);
    let mut costs = BTreeMap::new();
    for mode in ["force_custom_plan", "force_generic_plan"] {
        let company = database.psql().await;
        let login = format!(
            "set plan_cache_mode = {mode}; set jit = off; set remit.company_id = '{ACME}'; set session authorization remit_company"
        );
        company.batch_execute(&login).await.unwrap();
        for (page, query, statuses) in PAGES {
            let query = filled(query).replace("$statuses", statuses);
            for (depth, before) in [
                ("first", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
                ("deep", &deep),
            ] {
                let plan = explain(&company, &query, before).await;
                let name = format!("{page}, {depth}, {mode}");
                assert!(!reads_all(&plan), "{name}: {plan:#}");
                let count = |kind: &str| plan[kind].as_u64().unwrap();
                costs.insert(
                    name,
                    count("Shared Hit Blocks") + count("Shared Read Blocks"),
                );
            }
        }
    }
    costs
}

/// The plan of a prepared statement when the catalog is warm.
async fn explain(client: &Client, query: &str, before: &str) -> Value {
    let prepare = format!("prepare page (uuid) as {query}");
    client.batch_execute(&prepare).await.unwrap();
    let explain = format!("explain (analyze, buffers, format json) execute page ('{before}')");
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

/// Whether a table that has rows was read from end to end.
fn reads_all(plan: &Value) -> bool {
    let scans = ["Seq Scan", "Bitmap Heap Scan"].contains(&plan["Node Type"].as_str().unwrap());
    let children = plan["Plans"].as_array().into_iter().flatten();
    let found = plan["Actual Rows"] != 0 && plan["Actual Loops"] != 0;
    scans && found || children.into_iter().any(reads_all)
}
