//! The pages with which staff log in and look after themselves, and the visitor that the panel's
//! pages are made for.

mod visitor;

use std::sync::Arc;

use crate::api::Api;
use crate::pages::Shell;
use crate::secrets::SecretKey;

pub use visitor::StaffVisitor;

/// Whether staff who move money must have a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    /// Finance and admins must.
    Required,
    /// On the private cluster, where whoever is at the machine has all the rows anyway.
    Optional,
}

/// What the pages of staff work with.
pub struct Staff {
    /// What all pages share.
    pub shell: Arc<Shell>,
    /// The database, the hashing and the slowing of guesses, shared with the API.
    pub api: Api,
    /// What encrypts the secrets of second factors.
    pub key: SecretKey,
    /// Who must have one.
    pub second_factor: SecondFactor,
}
