//! Where money comes from and goes to: a branch (BSB) and an account there.

use super::field::{FieldCode, Invalid};
use super::text::{text_schema, text_type};

text_type!(
    /// A branch: `NNN-NNN`, `NNN NNN` or `NNNNNN` in, `NNN-NNN` kept and shown.
    Bsb,
    parse_bsb,
    {
        let mut schema = text_schema(6, 7, "062-000");
        schema.pattern = Some("^[0-9]{3}[- ]?[0-9]{3}$".to_owned());
        schema
    }
);

text_type!(
    /// An account number: 5 to 9 digits as text, leading zeros kept, not all zeros.
    AccountNumber,
    parse_account_number,
    {
        let mut schema = text_schema(5, 9, "12345678");
        schema.pattern = Some("^(?!0+$)[0-9]{5,9}$".to_owned());
        schema
    }
);

fn parse_bsb(raw: &str) -> Result<String, Invalid> {
    let wrong = || {
        Invalid::new(
            FieldCode::InvalidFormat,
            "Must be six digits, such as 062-000.",
        )
    };
    let text = raw.trim();
    let digits = match text.len() {
        6 => text.to_owned(),
        7 => text.replacen(['-', ' '], "", 1),
        _ => return Err(wrong()),
    };
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    let (bank, branch) = digits.split_at(3);
    let kept = format!("{bank}-{branch}");
    // Seven characters may have had their separator elsewhere.
    if text.len() == 7 && text.replace(' ', "-") != kept {
        return Err(wrong());
    }
    Ok(kept)
}

fn parse_account_number(raw: &str) -> Result<String, Invalid> {
    let text = raw.trim();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Invalid::new(
            FieldCode::InvalidFormat,
            "Must be digits only.",
        ));
    }
    if text.len() < 5 {
        return Err(Invalid::new(
            FieldCode::TooShort,
            "Must have at least 5 digits.",
        ));
    }
    if text.len() > 9 {
        return Err(Invalid::new(
            FieldCode::TooLong,
            "Must have at most 9 digits.",
        ));
    }
    if text.bytes().all(|byte| byte == b'0') {
        return Err(Invalid::new(
            FieldCode::InvalidFormat,
            "Must not be all zeros.",
        ));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bsb_is_kept_in_one_form() {
        for raw in ["062-000", "062 000", "062000", " 062-000 "] {
            assert_eq!(Bsb::parse(raw).unwrap().as_str(), "062-000");
        }
        for bad in [
            "", "06200", "0620000", "06-2000", "062_000", "o62-000", "062--00", "０62000",
        ] {
            assert_eq!(
                Bsb::parse(bad).unwrap_err().code,
                FieldCode::InvalidFormat,
                "{bad}"
            );
        }
    }

    #[test]
    fn an_account_number_is_text_of_five_to_nine_digits() {
        assert_eq!(
            AccountNumber::parse("000123456").unwrap().as_str(),
            "000123456"
        );
        for (bad, code) in [
            ("1234", FieldCode::TooShort),
            ("1234567890", FieldCode::TooLong),
            ("00000", FieldCode::InvalidFormat),
            ("12 345", FieldCode::InvalidFormat),
            ("-12345", FieldCode::InvalidFormat),
        ] {
            assert_eq!(AccountNumber::parse(bad).unwrap_err().code, code, "{bad}");
        }
    }
}
