//! Passwords that too many people use. Asked when a password is chosen, never when one is checked.
//!
//! The list is `common_passwords.txt` beside this file; its first lines say where it comes from.
//! Shorter passwords are not on it: the rule of twelve characters refuses them already.

use std::sync::LazyLock;

/// Whether a password (12–64 characters, any case) is on the list of common ones.
#[must_use]
pub fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    COMMON.binary_search(&lower.as_str()).is_ok()
}

static COMMON: LazyLock<Vec<&'static str>> = LazyLock::new(|| entries().collect());

/// The lines after the header, which ends at the first blank line.
fn entries() -> impl Iterator<Item = &'static str> {
    let list = include_str!("common_passwords.txt");
    list.lines().skip_while(|line| !line.is_empty()).skip(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_lower_case_and_of_the_lengths_that_can_occur() {
        let list: Vec<_> = entries().collect();
        assert!(list.len() > 9_000);
        assert!(list.windows(2).all(|pair| pair[0] < pair[1]));
        for entry in list {
            assert!((12..=64).contains(&entry.len()), "{entry}");
            assert!(entry.bytes().all(|byte| byte.is_ascii_graphic()), "{entry}");
            assert_eq!(entry, entry.to_lowercase());
        }
    }

    #[test]
    fn a_common_password_is_known_in_any_case() {
        let common = "password1234 password12345 123456789012 1234567890123 qwertyuiop12 \
            qwertyuiopasdfgh passwordpassword adminadmin12 letmeinletmein iloveyou1234 \
            abcdefghijkl aaaaaaaaaaaa ############ changeme1234 PassWord1234 QWERTYUIOPASDFGH";
        for password in common.split_whitespace() {
            assert!(is_common(password), "{password}");
        }
    }

    #[test]
    fn a_good_password_is_not_common() {
        let good = [
            "correct horse battery staple",
            "correcthorsebatterystaple",
            "correct-horse-battery-staple",
            "a long enough password",
            "tarnished-kettle-41",
            "S3cure-Passw0rd!",
            "# Common passwords of 12 to 64 characters, lower case, sorted by bytes, one a line.",
            "",
        ];
        for password in good {
            assert!(!is_common(password), "{password}");
        }
    }
}
