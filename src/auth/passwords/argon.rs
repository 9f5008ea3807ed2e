//! Argon2id itself: from a password to a PHC string and back to yes or no.

use argon2::password_hash::phc;
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq;

use super::PasswordHash;
use crate::domain::Password;

/// What one thread works in, kept from hash to hash while they come: 19 MiB at today's parameters.
#[derive(Default)]
pub(super) struct Memory(Vec<Block>);

impl Memory {
    /// At least what the parameters need.
    fn blocks(&mut self, params: &Params) -> &mut [Block] {
        if self.0.len() < params.block_count() {
            // Only what is used of it costs memory; so much is given back whole, and the allocator learns
            // nothing from it: after one of 19 MiB glibc would keep twice as much of all that is freed.
            self.0
                .reserve_exact(MAPPED_BLOCKS.saturating_sub(self.0.len()));
            self.0.resize(params.block_count(), Block::default());
        }
        &mut self.0
    }
}

/// What the system maps by itself, whatever was freed before: more than 32 MiB, in blocks of 1 KiB.
const MAPPED_BLOCKS: usize = 33 * 1024;

/// The parameters of new hashes: 19 456 KiB, 2 passes, 1 lane, 32 bytes out (OWASP's first choice).
const TODAY: Params = Params::DEFAULT;
const _: () = assert!(TODAY.m_cost() == 19_456 && TODAY.t_cost() == 2 && TODAY.p_cost() == 1);
const OUTPUT_BYTES: usize = Params::DEFAULT_OUTPUT_LEN;

/// The most that a stored hash may ask for: 64 MiB, 10 passes, 4 lanes.
fn is_bearable(params: &Params) -> bool {
    params.m_cost() <= 64 * 1024 && params.t_cost() <= 10 && params.p_cost() <= 4
}

/// A new hash under a random salt of 16 bytes; none only if argon2 refuses its input.
pub(super) fn hash(password: &Password, memory: &mut Memory) -> Option<PasswordHash> {
    let salt: [u8; 16] = rand::random();
    let output = derive(password, &salt, &TODAY, OUTPUT_BYTES, memory)?;
    let hash = phc::PasswordHash {
        algorithm: ARGON2ID_IDENT,
        version: Some(Version::V0x13.into()),
        params: phc::ParamsString::try_from(&TODAY).ok()?,
        salt: phc::Salt::new(&salt).ok(),
        hash: phc::Output::new(&output).ok(),
    };
    Some(PasswordHash(hash.to_string()))
}

/// Whether the password gives the stored output; the same work for none, which nothing matches.
/// None only if argon2 refuses its input.
pub(super) fn verify(
    password: &Password,
    stored: Option<Stored>,
    memory: &mut Memory,
) -> Option<bool> {
    let is_known = stored.is_some();
    let stored = stored.unwrap_or_else(Stored::nobody);
    let output = derive(
        password,
        &stored.salt,
        &stored.params,
        stored.output.len(),
        memory,
    )?;
    let is_equal = bool::from(output.ct_eq(&stored.output));
    Some(is_equal & is_known)
}

fn derive(
    password: &Password,
    salt: &[u8],
    params: &Params,
    length: usize,
    memory: &mut Memory,
) -> Option<Vec<u8>> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let mut output = vec![0; length];
    argon
        .hash_password_into_with_memory(
            password.as_str().as_bytes(),
            salt,
            &mut output,
            memory.blocks(params),
        )
        .ok()?;
    Some(output)
}

/// A stored hash, read.
pub(super) struct Stored {
    params: Params,
    salt: Vec<u8>,
    output: Vec<u8>,
}

impl Stored {
    /// None for anything but argon2id of version 19 with bearable parameters.
    pub(super) fn read(hash: &PasswordHash) -> Option<Stored> {
        let hash = phc::PasswordHash::new(hash.as_str()).ok()?;
        let params = Params::try_from(&hash).ok().filter(is_bearable)?;
        let is_ours =
            hash.algorithm == ARGON2ID_IDENT && hash.version == Some(Version::V0x13.into());
        let (salt, output) = hash.salt.zip(hash.hash)?;
        is_ours.then(|| Stored {
            params,
            salt: salt.as_ref().to_vec(),
            output: output.as_bytes().to_vec(),
        })
    }

    /// Stands for an account that there is not.
    fn nobody() -> Stored {
        Stored {
            params: TODAY,
            salt: vec![0; 16],
            output: vec![0; OUTPUT_BYTES],
        }
    }
}
