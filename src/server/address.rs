//! Whose address a request comes from: the peer's, or what trusted proxies say of it.

use std::net::{IpAddr, Ipv4Addr};

use ipnet::IpNet;
use poem::Request;

/// The client's address: from the right of `X-Forwarded-For`, past every trusted proxy, the first
/// that nobody vouches for.
pub(super) fn of_client(request: &Request, trusted: &[IpNet]) -> IpAddr {
    let peer = request
        .remote_addr()
        .as_socket_addr()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| {
            address.ip().to_canonical()
        });
    let forwarded = request.headers().get_all("x-forwarded-for").iter();
    let hops: Vec<&str> = forwarded
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    walk(peer, &hops, trusted)
}

fn walk(peer: IpAddr, hops: &[&str], trusted: &[IpNet]) -> IpAddr {
    let mut client = peer;
    for hop in hops.iter().rev() {
        if !trusted.iter().any(|network| network.contains(&client)) {
            break;
        }
        match hop.parse::<IpAddr>() {
            Ok(address) => client = address.to_canonical(),
            Err(_) => break,
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let proxies: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
        let [peer, client, forged]: [IpAddr; 3] =
            ["10.0.0.1", "203.0.113.9", "198.51.100.1"].map(|a| a.parse().unwrap());
        let hops = ["198.51.100.1", "203.0.113.9", "10.0.0.2"];
        assert_eq!(walk(peer, &hops, &proxies), client);
        assert_eq!(walk(forged, &hops, &proxies), forged);
        assert_eq!(walk(peer, &[], &proxies), peer);
        assert_eq!(walk(peer, &["nonsense"], &proxies), peer);
    }
}
