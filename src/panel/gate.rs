//! The gates: who comes to the panel at `/admin`, and who to the one at `/app`.

use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use poem::Request;

use super::own::{Deed, Own};
use crate::db::panel::Entrance;
use crate::pages::company::Site;
use crate::pages::{PageRequest, Refused};
use crate::staff::Staff;

/// Whoever comes: the page that greets them, and in whose name they ask the database.
pub struct Guest {
    /// The request, for the shell.
    pub page: PageRequest,
    /// What the database checks again.
    pub entrance: Entrance,
    /// Whether they proved a moment ago that they are still there.
    pub presence: Presence,
    /// Whose rows they see, if only those of one owner.
    pub owner: Option<String>,
}

/// Whether somebody proved a moment ago that they are still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// They did, or nobody asks them to.
    Proved,
    /// It is proved at this address.
    ProvedAt(&'static str),
}

/// Says who comes.
pub trait Gate: Send + Sync {
    /// Whoever asks.
    ///
    /// # Errors
    /// `SignIn` for somebody without a good session.
    fn open<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Guest, Refused>>;
}

/// The gate of staff.
pub struct StaffGate(pub Arc<Staff>);

impl Gate for StaffGate {
    fn open<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Guest, Refused>> {
        async move {
            let visitor = self.0.visitor(request).await?;
            let presence = match visitor.has_sudo {
                true => Presence::Proved,
                false => Presence::ProvedAt("/admin/confirm"),
            };
            Ok(Guest {
                page: visitor.page,
                entrance: Entrance::Staff(visitor.session),
                presence,
                owner: None,
            })
        }
        .boxed()
    }
}

/// The gate of companies.
pub struct CompanyGate(pub Arc<Site>);

impl Gate for CompanyGate {
    fn open<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Guest, Refused>> {
        async move {
            let visitor = self.0.visitor(request).await?;
            Ok(Guest {
                page: visitor.page,
                owner: Some(visitor.company.id.0.to_string()),
                entrance: Entrance::Company(visitor.caller),
                presence: Presence::Proved,
            })
        }
        .boxed()
    }
}

/// A company's own rows, and what its pages do with them.
pub const COMPANYS_OWN: Own = Own {
    owner: "company_id",
    adds: &["payment", "webhook", "api_key"],
    deeds: &[Deed {
        table: "api_key",
        path: "revoke/",
        label: "Revoke",
        look: "danger",
    }],
};
