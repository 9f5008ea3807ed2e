//! `remit bank import-returns`: whole or nothing, once, and never a guess.

use std::fs;

use serde_json::{Value, json};

use crate::office::{Office, debit, file_of, get, queue, returned, standing};
use crate::support::app::Company;
use crate::support::bank::event;
use crate::support::wait::eventually;

/// The codes of direct entry, and what companies are told.
const CODES: &[(char, &str)] = &[
    ('1', "invalid_bsb"),
    ('2', "payment_stopped"),
    ('3', "account_closed"),
    ('4', "customer_deceased"),
    ('5', "no_account"),
    ('6', "refer_to_customer"),
    ('8', "invalid_user_id"),
    ('9', "technically_invalid"),
];

/// Payments of 1, 2, 3 … cents that are in a file, and what a bank says that returns them all.
async fn exported(
    office: &Office,
    company: &Company<'_>,
    payments: usize,
) -> (Vec<String>, String) {
    let mut paths = Vec::new();
    for amount in 1..=payments {
        let draft = debit(i64::try_from(amount).unwrap(), "000123456", Some("INV-1"));
        paths.push(queue(company, &draft).await);
    }
    office.export("out").await;
    (paths, returned(&office.files("out"), |_| '6'))
}

/// Its lines of returns.
fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| line.starts_with('2'));
    lines.map(str::to_owned).collect()
}

fn header(text: &str) -> &str {
    text.lines().next().unwrap()
}

#[tokio::test]
async fn a_return_fails_its_payment_with_the_banks_reason() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let (paths, _) = exported(&office, &acme, CODES.len()).await;
    let files = office.files("out");
    let (went_well, said) = office
        .import(&returned(&files, |place| CODES[place].0), &[])
        .await;
    assert!(went_well, "{said}");
    assert_eq!(said, "8 applied, 0 no change, 0 parked, 0 quarantined.\n");
    for (path, (_, code)) in paths.iter().zip(CODES) {
        assert_eq!(standing(&acme, path).await, format!("failed done {code}"));
    }
    let failure = get(&acme, &paths[0]).await["failure"].clone();
    assert_eq!(failure["message"], "Invalid BSB number");
    let told = eventually("the failure is an event", async || {
        let events = get(&acme, &format!("{}/events", paths[0])).await;
        let last = events["data"].as_array().unwrap().last().cloned()?;
        (last["type"] == "payment.failed").then_some(last)
    })
    .await;
    assert_eq!(told["actor"]["kind"], "bank");
}

#[tokio::test]
async fn a_success_can_be_taken_back_and_the_same_file_does_it_once() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let (paths, returns) = exported(&office, &acme, 2).await;
    let settled =
        "set local role remit_dba; update payment set status = 'successful' where amount_cents = 1";
    let settled = format!("begin; set local remit.override = 'settled'; {settled}; commit");
    office.psql.batch_execute(&settled).await.unwrap();
    let first = office.import(&returns, &[]).await;
    assert_eq!(
        first,
        (
            true,
            "2 applied, 0 no change, 0 parked, 0 quarantined.\n".to_owned()
        )
    );
    let payments = [get(&acme, &paths[0]).await, get(&acme, &paths[1]).await];
    assert_eq!(payments[0]["failure"]["code"], "refer_to_customer");
    // Put back by hand, it stays there: the file is known.
    let (went_well, said) = office.import(&returns, &[]).await;
    assert!(went_well);
    assert_eq!(
        said,
        "This file was imported before; nothing changed. It was: 2 applied, 0 no change, 0 parked, 0 quarantined.\n"
    );
    // Another file that says the same changes nothing either.
    let (went_well, said) = office
        .import(&format!("{returns}End-Of-File\r\n"), &[])
        .await;
    assert!(went_well, "{said}");
    assert!(
        said.starts_with("0 applied, 2 no change, 0 parked, 0 quarantined.\n"),
        "{said}"
    );
    for (path, payment) in paths.iter().zip(&payments) {
        assert_eq!(&get(&acme, path).await, payment);
    }
    assert_eq!(
        office.text("select count(*)::text from returns_file").await,
        "2"
    );
}

#[tokio::test]
async fn a_file_is_refused_whole_by_line_and_position_and_may_be_put_right() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let (paths, returns) = exported(&office, &acme, 2).await;
    for (wrong, told) in [
        (
            returns.replace("0000000003", "0000000004"),
            "line 4, position 21: the net total",
        ),
        (
            returns.replace("000002  ", "000003  "),
            "line 4, position 75: the number of lines",
        ),
        (
            returns.replacen("301500", "301501", 1),
            "line 1, position 57: user id 301501 is not ours",
        ),
        (
            returns.replacen("301500\r\n2", "301500 \r\n2", 1),
            "line 2, position 121",
        ),
        (
            returns.replacen("\r\n2", "\r\n0", 1),
            "line 2, position 1: a second first line",
        ),
        (
            office.files("out")[0].1.clone(),
            "line 2, position 1: a line of payments",
        ),
        (String::new(), "line 1, position 1: the file is empty"),
    ] {
        let (went_well, said) = office.import(&wrong, &[]).await;
        assert!(!went_well && said.contains(told), "{said} for {told}");
    }
    for path in &paths {
        assert_eq!(standing(&acme, path).await, "created submitted");
    }
    assert_eq!(
        office.text("select count(*)::text from returns_file").await,
        "0"
    );
    let (went_well, _) = office.import(&returns, &[]).await;
    assert!(went_well);
}

#[tokio::test]
async fn a_file_that_the_bank_has_cut_is_taken_by_who_says_so() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let (paths, returns) = exported(&office, &acme, 3).await;
    let cut: String = returns
        .split_inclusive('\n')
        .enumerate()
        .filter(|(place, _)| *place != 2)
        .map(|(_, line)| line)
        .collect();
    assert!(!office.import(&cut, &[]).await.0);
    let taken = office.import(&cut, &["--partial"]).await;
    assert_eq!(
        taken,
        (
            true,
            "2 applied, 0 no change, 0 parked, 0 quarantined.\n".to_owned()
        )
    );
    // Known, it is answered without the flag too.
    assert!(office.import(&cut, &[]).await.0);
    let (_, said) = office.import(&returns, &[]).await;
    assert!(said.starts_with("1 applied, 2 no change"), "{said}");
    for path in &paths {
        assert_eq!(standing(&acme, path).await, "failed done refer_to_customer");
    }
}

#[tokio::test]
async fn a_line_that_differs_in_reference_amount_or_account_is_quarantined() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let (paths, returns) = exported(&office, &acme, 1).await;
    let line = lines(&returns)[0].clone();
    let put = |at: usize, text: &str| {
        let mut line = line.clone();
        line.replace_range(at - 1..at - 1 + text.len(), text);
        line
    };
    let others = [
        put(63, "INV-2"),
        put(21, "0000000002"),
        put(81, "000-001"),
        put(88, "000123457"),
        put(88, " 00123456"),
        put(19, "50"),
        put(18, "7"),
    ];
    let (went_well, said) = office
        .import(&file_of(header(&returns), &others), &[])
        .await;
    assert!(went_well);
    assert!(
        said.starts_with(
            "0 applied, 0 no change, 0 parked, 7 quarantined.\nline 2: quarantined: no payment has"
        ),
        "{said}"
    );
    assert!(
        said.contains("line 8: quarantined: return code 7 is not used"),
        "{said}"
    );
    assert_eq!(standing(&acme, &paths[0]).await, "created submitted");
    // A refused return is no return.
    let third = file_of(header(&returns), &[put(1, "3")]);
    let (_, said) = office.import(&third, &[]).await;
    assert!(said.starts_with("0 applied, 1 no change"), "{said}");
    assert_eq!(standing(&acme, &paths[0]).await, "created submitted");
    assert!(
        office
            .import(&returns, &[])
            .await
            .1
            .starts_with("1 applied")
    );
    let late = file_of(header(&returns), &[put(1, "3"), put(1, "3")]);
    assert!(
        office
            .import(&late, &[])
            .await
            .1
            .starts_with("0 applied, 0 no change, 0 parked, 2 quarantined")
    );
}

#[tokio::test]
async fn what_may_mean_two_payments_is_told_apart_by_account_and_day_or_not_at_all() {
    let office = Office::open().await;
    let (acme, bolt) = (
        office.app.sign_up("Acme").await,
        office.app.sign_up("Bolt").await,
    );
    let moved = "update company set account_number = '7654321' where name = 'Bolt'";
    office.psql.batch_execute(moved).await.unwrap();
    let draft = debit(5, "12345", Some("RENT"));
    let (of_acme, of_bolt) = (queue(&acme, &draft).await, queue(&bolt, &draft).await);
    office.export("out").await;
    let returns = returned(&office.files("out"), |_| '6');
    let of_bolts: Vec<_> = lines(&returns)
        .into_iter()
        .filter(|line| line.contains("7654321"))
        .collect();
    let (_, said) = office
        .import(&file_of(header(&returns), &of_bolts), &[])
        .await;
    assert!(said.starts_with("1 applied"), "{said}");
    assert_eq!(standing(&acme, &of_acme).await, "created submitted");
    assert_eq!(
        standing(&bolt, &of_bolt).await,
        "failed done refer_to_customer"
    );
    // Twice in one file: nobody knows which.
    let draft = debit(6, "12345", Some("RENT"));
    let twins = [queue(&bolt, &draft).await, queue(&bolt, &draft).await];
    office.export("twins").await;
    let returns = returned(&office.files("twins"), |_| '6');
    let one = file_of(header(&returns), &lines(&returns)[..1]);
    let (_, said) = office.import(&one, &[]).await;
    assert!(
        said.contains("2 payments have this reference, amount and account"),
        "{said}"
    );
    for twin in &twins {
        assert_eq!(standing(&bolt, twin).await, "created submitted");
    }
    // Of different days, they are told apart by the day.
    let reference = get(&bolt, &twins[0]).await["processing"]["bank_reference"].clone();
    let earlier =
        "update bank_line set processing_date = processing_date - 7 where bank_reference = $1";
    let reference = reference.as_str().unwrap();
    office.psql.execute(earlier, &[&reference]).await.unwrap();
    let (_, said) = office.import(&format!("{one}\r\n"), &[]).await;
    assert!(said.starts_with("1 applied"), "{said}");
    assert_eq!(standing(&bolt, &twins[0]).await, "created submitted");
    assert_eq!(
        standing(&bolt, &twins[1]).await,
        "failed done refer_to_customer"
    );
}

#[tokio::test]
async fn a_return_of_a_disputed_payment_waits_until_the_dispute_is_over() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let (paths, returns) = exported(&office, &acme, 1).await;
    let reference = get(&acme, &paths[0]).await["processing"]["bank_reference"].clone();
    let reference = reference.as_str().unwrap();
    office.app.tell(&event("payment.settled", reference)).await;
    office.app.tell(&event("payment.disputed", reference)).await;
    let (_, said) = office.import(&returns, &[]).await;
    assert!(
        said.starts_with("0 applied, 0 no change, 1 parked"),
        "{said}"
    );
    assert_eq!(standing(&acme, &paths[0]).await, "disputed done");
    office
        .app
        .tell(&event("payment.dispute_withdrawn", reference))
        .await;
    assert_eq!(
        standing(&acme, &paths[0]).await,
        "failed done refer_to_customer"
    );
}

#[tokio::test]
async fn the_same_file_twice_at_once_has_one_effect() {
    let office = Office::open().await;
    let acme = office.app.sign_up("Acme").await;
    let (paths, returns) = exported(&office, &acme, 20).await;
    let path = office.path("twice.txt");
    fs::write(&path, &returns).unwrap();
    let (one, other) = tokio::join!(
        office.import_file(&path, &[]),
        office.import_file(&path, &[])
    );
    assert!(one.0 && other.0, "{one:?} {other:?}");
    for said in [&one.1, &other.1] {
        assert!(said.contains("20 applied, 0 no change"), "{said}");
    }
    assert_eq!(
        office.text("select count(*)::text from returns_line").await,
        "20"
    );
    for path in &paths {
        let payment: Value = get(&acme, path).await;
        assert_eq!(
            (&payment["status"], &payment["version"]),
            (&json!("failed"), &json!(4))
        );
    }
}

#[tokio::test]
async fn a_file_of_more_than_64_mib_is_not_read() {
    let office = Office::open().await;
    let path = office.path("large.txt");
    fs::File::create(&path)
        .unwrap()
        .set_len(64 * 1024 * 1024 + 1)
        .unwrap();
    let (went_well, said) = office.import_file(&path, &[]).await;
    assert!(!went_well && said.contains("larger than 64 MiB"), "{said}");
}
