//! The values that mean something to the simulator, as the page shows them.

use serde::Serialize;

/// An amount or an account number, and what becomes of a payment that has it.
#[derive(Serialize)]
pub(super) struct Simulated {
    amount_cents: Option<i64>,
    account_number: Option<&'static str>,
    outcome: String,
}

const FAILING_AMOUNTS: [(i64, &str); 8] = [
    (201, "invalid_bsb"),
    (202, "payment_stopped"),
    (203, "account_closed"),
    (204, "customer_deceased"),
    (205, "no_account"),
    (206, "refer_to_customer"),
    (208, "invalid_user_id"),
    (209, "technically_invalid"),
];

const AMOUNTS: [(i64, &str); 4] = [
    (
        777,
        "`successful`, although the bank's reply is lost: `unknown` until it is asked.",
    ),
    (
        778,
        "`successful`, although it is lost on its way to the bank: `unknown`, then sent again.",
    ),
    (779, "`successful`; the bank says so twice."),
    (
        780,
        "`successful`, then `disputed`; the bank tells of the dispute first.",
    ),
];

const ACCOUNTS: [(&str, &str); 8] = [
    ("000123456", "`successful`, as with any other."),
    ("900123456", "`successful`, delayed."),
    ("111111113", "`failed`: `account_closed`."),
    ("111111116", "`failed`: `no_account`."),
    ("222222227", "`failed`: `refer_to_customer`."),
    ("333333335", "`failed`: `debit_not_authorized`."),
    (
        "444444440",
        "`successful`, then returned, that is `failed`: `refer_to_customer`.",
    ),
    ("666666660", "`successful`, then `disputed`."),
];

/// All values.
pub(super) fn values() -> Vec<Simulated> {
    let account = |(number, outcome): (_, &str)| Simulated {
        amount_cents: None,
        account_number: Some(number),
        outcome: outcome.to_owned(),
    };
    let amount = |cents, outcome| Simulated {
        amount_cents: Some(cents),
        account_number: None,
        outcome,
    };
    let failing =
        FAILING_AMOUNTS.map(|(cents, code)| amount(cents, format!("`failed`: `{code}`.")));
    let amounts = AMOUNTS.map(|(cents, outcome)| amount(cents, outcome.to_owned()));
    let accounts = ACCOUNTS.map(account).into_iter();
    accounts.chain(failing).chain(amounts).collect()
}
