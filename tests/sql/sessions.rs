//! A password that is replaced while somebody logs in with the old one leaves no session behind.

use tokio_postgres::error::SqlState;

use crate::support::database::TestDatabase;

const ACME: &str = "
    insert into company (id, name, email, bsb, account_number)
    values ('aaaaaaaa-0000-7000-8000-000000000000', 'Acme', 'pay@acme.example', '062-000', '12345678');
    insert into company_password (company_id, password_hash)
    values ('aaaaaaaa-0000-7000-8000-000000000000', '$argon2id$old');
    insert into session (company_id, id, secret_hash, expires_at)
    values ('aaaaaaaa-0000-7000-8000-000000000000', 'aaaaaaaa-0000-7000-8000-00000000000b', decode(repeat('00', 32), 'hex'), 'infinity');";

const LOG_IN: &str = "select rules.open_session(
    'aaaaaaaa-0000-7000-8000-000000000000', gen_random_uuid(), decode(repeat('01', 32), 'hex'), '1 day', '$argon2id$old', 'log-in')";

const REPLACE: &str = "select rules.replace_password(
    row('aaaaaaaa-0000-7000-8000-000000000000', 'session', 'aaaaaaaa-0000-7000-8000-00000000000b',
        decode(repeat('00', 32), 'hex'), 'replace')::rules.caller,
    '$argon2id$old', '$argon2id$new')";

#[tokio::test]
async fn no_session_outlives_the_password_it_was_opened_with() {
    let database = TestDatabase::migrated().await;
    let (dba, login, owner) = (
        database.psql().await,
        database.psql().await,
        database.psql().await,
    );
    dba.batch_execute(ACME).await.unwrap();
    for client in [&login, &owner] {
        client
            .batch_execute("set session authorization remit_auth; set lock_timeout = '50ms'")
            .await
            .unwrap();
    }

    // Somebody has proved the old password, but the session is not committed yet.
    login
        .batch_execute(&format!("begin; {LOG_IN}"))
        .await
        .unwrap();
    let waits = owner.execute(REPLACE, &[]).await.unwrap_err();
    assert_eq!(waits.code(), Some(&SqlState::LOCK_NOT_AVAILABLE));
    login.batch_execute("commit").await.unwrap();

    let replaced: bool = owner.query_one(REPLACE, &[]).await.unwrap().get(0);
    assert!(replaced);
    let sessions = dba.query("select from session", &[]).await.unwrap();
    assert!(sessions.is_empty());
    let refused = login.query(LOG_IN, &[]).await.unwrap();
    assert!(refused.is_empty());
}
