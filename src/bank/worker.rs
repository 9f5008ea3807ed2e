//! Takes queued payments to the bank, a few of each company in turn. A submission is on record
//! before the bank is called, no transaction is open during the call, and what nobody knows is
//! asked about, never guessed.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::gateway::{Gateway, Standing, Submission, SubmitError};
use crate::capture::Bell;
use crate::db::bank::{Attempt, BankTask, Doubt, Outcome};
use crate::db::{Database, Error};
use crate::domain::Schedule;

/// How long a server may be at a task before another takes it over.
const LEASE: Duration = Duration::from_secs(30);

/// How long the bank may take to answer; well within the lease.
const CALL: Duration = Duration::from_secs(15);

/// Tasks of one company in one round, and of all.
const PER_COMPANY: i32 = 4;
const AT_ONCE: i32 = 32;

/// How often to look although nothing is known to be due.
const POLL: Duration = Duration::from_secs(10);

/// How soon to look at the earliest.
const LOCKED: Duration = Duration::from_millis(50);

/// The pause after the first failed sending; it doubles to the longest.
const FIRST_RETRY: Duration = Duration::from_secs(1);
const LONGEST_RETRY: Duration = Duration::from_secs(300);

/// The worker of one server.
pub struct Worker<G> {
    db: Database,
    gateway: G,
    inquiries: Schedule,
    bell: Bell,
}

impl<G: Gateway> Worker<G> {
    /// A worker for this bank.
    pub fn new(db: Database, gateway: G, inquiries: Schedule, bell: Bell) -> Self {
        Self {
            db,
            gateway,
            inquiries,
            bell,
        }
    }

    /// Works until told to stop; what it is at then is finished.
    pub async fn run(self, stop: CancellationToken) {
        let worker = Arc::new(self);
        let mut after_company = Uuid::nil();
        while !stop.is_cancelled() {
            let pause = match worker.clone().round(&mut after_company).await {
                Ok(pause) => pause,
                Err(error) => {
                    tracing::warn!(error = %error, "the bank worker stumbled");
                    FIRST_RETRY
                }
            };
            stop.run_until_cancelled(worker.bell.rung_within(pause))
                .await;
        }
    }

    /// One round over the companies; how long until the next.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn round(self: Arc<Self>, after_company: &mut Uuid) -> Result<Duration, Error> {
        self.db.release_parked_events(AT_ONCE).await?;
        let tasks = self
            .db
            .claim_bank_tasks(*after_company, PER_COMPANY, AT_ONCE, LEASE)
            .await?;
        let last = tasks.iter().map(|task| task.company_id).max();
        if tasks.is_empty() && after_company.is_nil() {
            // What is due and could not be claimed is locked: by a DBA, say.
            return Ok(self
                .db
                .next_bank_task_in()
                .await?
                .unwrap_or(POLL)
                .clamp(LOCKED, POLL));
        }
        // Past the last company the round begins anew.
        *after_company = last.unwrap_or(Uuid::nil());
        let mut calls = JoinSet::new();
        for task in tasks {
            let worker = self.clone();
            calls.spawn(async move {
                if let Err(error) = worker.work(&task).await {
                    // The lease runs out, and the task is taken up again.
                    tracing::warn!(error = %error, payment = %task.payment_id, "a task was left");
                }
            });
        }
        calls.join_all().await;
        Ok(Duration::ZERO)
    }

    async fn work(&self, task: &BankTask) -> Result<(), Error> {
        match self.db.give_up_waiting(task).await? {
            Some(doubt) => self.inquire(task, &doubt).await,
            None => match self.db.begin_submission(task, None, LEASE).await? {
                Some(attempt) => self.hand_over(task, attempt).await,
                None => self.db.free_bank_task(task, POLL).await,
            },
        }
    }

    async fn hand_over(&self, task: &BankTask, attempt: Attempt) -> Result<(), Error> {
        let submission = submission(&attempt);
        let answer = tokio::time::timeout(CALL, self.gateway.submit(&submission))
            .await
            .unwrap_or_else(|_| Err(SubmitError::Unknown("no answer in time".to_owned())));
        tracing::info!(
            payment = %task.payment_id, bank_reference = submission.bank_reference,
            attempt = attempt.number, outcome = ?answer, "handed to the bank"
        );
        let outcome = self.outcome_of(answer, attempt.number);
        self.db
            .end_submission(
                task.company_id,
                &submission.bank_reference,
                attempt.number,
                &outcome,
            )
            .await
    }

    /// What is recorded of an attempt, and when to look again.
    fn outcome_of(&self, answer: Result<(), SubmitError>, attempt: i32) -> Outcome {
        // A payment that keeps getting lost is asked about, and sent, ever more rarely.
        let ask = self.inquiries.pause_or_last(attempt - 1);
        match answer {
            Ok(()) => Outcome {
                label: "accepted",
                again_in: ask,
                ..Outcome::default()
            },
            Err(SubmitError::NotSent(why)) => Outcome {
                label: "not_sent",
                message: Some(why),
                again_in: Some(retry_pause(attempt)),
                ..Outcome::default()
            },
            Err(SubmitError::Rejected { code, message }) => Outcome {
                label: "rejected",
                code: Some(code),
                message: Some(message),
                ..Outcome::default()
            },
            Err(SubmitError::Unknown(why)) => Outcome {
                label: "unknown",
                message: Some(why),
                again_in: ask,
                ..Outcome::default()
            },
        }
    }

    async fn inquire(&self, task: &BankTask, doubt: &Doubt) -> Result<(), Error> {
        let reference = doubt.bank_reference.as_str();
        let answer = tokio::time::timeout(CALL, self.gateway.inquire(reference))
            .await
            .unwrap_or_else(|_| Err("no answer in time".to_owned()));
        tracing::info!(
            payment = %task.payment_id, bank_reference = reference, answer = ?answer,
            "asked the bank"
        );
        let again_in = self.inquiries.pause(task.inquiries + 1);
        let outcome = match answer {
            Ok(Standing::NeverArrived) => {
                // The same reference is handed over again, unless the bank had accepted it once:
                // then it contradicts itself, and is asked again.
                let again = self
                    .db
                    .begin_submission(task, Some(doubt.attempt), LEASE)
                    .await?;
                if let Some(attempt) = again {
                    return self.hand_over(task, attempt).await;
                }
                Outcome {
                    label: "never_arrived",
                    again_in,
                    ..Outcome::default()
                }
            }
            Ok(Standing::Settled { at }) => Outcome {
                label: "settled",
                at: Some(at),
                ..Outcome::default()
            },
            Ok(Standing::Rejected { code, at }) => Outcome {
                label: "rejected",
                code: Some(code),
                at: Some(at),
                ..Outcome::default()
            },
            Ok(Standing::Pending) => Outcome {
                label: "pending",
                again_in,
                ..Outcome::default()
            },
            Err(why) => Outcome {
                label: "unknown",
                message: Some(why),
                again_in,
                ..Outcome::default()
            },
        };
        self.db.end_inquiry(task, reference, &outcome).await
    }
}

fn submission(attempt: &Attempt) -> Submission {
    let payment = &attempt.payment;
    Submission {
        bank_reference: payment
            .processing
            .bank_reference
            .clone()
            .unwrap_or_default(),
        attempt: attempt.number,
        direction: payment.direction,
        amount_cents: payment.amount_cents,
        account_name: payment.account_name.clone(),
        bsb: payment.bsb.clone(),
        account_number: payment.account_number.clone(),
    }
}

/// Doubles with every attempt, up to the longest.
fn retry_pause(attempt: i32) -> Duration {
    let doublings = u32::try_from(attempt.clamp(1, 16) - 1).unwrap_or_default();
    FIRST_RETRY
        .saturating_mul(1 << doublings)
        .min(LONGEST_RETRY)
}
