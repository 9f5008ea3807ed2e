//! Who may come in: credentials, passwords and their hashes, the passwords that too many people
//! use, and the slowing of those who guess.

pub mod common;
pub mod credential;
pub mod guesses;
pub mod passwords;
pub mod staff;
mod visit;

pub use credential::{Caller, CredentialKind};
pub use guesses::network;
pub use passwords::{Asker, Busy, PasswordHash, Passwords};
pub use staff::StaffSession;
pub use visit::Visit;
