//! Which addresses anybody may reach, and which ones the operator allows besides.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// Networks that webhooks may reach although they are not public; http is permitted there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allowed(Vec<IpNet>);

impl Allowed {
    /// No network.
    pub fn none() -> Self {
        Self::default()
    }

    /// This machine itself.
    pub fn loopback() -> Self {
        let v4 = const { Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8) };
        let v6 = const { Ipv6Net::new_assert(Ipv6Addr::LOCALHOST, 128) };
        Self(vec![v4.into(), v6.into()])
    }

    /// Whether an address lies in one of the networks; an IPv4 address in IPv6 clothes is IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }
}

impl FromStr for Allowed {
    type Err = String;

    /// Reads networks and addresses with commas between them; the empty text is no network.
    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Ok(Self::none());
        }
        let read = |part: &str| {
            let part = part.trim();
            let network = part.parse().or_else(|_| part.parse().map(IpAddr::into));
            network.map_err(|_| format!("{part:?} is no network: write 10.0.0.0/8 or fd00::/8"))
        };
        text.split(',')
            .map(read)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// Whether the whole internet can reach an address, as the IANA's registries of special-purpose
/// addresses have it. In doubt it is not public.
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|network| network.contains(&address)),
        IpAddr::V6(address) => match behind_nat64(address) {
            Some(address) => is_public(address.into()),
            None => {
                UNICAST_V6.contains(&address)
                    && !SPECIAL_V6.iter().any(|network| network.contains(&address))
            }
        },
    }
}

/// The IPv4 address that a gateway would be asked for by 64:ff9b::/96, as is usual in networks
/// that have IPv6 only.
fn behind_nat64(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let octets = address.octets();
    let (prefix, embedded) = octets.split_last_chunk::<4>()?;
    (prefix == [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]).then(|| (*embedded).into())
}

const fn v4(a: u8, b: u8, c: u8, d: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length)
}

const fn v6(a: u16, b: u16, c: u16, length: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0), length)
}

const SPECIAL_V4: [Ipv4Net; 16] = [
    v4(0, 0, 0, 0, 8),          // this network
    v4(10, 0, 0, 0, 8),         // private
    v4(100, 64, 0, 0, 10),      // behind a provider's NAT
    v4(127, 0, 0, 0, 8),        // loopback
    v4(169, 254, 0, 0, 16),     // link-local; clouds tell their secrets there
    v4(172, 16, 0, 0, 12),      // private
    v4(192, 0, 0, 0, 24),       // protocol assignments
    v4(192, 0, 2, 0, 24),       // documentation
    v4(192, 88, 99, 0, 24),     // relays of 6to4
    v4(192, 168, 0, 0, 16),     // private
    v4(198, 18, 0, 0, 15),      // benchmarks
    v4(198, 51, 100, 0, 24),    // documentation
    v4(203, 0, 113, 0, 24),     // documentation
    v4(224, 0, 0, 0, 4),        // multicast
    v4(240, 0, 0, 0, 4),        // reserved, broadcast
    v4(255, 255, 255, 255, 32), // broadcast
];

/// All that is given out for unicast. Outside of it lie unspecified, loopback, IPv4-compatible,
/// local NAT64 (64:ff9b:1::/48), discard (100::/64), segment routing (5f00::/16), unique local,
/// link-local, site-local and multicast.
const UNICAST_V6: Ipv6Net = v6(0x2000, 0, 0, 3);

const SPECIAL_V6: [Ipv6Net; 5] = [
    v6(0x2001, 0, 0, 23),     // protocol assignments: Teredo, benchmarks, ORCHID
    v6(0x2001, 0xdb8, 0, 32), // documentation
    v6(0x2002, 0, 0, 16),     // 6to4, which may lead to any IPv4 address
    v6(0x3ffe, 0, 0, 16),     // the former 6bone
    v6(0x3fff, 0, 0, 20),     // documentation
];
