//! Who does not read is let go, and holds up nobody.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio_postgres::Client;

use crate::listening::{Listening, insert};
use crate::support::app::{App, Company};
use crate::support::wait::eventually;

/// Asks for a stream from the first event on, and reads nothing.
async fn ask_and_stall(app: &App, company: &Company<'_>) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stalled = socket.connect(app.address).await.unwrap();
    let request = format!(
        "GET /v1/events/stream?after=0 HTTP/1.1\r\nhost: remit\r\nauthorization: Bearer {}\r\n\r\n",
        company.api_key
    );
    stalled.write_all(request.as_bytes()).await.unwrap();
    stalled
}

/// How many places are taken.
async fn places(psql: &Client) -> i64 {
    let locks = "select count(*) from pg_locks l join pg_stat_activity a using (pid)
         where a.application_name = 'remit streams' and a.datname = current_database() and l.locktype = 'advisory'";
    psql.query_one(locks, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_read_is_let_go_and_holds_up_nobody() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    // More than the buffers of two sockets and of the server hold.
    let payments = "insert into payment (company_id, amount_cents, account_name, bsb, account_number, metadata)
         select $1::text::uuid, n, 'Jane', '062000', '12345678',
             (select jsonb_object_agg('key' || k, repeat('x', 500)) from generate_series(1, 20) k)
         from generate_series(1, 1500) n";
    psql.execute(payments, &[&acme.id]).await.unwrap();
    let mut reader = Listening::after(&acme, "?after=0").await;
    assert_eq!(reader.sequences(1500).await.last(), Some(&1500));
    let mut stalled = ask_and_stall(&app, &acme).await;
    let began = Instant::now();
    eventually("two streams", async || {
        (places(&psql).await == 2).then_some(())
    })
    .await;
    insert(&psql, &acme, 1).await;
    assert_eq!(reader.sequences(1).await, [1501]);
    eventually("the stalled one let go", async || {
        (places(&psql).await == 1).then_some(())
    })
    .await;
    assert!(began.elapsed() > Duration::from_secs(10), "it had its time");
    assert!(began.elapsed() < Duration::from_secs(25), "and no more");
    insert(&psql, &acme, 1).await;
    assert_eq!(reader.sequences(1).await, [1502]);
    // What it can still read is less than what it asked for.
    let mut rest = Vec::new();
    let read = stalled.read_to_end(&mut rest).await;
    assert!(read.is_err() || rest.len() < 15_000_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_late_but_reads_misses_nothing() {
    let app = App::spawn().await;
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let mut late = Listening::to(&acme).await;
    let mut prompt = Listening::to(&acme).await;
    for round in 0..40 {
        insert(&psql, &acme, 100).await;
        assert_eq!(prompt.sequences(100).await[0], round * 100 + 1);
    }
    assert_eq!(late.sequences(4000).await, (1..=4000).collect::<Vec<_>>());
}
