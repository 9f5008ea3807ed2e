//! A company's own pages: the same functions of the database as the API, asked with the session that
//! a cookie holds.

mod visitor;

use std::sync::Arc;

use super::shell::Shell;
use crate::api::Api;

pub use visitor::CompanyVisitor;

/// What a company's pages work with.
pub struct Site {
    /// What all pages share.
    pub shell: Arc<Shell>,
    /// The database, the hashing and the slowing of guesses, shared with the API.
    pub api: Api,
}
