//! `remit trigger`: creates a payment that means something to the simulator, has it processed, and
//! reads its events until the one that was asked for is there.

use std::time::Duration;

use clap::ValueEnum;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::api::Api;
use super::cases::{Case, Then};
use super::failure::Failure;
use super::screen;
use crate::config::{Cause, Trigger};

/// How often the payment's events are looked at.
const LOOK: Duration = Duration::from_millis(200);

pub(super) async fn run(options: &Trigger) -> Result<(), Failure> {
    let Some(cause) = options.cause.filter(|_| !options.list) else {
        return screen::write(list().as_bytes());
    };
    let case = Case::of(cause, options.code.as_deref())?;
    let api = Api::connect(&options.account).await?;
    let event = bring_about(&api, &case, options.timeout).await;
    api.log_out().await;
    let text = serde_json::to_string_pretty(&event?);
    let text = text.map_err(|error| Failure::Odd(error.to_string()))?;
    screen::write(format!("{text}\n").as_bytes())
}

/// Each cause with what it means.
fn list() -> String {
    let lines = Cause::value_variants().iter().filter_map(|cause| {
        let value = cause.to_possible_value()?;
        let help = value.get_help().map(ToString::to_string);
        Some(format!(
            "{:<20} {}\n",
            value.get_name(),
            help.unwrap_or_default()
        ))
    });
    lines.collect()
}

async fn bring_about(api: &Api, case: &Case, time: Duration) -> Result<Value, Failure> {
    let payment = api
        .send(Method::POST, "/v1/payments", Some(&case.draft()))
        .await?;
    let id = payment.get("id").and_then(Value::as_str);
    let id = id.ok_or_else(|| Failure::Odd(payment.to_string()))?;
    screen::progress(&format!("created payment {id}"))?;
    let path = format!("/v1/payments/{id}");
    match case.then {
        Then::Nothing => {}
        Then::Describe => {
            let change = json!({ "description": "Changed by remit trigger" });
            api.send(Method::PATCH, &path, Some(&change)).await?;
        }
        Then::Delete => {
            api.send(Method::DELETE, &path, None).await?;
        }
        Then::Process => {
            api.send(Method::POST, &format!("{path}/process"), None)
                .await?;
        }
    }
    wait_for(api, case, id, time).await
}

async fn wait_for(api: &Api, case: &Case, id: &str, time: Duration) -> Result<Value, Failure> {
    let deadline = Instant::now() + time;
    let mut after = 0;
    loop {
        let page = match api
            .get(&format!("/v1/events?payment_id={id}&after={after}"))
            .await
        {
            Ok(page) => page,
            // What has been caused does not go away.
            Err(failure) if failure.may_pass() && Instant::now() < deadline => Value::Null,
            Err(failure) => return Err(failure),
        };
        let events = page.get("data").and_then(Value::as_array);
        for event in events.into_iter().flatten() {
            let sequence = event.get("sequence").and_then(Value::as_i64);
            after = sequence.unwrap_or(after);
            screen::progress(&words_of(event))?;
            if case.is_met_by(event) {
                return Ok(event.clone());
            }
        }
        if Instant::now() >= deadline {
            return Err(Failure::NotCome(format!(
                "{} of payment {id} has not come within {time:?}: is the server's bank the simulator?",
                case.event
            )));
        }
        sleep(LOOK).await;
    }
}

fn words_of(event: &Value) -> String {
    let kind = event.get("type").and_then(Value::as_str);
    let status = event.pointer("/data/status").and_then(Value::as_str);
    let state = event
        .pointer("/data/processing/state")
        .and_then(Value::as_str);
    let part = |text: Option<&str>| text.unwrap_or_default().to_owned();
    format!("{:<18} {} ({})", part(kind), part(status), part(state))
}
