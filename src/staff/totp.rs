//! One-time codes: the secret that an authenticator app shares with us, the codes that it shows, and
//! those that stand in for it when it is lost.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use data_encoding::BASE32_NOPAD;
use qrcode::QrCode;
use qrcode::render::svg;
use totp_rs::{Builder, Totp};
use uuid::Uuid;

use crate::secrets::{SecretKey, sha256};

/// Recovery codes that a person gets.
const RECOVERY_CODES: usize = 10;

/// A new secret, encrypted for this person alone.
///
/// # Errors
/// Never for a secret of this size.
pub(super) fn draw(key: &SecretKey, staff: Uuid) -> anyhow::Result<Vec<u8>> {
    key.seal(&purpose(staff), &rand::random::<[u8; 20]>())
}

/// The person's generator of codes.
///
/// # Errors
/// When the secret was encrypted with another key, or for another person.
pub(super) fn open(
    key: &SecretKey,
    staff: Uuid,
    email: &str,
    sealed: &[u8],
) -> anyhow::Result<Totp> {
    let secret = key.open(&purpose(staff), sealed)?;
    Builder::new()
        .with_secret(secret)
        .with_issuer(Some("Remit"))
        .with_account_name(email.replace(':', " "))
        .build()
        .context("a second factor's secret")
}

fn purpose(staff: Uuid) -> String {
    format!("staff totp {staff}")
}

/// The 30 seconds that a code is of: those of now, those before or those after.
pub(super) fn step_of(totp: &Totp, code: &str) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(totp.check(&code, now.as_secs())?).ok()
}

/// What the app reads: a picture of the secret, and the secret itself to be typed.
///
/// # Errors
/// When the e-mail is too long for a picture.
pub(super) fn picture(totp: &Totp) -> anyhow::Result<(String, String)> {
    let code = QrCode::new(totp.to_url()?)?;
    let picture = code.render::<svg::Color<'_>>().build();
    let (_, picture) = picture.split_once("?>").context("no picture")?;
    Ok((picture.to_owned(), totp.secret().to_base32()))
}

/// New recovery codes, as the person keeps them: `abcde-fghij`.
pub(super) fn draw_codes() -> Vec<String> {
    let draw = || {
        let text = BASE32_NOPAD
            .encode(&rand::random::<[u8; 7]>())
            .to_lowercase();
        let (one, rest) = text.split_at(5);
        let (other, _) = rest.split_at(5);
        format!("{one}-{other}")
    };
    std::iter::repeat_with(draw).take(RECOVERY_CODES).collect()
}

/// What is kept of a recovery code, however it was typed.
pub(super) fn hash_code(code: &str) -> [u8; 32] {
    let plain = code.chars().filter(char::is_ascii_alphanumeric);
    let plain: String = plain.map(|c| c.to_ascii_lowercase()).collect();
    sha256(plain.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_code_may_be_typed_in_any_way() {
        let codes = draw_codes();
        assert_eq!(codes.len(), RECOVERY_CODES);
        for code in codes {
            assert_eq!(code.len(), 11);
            let typed = format!(" {} ", code.to_uppercase().replace('-', " "));
            assert_eq!(hash_code(&typed), hash_code(&code));
        }
    }

    #[test]
    fn a_secret_is_one_persons_and_the_picture_holds_it() {
        let (key, staff) = (SecretKey::from([7; 32]), Uuid::now_v7());
        let sealed = draw(&key, staff).unwrap();
        let totp = open(&key, staff, "ann@remit.example", &sealed).unwrap();
        assert!(open(&key, Uuid::now_v7(), "ann@remit.example", &sealed).is_err());
        let (picture, secret) = picture(&totp).unwrap();
        assert!(picture.starts_with("<svg") && !picture.contains("style"));
        assert_eq!(secret.len(), 32);
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_secs();
        let code = totp.generate(now).to_string();
        let step = i64::try_from(now / 30).unwrap();
        assert!(step_of(&totp, &format!(" {code}")).is_some_and(|s| (s - step).abs() <= 1));
        assert_eq!(step_of(&totp, "12345"), None);
        assert_eq!(step_of(&totp, ""), None);
    }
}
