//! The gates: who comes to the panel at `/admin`, and who to the one at `/app`.

use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use poem::Request;

use super::form::Typed;
use super::own::{Deed, Own};
use super::proof;
use crate::db::panel::Entrance;
use crate::pages::company::Site;
use crate::pages::{PageRequest, Refused};
use crate::staff::{Proof, Staff, StaffVisitor};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// They did, or nobody asks them to.
    Proved,
    /// It takes this, and so far came to that.
    Wanted(Means, Option<Proof>),
}

/// What it takes to prove to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// The password.
    Password,
    /// The password, and a code of the second factor.
    PasswordAndCode,
}

/// Says who comes.
pub trait Gate: Send + Sync {
    /// Whoever asks.
    ///
    /// # Errors
    /// `SignIn` for somebody without a good session.
    fn open<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Guest, Refused>>;

    /// Whoever asks, with what they typed to prove that they are there. Where nobody is asked to,
    /// it changes nothing.
    ///
    /// # Errors
    /// `SignIn` for somebody without a good session, `TooMany` guesses.
    fn prove<'a>(
        &'a self,
        request: &'a Request,
        _: &'a Typed,
    ) -> BoxFuture<'a, Result<Guest, Refused>> {
        self.open(request)
    }
}

/// The gate of staff.
pub struct StaffGate(pub Arc<Staff>);

impl Gate for StaffGate {
    fn open<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Guest, Refused>> {
        async move { Ok(guest(self.0.visitor(request).await?, None)) }.boxed()
    }

    fn prove<'a>(
        &'a self,
        request: &'a Request,
        typed: &'a Typed,
    ) -> BoxFuture<'a, Result<Guest, Refused>> {
        async move {
            let visitor = self.0.visitor(request).await?;
            let (password, code) = (typed.text(proof::PASSWORD), typed.text(proof::CODE));
            let proof = self.0.prove(&visitor, password, code).await?;
            Ok(guest(visitor, Some(proof)))
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
        done: "revoked_at",
    }],
};

fn guest(visitor: StaffVisitor, proof: Option<Proof>) -> Guest {
    let means = match visitor.has_totp {
        true => Means::PasswordAndCode,
        false => Means::Password,
    };
    let presence = match visitor.has_sudo || proof == Some(Proof::Given) {
        true => Presence::Proved,
        false => Presence::Wanted(means, proof),
    };
    Guest {
        page: visitor.page,
        entrance: Entrance::Staff(visitor.session),
        presence,
        owner: None,
    }
}
