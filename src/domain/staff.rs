//! Members of staff, and what they may do.

use serde::Serialize;

/// What a member of staff may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum StaffRole {
    /// Reads all but secrets, account numbers masked.
    Viewer,
    /// Also looks after companies.
    Support,
    /// Also looks after payments.
    Finance,
    /// Also looks after staff.
    Admin,
}

impl StaffRole {
    /// The role's name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Support => "support",
            Self::Finance => "finance",
            Self::Admin => "admin",
        }
    }

    /// Reads a role's name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Viewer, Self::Support, Self::Finance, Self::Admin]
            .into_iter()
            .find(|role| role.name() == name)
    }
}
