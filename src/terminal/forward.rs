//! An event posted to a server under development, as a webhook would be: the same bytes and headers,
//! signed with a secret that both know.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use base64::prelude::{BASE64_STANDARD, Engine};
use reqwest::{Client, StatusCode};
use standardwebhooks::Webhook;
use url::Url;

use super::api::client;
use super::failure::{Failure, reason};
use super::follow::Event;
use crate::config::Listen;

/// Where events are posted to.
pub(super) struct Forwarder {
    http: Client,
    url: Url,
    secret: String,
    signer: Webhook,
}

/// What became of a post.
pub(super) enum Posted {
    /// It was answered so, after this time.
    Answered(StatusCode, Duration),
    /// It was taken and not answered in time.
    TimedOut(Duration),
    /// It was not taken, or the connection broke before the answer.
    Away(Away),
}

/// Why it was not taken.
pub(super) enum Away {
    /// Nobody listens there.
    Refused(String),
    /// Somebody does, and hung up.
    BrokenOff(String),
}

impl Forwarder {
    /// To where the options say, with their secret or a new one.
    pub(super) fn new(options: &Listen, url: &Url) -> Result<Self, Failure> {
        let secret = options.secret.clone().unwrap_or_else(|| {
            let drawn = BASE64_STANDARD.encode(rand::random::<[u8; 32]>());
            format!("whsec_{drawn}")
        });
        let wrong = "--secret must be whsec_ and at least 24 bytes in base64";
        let key = secret
            .strip_prefix("whsec_")
            .and_then(|key| BASE64_STANDARD.decode(key).ok());
        let key = key.filter(|key| key.len() >= 24);
        let signer = key.and_then(|key| Webhook::from_bytes(key).ok());
        Ok(Self {
            // A connection for each post: one that was kept may be dead when the server was restarted.
            http: client(
                url,
                Client::builder()
                    .pool_max_idle_per_host(0)
                    .timeout(options.timeout),
            )?,
            url: url.clone(),
            signer: signer.ok_or_else(|| Failure::Misunderstood(wrong.to_owned()))?,
            secret,
        })
    }

    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    pub(super) fn secret(&self) -> &str {
        &self.secret
    }

    /// Posts once.
    pub(super) async fn post(&self, event: &Event) -> Result<Posted, Failure> {
        let began = Instant::now();
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let seconds = now.unwrap_or_default().as_secs();
        let timestamp = i64::try_from(seconds).unwrap_or(i64::MAX);
        let (id, body) = (&event.head.id, &event.body);
        let signature = self.signer.sign(id, timestamp, body.as_bytes());
        let signature = signature.map_err(|error| Failure::Odd(error.to_string()))?;
        let request = self
            .http
            .post(self.url.clone())
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature)
            .body(body.clone());
        let sent = async {
            let mut answer = request.send().await?;
            let time = began.elapsed();
            // It may still be writing: hanging up on it would be an error to it.
            while answer.chunk().await?.is_some() {}
            Ok((answer.status(), time))
        };
        Ok(match sent.await {
            Ok((status, time)) => Posted::Answered(status, time),
            Err(error) => failed(&error, began.elapsed()),
        })
    }
}

fn failed(error: &reqwest::Error, time: Duration) -> Posted {
    if error.is_connect() {
        Posted::Away(Away::Refused(reason(error)))
    } else if error.is_timeout() {
        Posted::TimedOut(time)
    } else {
        Posted::Away(Away::BrokenOff(reason(error)))
    }
}
