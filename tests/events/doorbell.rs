//! The doorbell's race, step by step: writers ring only while the pump sleeps, and what was written
//! without a ring is still found.

use std::sync::Arc;

use remit::db::Database;
use remit::db::outbox::OutboxSession;
use sqlx::postgres::PgListener;
use tokio_postgres::Client;

use crate::support::app::{App, options};
use crate::support::database::{TestDatabase, secret_key};
use crate::support::wait::eventually;
use crate::telling::told;

/// A database without a server, its pump's connection, and one who hears the bell.
struct Stage {
    database: TestDatabase,
    pump: OutboxSession,
    listener: PgListener,
    psql: Client,
}

const INSERT: &str = "insert into company (name, email, bsb, account_number)
     values ('Acme', gen_random_uuid() || '@example.com', '062000', '12345678')";

/// One who hears what rings on a channel.
async fn listen(database: &TestDatabase, channel: &str) -> PgListener {
    let pool =
        sqlx::postgres::PgPoolOptions::new().connect_lazy_with(database.parsed().sqlx_options());
    let mut listener = PgListener::connect_with(&pool).await.unwrap();
    listener.listen(channel).await.unwrap();
    listener
}

/// How often it rang since the last time.
async fn rings(psql: &Client, listener: &mut PgListener, channel: &str) -> usize {
    let end = format!("notify {channel}, 'end'");
    psql.batch_execute(&end).await.unwrap();
    let mut rings = 0;
    while listener.recv().await.unwrap().payload() != "end" {
        rings += 1;
    }
    rings
}

impl Stage {
    async fn set() -> Self {
        let database = TestDatabase::migrated().await;
        let db = Database::new(&database.parsed(), &secret_key(), &options().pools).unwrap();
        let listener = listen(&database, "pump").await;
        let pump = OutboxSession::connect(db.direct()).await.unwrap();
        let psql = database.psql().await;
        Self {
            database,
            pump,
            listener,
            psql,
        }
    }

    /// How often it rang since the last time.
    async fn rings(&mut self) -> usize {
        rings(&self.psql, &mut self.listener, "pump").await
    }

    /// Pumps a batch as the pump does; how many letters it had.
    async fn pump(&mut self) -> usize {
        let (batch, letters) = self.pump.take_letters(i64::MIN, 500).await.unwrap();
        batch.commit().await.unwrap();
        letters.len()
    }
}

#[tokio::test]
async fn a_writer_that_found_the_pump_awake_is_found_by_the_pump() {
    let mut stage = Stage::set().await;
    let late = stage.database.psql().await;
    stage.pump.wake().await.unwrap();
    late.batch_execute(&format!("begin; {INSERT}"))
        .await
        .unwrap();
    assert_eq!(stage.pump().await, 0, "not committed");
    let moment = stage.pump.doze().await.unwrap();
    let look = stage.pump.look(i64::MIN).await.unwrap();
    assert!(look.snapshot.xmin <= moment, "the writer is still there");
    assert!(!look.has_letters, "not committed");
    assert_eq!(stage.pump().await, 0, "not committed");
    late.batch_execute("commit").await.unwrap();
    assert_eq!(stage.rings().await, 0, "the writer saw the pump awake");
    // Tests in other databases of the cluster hold the moment back, too.
    eventually("the moment has passed", async || {
        let look = stage.pump.look(i64::MIN).await.unwrap();
        (look.snapshot.xmin > moment).then(|| assert!(look.has_letters, "a look past the moment"))
    })
    .await;
    assert_eq!(stage.pump().await, 1);
}

#[tokio::test]
async fn a_writer_rings_as_soon_as_the_pump_dozes() {
    let mut stage = Stage::set().await;
    stage.pump.wake().await.unwrap();
    stage.psql.batch_execute(INSERT).await.unwrap();
    assert_eq!(stage.rings().await, 0, "the pump is awake");
    stage.pump.doze().await.unwrap();
    stage.psql.batch_execute(INSERT).await.unwrap();
    assert_eq!(stage.rings().await, 1, "the pump dozes");
    stage
        .psql
        .batch_execute(&format!("begin; {INSERT}; rollback"))
        .await
        .unwrap();
    assert_eq!(stage.rings().await, 0, "nothing to fetch");
    stage
        .psql
        .batch_execute("update company set name = name")
        .await
        .unwrap();
    assert_eq!(stage.rings().await, 0, "nothing changed");
    assert_eq!(stage.pump().await, 2);
}

#[tokio::test]
async fn a_pump_that_dies_awake_does_not_silence_the_bell() {
    let mut stage = Stage::set().await;
    stage.pump.wake().await.unwrap();
    let kill = "select pg_terminate_backend(pid, 5000) from pg_stat_activity
         where application_name = 'remit pump' and datname = current_database()";
    stage.psql.batch_execute(kill).await.unwrap();
    stage.psql.batch_execute(INSERT).await.unwrap();
    assert_eq!(stage.rings().await, 1);
}

#[tokio::test]
async fn only_one_session_leads_until_it_ends() {
    let stage = Stage::set().await;
    let db = Database::new(&stage.database.parsed(), &secret_key(), &options().pools).unwrap();
    let other = OutboxSession::connect(db.direct()).await.unwrap();
    assert!(stage.pump.try_lead().await.unwrap());
    assert!(!other.try_lead().await.unwrap());
    drop(stage.pump);
    eventually("the other leads", async || {
        other.try_lead().await.unwrap().then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_distributed_write_neither_rings_nor_fails() {
    let mut stage = Stage::set().await;
    let citus = stage.database.psql().await;
    citus
        .batch_execute("set application_name = 'citus_internal gpid=10000000001'")
        .await
        .unwrap();
    let bulk = "insert into company (name, email, bsb, account_number)
         select 'Acme', gen_random_uuid() || '@example.com', '062000', '12345678' from generate_series(1, 300)";
    for (end, letters) in [("rollback prepared", 0), ("commit prepared", 300)] {
        let name = uuid::Uuid::now_v7();
        let prepare = format!("begin; {bulk}; prepare transaction '{name}'");
        citus.batch_execute(&prepare).await.unwrap();
        citus
            .batch_execute(&format!("{end} '{name}'"))
            .await
            .unwrap();
        assert_eq!(stage.rings().await, 0, "{end}");
        assert_eq!(stage.pump().await, letters, "{end}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_banks_worker_is_rung_only_for_what_may_give_it_work() {
    let database = Arc::new(TestDatabase::migrated().await);
    let mut listener = listen(&database, "work").await;
    let app = App::spawn_on(database, options()).await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let id = acme.create_payment().await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let update = format!("update payment set amount_cents = 5 where id = '{id}'");
    psql.batch_execute(&update).await.unwrap();
    told(&psql).await;
    assert_eq!(rings(&psql, &mut listener, "work").await, 0);
    let queue = format!("update payment set processing_state = 'queued' where id = '{id}'");
    psql.batch_execute(&queue).await.unwrap();
    told(&psql).await;
    assert!(rings(&psql, &mut listener, "work").await >= 1);
}

#[tokio::test]
async fn a_plan_made_for_an_empty_outbox_serves_a_full_one() {
    let mut stage = Stage::set().await;
    stage
        .psql
        .batch_execute("vacuum analyze outbox")
        .await
        .unwrap();
    // More often than PostgreSQL hesitates to keep a plan.
    for _ in 0..8 {
        assert!(!stage.pump.look(0).await.unwrap().has_letters);
        assert_eq!(stage.pump().await, 0);
    }
    let bulk = "alter table outbox set (autovacuum_enabled = off);
         insert into company (name, email, bsb, account_number)
         select 'Acme', gen_random_uuid() || '@example.com', '062000', '12345678' from generate_series(1, 4000)";
    stage.psql.batch_execute(bulk).await.unwrap();
    let mut letters = 0;
    while stage.pump.look(i64::MIN).await.unwrap().has_letters {
        letters += stage.pump().await;
    }
    assert_eq!(letters, 4000);
    // A session says what it has read at the latest when it ends.
    drop(stage.pump);
    let read = "select seq_tup_read, idx_tup_fetch from pg_stat_user_tables
         where relname = 'outbox' and idx_tup_fetch >= 4000";
    let row = eventually("its reads", async || {
        stage.psql.query_opt(read, &[]).await.unwrap()
    })
    .await;
    assert_eq!(row.get::<_, i64>(0), 0, "by the index alone");
    let by_index: i64 = row.get(1);
    assert!(by_index <= 4 * 4000, "{by_index} rows for 4000 letters");
}
