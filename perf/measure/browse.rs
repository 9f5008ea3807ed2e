//! Members of staff who go from page to page of the panel: each looks at one, thinks, and looks at
//! the next, for as long as it is measured.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clap::Args;
use hyper::Method;
use tokio::time::sleep;

use super::client::{Ask, Client};
use super::tally::Tally;

#[derive(Args)]
pub struct Options {
    /// Where the server listens.
    #[arg(long)]
    address: String,
    /// The session's cookie.
    #[arg(long)]
    cookie: String,
    /// How many browse.
    #[arg(long, default_value_t = 20)]
    people: usize,
    /// Milliseconds from a page to the click on the next.
    #[arg(long, default_value_t = 500)]
    think: u64,
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// The pages, from one to the next.
    #[arg(required = true)]
    pages: Vec<String>,
}

/// Prints one line of JSON.
pub async fn run(options: Options) {
    let options = Arc::new(options);
    let tally = Arc::new(Mutex::new(Tally::default()));
    let end = Instant::now() + Duration::from_secs(options.seconds);
    let people = (0..options.people).map(|person| {
        let (options, tally) = (options.clone(), tally.clone());
        tokio::spawn(async move {
            let mut client = Client::new(&options.address);
            // They did not all come at once, nor to the same page.
            let think = Duration::from_millis(options.think);
            sleep(think * person as u32 / options.people as u32).await;
            let pages = options.pages.iter().cycle().skip(person);
            for path in pages.cloned() {
                if Instant::now() >= end {
                    return;
                }
                let ask = Ask {
                    method: Method::GET,
                    path,
                    bearer: None,
                    cookie: Some(options.cookie.clone()),
                    key: None,
                    body: None,
                };
                let began = Instant::now();
                let answer = client.send(ask).await;
                tally.lock().unwrap().note(began.elapsed(), &answer);
                sleep(think).await;
            }
        })
    });
    let people: Vec<_> = people.collect();
    for person in people {
        person.await.unwrap();
    }
    println!("{}", tally.lock().unwrap().summary(options.seconds as f64));
}
