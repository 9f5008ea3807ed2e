//! What becomes known of a request's caller on its way: where it comes from, what it was charged,
//! and as whom the database found it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::CompanyId;

/// One request's visit.
#[derive(Debug)]
pub struct Visit {
    /// Where it comes from.
    pub address: IpAddr,
    charged: AtomicBool,
    found: OnceLock<CompanyId>,
}

impl Default for Visit {
    fn default() -> Self {
        Self::from(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }
}

impl From<IpAddr> for Visit {
    fn from(address: IpAddr) -> Self {
        Self {
            address,
            charged: AtomicBool::new(false),
            found: OnceLock::new(),
        }
    }
}

impl Visit {
    /// Notes that its address was charged for it.
    pub fn charge(&self) {
        self.charged.store(true, Ordering::Relaxed);
    }

    /// Whether its address was charged for it; says so once.
    pub fn take_charge(&self) -> bool {
        self.charged.swap(false, Ordering::Relaxed)
    }

    /// Notes that the database found it good, or did a moment ago.
    pub fn find(&self, company: CompanyId) {
        // A request acts for one company.
        let _ = self.found.set(company);
    }

    /// As whom it was found.
    pub fn found(&self) -> Option<CompanyId> {
        self.found.get().copied()
    }
}
