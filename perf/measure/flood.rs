//! Somebody who wants all: many connections, each of which asks again as soon as it is answered, or
//! requests at a rate that nobody can serve.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use hyper::Method;
use serde_json::json;
use tokio::time::{MissedTickBehavior, interval};

use super::client::{Ask, Client};
use super::company::{self, Company, PASSWORD, draft};
use super::tally::{Tally, processor_seconds, rounded};

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Kind {
    /// A payment.
    Get,
    /// A page of 50.
    List,
    /// A payment is made and another changed, in turns.
    Write,
    /// A page of 100 by a filter that no index serves and nothing meets.
    Heavy,
    /// Logins with the right password.
    Login,
    /// Logins with wrong ones.
    Guess,
}

#[derive(Args)]
pub struct Options {
    /// Where the server listens.
    #[arg(long)]
    address: String,
    /// Who floods: a file from `companies`, whose connections they share out.
    #[arg(long)]
    company: PathBuf,
    #[arg(long)]
    kind: Kind,
    #[arg(long, default_value_t = 1000)]
    connections: u32,
    /// Seconds that are measured.
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// Seconds before, in which connections are opened and queues fill.
    #[arg(long, default_value_t = 2.0)]
    warm: f64,
    /// Requests a second that are begun however it goes, while a connection is free; 0: each
    /// connection begins one when the last one is answered.
    #[arg(long, default_value_t = 0)]
    rate: u32,
}

/// What all connections share.
struct Flood {
    options: Options,
    companies: Vec<Company>,
    from: Instant,
    to: Instant,
    /// Answers that came within the time that is measured, and all of them.
    tallies: Mutex<(Tally, Tally)>,
}

/// One connection, with what it does next.
struct Hand {
    client: Client,
    company: usize,
    turn: usize,
}

/// Prints one line of JSON. What is under way at the end is waited for: `longest` is of all.
pub async fn run(options: Options) {
    let from = Instant::now() + Duration::from_secs_f64(options.warm);
    let flood = Arc::new(Flood {
        companies: Company::read(&options.company),
        from,
        to: from + Duration::from_secs_f64(options.seconds),
        tallies: Mutex::default(),
        options,
    });
    let hands: Vec<_> = (0..flood.options.connections as usize)
        .map(|n| Hand {
            client: Client::new(&flood.options.address),
            company: n % flood.companies.len(),
            turn: n,
        })
        .collect();
    let (begun, unsent) = match flood.options.rate {
        0 => (closed(&flood, hands).await, 0),
        rate => open(&flood, hands, rate).await,
    };
    let (within, all) = &*flood.tallies.lock().unwrap();
    let mut line = within.summary(flood.options.seconds);
    line["longest"] = all.summary(1.0)["longest"].clone();
    let asking = flood.options.warm + flood.options.seconds;
    line["offered_per_second"] = json!(rounded((begun + unsent) as f64 / asking));
    line["processor_seconds"] = json!(rounded(processor_seconds()));
    println!("{line}");
}

async fn closed(flood: &Arc<Flood>, hands: Vec<Hand>) -> usize {
    let running: Vec<_> = hands
        .into_iter()
        .map(|mut hand| {
            let flood = flood.clone();
            tokio::spawn(async move {
                while Instant::now() < flood.to {
                    flood.ask(&mut hand).await;
                }
            })
        })
        .collect();
    for hand in running {
        hand.await.unwrap();
    }
    flood.tallies.lock().unwrap().1.requests()
}

/// Begins what is due every millisecond; says how many were begun, and how many were not since no
/// connection was free.
async fn open(flood: &Arc<Flood>, hands: Vec<Hand>, rate: u32) -> (usize, usize) {
    let idle = Arc::new(Mutex::new(hands));
    let (mut running, mut begun, mut unsent) = (tokio::task::JoinSet::new(), 0, 0);
    let began = Instant::now();
    let mut ticks = interval(Duration::from_millis(1));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while Instant::now() < flood.to {
        ticks.tick().await;
        let due = (began.elapsed().as_secs_f64() * f64::from(rate)) as usize;
        while begun + unsent < due {
            let hand = idle.lock().unwrap().pop();
            let Some(mut hand) = hand else {
                unsent = due - begun;
                break;
            };
            begun += 1;
            let (flood, idle) = (flood.clone(), idle.clone());
            running.spawn(async move {
                flood.ask(&mut hand).await;
                idle.lock().unwrap().push(hand);
            });
        }
        while running.try_join_next().is_some() {}
    }
    while running.join_next().await.is_some() {}
    (begun, unsent)
}

impl Flood {
    async fn ask(&self, hand: &mut Hand) {
        hand.turn = hand.turn.wrapping_add(1);
        let ask = self.next(hand);
        let asked = Instant::now();
        let answer = hand.client.send(ask).await;
        let (now, took) = (Instant::now(), asked.elapsed());
        {
            let (within, all) = &mut *self.tallies.lock().unwrap();
            all.note(took, &answer);
            if now >= self.from && now < self.to {
                within.note(took, &answer);
            }
        }
        // Who cannot connect would else fail thousands of times a second.
        if answer.is_err() {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    fn next(&self, hand: &Hand) -> Ask {
        let company = &self.companies[hand.company];
        let payment = &company.payments[hand.turn * 7 % company.payments.len()];
        let page = |query: &str| company::get(format!("/v1/payments?{query}"), &company.key);
        match self.options.kind {
            Kind::Get => company::get(format!("/v1/payments/{payment}"), &company.key),
            Kind::List => page("limit=50"),
            // All payments of a measured company are debits.
            Kind::Heavy => page("limit=100&direction=credit"),
            Kind::Write => {
                let body = draft(&format!("Jane {}", hand.turn));
                let mut ask = company::post("/v1/payments", Some(&company.key), body);
                if hand.turn % 2 == 1 {
                    ask.method = Method::PATCH;
                    ask.path = format!("/v1/payments/{payment}");
                }
                ask
            }
            Kind::Login => company::login(&company.email, PASSWORD),
            Kind::Guess => {
                company::login(&company.email, &format!("a wrong passphrase {}", hand.turn))
            }
        }
    }
}
