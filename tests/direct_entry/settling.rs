//! What has not come back in time has gone through.

use remit::db::Database;
use remit::direct_entry::settling::settle;

use crate::office::{Office, debit, get, queue, returned, run, standing};
use crate::support::app::options;
use crate::support::database::secret_key;

async fn database(office: &Office) -> Database {
    Database::new(office.app.url(), &secret_key(), &options().pools).unwrap()
}

/// Has the time come for all that waits for one.
async fn later(office: &Office) {
    let due = "update bank_task set due_at = now() - interval '1 second' where due_at < 'infinity'";
    office.psql.batch_execute(due).await.unwrap();
}

#[tokio::test]
async fn a_payment_without_a_return_is_successful_two_settlement_days_later_at_the_cut_off() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let path = queue(&acme, &debit(1, "12345", None)).await;
    office.export("out").await;
    let due = "select to_char(t.due_at at time zone 'Australia/Sydney', 'HH24:MI') || ' '
            || (t.due_at = f.settles_at)
            || ' ' || ((t.due_at at time zone 'Australia/Sydney')::date - f.processing_date >= 2)
        from bank_task t join bank_file f on f.id = t.bank_file_id";
    assert_eq!(office.text(due).await, "16:00 true true");
    let db = database(&office).await;
    assert_eq!(settle(&db).await.unwrap(), 0);
    assert_eq!(standing(&acme, &path).await, "created submitted");
    later(&office).await;
    settle(&db).await.unwrap();
    assert_eq!(standing(&acme, &path).await, "successful done");
    assert!(get(&acme, &path).await["transaction_at"].is_string());
    assert_eq!(
        office.text("select count(*)::text from bank_task").await,
        "0"
    );
}

#[tokio::test]
async fn what_has_come_back_or_never_went_out_is_not_settled() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let back = queue(&acme, &debit(1, "12345", None)).await;
    office.export("out").await;
    office
        .import(&returned(&office.files("out"), |_| '6'), &[])
        .await;
    let unwritten = queue(&acme, &debit(2, "12345", None)).await;
    let output = run(office.remit(&["export", "--out", "/proc"])).await;
    assert!(!output.status.success());
    let queued = queue(&acme, &debit(3, "12345", None)).await;
    later(&office).await;
    settle(&database(&office).await).await.unwrap();
    assert_eq!(
        standing(&acme, &back).await,
        "failed done refer_to_customer"
    );
    assert_eq!(standing(&acme, &unwritten).await, "created submitted");
    assert_eq!(standing(&acme, &queued).await, "created queued");
}

#[tokio::test]
async fn many_payments_of_many_companies_settle_without_a_second_event() {
    let office = Office::open().await;
    let (acme, bolt) = (
        office.app.sign_up("Acme").await,
        office.app.sign_up("Bolt").await,
    );
    for company in [&acme, &bolt] {
        queue(company, &debit(1, "12345", None)).await;
    }
    let copies = "insert into payment (company_id, amount_cents, account_name, bsb, account_number)
        select company_id, 2, 'Jane', '000-000', '12345' from payment, generate_series(1, 250);
        update payment set processing_state = 'queued' where processing_state = 'none'";
    office.psql.batch_execute(copies).await.unwrap();
    let said = office.export("out").await;
    assert!(said.ends_with("2 files, 502 payments.\n"), "{said}");
    later(&office).await;
    let db = database(&office).await;
    let (one, other) = tokio::join!(settle(&db), settle(&db));
    one.unwrap();
    other.unwrap();
    settle(&db).await.unwrap();
    let all =
        "select string_agg(distinct status || ' ' || version, ',') || ' ' || count(*) from payment";
    assert_eq!(office.text(all).await, "successful 4 502");
}
