//! What the pump says again and again.

use tokio_postgres::{Client, Statement};

use crate::db::Error;

/// What the session says again and again, prepared once: a statement is one round trip then.
pub(super) struct Statements {
    pub(super) end_hung_leader: Statement,
    pub(super) look: Statement,
    pub(super) snapshot: Statement,
    pub(super) wake: Statement,
    pub(super) doze: Statement,
    pub(super) begin: Statement,
    pub(super) commit: Statement,
    pub(super) rollback: Statement,
    pub(super) take_letters: Statement,
    pub(super) number_events: Statement,
    pub(super) insert_events: Statement,
    pub(super) insert_changes: Statement,
    pub(super) queue_deliveries: Statement,
    pub(super) notify: Statement,
}

impl Statements {
    pub(super) async fn prepare(client: &Client) -> Result<Self, Error> {
        // A snapshot, and whether it shows a letter.
        const LOOK: &str =
            "select pg_snapshot_xmin(s.now)::text::bigint, pg_snapshot_xmax(s.now)::text::bigint,
                exists (select from outbox where id > $1)
             from pg_current_snapshot() s (now)";
        const SNAPSHOT: &str =
            "select pg_snapshot_xmin(s.now)::text::bigint, pg_snapshot_xmax(s.now)::text::bigint
             from pg_current_snapshot() s (now)";
        // A case, since the moment must come after the lock was let go.
        const DOZE: &str = "select case when pg_advisory_unlock($1) is not null then pg_current_xact_id()::text::bigint end";
        // A range: its cost does not depend on how many letters the planner believes there are.
        const TAKE: &str =
            "delete from outbox
             where id > $1 and id <= (
                 select max(id) from (select id from outbox where id > $1 order by id limit $2) lowest)
             returning id, company_id, table_name, row_id, operation, old_row, new_row,
                 actor_kind, actor_id, actor_name, request_id, reason, address, at, event_id";
        const INSERT_EVENTS: &str = "insert into event (company_id, sequence, id, type, payment_id, body, created_at)
             select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::timestamptz[])";
        const INSERT_CHANGES: &str =
            "insert into change select * from jsonb_populate_recordset(null::change, $1)";
        // Active is also who waits for its client to take an answer.
        const END_HUNG_LEADER: &str =
            "select count(pg_terminate_backend(a.pid)) > 0
             from pg_locks l
             join pg_stat_activity a on a.pid = l.pid and a.datid = l.database
             where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid::bigint = $1 and l.objsubid = 1
                 and a.datname = current_database() and a.usename = session_user
                 and (a.state <> 'active' or a.wait_event_type = 'Client')
                 and a.state_change < now() - interval '10 seconds'
                 and exists (select from outbox)";
        let prepare = |sql| client.prepare(sql);
        Ok(Self {
            end_hung_leader: prepare(END_HUNG_LEADER).await?,
            look: prepare(LOOK).await?,
            snapshot: prepare(SNAPSHOT).await?,
            wake: prepare("select pg_advisory_lock($1)").await?,
            doze: prepare(DOZE).await?,
            begin: prepare("begin").await?,
            commit: prepare("commit").await?,
            rollback: prepare("rollback").await?,
            take_letters: prepare(TAKE).await?,
            number_events: prepare(
                "select company_id, last_sequence from rules.number_events($1, $2)",
            )
            .await?,
            insert_events: prepare(INSERT_EVENTS).await?,
            insert_changes: prepare(INSERT_CHANGES).await?,
            queue_deliveries: prepare("select rules.queue_deliveries($1, $2, $3, $4, $5, $6)")
                .await?,
            notify: prepare("select pg_notify($1, '')").await?,
        })
    }
}
