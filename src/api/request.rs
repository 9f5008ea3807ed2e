//! What the server found out about a request before it reached the API.

use std::net::{IpAddr, Ipv4Addr};

use poem::{FromRequest, Request, RequestBody, Result};
use tokio_util::sync::CancellationToken;

/// The request's id: the asker's own, or one that was drawn.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

impl RequestId {
    /// The id of this request.
    pub fn of(request: &Request) -> &str {
        request.extensions().get::<Self>().map_or("", |id| &id.0)
    }
}

impl<'a> FromRequest<'a> for RequestId {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> Result<Self> {
        Ok(Self(Self::of(request).to_owned()))
    }
}

/// Tells when the client of a request has hung up.
#[derive(Debug, Clone, Default)]
pub struct HungUp(pub CancellationToken);

impl HungUp {
    /// That of this request.
    pub fn of(request: &Request) -> Self {
        request.extensions().get().cloned().unwrap_or_default()
    }
}

/// The address of the client, behind proxies that are trusted too.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

impl<'a> FromRequest<'a> for ClientAddress {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> Result<Self> {
        let unknown = Self(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Ok(request
            .extensions()
            .get::<Self>()
            .copied()
            .unwrap_or(unknown))
    }
}
