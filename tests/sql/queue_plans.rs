//! What a dispatcher asks costs the same beside a queue of a hundred thousand as beside an empty one,
//! also when the plan was made while the queue was empty and nothing has been analysed since.

use tokio_postgres::Client;

use crate::support::database::TestDatabase;

const ME: &str = "dddddddd-0000-7000-8000-000000000000";

/// Acme, whose twenty queues grow, and Bolt with one, all held by one dispatcher.
const SUBSCRIPTIONS: &str = "
    insert into company (id, name, email, bsb, account_number)
    select company, name, name || '@x.example', '062-000', '12345678'
    from (values ('aaaaaaaa-0000-7000-8000-000000000000'::uuid, 'acme'), ('bbbbbbbb-0000-7000-8000-000000000000', 'bolt')) c (company, name);
    insert into webhook (company_id, id, url)
    select 'aaaaaaaa-0000-7000-8000-000000000000'::uuid, ('aaaaaaaa-0000-7000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid, 'https://acme.example/'
    from generate_series(1, 20) n
    union all select 'bbbbbbbb-0000-7000-8000-000000000000'::uuid, 'bbbbbbbb-0000-7000-8000-000000000001', 'https://bolt.example/';
    insert into event (company_id, sequence, id, type, body, created_at)
    select c.id, n, public.uuidv7(), 'payment.created', '{}', now() from company c, generate_series(1, 5000) n;
    insert into dispatcher (id, lease_until) values ('dddddddd-0000-7000-8000-000000000000', 'infinity');
    update webhook_queue set dispatcher_id = 'dddddddd-0000-7000-8000-000000000000';
    analyze;";

/// Bolt's ten rows, each read a few times, and the dead ones of the rounds before; Acme has 100 000.
const MOST_ROWS: i64 = 300;

const QUEUE_OF_BOLT: &str = "
    insert into delivery (company_id, webhook_id, sequence)
    select 'bbbbbbbb-0000-7000-8000-000000000000'::uuid, 'bbbbbbbb-0000-7000-8000-000000000001'::uuid, n from generate_series(1, 10) n";

const QUEUES_OF_ACME: &str = "
    insert into delivery (company_id, webhook_id, sequence)
    select w.company_id, w.id, n from webhook w, generate_series(1, 5000) n
    where w.company_id = 'aaaaaaaa-0000-7000-8000-000000000000'";

#[tokio::test]
async fn a_plan_made_for_an_empty_queue_serves_a_long_one() {
    let database = TestDatabase::migrated().await;
    let client = database.psql().await;
    client.batch_execute(SUBSCRIPTIONS).await.unwrap();
    client
        .batch_execute("set session authorization remit_worker")
        .await
        .unwrap();
    let asked = Asked::prepare(&client).await;
    // More often than PostgreSQL hesitates to keep a plan.
    for _ in 0..8 {
        asked.costs(&client).await;
    }
    client.batch_execute(QUEUES_OF_ACME).await.unwrap();
    for (asked, rows) in ["a look", "a page", "a record"]
        .iter()
        .zip(asked.costs(&client).await)
    {
        assert!(rows <= MOST_ROWS, "{asked} read {rows} rows");
    }
    client.batch_execute("begin").await.unwrap();
    let before = rows_read(&client).await;
    let keep = "select rules.keep_partitions(14, 30)";
    client.query_one(keep, &[]).await.unwrap();
    let rows = rows_read(&client).await - before;
    assert!(rows <= MOST_ROWS, "keeping partitions read {rows} rows");
}

/// The statements of a dispatcher, prepared once as its connections keep them.
struct Asked {
    look: tokio_postgres::Statement,
    page: tokio_postgres::Statement,
    record: tokio_postgres::Statement,
}

impl Asked {
    async fn prepare(client: &Client) -> Self {
        let look = "select position from rules.fresh_deliveries($1::text::uuid, $2, 5000, 32)
            where company_id is not null";
        let page = "select position from rules.load_deliveries($1::text::uuid,
            '{bbbbbbbb-0000-7000-8000-000000000000}', '{bbbbbbbb-0000-7000-8000-000000000001}', array[$2::bigint], 256)";
        let record = "select rules.finish_deliveries($1::text::uuid,
            array_fill('bbbbbbbb-0000-7000-8000-000000000000'::uuid, array[10]),
            array_fill('bbbbbbbb-0000-7000-8000-000000000001'::uuid, array[10]),
            $2, array_fill(1, array[10]), array_fill(now(), array[10]), array_fill(1, array[10]),
            array_fill(204, array[10]), array_fill(null::text, array[10]), array_fill(''::text, array[10]),
            array_fill('delivered'::text, array[10]), array_fill(null::bigint, array[10]), interval '5 days')";
        Self {
            look: client.prepare(look).await.unwrap(),
            page: client.prepare(page).await.unwrap(),
            record: client.prepare(record).await.unwrap(),
        }
    }

    /// Queues ten deliveries of Bolt's, looks for them, reads them as a page, and records them; how
    /// many rows of the queues each of the three read.
    async fn costs(&self, client: &Client) -> [i64; 3] {
        let last = "select coalesce(max(position), 0) from delivery";
        let last: i64 = client.query_one(last, &[]).await.unwrap().get(0);
        client.batch_execute(QUEUE_OF_BOLT).await.unwrap();
        client.batch_execute("begin").await.unwrap();
        let before = rows_read(client).await;
        let looked = client.query(&self.look, &[&ME, &last]).await.unwrap();
        let looked_at = rows_read(client).await;
        let paged = client.query(&self.page, &[&ME, &last]).await.unwrap();
        let paged_at = rows_read(client).await;
        let positions: Vec<i64> = paged.iter().map(|row| row.get(0)).collect();
        client
            .query(&self.record, &[&ME, &positions])
            .await
            .unwrap();
        let recorded_at = rows_read(client).await;
        client.batch_execute("commit").await.unwrap();
        assert_eq!((looked.len(), paged.len()), (10, 10));
        let left = "select count(*) from delivery where company_id = 'bbbbbbbb-0000-7000-8000-000000000000'";
        assert_eq!(
            client.query_one(left, &[]).await.unwrap().get::<_, i64>(0),
            0
        );
        [
            looked_at - before,
            paged_at - looked_at,
            recorded_at - paged_at,
        ]
    }
}

/// Rows of the queues that this transaction has read so far.
async fn rows_read(client: &Client) -> i64 {
    const READ: &str = "select (seq_tup_read + idx_tup_fetch)::bigint
        from pg_stat_xact_all_tables where relid = 'delivery'::regclass";
    client.query_one(READ, &[]).await.unwrap().get(0)
}
