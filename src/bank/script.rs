//! What the simulated bank does with a payment: the amount's row wins over the account's. Pure.

use super::gateway::Submission;
use crate::domain::Direction;

/// How the simulated bank treats a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Script {
    /// What becomes of the payment.
    pub outcome: Outcome,
    /// What the submitter hears.
    pub reply: Reply,
    /// What the bank says afterwards, in this order.
    pub events: Vec<Says>,
    /// When it is decided.
    pub when: When,
}

/// What becomes of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Settled,
    Rejected(&'static str),
}

/// What the submitter hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reply {
    /// The payment was taken.
    Taken,
    /// It was taken, and the reply was lost.
    Lost,
    /// It was lost on its way.
    NeverArrived,
}

/// When a payment is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    AtOnce,
    /// After five times the simulator's delay.
    Delayed,
}

/// An event that the bank sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Settled or rejected, when it is decided.
    Outcome,
    /// The same event once more.
    OutcomeAgain,
    /// The outcome, but only after what follows it.
    OutcomeLate,
    /// Returned, one delay after settlement.
    Returned(&'static str),
    /// Disputed, one delay after settlement.
    Disputed,
    /// Disputed, before the settlement is told.
    DisputedEarly,
}

/// The script for a payment.
pub(super) fn script(submission: &Submission) -> Script {
    by_amount(submission).unwrap_or_else(|| by_account(submission))
}

fn by_amount(submission: &Submission) -> Option<Script> {
    let debit = submission.direction == Direction::Debit;
    Some(match submission.amount_cents.get() {
        201 => rejected("invalid_bsb"),
        202 => rejected("payment_stopped"),
        203 => rejected("account_closed"),
        204 => rejected("customer_deceased"),
        205 => rejected("no_account"),
        206 => rejected("refer_to_customer"),
        208 => rejected("invalid_user_id"),
        209 => rejected("technically_invalid"),
        777 => Script {
            reply: Reply::Lost,
            events: Vec::new(),
            ..settled()
        },
        778 if submission.attempt == 1 => Script {
            reply: Reply::NeverArrived,
            events: Vec::new(),
            ..settled()
        },
        778 => settled(),
        779 => Script {
            events: vec![Says::Outcome, Says::OutcomeAgain],
            ..settled()
        },
        780 if debit => Script {
            events: vec![Says::DisputedEarly, Says::OutcomeLate],
            ..settled()
        },
        780 => settled(),
        _ => return None,
    })
}

fn by_account(submission: &Submission) -> Script {
    let debit = submission.direction == Direction::Debit;
    match submission.account_number.as_str() {
        "900123456" => Script {
            when: When::Delayed,
            ..settled()
        },
        "111111113" => rejected("account_closed"),
        "111111116" => rejected("no_account"),
        "222222227" => rejected("refer_to_customer"),
        "333333335" => rejected("debit_not_authorized"),
        "444444440" if debit => Script {
            events: vec![Says::Outcome, Says::Returned("refer_to_customer")],
            ..settled()
        },
        "666666660" if debit => Script {
            events: vec![Says::Outcome, Says::Disputed],
            ..settled()
        },
        _ => settled(),
    }
}

fn settled() -> Script {
    Script {
        outcome: Outcome::Settled,
        reply: Reply::Taken,
        events: vec![Says::Outcome],
        when: When::AtOnce,
    }
}

fn rejected(code: &'static str) -> Script {
    Script {
        outcome: Outcome::Rejected(code),
        ..settled()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AccountName, AccountNumber, Bsb, Cents};

    fn submission(amount: i64, account: &str, direction: Direction) -> Submission {
        Submission {
            bank_reference: "R1".to_owned(),
            attempt: 1,
            direction,
            amount_cents: Cents::new(amount).unwrap(),
            account_name: AccountName::parse("Jane").unwrap(),
            bsb: Bsb::parse("000-000").unwrap(),
            account_number: AccountNumber::parse(account).unwrap(),
        }
    }

    #[test]
    fn the_amounts_row_wins_over_the_accounts() {
        let both = submission(203, "666666660", Direction::Debit);
        assert_eq!(script(&both).outcome, Outcome::Rejected("account_closed"));
    }

    #[test]
    fn a_credit_is_neither_disputed_nor_returned() {
        for account in ["444444440", "666666660"] {
            assert_eq!(
                script(&submission(1, account, Direction::Credit)),
                settled()
            );
        }
        assert_eq!(
            script(&submission(780, "12345", Direction::Credit)),
            settled()
        );
    }

    #[test]
    fn what_was_lost_on_its_way_arrives_the_second_time() {
        let first = submission(778, "12345", Direction::Debit);
        assert_eq!(script(&first).reply, Reply::NeverArrived);
        assert_eq!(
            script(&Submission {
                attempt: 2,
                ..first
            }),
            settled()
        );
    }
}
