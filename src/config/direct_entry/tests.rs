//! What makes a profile, and what is told of one that is none.

use clap::Parser;

use super::*;
use crate::config::{Cli, Command};

fn profile(arguments: &[&str]) -> anyhow::Result<Profile> {
    let given = ["remit", "bank", "export", "--out", "x"]
        .iter()
        .chain(arguments);
    match Cli::try_parse_from(given)?.command {
        Some(Command::Bank(BankCommand::Export(export))) => {
            export.profile.checked(&export.database)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_database_of_ones_own_needs_a_whole_profile_and_all_that_is_wrong_is_told_at_once() {
    let url = ["--database-url", "postgres://x", "--bank-mnemonic", "cba"];
    let told = profile(&url).unwrap_err().to_string();
    for name in [
        "MNEMONIC must",
        "USER_NAME is not set",
        "USER_ID is not set",
    ] {
        assert!(told.contains(name), "{told}");
    }
    assert_eq!(profile(&[]).unwrap().user_id, "000000");
}

#[test]
fn a_short_user_id_is_filled_with_zeros() {
    assert_eq!(
        profile(&["--bank-user-id", "4711"]).unwrap().user_id,
        "004711"
    );
    for wrong in ["", "1234567", "12a"] {
        assert!(profile(&["--bank-user-id", wrong]).is_err(), "{wrong:?}");
    }
}

#[test]
fn a_name_that_the_bank_would_not_take_is_refused() {
    for wrong in ["", "Café", "Smith & Co", "abcdefghijklmnopqrstuvwxyz0"] {
        let given = ["--bank-user-name", wrong, "--bank-forbidden", "&"];
        assert!(profile(&given).is_err(), "{wrong:?}");
    }
}
