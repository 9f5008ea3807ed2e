//! Who may come in: credentials, passwords and their hashes, the passwords that too many people
//! use, and the slowing of those who guess.

pub mod common;
pub mod credential;
pub mod guesses;
pub mod passwords;
pub mod staff;

pub use credential::{Caller, CredentialKind};
pub use passwords::{Busy, PasswordHash, Passwords};
pub use staff::StaffSession;
