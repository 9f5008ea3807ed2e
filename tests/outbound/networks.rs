//! Which addresses are public, and which ones the operator allows besides.

use std::net::IpAddr;

use clap::Parser;
use remit::config::{Cli, Serve};
use remit::outbound::{Allowed, is_public};

/// The first and the last address of every network that is not public, and oddities.
const NOT_PUBLIC: &str = "
    0.0.0.0 0.0.0.1 0.255.255.255
    10.0.0.0 10.255.255.255
    100.64.0.0 100.127.255.255
    127.0.0.0 127.0.0.1 127.255.255.255
    169.254.0.0 169.254.169.254 169.254.255.255
    172.16.0.0 172.31.255.255
    192.0.0.0 192.0.0.255
    192.0.2.0 192.0.2.255
    192.88.99.0 192.88.99.255
    192.168.0.0 192.168.255.255
    198.18.0.0 198.19.255.255
    198.51.100.0 198.51.100.255
    203.0.113.0 203.0.113.255
    224.0.0.0 239.255.255.255
    240.0.0.0 255.255.255.254 255.255.255.255
    :: ::1 ::127.0.0.1 ::8.8.8.8
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:0
    64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b::
    64:ff9b:1:: 64:ff9b:1::8.8.8.8 64:ff9b:1:ffff::1
    100:: 100::1
    1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
    2001:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:1ff:ffff::1
    2001:db8:: 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff
    2002:: 2002:7f00:1:: 2002:a00:1::1 2002:808:808::1
    3ffe::1 3fff:: 3fff:fff:ffff::1
    4000:: 5f00::1
    fc00:: fd00::1 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff fd00:ec2::254
    fe80:: fe80::1 febf::1
    fec0:: feff::1
    ff00:: ff02::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

/// The neighbours of those networks, and well-known public ones.
const PUBLIC: &str = "
    1.0.0.0 1.1.1.1 8.8.8.8
    9.255.255.255 11.0.0.0
    100.63.255.255 100.128.0.0
    126.255.255.255 128.0.0.0
    169.253.255.255 169.255.0.0
    172.15.255.255 172.32.0.0
    191.255.255.255 192.0.1.0 192.0.3.0
    192.88.98.255 192.88.100.0
    192.167.255.255 192.169.0.0
    198.17.255.255 198.20.0.0
    198.51.99.255 198.51.101.0
    203.0.112.255 203.0.114.0
    223.255.255.255
    ::ffff:8.8.8.8
    64:ff9b::8.8.8.8
    2000:: 2001:200::1 2001:4860:4860::8888 2001:db7:ffff::1 2001:db9::
    2003::1 2606:4700:4700::1111 2a00:1450::1 3ffd::1";

#[test]
fn an_address_is_public_when_the_whole_internet_can_reach_it() {
    for (addresses, expected) in [(NOT_PUBLIC, false), (PUBLIC, true)] {
        for text in addresses.split_whitespace() {
            let address: IpAddr = text.parse().unwrap();
            assert_eq!(is_public(address), expected, "{text}");
        }
    }
}

#[test]
fn networks_are_allowed_by_a_list() {
    let allowed: Allowed = "127.0.0.0/8, 10.1.2.3,fd00::/8".parse().unwrap();
    for (text, expected) in [
        ("127.9.9.9", true),
        ("::ffff:127.0.0.1", true),
        ("10.1.2.3", true),
        ("10.1.2.4", false),
        ("fd12::1", true),
        ("::1", false),
        ("64:ff9b::127.0.0.1", false),
        ("::127.0.0.1", false),
        ("2002:7f00:1::", false),
    ] {
        assert_eq!(allowed.contains(text.parse().unwrap()), expected, "{text}");
    }
    assert_eq!("".parse(), Ok(Allowed::none()));
    assert_eq!(" ".parse(), Ok(Allowed::none()));
    for bad in ["localhost", "10.0.0.0/33", "10.0.0.0/8,", ",", "127.1"] {
        assert!(bad.parse::<Allowed>().is_err(), "{bad}");
    }
}

#[test]
fn loopback_is_allowed_by_itself_only_where_everything_is_at_home() {
    let none: Allowed = Allowed::none();
    for (arguments, expected) in [
        ("", Allowed::loopback()),
        ("--listen [::1]:1", Allowed::loopback()),
        ("--listen 0.0.0.0:1", none.clone()),
        ("--listen 192.0.2.1:1", none.clone()),
        ("--database-url postgres://elsewhere/", none.clone()),
        ("--webhook-allow=", none),
        (
            "--webhook-allow 10.0.0.0/8,::1",
            "10.0.0.0/8,::1/128".parse().unwrap(),
        ),
        (
            "--listen 0.0.0.0:1 --webhook-allow 127.0.0.0/8,::1",
            Allowed::loopback(),
        ),
    ] {
        let found = served(arguments).allowed_networks();
        assert_eq!(found, expected, "{arguments}");
    }
}

fn served(arguments: &str) -> Serve {
    let arguments = std::iter::once("remit").chain(arguments.split_whitespace());
    Cli::try_parse_from(arguments).unwrap().serve
}
