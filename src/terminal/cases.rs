//! What the simulator does with which payment: the values that cause an event, and how it is told
//! from others.

use serde_json::{Value, json};

use super::failure::Failure;
use crate::config::Cause;

/// The amount, in cents, and the account of a payment that is nothing special.
const AMOUNT: i64 = 12_550;
const ACCOUNT: &str = "000123456";

/// Codes of failures, by the amount in cents that causes them.
const FAILING_AMOUNTS: [(&str, i64); 8] = [
    ("invalid_bsb", 201),
    ("payment_stopped", 202),
    ("account_closed", 203),
    ("customer_deceased", 204),
    ("no_account", 205),
    ("refer_to_customer", 206),
    ("invalid_user_id", 208),
    ("technically_invalid", 209),
];

/// The one that only an account causes.
const NOT_AUTHORIZED: (&str, &str) = ("debit_not_authorized", "333333335");

/// What is done, and what is waited for.
pub(super) struct Case {
    pub(super) amount_cents: i64,
    pub(super) account_number: &'static str,
    pub(super) then: Then,
    /// The event's type.
    pub(super) event: &'static str,
    /// What the payment's status was before it.
    pub(super) from: Option<&'static str>,
}

/// What is done with the payment once it is created.
pub(super) enum Then {
    Nothing,
    Describe,
    Delete,
    Process,
}

impl Case {
    /// The case of a cause, with the code of a failure if one is wanted.
    pub(super) fn of(cause: Cause, code: Option<&str>) -> Result<Self, Failure> {
        if let Some(code) = code {
            return Self::failing(cause, code);
        }
        let processed = |event| Self {
            amount_cents: AMOUNT,
            account_number: ACCOUNT,
            then: Then::Process,
            event,
            from: None,
        };
        let by_account = |event, account_number| Self {
            account_number,
            ..processed(event)
        };
        let by_amount = |event, amount_cents| Self {
            amount_cents,
            ..processed(event)
        };
        let doing = |event, then| Self {
            then,
            ..processed(event)
        };
        Ok(match cause {
            Cause::Created => doing("payment.created", Then::Nothing),
            Cause::Updated => doing("payment.updated", Then::Describe),
            Cause::Deleted => doing("payment.deleted", Then::Delete),
            Cause::Processing => processed("payment.processing"),
            Cause::Successful => processed("payment.successful"),
            Cause::Failed => by_account("payment.failed", "111111113"),
            Cause::Disputed => by_account("payment.disputed", "666666660"),
            Cause::LateReturn => Self {
                from: Some("successful"),
                ..by_account("payment.failed", "444444440")
            },
            Cause::Delayed => by_account("payment.successful", "900123456"),
            Cause::ReplyLost => by_amount("payment.successful", 777),
            Cause::RequestLost => by_amount("payment.successful", 778),
            Cause::ToldTwice => by_amount("payment.successful", 779),
            Cause::DisputedEarly => by_amount("payment.disputed", 780),
        })
    }

    fn failing(cause: Cause, code: &str) -> Result<Self, Failure> {
        if cause != Cause::Failed {
            let words = "--code is for payment.failed alone";
            return Err(Failure::Misunderstood(words.to_owned()));
        }
        let failed = Self::of(cause, None)?;
        if code == NOT_AUTHORIZED.0 {
            return Ok(Self {
                account_number: NOT_AUTHORIZED.1,
                ..failed
            });
        }
        let amount = FAILING_AMOUNTS.iter().find(|(known, _)| *known == code);
        match amount {
            Some((_, amount_cents)) => Ok(Self {
                amount_cents: *amount_cents,
                ..failed
            }),
            None => Err(Failure::Misunderstood(format!(
                "{code:?} is no code that the simulator fails with: see `remit trigger --help`"
            ))),
        }
    }

    /// The payment that is created.
    pub(super) fn draft(&self) -> Value {
        json!({
            "amount_cents": self.amount_cents,
            "account_name": "Jane Citizen",
            "bsb": "000-000",
            "account_number": self.account_number,
            "reference": "remit trigger",
        })
    }

    /// Whether an event of the payment is the one that is waited for.
    pub(super) fn is_met_by(&self, event: &Value) -> bool {
        let is_type = event.get("type").and_then(Value::as_str) == Some(self.event);
        let before = event.pointer("/previous/status").and_then(Value::as_str);
        is_type && (self.from.is_none() || before == self.from)
    }
}
