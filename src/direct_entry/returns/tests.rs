//! What is taken, and what is refused where.

use super::*;

const HEADER: &str = "0                 01CBA       REMIT PTY LTD             654321PAYROLL     131126                                        ";
/// A return as published: code 8, of the 12th, by 654321.
const RETURN: &str = "2453-543 456567338130000000002John Doe                        R435564           342-342  3244654Remitter        12654321";
const TOTALS: &str = "7999-999            000000000200000000000000000002                        000001                                        ";

fn file(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\r\n")).collect()
}

fn whole(text: &str) -> Result<Returns, String> {
    read(text.as_bytes(), "654321", Extent::Whole).map_err(|refusal| refusal.to_string())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_return_tells_the_payers_account_where_a_payment_has_ours() {
    let returns = whole(&file(&[HEADER, RETURN, TOTALS])).unwrap();
    assert_eq!(returns.date, day("2026-11-13"));
    let expected = Return {
        number: 2,
        kind: Kind::Return,
        trace_bsb: "453-543".to_owned(),
        trace_account_number: "45656733".to_owned(),
        code: 8,
        direction: Direction::Debit,
        amount_cents: 2,
        account_name: "John Doe".to_owned(),
        lodgement_reference: "R435564".to_owned(),
        bsb: "342-342".to_owned(),
        account_number: "3244654".to_owned(),
        remitter: "Remitter".to_owned(),
        processed_on: day("2026-11-12"),
    };
    assert_eq!(returns.lines, [expected]);
}

#[test]
fn lines_may_end_in_any_of_the_usual_ways_and_the_ends_be_trimmed() {
    let expected = whole(&file(&[HEADER, RETURN, TOTALS])).unwrap();
    for ending in ["\r", "\n", "\r\n", "\r\r\n"] {
        for tail in ["", "End-Of-File", "END-OF-FILE  \n", "\n\n", "\u{1a}"] {
            for length in [80, 93, 120] {
                let text = [&HEADER[..length], RETURN, &TOTALS[..length], tail].join(ending);
                assert_eq!(whole(&text).as_ref(), Ok(&expected), "{text:?}");
            }
        }
    }
    let unended = [HEADER, RETURN, TOTALS].join("\r\n");
    assert_eq!(whole(&unended), Ok(expected));
}

#[test]
fn what_is_wrong_is_told_by_line_and_position() {
    let refused = RETURN.replace("2453", "1453");
    let replaced = |line: &str, at: usize, with: &str| {
        let mut line = line.to_owned();
        line.replace_range(at - 1..at - 1 + with.len(), with);
        line
    };
    let header = |at, with| file(&[&replaced(HEADER, at, with), RETURN, TOTALS]);
    let detail = |at, with| file(&[HEADER, &replaced(RETURN, at, with), TOTALS]);
    let totals = |at, with| file(&[HEADER, RETURN, &replaced(TOTALS, at, with)]);
    for (text, told) in [
        (String::new(), "line 1, position 1: the file is empty"),
        (file(&[RETURN, TOTALS]), "line 1, position 1"),
        (
            header(57, "654322"),
            "line 1, position 57: user id 654322 is not ours, 654321",
        ),
        (header(57, "      "), "line 1, position 57"),
        (header(75, "311126"), "line 1, position 75: a day"),
        (
            file(&[&HEADER[..79], RETURN, TOTALS]),
            "line 1, position 80: the line has 79",
        ),
        (
            file(&[&format!("{HEADER} "), RETURN, TOTALS]),
            "line 1, position 121: the line has 121",
        ),
        (
            file(&[HEADER, HEADER, RETURN, TOTALS]),
            "line 2, position 1: a second first line",
        ),
        (
            file(&[HEADER, &refused, TOTALS]),
            "line 2, position 1: a line of payments",
        ),
        (file(&[HEADER, "", RETURN, TOTALS]), "line 2, position 1"),
        (
            file(&[HEADER, RETURN.trim_end_matches('1'), TOTALS]),
            "line 2, position 120: the line has 119",
        ),
        (detail(2, "453 543"), "line 2, position 2: a BSB"),
        (detail(18, "0"), "line 2, position 18"),
        (detail(18, " "), "line 2, position 18"),
        (detail(19, "14"), "line 2, position 19"),
        (detail(21, "000000 002"), "line 2, position 21"),
        (detail(21, "0000000000"), "line 2, position 21"),
        (detail(81, "342342 "), "line 2, position 81: a BSB"),
        (detail(113, "32"), "line 2, position 113"),
        (detail(113, "00"), "line 2, position 113"),
        (
            detail(115, "654322"),
            "line 2, position 115: user id 654322",
        ),
        (totals(2, "999 999"), "line 3, position 2"),
        (
            totals(21, "0000000003"),
            "line 3, position 21: the net total is 3, but the lines come to 2",
        ),
        (totals(31, "0000000001"), "line 3, position 31"),
        (totals(41, "0000000001"), "line 3, position 41"),
        (
            totals(75, "000002"),
            "line 3, position 75: the number of lines is 2",
        ),
        (
            file(&[HEADER, RETURN]),
            "line 3, position 1: the line of totals, 7, is missing",
        ),
        (
            file(&[HEADER, RETURN, TOTALS, TOTALS]),
            "line 4, position 1: a second line of totals",
        ),
        (
            file(&[HEADER, RETURN, TOTALS, RETURN]),
            "line 4, position 1",
        ),
        (file(&[HEADER, TOTALS, RETURN]), "line 2, position 21"),
        (
            file(&[HEADER, RETURN, "End-Of-File", TOTALS]),
            "line 3, position 1",
        ),
    ] {
        let said = whole(&text).unwrap_err();
        assert!(said.starts_with(told), "{said:?} for {told:?}");
    }
}

#[test]
fn a_file_that_the_bank_has_cut_is_taken_only_as_one() {
    let short = TOTALS.replace("000001  ", "001509  ");
    for lines in [&[HEADER, RETURN, &short][..], &[HEADER, RETURN]] {
        let text = file(lines);
        assert!(whole(&text).is_err());
        let cut = read(text.as_bytes(), "654321", Extent::Cut).unwrap();
        assert_eq!(cut.lines.len(), 1);
    }
    let half = format!("{HEADER}\r\n{}", &RETURN[..60]);
    assert!(read(half.as_bytes(), "654321", Extent::Cut).is_err());
}

#[test]
fn refused_returns_and_returned_credits_count_each_on_its_side() {
    let third = RETURN.replace("2453", "3453");
    let credit = RETURN.replace("8130000000002", "1500000000005");
    let totals = TOTALS
        .replace("00000000020000000000", "00000000010000000005")
        .replace("0000000002  ", "0000000004  ")
        .replace("000001  ", "000003  ");
    let returns = whole(&file(&[HEADER, RETURN, &third, &credit, &totals])).unwrap();
    let kinds: Vec<_> = returns
        .lines
        .iter()
        .map(|line| (line.kind, line.code, line.direction))
        .collect();
    assert_eq!(
        kinds,
        [
            (Kind::Return, 8, Direction::Debit),
            (Kind::RefusedReturn, 8, Direction::Debit),
            (Kind::Return, 1, Direction::Credit),
        ]
    );
}

#[test]
fn what_is_no_ascii_is_one_column_a_byte() {
    let mut bytes = file(&[HEADER, RETURN, TOTALS]).into_bytes();
    bytes[122 + 30] = 0xe9;
    let returns = read(&bytes, "654321", Extent::Whole).unwrap();
    assert_eq!(returns.lines[0].account_name, "?ohn Doe");
}
