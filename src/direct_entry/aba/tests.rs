//! What a file looks like, to the byte; whatever is written is read again.

use super::*;
use crate::direct_entry::days::latest_numbered;
use crate::direct_entry::returns::{self, Extent};

fn profile() -> Profile {
    Profile {
        mnemonic: "CBA".to_owned(),
        user_name: "REMIT PTY LTD".to_owned(),
        user_id: "301500".to_owned(),
        description: "PAYROLL".to_owned(),
        header_trace: HeaderTrace::Off,
        balancing: Balancing::Off,
        forbidden: String::new(),
        settlement_days: 2,
    }
}

fn trace() -> Trace {
    Trace {
        bsb: "453-543".to_owned(),
        account_number: "45656733".to_owned(),
        name: "Remitter".to_owned(),
    }
}

fn entry(direction: Direction, amount_cents: i64) -> Entry {
    Entry {
        direction,
        amount_cents,
        bsb: "342-342".to_owned(),
        account_number: "3244654".to_owned(),
        account_name: "John Doe".to_owned(),
        reference: Some("R435564".to_owned()),
        bank_reference: "RABCDEF0123456789A".to_owned(),
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn lines(file: &File) -> Vec<&str> {
    let lines: Vec<_> = file.text.split_terminator("\r\n").collect();
    assert!(file.text.ends_with("\r\n"));
    for line in &lines {
        assert_eq!(line.len(), 120, "{line:?}");
    }
    lines
}

#[test]
fn a_file_is_what_the_published_example_shows() {
    let entries = [
        entry(Direction::Debit, 20),
        entry(Direction::Debit, 2),
        entry(Direction::Credit, 30),
        entry(Direction::Credit, 3),
    ];
    let file = write(&profile(), day(), &trace(), &entries);
    let lines = lines(&file);
    assert_eq!(
        lines,
        [
            "0                 01CBA       REMIT PTY LTD             301500PAYROLL     231126                                        ",
            "1342-342  3244654 130000000020John Doe                        R435564           453-543 45656733Remitter        00000000",
            "1342-342  3244654 130000000002John Doe                        R435564           453-543 45656733Remitter        00000000",
            "1342-342  3244654 500000000030John Doe                        R435564           453-543 45656733Remitter        00000000",
            "1342-342  3244654 500000000003John Doe                        R435564           453-543 45656733Remitter        00000000",
            "7999-999            000000001100000000330000000022                        000004                                        ",
        ]
    );
}

#[test]
fn a_header_may_tell_the_account_and_a_file_balance_itself() {
    let profile = Profile {
        header_trace: HeaderTrace::On,
        balancing: Balancing::On,
        ..profile()
    };
    let mixed = [entry(Direction::Debit, 1000), entry(Direction::Credit, 250)];
    let file = write(&profile, day(), &trace(), &mixed);
    let balanced = lines(&file);
    assert!(balanced[0].starts_with("0453-543 45656733 01CBA"));
    assert_eq!(
        balanced[3],
        "1453-543 45656733 500000000750Remitter                        PAYROLL           453-543 45656733Remitter        00000000"
    );
    assert!(balanced[4].starts_with("7999-999            000000000000000010000000001000"));
    assert!(balanced[4].contains(" 000003 "));
    assert_eq!((file.debit_cents, file.credit_cents), (1000, 250));
    let even = [entry(Direction::Debit, 5), entry(Direction::Credit, 5)];
    assert_eq!(lines(&write(&profile, day(), &trace(), &even)).len(), 4);
}

#[test]
fn a_reference_that_the_bank_would_not_take_gives_way_to_its_own() {
    let profile = Profile {
        forbidden: "&/".to_owned(),
        ..profile()
    };
    for (given, lodged) in [
        (Some("INV-1001"), "INV-1001"),
        (Some("123456789012345678"), "123456789012345678"),
        (Some("A&B/C"), "A B C"),
        (Some("&B"), "RABCDEF0123456789A"),
        (Some("//"), "RABCDEF0123456789A"),
        (None, "RABCDEF0123456789A"),
    ] {
        let entry = Entry {
            reference: given.map(str::to_owned),
            ..entry(Direction::Debit, 1)
        };
        let file = write(&profile, day(), &trace(), &[entry]);
        assert_eq!(file.references, [lodged]);
        assert_eq!(lines(&file)[1][62..80].trim_end(), lodged);
    }
}

#[test]
fn names_without_a_character_that_the_bank_takes_are_not_blank() {
    let trace = Trace {
        name: "株式会社".to_owned(),
        ..trace()
    };
    let entry = Entry {
        account_name: "王".to_owned(),
        ..entry(Direction::Debit, 1)
    };
    let file = write(&profile(), day(), &trace, &[entry]);
    let line = lines(&file)[1];
    assert_eq!(line[30..62].trim_end(), "ACCOUNT HOLDER");
    assert_eq!(line[96..112].trim_end(), "REMIT PTY LTD");
}

#[test]
fn a_file_is_split_before_a_total_needs_eleven_digits() {
    let amounts = [MOST_CENTS, 1, MOST_CENTS - 1, 1];
    let debits = amounts.map(|cents| entry(Direction::Debit, cents)).to_vec();
    let files = split(debits, |entry| entry);
    let sizes: Vec<_> = files.iter().map(Vec::len).collect();
    assert_eq!(sizes, [1, 2, 1]);
    for file in &files {
        lines(&write(&profile(), day(), &trace(), file));
    }
    // Debits and credits have a total each.
    let both = vec![
        entry(Direction::Debit, MOST_CENTS),
        entry(Direction::Credit, MOST_CENTS),
    ];
    assert_eq!(split(both, |entry| entry).len(), 1);
    assert!(split(Vec::<Entry>::new(), |entry| entry).is_empty());
}

/// Any payments make lines of 120 bytes, whose totals are those of what was written, and whose
/// returns are read as what was sent.
#[test]
fn whatever_is_written_is_read_again() {
    const LETTERS: &[char] = &[
        'a', 'Z', ' ', 'é', '王', 'ß', '\u{301}', '~', '&', '9', 'ﬁ', '😀',
    ];
    let pick = |most: usize| -> usize { rand::random_range(0..most) };
    for _ in 0..300 {
        let profile = Profile {
            balancing: [Balancing::On, Balancing::Off][pick(2)],
            header_trace: [HeaderTrace::On, HeaderTrace::Off][pick(2)],
            forbidden: ["", "&~", " aZ"][pick(3)].replace(' ', ""),
            ..profile()
        };
        let text = |most: usize| -> String {
            let count = 1 + pick(most);
            (0..count).map(|_| LETTERS[pick(LETTERS.len())]).collect()
        };
        let entries: Vec<_> = (0..pick(40))
            .map(|place| Entry {
                direction: [Direction::Debit, Direction::Credit][pick(2)],
                amount_cents: rand::random_range(1..=MOST_CENTS),
                account_name: text(100),
                account_number: format!("{:05}", rand::random_range(1..=999_999_999)),
                reference: (pick(2) == 0).then(|| format!("R{place} &x")),
                ..entry(Direction::Debit, 1)
            })
            .collect();
        let trace = Trace {
            name: text(200),
            ..trace()
        };
        let count = entries.len();
        let files = split(entries, |entry| entry);
        assert_eq!(files.iter().map(Vec::len).sum::<usize>(), count);
        for entries in files {
            comes_back(&profile, &trace, &entries);
        }
    }
}

fn comes_back(profile: &Profile, trace: &Trace, entries: &[Entry]) {
    let file = write(profile, day(), trace, entries);
    assert!(file.text.is_ascii());
    let returned: String = lines(&file)
        .into_iter()
        .map(|line| match line.strip_prefix('1') {
            // As a bank turns a payment round.
            Some(_) => format!(
                "2{}6{}{}23301500\r\n",
                &line[80..96],
                &line[18..80],
                &format!("{}{}", &line[1..17], &line[96..112]),
            ),
            None => format!("{line}\r\n"),
        })
        .collect();
    let read = returns::read(returned.as_bytes(), "301500", Extent::Whole).unwrap();
    assert_eq!(Some(read.date), latest_numbered(23, read.date));
    for ((line, entry), reference) in read.lines.iter().zip(entries).zip(&file.references) {
        assert_eq!(line.lodgement_reference, reference.trim_end());
        assert_eq!(line.amount_cents, entry.amount_cents);
        assert_eq!(line.direction, entry.direction);
        assert_eq!(line.bsb, entry.bsb);
        assert_eq!(line.account_number, entry.account_number);
        assert_eq!(line.trace_account_number, trace.account_number);
    }
}
