//! Who may come in: passwords and their hashes, the passwords that too many people use, and the
//! slowing of those who guess.

pub mod common;
pub mod guesses;
pub mod passwords;
