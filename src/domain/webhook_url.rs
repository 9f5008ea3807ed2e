//! Where a company wants its events sent. Only the form is judged here; where the host leads is
//! judged when it is connected to.

use url::{Host, Url};

use super::field::{FieldCode, Invalid};
use super::text::{refuse_control_characters, text_schema, text_type};

/// The longest address, in characters, as given and as kept.
const LONGEST: usize = 2048;

text_type!(
    /// An address of http or https that is kept as a browser would send it: the host in lower case
    /// and punycode, addresses in decimals, the rest percent-encoded.
    WebhookUrl,
    parse_webhook_url,
    {
        let mut schema = text_schema(1, LONGEST, "https://acme.example/webhooks");
        schema.format = Some("uri");
        schema
    }
);

fn parse_webhook_url(raw: &str) -> Result<String, Invalid> {
    let text = raw.trim_matches(' ');
    if text.is_empty() {
        return Err(Invalid::new(FieldCode::TooShort, "Must not be empty."));
    }
    refuse_too_long(text)?;
    refuse_control_characters(text)?;
    refuse_what_parsers_read_differently(text)?;
    let url = Url::parse(text).map_err(|_| wrong(EXPECTED))?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err(wrong(EXPECTED));
    }
    refuse_other_parts(&url)?;
    match url.host() {
        Some(Host::Domain(name)) if is_name(name) => {}
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => {}
        Some(Host::Domain(_)) | None => return Err(wrong("Must have a host's name or address.")),
    }
    refuse_too_long(url.as_str())?;
    // What is kept is what the HTTP client can send.
    url.as_str()
        .parse::<hyper::Uri>()
        .map_err(|_| wrong(EXPECTED))?;
    Ok(url.into())
}

const EXPECTED: &str = "Must be an address such as https://acme.example/webhooks.";

fn wrong(message: &str) -> Invalid {
    Invalid::new(FieldCode::InvalidFormat, message)
}

fn refuse_too_long(text: &str) -> Result<(), Invalid> {
    if text.chars().count() > LONGEST {
        let message = format!("Must have at most {LONGEST} characters.");
        return Err(Invalid::new(FieldCode::TooLong, message));
    }
    Ok(())
}

/// A browser reads `https:host`, `https:///host` and `https:\\host` as `https://host`; others do
/// not. Nobody who means well writes them, so they are not repaired.
fn refuse_what_parsers_read_differently(text: &str) -> Result<(), Invalid> {
    let (scheme, rest) = text.split_once("://").ok_or_else(|| wrong(EXPECTED))?;
    let is_known = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_odd = |c: char| c.is_whitespace() || c == '\\';
    if !is_known || rest.starts_with('/') || rest.contains(is_odd) {
        return Err(wrong(EXPECTED));
    }
    // The parser drops an empty user name, as in https://@host.
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(wrong("Must not have a user name or a password."));
    }
    Ok(())
}

fn refuse_other_parts(url: &Url) -> Result<(), Invalid> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("Must not have a user name or a password."));
    }
    if url.fragment().is_some() {
        return Err(wrong("Must not have a fragment (#)."));
    }
    if url.port() == Some(0) {
        return Err(wrong("Must not have the port 0."));
    }
    Ok(())
}

/// Labels of letters, digits, hyphens and underscores, as names in the DNS have them; a dot at the
/// end is refused, since certificates and pools of connections would know the host by two names.
fn is_name(host: &str) -> bool {
    let is_of_a_label = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    host.len() <= 253
        && host
            .split('.')
            .all(|label| (1..=63).contains(&label.len()) && label.bytes().all(is_of_a_label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_a_browser_would_send_it() {
        for (given, kept) in [
            (" https://Acme.Example ", "https://acme.example/"),
            (
                "HTTPS://acme.example:443/a?b=c",
                "https://acme.example/a?b=c",
            ),
            (
                "https://acme.example:8443/ä",
                "https://acme.example:8443/%C3%A4",
            ),
            ("https://bücher.example/", "https://xn--bcher-kva.example/"),
            ("https://acme.example/a/../b", "https://acme.example/b"),
            (
                "https://acme.example/?a=\"^`{|}",
                "https://acme.example/?a=%22^`{|}",
            ),
            ("http://0x7f.1/", "http://127.0.0.1/"),
            ("http://2130706433/", "http://127.0.0.1/"),
            ("http://017700000001/", "http://127.0.0.1/"),
            ("http://①②⑦.0.0.1/", "http://127.0.0.1/"),
            ("http://%31%32%37.0.0.1/", "http://127.0.0.1/"),
            ("http://[0:0::0:1]:80/", "http://[::1]/"),
            ("https://my_host.example/", "https://my_host.example/"),
        ] {
            assert_eq!(WebhookUrl::parse(given).unwrap().as_str(), kept, "{given}");
        }
    }

    #[test]
    fn an_address_has_at_most_2048_characters_also_when_encoded() {
        let of = |letter: &str, count| format!("https://acme.example/{}", letter.repeat(count));
        assert!(WebhookUrl::parse(&of("a", 2048 - 21)).is_ok());
        for long in [of("a", 2048 - 20), of("ä", 400)] {
            let code = WebhookUrl::parse(&long).unwrap_err().code;
            assert_eq!(code, FieldCode::TooLong);
        }
        assert_eq!(
            WebhookUrl::parse(" ").unwrap_err().code,
            FieldCode::TooShort
        );
    }
}
