//! A thousand slow clients of every kind, and one who just works.

use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::raw::{Raw, assert_last_words};
use crate::support::app::{App, Company};

/// A hundred payments of 10 KiB.
pub async fn make_long_list(app: &App, company: &Company<'_>) {
    let payments = "insert into payment (company_id, amount_cents, account_name, bsb, account_number, metadata)
         select $1::text::uuid, n, 'Jane', '062000', '12345678',
             (select jsonb_object_agg('key' || k, repeat('x', 500)) from generate_series(1, 20) k)
         from generate_series(1, 100) n";
    let psql = app.psql().await;
    psql.execute(payments, &[&company.id]).await.unwrap();
}

/// A request for them.
pub fn long_list(company: &Company<'_>) -> String {
    format!(
        "GET /v1/payments?limit=100 HTTP/1.1\r\nhost: remit\r\nauthorization: Bearer {}\r\n\r\n",
        company.api_key
    )
}

/// The longest that one may last, on a busy machine.
const LONGEST: Duration = Duration::from_secs(50);

/// How a client is slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Silent,
    HalfHeader,
    DrippingHeader,
    DrippingBody,
    NotReading,
}

const CROWD: [(Kind, usize); 5] = [
    (Kind::Silent, 245),
    (Kind::HalfHeader, 245),
    (Kind::DrippingHeader, 245),
    (Kind::DrippingBody, 245),
    (Kind::NotReading, 20),
];

/// Does what such a client does, then checks how it ended.
async fn be_slow(kind: Kind, mut client: Raw, key: String, list: String) {
    let drip = match kind {
        Kind::Silent => "",
        Kind::HalfHeader => {
            client
                .send("GET /v1/payments HTTP/1.1\r\nhost: remit\r\nx-half: ")
                .await;
            ""
        }
        Kind::DrippingHeader => {
            client
                .send("GET /v1/payments HTTP/1.1\r\nhost: remit\r\nx-long: ")
                .await;
            "x"
        }
        Kind::DrippingBody => {
            let head = format!(
                "POST /v1/payments HTTP/1.1\r\nhost: remit\r\nauthorization: Bearer {key}\r\n\
                 content-type: application/json\r\ncontent-length: 100000\r\n\r\n"
            );
            client.send(&head).await;
            "x"
        }
        Kind::NotReading => {
            client.send(&list.repeat(20)).await;
            ""
        }
    };
    for _ in 0..18 {
        sleep(Duration::from_secs(1)).await;
        client.send(drip).await;
    }
    if kind == Kind::NotReading {
        while client.send("x").await {
            assert!(client.age() < LONGEST, "it is still open");
            sleep(Duration::from_secs(1)).await;
        }
    }
    let (said, lasted) = client.rest().await;
    match kind {
        Kind::Silent => assert_eq!(said, ""),
        Kind::HalfHeader | Kind::DrippingHeader | Kind::DrippingBody => {
            // Some are only cut off: not all are told at once.
            if !said.is_empty() {
                assert_last_words(&said, 408);
            }
        }
        Kind::NotReading => assert!(said.len() < 20_000_000, "it got all"),
    }
    assert!(lasted < LONGEST, "{kind:?} lasted {lasted:?}");
}

/// The slower of the waits for an answer, in order.
async fn work(acme: &Company<'_>, id: &str, until: Instant) -> Vec<Duration> {
    let mut waits = Vec::new();
    while Instant::now() < until {
        let began = Instant::now();
        let answer = acme.get(&format!("/v1/payments/{id}")).await;
        assert_eq!(answer.status(), 200);
        answer.bytes().await.unwrap();
        waits.push(began.elapsed());
        sleep(Duration::from_millis(20)).await;
    }
    waits.sort();
    waits
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_slow_clients_leave_others_alone() {
    let app = App::spawn().await;
    let (acme, slow) = (app.sign_up("Acme").await, app.sign_up("Slow").await);
    make_long_list(&app, &slow).await;
    let id = acme.create_payment().await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let alone = work(&acme, &id, Instant::now() + Duration::from_secs(2)).await;
    let mut crowd = JoinSet::new();
    for (kind, number) in CROWD {
        for _ in 0..number {
            let client = Raw::connect(&app).await;
            crowd.spawn(be_slow(
                kind,
                client,
                slow.api_key.clone(),
                long_list(&slow),
            ));
        }
    }
    let beside = work(&acme, &id, Instant::now() + Duration::from_secs(12)).await;
    let [alone, beside] = [alone, beside].map(|waits| waits[waits.len() * 95 / 100]);
    assert!(
        beside < alone * 4 + Duration::from_millis(100),
        "19 of 20 requests took up to {alone:?} alone and {beside:?} beside the slow"
    );
    while let Some(ended) = crowd.join_next().await {
        ended.unwrap();
    }
}
