//! `remit listen`: one event after the other, each posted before the next is read, so that a server
//! under development sees them in order and a restart of either end loses nothing.

use std::time::Duration;

use serde_json::Value;
use tokio::time::sleep;

use super::api::Api;
use super::failure::Failure;
use super::follow::{Event, Follower, Heard};
use super::forward::{Away, Forwarder, Posted};
use super::{interrupted, screen};
use crate::config::Listen;

/// Pauses while nobody listens where events are posted to.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(3);

/// How often a post that is broken off is tried: it may be the post that breaks the server.
const BREAKS: u32 = 3;

pub(super) async fn run(options: &Listen) -> Result<(), Failure> {
    let forward = options.forward.as_ref();
    let forwarder = forward
        .map(|url| Forwarder::new(options, url))
        .transpose()?;
    let api = Api::connect(&options.account).await?;
    let mut told = 0;
    let ended = tokio::select! {
        ended = follow(&api, options, forwarder.as_ref(), &mut told) => ended,
        interrupted = interrupted() => interrupted,
    };
    api.log_out().await;
    ended?;
    screen::note(&format!("Stopped after {told} events."))
}

async fn follow(
    api: &Api,
    options: &Listen,
    forwarder: Option<&Forwarder>,
    told: &mut u64,
) -> Result<(), Failure> {
    let company = api.get("/v1/company").await?;
    let mut follower = Follower::begin(api, options.after).await?;
    greet(api, &company, forwarder)?;
    loop {
        match follower.next().await? {
            Heard::Event(event) if is_wanted(options, &event) => {
                *told += 1;
                tell(&event, forwarder).await?;
            }
            Heard::Event(_) => {}
            Heard::Lost => {
                screen::note("The connection to the server was lost: connecting again.")?
            }
            Heard::Again(Some(last)) => {
                screen::note(&format!("Connected again, after event {last}."))?
            }
            Heard::Again(None) => screen::note("Connected again.")?,
        }
    }
}

fn greet(api: &Api, company: &Value, forwarder: Option<&Forwarder>) -> Result<(), Failure> {
    let name = company.get("name").and_then(Value::as_str);
    let name = name.unwrap_or_default();
    let server = api.server();
    match forwarder {
        Some(forwarder) => {
            screen::note(&format!(
                "Events of {name} at {server} are posted to {}",
                forwarder.url()
            ))?;
            screen::say("Signed with", forwarder.secret())?;
        }
        None => screen::note(&format!("Events of {name} at {server}"))?,
    }
    screen::note("Ready. Ctrl+C ends it.")
}

fn is_wanted(options: &Listen, event: &Event) -> bool {
    let mut patterns = options.events.iter();
    patterns.any(|pattern| pattern.matches(&event.head.kind))
}

async fn tell(event: &Event, forwarder: Option<&Forwarder>) -> Result<(), Failure> {
    let Some(forwarder) = forwarder else {
        return screen::event(&event.head, None);
    };
    let (mut pause, mut breaks, mut is_waiting) = (FIRST_PAUSE, 0, false);
    loop {
        let posted = forwarder.post(event).await?;
        let reason = match &posted {
            Posted::Away(Away::Refused(reason)) => reason,
            Posted::Away(Away::BrokenOff(reason)) if breaks + 1 < BREAKS => {
                breaks += 1;
                reason
            }
            Posted::Away(Away::BrokenOff(_)) | Posted::Answered(..) | Posted::TimedOut(_) => {
                return screen::event(&event.head, Some(&posted));
            }
        };
        if !is_waiting {
            is_waiting = true;
            let kind = &event.head.kind;
            screen::note(&format!("{kind} waits for {}: {reason}", forwarder.url()))?;
        }
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
