//! After the last kill: the program starts once more, and finishes what it was at.

use std::time::{Duration, Instant};

use tokio_postgres::Client;
use uuid::Uuid;

use super::kills::Strike;
use super::program::{Program, connect_in_time};
use super::told::Hook;

/// How long until nothing is left to do: the queue, a lease and its inquiry, five delays of the
/// simulator, with others on the machine.
const DEADLINE: Duration = Duration::from_secs(240);

/// What becomes of the leases of those who were killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leases {
    /// They run out by themselves, in half a minute.
    Awaited,
    /// They are put into the past, as if that time had gone by.
    Aged,
}

/// Kills and starts the programs a last time and waits until nothing is left to do.
pub async fn recover(programs: &mut [Program; 2], leases: Leases, hooks: &[Hook]) -> Strike {
    let began = Instant::now();
    for program in programs.iter_mut() {
        program.kill().await;
    }
    let killed = Uuid::now_v7();
    for program in programs.iter_mut() {
        program.start_again().await;
    }
    let to = Instant::now();
    let program = &programs[0];
    let client = connect_in_time(&program.url()).await;
    if leases == Leases::Aged {
        age_leases(&client, killed).await;
    }
    for hook in hooks {
        hook.test().await;
    }
    loop {
        let left = what_is_left(&client).await;
        if left.is_empty() {
            return Strike { from: began, to };
        }
        assert!(
            began.elapsed() < DEADLINE,
            "still to do: {left:?}\n{}",
            program.last_words()
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Only those given before this start.
async fn age_leases(client: &Client, killed: Uuid) {
    // Dispatchers draw their names from the clock.
    let dead = "update dispatcher set lease_until = now() - interval '1 second' where id < $1";
    client.execute(dead, &[&killed]).await.unwrap();
    let age = "
        update bank_task set lease_until = now() - interval '1 second'
        where lease_until < pg_postmaster_start_time() + interval '30 seconds';
        update simulator.outgoing set lease_until = now() - interval '1 second'
        where lease_until < pg_postmaster_start_time() + interval '10 seconds';";
    client.batch_execute(age).await.unwrap();
}

async fn what_is_left(client: &Client) -> Vec<String> {
    let left = "
        select format('%s letters', count(*)) from outbox having count(*) > 0
        union all select format('%s deliveries', count(*)) from delivery having count(*) > 0
        union all select format('%s to say for the simulator', count(*)) from simulator.outgoing having count(*) > 0
        union all select format('%s parked events', count(*)) from bank_event where result = 'parked' having count(*) > 0
        union all (select format('task of %s, %s, %s, %s, due in %s, lease %s, %s inquiries',
            t.payment_id, p.amount_cents, p.status, p.processing_state, t.due_at - now(), t.lease_until - now(), t.inquiries)
            from bank_task t left join payment p using (company_id) where p.id = t.payment_id limit 5)";
    let rows = client.query(left, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}
