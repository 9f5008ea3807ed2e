//! Cursors: where a list goes on, sealed so that it is good for that list, its filters and its
//! company alone.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use chrono::DateTime;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::refusal::Refusal;
use crate::db::Position;
use crate::domain::CompanyId;
use crate::secrets::{SecretKey, tag};

const SEAL_BYTES: usize = 16;

/// Seals and opens cursors.
pub struct Cursors {
    key: [u8; 32],
}

impl Cursors {
    /// With the key that all servers share.
    pub fn new(key: &SecretKey) -> Self {
        Self {
            key: key.derive("cursor"),
        }
    }

    /// A cursor for this list of this company, with these filters.
    pub fn seal(&self, list: &str, company: CompanyId, filters: &[u8], position: &[u8]) -> String {
        let seal = self.tag(list, company, filters, position);
        BASE64_URL_SAFE_NO_PAD.encode([position, &seal].concat())
    }

    /// The position in a cursor.
    ///
    /// # Errors
    /// 400 when it was not sealed for this list, company and filters.
    pub fn open(
        &self,
        list: &str,
        company: CompanyId,
        filters: &[u8],
        cursor: &str,
    ) -> Result<Vec<u8>, Refusal> {
        let bytes = BASE64_URL_SAFE_NO_PAD
            .decode(cursor)
            .map_err(|_| Refusal::invalid_cursor())?;
        let cut = bytes
            .len()
            .checked_sub(SEAL_BYTES)
            .ok_or_else(Refusal::invalid_cursor)?;
        let (position, seal) = bytes
            .split_at_checked(cut)
            .ok_or_else(Refusal::invalid_cursor)?;
        if bool::from(self.tag(list, company, filters, position).ct_eq(seal)) {
            Ok(position.to_vec())
        } else {
            Err(Refusal::invalid_cursor())
        }
    }

    fn tag(
        &self,
        list: &str,
        company: CompanyId,
        filters: &[u8],
        position: &[u8],
    ) -> [u8; SEAL_BYTES] {
        let tag = tag(
            &self.key,
            &[list.as_bytes(), company.0.as_bytes(), filters, position],
        );
        std::array::from_fn(|at| tag.get(at).copied().unwrap_or_default())
    }
}

/// A payment's position as bytes: microseconds, then the id.
pub fn write_position(position: Position) -> Vec<u8> {
    let micros = position.created_at.timestamp_micros().to_be_bytes();
    [micros.as_slice(), position.id.as_bytes()].concat()
}

/// The position that [`write_position`] wrote.
///
/// # Errors
/// 400 for other bytes.
pub fn read_position(bytes: &[u8]) -> Result<Position, Refusal> {
    let read = || {
        let (micros, id) = bytes.split_at_checked(8)?;
        let micros = i64::from_be_bytes(micros.try_into().ok()?);
        Some(Position {
            created_at: DateTime::from_timestamp_micros(micros)?,
            id: Uuid::from_slice(id).ok()?,
        })
    };
    read().ok_or_else(Refusal::invalid_cursor)
}
