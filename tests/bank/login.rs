//! The login that takes the bank's word can do nothing else.

use crate::support::app::App;

#[tokio::test]
async fn the_banks_login_can_do_nothing_else() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    acme.create_payment().await;
    let psql = app.psql().await;
    psql.batch_execute("set session authorization remit_bank")
        .await
        .unwrap();
    for forbidden in [
        "select from api_key",
        "select from session",
        "select from company_password",
        "select from secret",
        "select from event",
        "select from change",
        "select from outbox",
        "select from bank_task",
        "select from bank_submission",
        "select from idempotency_key",
        "select from login_email",
        "select from simulator.transaction",
        "insert into payment (company_id, amount_cents, account_name, bsb, account_number)
         select id, 1, 'x', '062000', '12345' from company",
        "delete from payment",
        "update payment set amount_cents = 1",
        "update payment set account_number = '99999'",
        "update payment set processing_state = 'queued'",
        "update payment set bank_reference = 'R1'",
        "update company set name = 'x'",
        "delete from bank_event",
        "update bank_event set body_hash = ''",
        "insert into bank_route values ('R1', gen_random_uuid(), gen_random_uuid())",
        "delete from bank_route",
        "set role remit_dba",
        "set role remit_owner",
        "set role remit_company",
        "create table public.x ()",
    ] {
        let refused = psql.batch_execute(forbidden).await.expect_err(forbidden);
        assert_eq!(
            refused.code().unwrap().code(),
            "42501",
            "{forbidden}: {refused}"
        );
    }
    // What it may set obeys the rules.
    let refused = psql
        .batch_execute("update payment set status = 'disputed'")
        .await
        .unwrap_err();
    assert_eq!(refused.code().unwrap().code(), "RM001");
    let reason = "begin; set local remit.override = 'x'; update payment set status = 'disputed'";
    let refused = psql.batch_execute(reason).await.unwrap_err();
    assert_eq!(
        refused.code().unwrap().code(),
        "RM001",
        "the bank gives no reasons"
    );
}
