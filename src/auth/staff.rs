//! What a member of staff's browser shows: the id of a session and its secret. Links that set a
//! password are of the same kind. The database decides whether they are good.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use uuid::Uuid;

use crate::secrets::sha256;

const SECRET_BYTES: usize = 20;

/// The session that a request says it belongs to.
#[derive(Debug, Clone)]
pub struct StaffSession {
    /// The session's row.
    pub id: Uuid,
    /// SHA-256 of its secret.
    pub secret_hash: [u8; 32],
    /// The request's id, kept with what it changes.
    pub request_id: String,
}

/// A credential just drawn.
pub struct Drawn {
    /// What the browser keeps.
    pub text: String,
    /// SHA-256 of its secret: what we keep.
    pub secret_hash: [u8; 32],
}

/// Draws a secret for rows of these ids.
pub fn draw(ids: &[Uuid]) -> Drawn {
    let secret: [u8; SECRET_BYTES] = rand::random();
    let mut bytes: Vec<u8> = ids.iter().flat_map(|id| id.into_bytes()).collect();
    bytes.extend(secret);
    Drawn {
        text: BASE64_URL_SAFE_NO_PAD.encode(bytes),
        secret_hash: sha256(&secret),
    }
}

/// Reads a session's credential.
pub fn read(text: &str, request_id: &str) -> Option<StaffSession> {
    let ([id], secret_hash) = split(text)?;
    Some(StaffSession {
        id,
        secret_hash,
        request_id: request_id.to_owned(),
    })
}

/// The ids and the secret's hash in a credential with so many ids.
pub fn split<const IDS: usize>(text: &str) -> Option<([Uuid; IDS], [u8; 32])> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
    let (ids, secret) = bytes.split_at_checked(16 * IDS)?;
    if secret.len() != SECRET_BYTES {
        return None;
    }
    let ids: Vec<Uuid> = ids
        .chunks_exact(16)
        .filter_map(|id| Uuid::from_slice(id).ok())
        .collect();
    Some((ids.try_into().ok()?, sha256(secret)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_tells_its_rows_and_nothing_else_is_one() {
        let ids = [Uuid::now_v7(), Uuid::now_v7()];
        let drawn = draw(&ids);
        assert_eq!(split(&drawn.text), Some((ids, drawn.secret_hash)));
        assert!(read(&drawn.text, "r").is_none());
        assert_ne!(draw(&ids).secret_hash, drawn.secret_hash);
        for text in ["", "é", "AAAA", &drawn.text[1..]] {
            assert!(split::<2>(text).is_none());
        }
    }
}
