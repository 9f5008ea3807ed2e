//! The embedded bank: takes payments into tables of its own, once per reference, and answers like
//! any other bank, by signed events through the front door.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::gateway::{Gateway, Standing, Submission, SubmitError};
use super::script::{Outcome, Reply, Says, Script, When, script};
use super::secret::BankSecret;
use crate::capture::Bell;
use crate::db::Database;

/// How often the sender looks although nothing is known to be due: another server may have died.
const POLL: Duration = Duration::from_secs(10);

/// The pause after an event that could not be sent.
const RETRY: Duration = Duration::from_secs(1);

/// How long the door may take to answer; within the lease of what is said.
const ANSWER: Duration = Duration::from_secs(8);

/// Events sent at once.
const BATCH_EVENTS: i64 = 32;

/// The simulated bank.
#[derive(Clone)]
pub struct Simulator {
    db: Database,
    delay: Duration,
    bell: Bell,
    client: reqwest::Client,
}

impl Simulator {
    /// On this database, with this time between settlement and return or dispute.
    ///
    /// # Errors
    /// When the HTTP client cannot be made.
    pub fn new(db: Database, delay: Duration) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(ANSWER)
            .build()?;
        Ok(Self {
            db,
            delay,
            bell: Bell::default(),
            client,
        })
    }

    /// Sends what the bank has to say to the server's door, until told to stop.
    pub async fn speak(self, door: String, secret: BankSecret, stop: CancellationToken) {
        let speaking = async {
            loop {
                let pause = match self.say_what_is_due(&door, &secret).await {
                    Ok(pause) => pause,
                    Err(error) => {
                        tracing::warn!(error = %format!("{error:#}"), "the simulator could not speak");
                        RETRY
                    }
                };
                self.bell.rung_within(pause).await;
            }
        };
        stop.run_until_cancelled(speaking).await;
    }

    /// Says all that is due; how long until there may be more.
    async fn say_what_is_due(&self, door: &str, secret: &BankSecret) -> anyhow::Result<Duration> {
        loop {
            let mut due = self.db.claim_outgoing(BATCH_EVENTS).await?;
            // Of one payment, in the order of the script.
            due.sort_unstable_by_key(|(id, _)| *id);
            if due.is_empty() {
                break;
            }
            for (id, body) in due {
                // What cannot be said is said again when its lease is over; it holds up nothing else.
                match say(&self.client, door, secret, &body).await {
                    Ok(()) => self.db.forget_outgoing(id).await?,
                    Err(error) => tracing::warn!(error = %format!("{error:#}"), "not heard"),
                }
            }
        }
        Ok(self.db.next_outgoing_in().await?.unwrap_or(POLL).min(POLL))
    }

    /// The events of a script, each with its time.
    fn outgoing(&self, submission: &Submission, script: &Script, due: DateTime<Utc>) -> Vec<Value> {
        let delay = TimeDelta::from_std(self.delay).unwrap_or_default();
        let first = Uuid::now_v7();
        let event = |says: &Says| {
            let (kind, code, id, at, due) = match says {
                Says::Outcome => (
                    kind_of(script.outcome),
                    code_of(script.outcome),
                    first,
                    due,
                    due,
                ),
                // Told once more, a moment later.
                Says::OutcomeAgain => (
                    kind_of(script.outcome),
                    code_of(script.outcome),
                    first,
                    due,
                    due + TimeDelta::milliseconds(50),
                ),
                Says::OutcomeLate => (
                    kind_of(script.outcome),
                    code_of(script.outcome),
                    first,
                    due,
                    due + delay,
                ),
                Says::Returned(code) => (
                    "payment.returned",
                    Some(*code),
                    Uuid::now_v7(),
                    due + delay,
                    due + delay,
                ),
                Says::Disputed => (
                    "payment.disputed",
                    Some("disputed_by_payer"),
                    Uuid::now_v7(),
                    due + delay,
                    due + delay,
                ),
                Says::DisputedEarly => (
                    "payment.disputed",
                    Some("disputed_by_payer"),
                    Uuid::now_v7(),
                    due + delay,
                    due,
                ),
            };
            let body = json!({
                "id": format!("sim_{}", id.simple()), "type": kind, "bank_reference": submission.bank_reference,
                "occurred_at": at.to_rfc3339(), "code": code,
            });
            json!({ "body": body.to_string(), "due_at": due })
        };
        script.events.iter().map(event).collect()
    }
}

fn kind_of(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Settled => "payment.settled",
        Outcome::Rejected(_) => "payment.rejected",
    }
}

fn code_of(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Settled => None,
        Outcome::Rejected(code) => Some(code),
    }
}

impl Gateway for Simulator {
    async fn submit(&self, submission: &Submission) -> Result<(), SubmitError> {
        let script = script(submission);
        if script.reply == Reply::NeverArrived {
            return Err(SubmitError::Unknown("the request was lost".to_owned()));
        }
        let wait = match script.when {
            When::AtOnce => Duration::ZERO,
            When::Delayed => self.delay * 5,
        };
        let due = Utc::now() + TimeDelta::from_std(wait).unwrap_or_default();
        let transaction = json!({
            "bank_reference": submission.bank_reference, "amount_cents": submission.amount_cents,
            "direction": submission.direction, "bsb": submission.bsb,
            "account_number": submission.account_number, "due_at": due,
            "outcome": match script.outcome { Outcome::Settled => "settled", Outcome::Rejected(_) => "rejected" },
            "code": code_of(script.outcome),
        });
        let outgoing = Value::Array(self.outgoing(submission, &script, due));
        let taken = self.db.simulate(&transaction, &outgoing).await;
        // The bank's own database failing is a call of unknown outcome, as with any bank.
        taken.map_err(|error| SubmitError::Unknown(error.to_string()))?;
        self.bell.ring();
        match script.reply {
            Reply::Lost => Err(SubmitError::Unknown("the reply was lost".to_owned())),
            Reply::Taken | Reply::NeverArrived => Ok(()),
        }
    }

    async fn inquire(&self, bank_reference: &str) -> Result<Standing, String> {
        let known = self
            .db
            .simulated(bank_reference)
            .await
            .map_err(|error| error.to_string())?;
        Ok(match known {
            None => Standing::NeverArrived,
            Some(transaction) if !transaction.is_due => Standing::Pending,
            Some(transaction) => match transaction.code {
                Some(code) => Standing::Rejected {
                    code,
                    at: transaction.due_at,
                },
                None => Standing::Settled {
                    at: transaction.due_at,
                },
            },
        })
    }
}

/// Signs a body and sends it to the door, as a bank does.
async fn say(
    client: &reqwest::Client,
    door: &str,
    secret: &BankSecret,
    body: &str,
) -> anyhow::Result<()> {
    let id = format!("msg_{}", Uuid::now_v7().simple());
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let timestamp = i64::try_from(now)?;
    let signature = Webhook::new(secret.as_str())?.sign(&id, timestamp, body.as_bytes())?;
    let answer = client
        .post(door)
        .header("webhook-id", id)
        .header("webhook-timestamp", timestamp.to_string())
        .header("webhook-signature", signature)
        .header("content-type", "application/json")
        .body(body.to_owned())
        .send()
        .await?;
    let status = answer.status();
    // A conflict will stay one; everything else that is no success is told again.
    if status.is_success() || status == reqwest::StatusCode::CONFLICT {
        return Ok(());
    }
    anyhow::bail!("the door answered {status}")
}
