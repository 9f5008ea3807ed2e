//! Pages of a list, forwards and back, are the rows that plain SQL gives, and no list reads a big
//! table whole.

use tokio_postgres::Client;

use crate::staff::{Staff, unescape};
use crate::support::app::App;

/// Big enough not to be taken for small: 3000 rows of 1.5 KB, with many ties and nulls.
const SAMPLE: &str = "
    create type colour as enum ('red', 'green', 'blue');
    create table sample (
        id integer primary key, a integer not null, b text, colour colour not null,
        at timestamptz not null, plain integer, filler text not null
    );
    insert into sample
    select i, (random() * 20)::integer, case when random() < 0.7 then chr(97 + (random() * 5)::integer) end,
        (array['red', 'green', 'blue'])[1 + floor(random() * 3)::integer]::colour,
        '2026-01-01Z'::timestamptz + (random() * 90)::integer * interval '1 day', (random() * 9)::integer,
        (select string_agg(md5(i::text || j), '') from generate_series(1, 47) j)
    from generate_series(1, 3000) i;
    create index on sample (a);
    create index on sample (b, a);
    create index on sample (at, id);
    create index on sample (colour, at);
    create index on sample (at) where colour = 'blue';
    comment on table sample is '@order -at';
    analyze sample;
    grant select on sample to remit_staff_viewer;";

/// Lists, and the same in SQL: condition, sorted by.
const LISTS: &[(&str, &str, &str)] = &[
    ("", "true", "at"),
    ("_sort=a", "true", "a"),
    ("_sort=-a&colour=red", "colour = 'red'", "a"),
    ("_sort=-b", "b is not null", "b"),
    (
        "_sort=b&a.from=5&a.to=12",
        "b is not null and a between 5 and 12",
        "b",
    ),
    ("colour=blue", "colour = 'blue'", "at"),
    (
        "colour=red&colour=green&at.from=2026-02-01&at.to=2026-02-10",
        "colour <> 'blue' and at >= '2026-02-01Z' and at < '2026-02-11Z'",
        "at",
    ),
    ("b.empty=yes", "b is null", "at"),
    ("plain=3&b=c", "plain = 3 and b = 'c'", "at"),
    ("b=c&_sort=a", "b = 'c'", "a"),
    ("_sort=id", "true", "id"),
    ("plain=77", "false", "at"),
    // An index serves the range, in another order: few rows are gathered, many looked through.
    ("a.from=18", "a >= 18", "at"),
    ("a.from=1", "a >= 1", "at"),
    (
        "a.from=3&a.to=4&plain=3",
        "a between 3 and 4 and plain = 3",
        "at",
    ),
    (
        "_sort=-b&a.from=18&colour=red",
        "b is not null and a >= 18 and colour = 'red'",
        "b",
    ),
    (
        "_sort=-b&at.from=2026-01-05&at.to=2026-01-09",
        "b is not null and at >= '2026-01-05Z' and at < '2026-01-10Z'",
        "b",
    ),
    ("_sort=id&a=7", "a = 7", "id"),
];

#[tokio::test]
async fn pages_forwards_and_back_are_what_sql_gives() {
    let app = App::spawn().await;
    let psql = app.psql().await;
    psql.batch_execute(SAMPLE).await.unwrap();
    let viewer = Staff::of(&app, "viewer").await;
    for (query, condition, sorted) in LISTS {
        let (forwards, last) =
            walk(&viewer, format!("/admin/sample/?{query}&_size=200"), "next").await;
        let wanted = in_sql(&psql, condition).await;
        let mut found = forwards.clone();
        found.sort_unstable();
        assert_eq!(found, wanted, "{query}");
        is_sorted(&psql, &forwards, sorted).await;
        let (mut backwards, _) = walk(&viewer, last, "prev").await;
        // Each page is in the list's order; the pages come last first.
        backwards.sort_unstable();
        assert_eq!(backwards, wanted, "{query} backwards");
    }
}

/// The ids of all pages, and the address of the last.
async fn walk(staff: &Staff, first: String, rel: &str) -> (Vec<i32>, String) {
    let (mut ids, mut address) = (Vec::new(), first);
    loop {
        let html = staff.see(&address).await;
        let rows = html.split("class=\"row\" href=\"/admin/sample/").skip(1);
        ids.extend(rows.map(|row| row.split_once('/').unwrap().0.parse::<i32>().unwrap()));
        assert!(ids.len() <= 3000, "{address} goes round in circles");
        match follow(&html, rel) {
            Some(next) => address = format!("/admin/sample/{next}"),
            None => return (ids, address),
        }
    }
}

/// Where a link of a list leads.
fn follow(html: &str, rel: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("rel=\"{rel}\" href=\"?"))?;
    Some(format!("?{}", unescape(rest.split_once('"')?.0)))
}

async fn in_sql(psql: &Client, condition: &str) -> Vec<i32> {
    let rows = psql
        .query(
            &format!("select id from sample where {condition} order by id"),
            &[],
        )
        .await
        .unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

async fn is_sorted(psql: &Client, ids: &[i32], column: &str) {
    let query = format!(
        "select coalesce(bool_and(v >= p), true) or coalesce(bool_and(v <= p), true) from (
            select s.{column} as v, lag(s.{column}) over (order by o) as p
            from unnest($1::integer[]) with ordinality u (id, o) join sample s using (id)) x"
    );
    let row = psql.query_one(&query, &[&ids]).await.unwrap();
    assert!(row.get::<_, bool>(0), "not sorted by {column}");
}

const PAYMENTS: &str = "
    alter table payment disable trigger all;
    insert into payment (company_id, id, status, amount_cents, account_name, bsb, account_number, reference,
        created_at, transaction_at, failure_code, failed_at, disputed_at, dispute_code)
    select c.id, public.uuidv7(), s.status, 1 + (random() * 100000)::integer, 'Jane Citizen', '062-000', '12345678', 'INV-' || i,
        now() - i * interval '1 minute', case when s.status <> 'created' then now() end,
        case when s.status = 'failed' then 'no_account' end, case when s.status = 'failed' then now() end,
        case when s.status = 'disputed' then now() end, case when s.status = 'disputed' then 'fraud' end
    from generate_series(1, 40000) i,
        lateral (select id from company offset i % 3 limit 1) c,
        lateral (select (case when i % 1000 = 0 then 'disputed' when i % 50 = 0 then 'failed' when i % 7 = 0 then 'created' else 'successful' end)::payment_status) s (status);
    alter table payment enable trigger all;
    analyze payment;
    -- Plans that others made while there were no rows go with their sessions.
    select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename like 'remit%' and datname = current_database();
    select pg_stat_force_next_flush()";

/// What the list of payments is asked for.
const LOOKS: &[&str] = &[
    "",
    "_sort=created_at",
    "_sort=-id",
    "status=disputed",
    "status=failed&status=disputed",
    "status=created&direction=credit",
    "processing_state=unknown",
    "created_at.from=2020-01-01&created_at.to=2020-12-31",
    "amount_cents.from=999.99",
    "_sort=reference&created_at.from=2026-01-01&created_at.to=2026-12-31",
    "_sort=-id&created_at.from=2026-11-23&status=failed",
    "q=INV-",
    "q=INV-&status=failed&_format=csv",
    "q=INV-77",
    "q=nobody",
    "reference=INV-9",
    "reference.empty=yes",
    "account_name=Jane+Citizen",
    "failure_code=no_account&_sort=created_at",
    // The way down from a year to a day, and what is found by name.
    "created_at.from=2026-01-01&created_at.to=2026-12-31",
    "created_at.from=2026-11-01&created_at.to=2026-11-30&status=created",
    "created_at.from=2026-11-20&created_at.to=2026-11-20&_sort=-amount_cents",
    "company_id.find=Ac",
    "created_at.empty=no&_size=200",
    "failed_at.empty=no",
    "q=INV-77&_format=csv",
    "amount_cents.to=100&status=disputed&_format=csv",
    "status=failed&processing_state=none&_format=csv",
];

/// What is asked for besides the list: histories, related rows, rows to point to.
const OTHERS: &[&str] = &[
    "/admin/payment/pick/company_id/?company_id.find=Ac",
    "/admin/event/pick/payment_id/?payment_id.find=INV-77",
    "/admin/event/?payment_id.find=INV-77",
    "/admin/",
];

#[tokio::test]
async fn no_address_of_the_list_of_payments_reads_all_of_them() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for name in ["Bolt", "Cask"] {
        app.sign_up(name).await;
    }
    let psql = app.psql().await;
    psql.batch_execute(PAYMENTS).await.unwrap();
    let id: String = psql
        .query_one(
            "select p.id::text from payment p order by p.id limit 1",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    psql.batch_execute("select pg_stat_reset()").await.unwrap();
    let mut addresses: Vec<String> = LOOKS
        .iter()
        .flat_map(|query| [query.to_string(), format!("company_id={}&{query}", acme.id)])
        .map(|query| format!("/admin/payment/?{query}"))
        .collect();
    addresses.extend([
        format!("/admin/payment/?q={id}"),
        format!("/admin/payment/{id}/"),
        format!("/admin/payment/{id}/history/"),
        format!("/admin/company/{}/", acme.id),
    ]);
    addresses.extend(OTHERS.iter().map(|address| (*address).to_owned()));
    for role in ["viewer", "finance"] {
        let staff = Staff::of(&app, role).await;
        for address in &addresses {
            let html = staff.see(address).await;
            assert_eq!(scans(&psql, "remit_staff").await, 0, "{role} {address}");
            // The pages after it, and the way back.
            if let Some(next) = follow(&html, "next") {
                let html = staff.see(&format!("/admin/payment/{next}")).await;
                // A look that found nothing leads back to the first page alone.
                let back = follow(&html, "prev").unwrap_or_default();
                staff.see(&format!("/admin/payment/{back}")).await;
                assert_eq!(scans(&psql, "remit_staff").await, 0, "{role} {next} {back}");
            }
        }
    }
    let finance = Staff::of(&app, "finance").await;
    finance.see("/admin/payment/add/?company_id.find=Ac").await;
    assert_eq!(scans(&psql, "remit_staff").await, 0, "a form that finds");
    for query in ["", "?status=created", "?account_name=Nobody", "?q=INV-77"] {
        let all = [("_action", "set.status"), ("_all", "1")];
        let asked = finance.post(&format!("/admin/payment/{query}"), &all).await;
        assert_eq!(asked.status.as_u16(), 200, "{}", asked.html);
        assert_eq!(scans(&psql, "remit_staff").await, 0, "all of {query}");
    }
    let queries = LOOKS.iter().filter(|query| !query.is_empty());
    let own = queries.map(|query| format!("/app/payment/?{query}"));
    for address in own.chain(["/app/payment/".to_owned(), format!("/app/payment/?q={id}")]) {
        let answer = app.request(reqwest::Method::GET, &address);
        let cookie = format!("remit_session={}", acme.session);
        let answer = answer.header("cookie", cookie).send().await.unwrap();
        assert_eq!(answer.status(), reqwest::StatusCode::OK, "{address}");
        assert_eq!(scans(&psql, "remit_company").await, 0, "{address}");
    }
    psql.query_one("select count(*) from payment where account_name = 'x'", &[])
        .await
        .unwrap();
    psql.query_one("select pg_stat_force_next_flush()", &[])
        .await
        .unwrap();
    let counted = scans(&psql, "remit_staff").await;
    assert!(counted > 0, "a sequential scan is counted");
}

/// How often payment was read whole. Sessions of this login tell what they did when they end.
async fn scans(psql: &Client, login: &str) -> i64 {
    let end = "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where usename = $1 and datname = current_database()";
    psql.query_one(end, &[&login]).await.unwrap();
    psql.query_one(
        "select seq_scan from pg_stat_user_tables where relname = 'payment'",
        &[],
    )
    .await
    .unwrap()
    .get(0)
}
