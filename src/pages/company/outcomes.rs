//! What became of a payment, in words for the company's bookkeeper: the bank's code explained, and
//! what to do about it.

use serde::Serialize;

use crate::domain::{Direction, Payment};

/// What is told of a payment that did not go as it should.
#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    /// What happened, as a sentence.
    what: String,
    /// Where the money is.
    money: &'static str,
    /// What to do about it.
    advice: &'static str,
}

/// What is told of a payment that failed; nothing of others.
pub(super) fn failure(payment: &Payment) -> Option<Outcome> {
    let failure = payment.failure.as_ref()?;
    let was_settled = payment.transaction_at.is_some_and(|at| at.0 < failure.at.0);
    let (what, advice) = explained(&failure.code, payment.direction);
    let money = match (was_settled, payment.direction) {
        (true, Direction::Debit) => "It had been collected, and was taken back from you.",
        (true, Direction::Credit) => "It had been paid, and came back to you.",
        (false, _) => "No money moved.",
    };
    Some(Outcome {
        what: what.to_owned(),
        money,
        advice,
    })
}

/// What is told of a payment that is, or was, disputed.
pub(super) fn dispute(payment: &Payment) -> Option<Outcome> {
    let dispute = payment.dispute.as_ref()?;
    Some(match dispute.withdrawn_at {
        Some(_) => Outcome {
            what: "The payer disputed it and has withdrawn the claim.".to_owned(),
            money: "The money is yours again.",
            advice: "There is nothing to do.",
        },
        None => Outcome {
            what:
                "The payer disputes it: they told their bank that you should not have collected it."
                    .to_owned(),
            money: "The bank may take the money back.",
            advice: "Keep the payer's authority at hand, and talk to them: they can withdraw the claim at their bank.",
        },
    })
}

/// What a code means, and what to do about it.
fn explained(code: &str, direction: Direction) -> (&'static str, &'static str) {
    let ask = "Ask the account's holder for the right details, then create another payment.";
    match (code, direction) {
        ("invalid_bsb", _) => ("There is no bank branch with this BSB.", ask),
        ("no_account", _) => ("There is no account with this number at this BSB.", ask),
        ("account_closed", _) => (
            "The account is closed.",
            "Ask its holder for another account, then create another payment.",
        ),
        ("customer_deceased", _) => (
            "The account's holder has died.",
            "Do not try again. Talk to whoever looks after the estate.",
        ),
        ("payment_stopped", _) => (
            "The account's holder told their bank to stop this payment.",
            "Talk to them before you try again.",
        ),
        ("refer_to_customer", Direction::Debit) => (
            "The bank asks you to talk to the payer: mostly there was not enough money in the account.",
            "Agree with the payer on a day, then create another payment.",
        ),
        ("refer_to_customer", Direction::Credit) => (
            "The bank asks you to talk to the account's holder.",
            "Ask them whether the account takes payments, then create another.",
        ),
        ("debit_not_authorized", _) => (
            "The payer has not allowed you to collect from this account.",
            "Get their authority, then create another payment.",
        ),
        ("invalid_user_id" | "technically_invalid", _) => (
            "The bank could not read what it was sent.",
            "This is for us to look at: write to us and name the bank reference.",
        ),
        ("set_by_hand", _) => (
            "Remit's staff set it to failed.",
            "Write to us if you do not know why.",
        ),
        _ => (
            "The bank refused it.",
            "Ask the account's holder, or write to us and name the bank reference.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::explained;
    use crate::domain::Direction;

    #[test]
    fn every_code_of_the_contract_has_words_of_its_own() {
        let unknown = explained("", Direction::Debit);
        for code in [
            "invalid_bsb",
            "payment_stopped",
            "account_closed",
            "customer_deceased",
            "no_account",
            "refer_to_customer",
            "invalid_user_id",
            "technically_invalid",
            "debit_not_authorized",
            "set_by_hand",
        ] {
            assert_ne!(explained(code, Direction::Debit), unknown, "{code}");
        }
        assert_eq!(explained("bank_rejected", Direction::Credit), unknown);
    }
}
