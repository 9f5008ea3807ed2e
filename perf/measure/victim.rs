//! Somebody who wants little and steadily, whatever others do: requests that come when they are due,
//! not when the last one is answered.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clap::Args;
use tokio::sync::mpsc;

use super::client::Client;
use super::company::{self, Company};
use super::tally::Tally;

#[derive(Args)]
pub struct Options {
    /// Where the server listens.
    #[arg(long)]
    address: String,
    /// The company: the first line of a file from `companies`.
    #[arg(long)]
    company: PathBuf,
    /// Requests a second, alternately of a payment and of a page of 20.
    #[arg(long, default_value_t = 50)]
    rate: u32,
    #[arg(long, default_value_t = 10)]
    seconds: u32,
}

/// Prints one line of JSON, in milliseconds from when each request was due.
pub async fn run(options: Options) {
    let company = Company::read(&options.company).remove(0);
    let (address, payments) = (&options.address, &company.payments);
    let idle = Arc::new(Mutex::new(Vec::<Client>::new()));
    let tally = Arc::new(Mutex::new(Tally::default()));
    let mut due = ticks(options.rate, options.rate * (options.seconds + 1));
    let (mut running, mut n) = (Vec::new(), 0);
    while let Some(due) = due.recv().await {
        let path = match n % 2 {
            0 => format!("/v1/payments/{}", payments[n / 2 % payments.len()]),
            _ => "/v1/payments".to_owned(),
        };
        let ask = company::get(path, &company.key);
        let client = idle.lock().unwrap().pop();
        let mut client = client.unwrap_or_else(|| Client::new(address));
        let (idle, tally) = (idle.clone(), tally.clone());
        // The first second opens connections.
        let counts = n >= options.rate as usize;
        running.push(tokio::spawn(async move {
            let answer = client.send(ask).await;
            if counts {
                tally.lock().unwrap().note(due.elapsed(), &answer);
            }
            idle.lock().unwrap().push(client);
        }));
        n += 1;
    }
    for request in running {
        request.await.unwrap();
    }
    let summary = tally.lock().unwrap().summary(f64::from(options.seconds));
    println!("{summary}");
}

/// The moments at which requests are due, from a thread of its own: the runtime's timer is a
/// millisecond late.
fn ticks(rate: u32, count: u32) -> mpsc::UnboundedReceiver<Instant> {
    let (tell, hear) = mpsc::unbounded_channel();
    let began = Instant::now();
    std::thread::spawn(move || {
        for n in 0..count {
            let due = began + Duration::from_secs(1) * n / rate;
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            if tell.send(due).is_err() {
                return;
            }
        }
    });
    hear
}
