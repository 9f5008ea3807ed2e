//! What clients' connections may take.

use std::time::Duration;

use clap::Args;
use ipnet::IpNet;

use crate::domain::read_duration;

/// How many connections clients may have, and how slow they may be.
#[derive(Debug, Clone, Args)]
pub struct Clients {
    /// Connections of clients at most; more are answered 503. Never more than the limit of open
    /// files less 512.
    #[arg(
        long = "client-connections",
        env = "REMIT_CLIENT_CONNECTIONS",
        default_value_t = 4096,
        value_name = "CONNECTIONS"
    )]
    pub connections: usize,

    /// Connections of one address (of IPv6: one /64) at most; trusted proxies have no such limit.
    #[arg(
        long = "address-connections",
        env = "REMIT_ADDRESS_CONNECTIONS",
        default_value_t = 512,
        value_name = "CONNECTIONS"
    )]
    pub address_connections: usize,

    /// Networks whose addresses are not limited one by one, beside trusted proxies,
    /// comma-separated.
    #[arg(
        id = "uncapped_networks",
        long = "unlimited-networks",
        env = "REMIT_UNLIMITED_NETWORKS",
        default_value = "127.0.0.0/8,::1/128",
        value_delimiter = ',',
        value_name = "NETWORKS"
    )]
    pub uncapped: Vec<IpNet>,

    /// Time for the first byte of a connection, for complete headers, and in which a body must
    /// come, or an answer be taken, by 1 KiB a second on average; then the connection is closed.
    #[arg(
        id = "client_patience",
        long = "client-timeout",
        env = "REMIT_CLIENT_TIMEOUT",
        default_value = "15s",
        value_parser = read_duration,
        value_name = "DURATION"
    )]
    pub patience: Duration,

    /// Time that a connection is kept open between two requests; longer than proxies keep theirs.
    #[arg(
        long = "keep-alive",
        env = "REMIT_KEEP_ALIVE",
        default_value = "75s",
        value_parser = read_duration,
        value_name = "DURATION"
    )]
    pub keep_alive: Duration,
}
