//! The e-mail address that a company logs in with.

use std::str::FromStr;

use email_address::{EmailAddress, Options};

use super::field::{FieldCode, Invalid};
use super::text::{text_schema, text_type};

text_type!(
    /// A valid e-mail address, at most 254 characters; case is kept but does not tell two apart.
    Email,
    parse_email,
    {
        let mut schema = text_schema(3, 254, "accounts@acme.example");
        schema.format = Some("email");
        schema
    }
);

fn parse_email(raw: &str) -> Result<String, Invalid> {
    let text = raw.trim();
    if text.chars().count() > 254 {
        return Err(Invalid::new(
            FieldCode::TooLong,
            "Must have at most 254 characters.",
        ));
    }
    let options = Options::default()
        .with_required_tld()
        .without_display_text()
        .without_domain_literal();
    let well_formed = EmailAddress::from_str(text).is_ok()
        && EmailAddress::parse_with_options(text, options).is_ok()
        && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !well_formed {
        return Err(Invalid::new(
            FieldCode::InvalidFormat,
            "Must be an e-mail address, such as accounts@acme.example.",
        ));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_has_one_address_and_nothing_else() {
        assert_eq!(
            Email::parse(" Pay@Acme.example ").unwrap().as_str(),
            "Pay@Acme.example"
        );
        for bad in [
            "",
            "acme",
            "acme.example",
            "@acme.example",
            "a@",
            "a@b",
            "a@@b.example",
            "a b@c.example",
            "A <a@b.example>",
            "a@[127.0.0.1]",
            "a@b..example",
            "a@.example",
            "é@acme.example",
        ] {
            assert_eq!(
                Email::parse(bad).unwrap_err().code,
                FieldCode::InvalidFormat,
                "{bad}"
            );
        }
        let long = format!("a@{}.example", "b".repeat(250));
        assert_eq!(Email::parse(&long).unwrap_err().code, FieldCode::TooLong);
    }
}
