//! How many connections there may be, of one address (of IPv6: of one /64, since whoever has one has
//! all of its addresses) and of all: so many that the program keeps
//! files for its own use, and so few that memory is bounded.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ipnet::IpNet;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::auth::network;

/// Files that are not for clients: the database, webhooks, logs.
const OWN_FILES: usize = 512;

/// How many connections are open, and how many may be.
#[derive(Clone)]
pub(super) struct Capacity {
    shared: Arc<Shared>,
}

struct Shared {
    most: usize,
    of_address: usize,
    /// Proxies, behind which there are many.
    uncapped: Vec<IpNet>,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    all: usize,
    by_network: HashMap<IpAddr, usize>,
}

/// Why there is no room for a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Full {
    /// There are too many.
    Server,
    /// There are too many of its address.
    Address,
}

/// A connection's place, until it is dropped.
pub(super) struct Place {
    capacity: Capacity,
    network: IpAddr,
}

impl Capacity {
    /// Room for `most` connections, if the system gives so many files, `of_address` from each
    /// address that is in none of the `uncapped` networks.
    pub(super) fn new(most: usize, of_address: usize, uncapped: Vec<IpNet>) -> Self {
        let shared = Shared {
            most: most
                .min(raised_file_limit().saturating_sub(OWN_FILES))
                .max(1),
            of_address,
            uncapped,
            open: Mutex::default(),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// How many connections there may be.
    pub(super) fn most(&self) -> usize {
        self.shared.most
    }

    /// A place for a connection from this address.
    ///
    /// # Errors
    /// See [`Full`].
    pub(super) fn take(&self, address: IpAddr) -> Result<Place, Full> {
        let (address, network) = (address.to_canonical(), network(address));
        let shared = &self.shared;
        let is_capped = !shared
            .uncapped
            .iter()
            .any(|network| network.contains(&address));
        let mut open = self.open();
        if open.all >= shared.most {
            return Err(Full::Server);
        }
        let of_network = open.by_network.entry(network).or_default();
        if is_capped && *of_network >= shared.of_address {
            return Err(Full::Address);
        }
        *of_network += 1;
        open.all += 1;
        Ok(Place {
            capacity: self.clone(),
            network,
        })
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.shared
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.capacity.open();
        open.all -= 1;
        if let Some(of_network) = open.by_network.get_mut(&self.network) {
            *of_network -= 1;
            if *of_network == 0 {
                open.by_network.remove(&self.network);
            }
        }
    }
}

/// The files that the program may have open, after asking for as many as it is allowed.
fn raised_file_limit() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let files = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    };
    files.map_or(usize::MAX, |files| {
        usize::try_from(files).unwrap_or(usize::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_fills_its_own_places_only_and_a_proxy_all() {
        let capacity = Capacity::new(4, 2, vec!["10.0.0.0/8".parse().unwrap()]);
        let [one, other, proxy]: [IpAddr; 3] =
            ["203.0.113.1", "::ffff:203.0.113.2", "10.1.2.3"].map(|a| a.parse().unwrap());
        let first = capacity.take(one).ok();
        let second = capacity.take(one).ok();
        assert!(first.is_some() && second.is_some());
        assert_eq!(capacity.take(one).err(), Some(Full::Address));
        drop(second);
        let kept: Vec<_> = [one, proxy, proxy].map(|a| capacity.take(a).ok()).into();
        assert!(kept.iter().all(Option::is_some), "the proxy has no cap");
        assert_eq!(capacity.take(other).err(), Some(Full::Server));
        drop((first, kept));
        assert!(capacity.open().by_network.is_empty());
        assert!(capacity.take(other).is_ok());
    }

    #[test]
    fn all_addresses_of_an_ipv6_network_share_its_places() {
        let capacity = Capacity::new(4, 2, Vec::new());
        let [one, two, three, other]: [IpAddr; 4] = [
            "2001:db8::1",
            "2001:db8::2",
            "2001:db8::3",
            "2001:db8:0:1::1",
        ]
        .map(|a| a.parse().unwrap());
        let kept = [one, two].map(|address| capacity.take(address).ok());
        assert!(kept.iter().all(Option::is_some));
        assert_eq!(capacity.take(three).err(), Some(Full::Address));
        assert!(capacity.take(other).is_ok());
    }
}
