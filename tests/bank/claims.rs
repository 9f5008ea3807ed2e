//! Tasks are claimed fairly: a company with many does not hold up those with few.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use remit::db::Database;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::support::app::options;
use crate::support::database::{TestDatabase, secret_key};
use crate::teller::Counter;

const LEASE: Duration = Duration::from_secs(30);

/// The company with many.
const LARGE: Uuid = Uuid::from_u128(0x2000_0000_0000_0000_0000_0000_0000_0000);

/// 200 000 tasks of one company and three of each of 63 others.
async fn crowd(psql: &Client) {
    psql.batch_execute(
        "insert into bank_task (company_id, payment_id)
         select '20000000-0000-0000-0000-000000000000', gen_random_uuid() from generate_series(1, 200000);
         insert into bank_task (company_id, payment_id)
         select md5('company ' || c)::uuid, gen_random_uuid() from generate_series(1, 63) c, generate_series(1, 3);
         analyze bank_task",
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn a_company_with_200_000_tasks_holds_up_nobody_and_costs_nothing() {
    let database = TestDatabase::migrated().await;
    let psql = database.psql().await;
    crowd(&psql).await;
    let db = Database::new(&database.parsed(), &secret_key(), &options().pools).unwrap();
    // The server's plan and connection are warm after a claim of nothing.
    db.claim_bank_tasks(Uuid::max(), 4, 32, LEASE)
        .await
        .unwrap();
    let (mut after, mut seen, mut times) = (Uuid::nil(), HashSet::new(), Vec::new());
    let mut of_the_large = 0;
    loop {
        let began = Instant::now();
        let tasks = db.claim_bank_tasks(after, 4, 32, LEASE).await.unwrap();
        times.push(began.elapsed());
        let Some(last) = tasks.iter().map(|task| task.company_id).max() else {
            break;
        };
        assert!(last > after, "onwards");
        after = last;
        of_the_large += tasks.iter().filter(|task| task.company_id == LARGE).count();
        seen.extend(tasks.iter().map(|task| task.company_id));
    }
    assert_eq!(
        seen.len(),
        64,
        "all are served in the first round over the companies"
    );
    assert_eq!(of_the_large, 4);
    times.sort_unstable();
    let median = times[times.len() / 2];
    assert!(median <= Duration::from_millis(20), "{times:?}");
}

#[tokio::test]
async fn companies_that_wait_for_staff_hold_up_nobody() {
    let counter = Counter::open().await;
    // Two hundred companies before it, each with a task that nobody is to work off now.
    counter
        .psql
        .batch_execute(
            "insert into bank_task (company_id, payment_id, due_at)
             select ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid, gen_random_uuid(),
                 case n % 2 when 0 then 'infinity' else now() + interval '1 hour' end
             from generate_series(1, 200) n",
        )
        .await
        .unwrap();
    counter.round().await;
    assert_eq!(counter.asked(), ["submit 1"]);
}
