//! The doorbell's race, step by step: writers ring only while the pump sleeps, and what was written
//! without a ring is still found.

use remit::db::Database;
use remit::db::outbox::OutboxSession;
use sqlx::postgres::PgListener;
use tokio_postgres::Client;

use crate::support::app::options;
use crate::support::database::{TestDatabase, secret_key};
use crate::support::wait::eventually;

/// A database without a server, its pump's connection, and one who hears the bell.
struct Stage {
    database: TestDatabase,
    pump: OutboxSession,
    listener: PgListener,
    psql: Client,
}

const INSERT: &str = "insert into company (name, email, bsb, account_number)
     values ('Acme', gen_random_uuid() || '@example.com', '062000', '12345678')";

impl Stage {
    async fn set() -> Self {
        let database = TestDatabase::migrated().await;
        let db = Database::new(&database.parsed(), &secret_key(), &options().pools).unwrap();
        let pool = sqlx::postgres::PgPoolOptions::new()
            .connect_lazy_with(database.parsed().sqlx_options());
        let mut listener = PgListener::connect_with(&pool).await.unwrap();
        listener.listen("pump").await.unwrap();
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
        self.psql.batch_execute("notify pump, 'end'").await.unwrap();
        let mut rings = 0;
        while self.listener.recv().await.unwrap().payload() != "end" {
            rings += 1;
        }
        rings
    }

    /// Pumps a batch as the pump does; how many letters it had.
    async fn pump(&mut self) -> usize {
        let batch = self.pump.begin().await.unwrap();
        let letters = batch.take_letters(500).await.unwrap();
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
    assert!(
        !stage.pump.has_passed(&moment).await.unwrap(),
        "the writer is still there"
    );
    assert_eq!(stage.pump().await, 0, "not committed");
    late.batch_execute("commit").await.unwrap();
    assert_eq!(stage.rings().await, 0, "the writer saw the pump awake");
    // Tests in other databases of the cluster hold the moment back, too.
    eventually("the moment has passed", async || {
        stage.pump.has_passed(&moment).await.unwrap().then_some(())
    })
    .await;
    assert_eq!(
        stage.pump().await,
        1,
        "what passed the moment is seen by the batch after"
    );
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
