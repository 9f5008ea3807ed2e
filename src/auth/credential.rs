//! Tokens and API keys: what a request shows to prove its company. Their public part names the
//! company and the row, so that a server knows where to ask before it asks; the database decides.
//!
//! `remit_<public>_<secret><checksum>` is an API key, `remits_…` a session token: 52 characters of
//! company and row id, 32 of secret (160 random bits), 7 of CRC-32 over all before them, in
//! lower-case base 32. A slip of the pen is refused without asking the database.

use std::sync::Arc;

use data_encoding::{Encoding, Specification};
use poem_openapi::registry::{MetaSecurityScheme, Registry};
use uuid::Uuid;

use super::Visit;
use crate::domain::CompanyId;
use crate::secrets::sha256;

const SECRET_BYTES: usize = 20;
const SECRET_CHARACTERS: usize = 32;
const CHECKSUM_CHARACTERS: usize = 7;

/// What proves a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialKind {
    /// For programs; lives until it is revoked or expires.
    ApiKey,
    /// From a login; lives for 24 hours.
    Session,
}

impl CredentialKind {
    fn prefix(self) -> &'static str {
        match self {
            Self::ApiKey => "remit_",
            Self::Session => "remits_",
        }
    }
}

/// Who a request says it is, until the database has found the credential good.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The company in whose name it asks.
    pub company_id: CompanyId,
    /// What it shows.
    pub kind: CredentialKind,
    /// The row of the API key or session: the actor of what is done.
    pub credential_id: Uuid,
    /// SHA-256 of the secret.
    pub secret_hash: [u8; 32],
    /// The request's id, kept with the change that it causes.
    pub request_id: String,
    /// What becomes known of it on its way.
    pub visit: Arc<Visit>,
}

/// A credential just drawn.
pub struct Drawn {
    /// The text that the company keeps; shown once.
    pub text: String,
    /// SHA-256 of its secret: what we keep.
    pub secret_hash: [u8; 32],
}

impl Drawn {
    /// The last four characters, to recognise it by.
    pub fn last4(&self) -> String {
        self.text
            .get(self.text.len().saturating_sub(4)..)
            .unwrap_or_default()
            .to_owned()
    }
}

/// Draws a new credential for this row.
pub fn draw(kind: CredentialKind, company: CompanyId, row: Uuid) -> Drawn {
    let base32 = base32();
    let public = base32.encode(&[*company.0.as_bytes(), *row.as_bytes()].concat());
    let secret = base32.encode(&rand::random::<[u8; SECRET_BYTES]>());
    let body = format!("{}{public}_{secret}", kind.prefix());
    Drawn {
        text: format!("{body}{}", checksum(&body)),
        secret_hash: sha256(secret.as_bytes()),
    }
}

/// Reads a credential; none when it cannot be one of ours.
pub fn read(text: &str, request_id: &str) -> Option<Caller> {
    let (kind, rest) = [CredentialKind::ApiKey, CredentialKind::Session]
        .into_iter()
        .find_map(|kind| Some((kind, text.strip_prefix(kind.prefix())?)))?;
    let (body, given) = text.split_at_checked(text.len().checked_sub(CHECKSUM_CHARACTERS)?)?;
    if checksum(body) != given {
        return None;
    }
    let (public, secret) = rest.split_once('_')?;
    let (secret, _) = secret.split_at_checked(SECRET_CHARACTERS)?;
    let public = base32().decode(public.as_bytes()).ok()?;
    let (company, row) = public.split_at_checked(16)?;
    Some(Caller {
        company_id: CompanyId(Uuid::from_slice(company).ok()?),
        kind,
        credential_id: Uuid::from_slice(row).ok()?,
        secret_hash: sha256(secret.as_bytes()),
        request_id: request_id.to_owned(),
        visit: Arc::default(),
    })
}

fn checksum(body: &str) -> String {
    base32().encode(&crc32fast::hash(body.as_bytes()).to_be_bytes())
}

fn base32() -> &'static Encoding {
    static BASE32: std::sync::LazyLock<Encoding> = std::sync::LazyLock::new(|| {
        let mut specification = Specification::new();
        specification
            .symbols
            .push_str("abcdefghijklmnopqrstuvwxyz234567");
        specification
            .encoding()
            .unwrap_or(data_encoding::BASE32_NOPAD)
    });
    &BASE32
}

/// The security scheme's name in the OpenAPI document.
pub const SECURITY_SCHEME: &str = "bearer";

/// Tells the OpenAPI document what a credential is.
pub fn document(registry: &mut Registry) {
    registry.create_security_scheme(
        SECURITY_SCHEME,
        MetaSecurityScheme {
            ty: "http",
            description: Some(
                "An API key (`remit_…`) or a session token (`remits_…`) from `POST /v1/token`.",
            ),
            name: None,
            key_in: None,
            scheme: Some("bearer"),
            bearer_format: None,
            flows: None,
            openid_connect_url: None,
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_tells_its_company_and_row_and_survives_no_slip() {
        let (company, row) = (CompanyId::draw(), Uuid::now_v7());
        for kind in [CredentialKind::ApiKey, CredentialKind::Session] {
            let drawn = draw(kind, company, row);
            let caller = read(&drawn.text, "r").unwrap();
            assert_eq!(
                (caller.company_id, caller.credential_id, caller.kind),
                (company, row, kind)
            );
            assert_eq!(caller.secret_hash, drawn.secret_hash);
            for at in 0..drawn.text.len() {
                let mut slipped = drawn.text.clone().into_bytes();
                slipped[at] = if slipped[at] == b'a' { b'b' } else { b'a' };
                assert!(read(std::str::from_utf8(&slipped).unwrap(), "r").is_none());
            }
        }
        for text in ["", "remit_", "remit_é", "remit__", "Bearer", "remits_x_y"] {
            assert!(read(text, "r").is_none());
        }
    }
}
