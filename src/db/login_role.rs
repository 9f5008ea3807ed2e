//! The program's logins: one for each pool, none of which owns anything.

use super::url::DatabaseUrl;
use crate::secrets::SecretKey;

/// The program's logins at the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginRole {
    /// Does what a company asks of its own rows.
    Company,
    /// Signs companies up and in.
    Auth,
    /// Records what the bank says.
    Bank,
    /// Works in the background, for all companies.
    Worker,
    /// Becomes the role of a member of staff.
    Staff,
}

impl LoginRole {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Company,
        Self::Auth,
        Self::Bank,
        Self::Worker,
        Self::Staff,
    ];

    /// The role's name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "remit_company",
            Self::Auth => "remit_auth",
            Self::Bank => "remit_bank",
            Self::Worker => "remit_worker",
            Self::Staff => "remit_staff",
        }
    }

    /// The database's URL for this login.
    pub(super) fn url(self, url: &DatabaseUrl, key: &SecretKey) -> DatabaseUrl {
        url.with_login(self.name(), &self.password(key))
    }

    /// The login's password, the same on all servers that share the secret key.
    pub fn password(self, key: &SecretKey) -> String {
        key.password(self.name())
    }
}
