//! sql/README.md tells DBAs the truth: every refusal's code, and nothing that is no code.

use std::collections::BTreeSet;
use std::fs;

/// What follows this mark, five characters each time.
fn codes<'a>(text: &'a str, mark: &str) -> BTreeSet<&'a str> {
    let found = text
        .match_indices(mark)
        .map(|(at, _)| &text[at + mark.len() - 2..at + mark.len() + 3]);
    found.collect()
}

#[test]
fn the_dbas_guide_explains_every_refusal_and_no_other() {
    let guide = fs::read_to_string("sql/README.md").unwrap();
    let files = fs::read_dir("sql/rules").unwrap();
    let rules: String = files
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    let raised = codes(&rules, "'RM");
    assert!(raised.len() >= 16, "{raised:?}");
    assert_eq!(codes(&guide, "\n| `RM"), raised);
}

#[test]
fn the_dbas_guide_is_short() {
    let guide = fs::read_to_string("sql/README.md").unwrap();
    assert!(guide.lines().count() <= 150);
}
