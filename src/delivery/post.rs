//! One attempt: signed as Standard Webhooks says, posted, and judged.

use std::time::Duration;

use bytes::Bytes;
use chrono::Utc;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use standardwebhooks::Webhook;
use tokio::time::Instant;

use super::verdict::verdict;
use crate::db::deliveries::{Attempted, Job, Verdict};
use crate::domain::{CompanyId, Schedule, WebhookUrl, webhook_secret_purpose};
use crate::metrics;
use crate::outbound::{Answer, Failure, Outbound, Reason};
use crate::secrets::SecretKey;

const ID: HeaderName = HeaderName::from_static("webhook-id");
const TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");
const SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// What attempts are made with.
#[derive(Clone)]
pub(super) struct Poster {
    pub(super) outbound: Outbound,
    pub(super) key: SecretKey,
    pub(super) schedule: Schedule,
}

impl Poster {
    /// Makes an attempt.
    pub(super) async fn post(&self, job: Job) -> Attempted {
        let (queue, position, number) = (job.queue, job.position, job.attempts + 1);
        let (started_at, began) = (Utc::now(), Instant::now());
        let answer = self.send(job, started_at.timestamp()).await;
        let verdict = verdict(number, &answer, &self.schedule, rand::random());
        let (heard, error) = match answer {
            Ok(answer) => (Some(answer), None),
            Err(failure) => (failure.answer, Some(failure.error.label())),
        };
        metrics::delivery_attempted(label(&verdict), began.elapsed());
        Attempted {
            queue,
            position,
            number,
            started_at,
            duration_ms: millis(began.elapsed()),
            status_code: heard.as_ref().map(|answer| answer.status.into()),
            error,
            excerpt: heard.map(|answer| answer.excerpt),
            verdict,
        }
    }

    async fn send(&self, job: Job, timestamp: i64) -> Result<Answer, Failure> {
        // What the API let in may have been edited in psql since.
        let url = WebhookUrl::parse(&job.url).map_err(|_| Reason::AddressNotAllowed)?;
        match self.headers(&job, timestamp) {
            Ok(headers) => {
                let company = CompanyId(job.queue.company);
                self.outbound
                    .post(company, &url, headers, Bytes::from(job.body))
                    .await
            }
            Err(error) => {
                tracing::error!(
                    error = %error, webhook = %job.queue.webhook,
                    "a webhook's secret cannot be opened: was it sealed with another REMIT_SECRET_KEY?"
                );
                Err(Reason::ConnectFailed.into())
            }
        }
    }

    fn headers(&self, job: &Job, timestamp: i64) -> anyhow::Result<HeaderMap> {
        let id = job.event_id.to_string();
        let purpose = webhook_secret_purpose(job.queue.webhook);
        let mut signatures = Vec::with_capacity(job.secrets.len());
        for sealed in &job.secrets {
            let signer = Webhook::from_bytes(self.key.open(&purpose, sealed)?)?;
            signatures.push(signer.sign(&id, timestamp, job.body.as_bytes())?);
        }
        anyhow::ensure!(!signatures.is_empty(), "the webhook has no secret");
        Ok(HeaderMap::from_iter([
            (CONTENT_TYPE, JSON),
            (ID, HeaderValue::try_from(id)?),
            (TIMESTAMP, HeaderValue::from(timestamp)),
            (SIGNATURE, HeaderValue::try_from(signatures.join(" "))?),
        ]))
    }
}

fn label(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Delivered => "delivered",
        Verdict::Again(_) => "again",
        Verdict::Failed => "failed",
        Verdict::Gone => "gone",
    }
}

fn millis(time: Duration) -> i32 {
    i32::try_from(time.as_millis()).unwrap_or(i32::MAX)
}
