//! What the values of headers and queries are read as.

use super::*;

#[test]
fn an_idempotency_key_is_the_same_bare_and_quoted() {
    assert_eq!(IdempotencyKey::parse("\"a-1\"").unwrap().0, "a-1");
    assert_eq!(IdempotencyKey::parse("a-1").unwrap().0, "a-1");
    for bad in ["", "\"\"", "a b", "é", &"k".repeat(256)] {
        assert!(IdempotencyKey::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_wait_is_capped_however_long_and_ignored_when_it_is_no_number() {
    let wait = |text| Prefer::parse(text).0.map(|wait| wait.as_secs());
    assert_eq!(wait("wait=5"), Some(5));
    for longer in [
        "wait=11",
        "wait=99999999999999999999",
        "respond-async, wait=60",
    ] {
        assert_eq!(wait(longer), Some(10), "{longer}");
    }
    for none in [
        "wait", "wait=", "wait=0", "wait=+5", "wait=-1", "wait=1.5", "wait=x",
    ] {
        assert_eq!(wait(none), None, "{none}");
    }
}

#[test]
fn every_number_is_a_sequence_to_begin_after_and_nothing_else_is() {
    assert_eq!(parse_sequence("042"), Some(42));
    assert_eq!(parse_sequence("9223372036854775807"), Some(i64::MAX));
    assert_eq!(parse_sequence("99999999999999999999"), Some(i64::MAX));
    for none in ["", "+1", "-1", "1.5", " 1", "x"] {
        assert_eq!(parse_sequence(none), None, "{none}");
    }
}

#[test]
fn only_a_strong_tag_of_ours_matches() {
    assert_eq!(IfMatch::parse("\"3\"").0, Some(vec![3]));
    assert_eq!(IfMatch::parse("\"3\", \"4\"").0, Some(vec![3, 4]));
    assert_eq!(IfMatch::parse("*").0, None);
    for other in ["W/\"3\"", "3", "\"x\"", ""] {
        assert_eq!(IfMatch::parse(other).0, Some(vec![]), "{other}");
    }
}
