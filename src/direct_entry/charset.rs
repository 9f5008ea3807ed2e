//! What a file may hold: printable ASCII without what the bank forbids. One byte is one column.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as a file may hold it: accents are dropped, what is left outside the set becomes a blank,
/// and only then it is cut to so many columns.
pub fn fit(text: &str, forbidden: &str, columns: usize) -> String {
    let plain: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .map(
            |c| match (' '..='~').contains(&c) && !forbidden.contains(c) {
                true => c,
                false => ' ',
            },
        )
        .collect();
    let cut: String = plain.trim_start().chars().take(columns).collect();
    cut.trim_end().to_owned()
}

/// Whether a text can be a lodgement reference: something, with no leading blank, zero or hyphen.
pub fn is_reference(text: &str) -> bool {
    !text.is_empty() && !text.starts_with([' ', '0', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_dropped_and_the_rest_becomes_blanks_before_the_cut() {
        for (text, fitted) in [
            ("Zoë Müller", "Zoe Muller"),
            ("Ångström ½ ﬁn", "Angstrom 1 2 fin"),
            ("Łódź", "odz"),
            ("Bjørn", "Bj rn"),
            ("王 Smith", "Smith"),
            ("  left", "left"),
            ("A & B", "A   B"),
            ("tab\there", "tab here"),
            ("王李", ""),
        ] {
            assert_eq!(fit(text, "&", 32), fitted, "{text}");
        }
    }

    #[test]
    fn what_is_cut_is_columns_of_what_is_left() {
        // Four characters that become five columns.
        assert_eq!(fit("ﬁve é", "", 5), "five");
        assert_eq!(fit("éééééé", "", 4), "eeee");
        assert_eq!(fit("x\u{301}y\u{301}z", "", 2), "xy");
    }

    #[test]
    fn a_reference_begins_with_neither_blank_zero_nor_hyphen() {
        for good in ["A", "1", "R0-"] {
            assert!(is_reference(good), "{good}");
        }
        for bad in ["", " A", "0A", "-A"] {
            assert!(!is_reference(bad), "{bad:?}");
        }
    }
}
