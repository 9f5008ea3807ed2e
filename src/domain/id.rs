//! Ids: UUIDv7, told apart by type.

use poem_openapi::registry::MetaSchema;
use poem_openapi::types::{ParseFromParameter, ParseResult};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::field::{FromField, Invalid, text};
use super::text::documented;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id, ordered by time.
            pub fn draw() -> Self {
                Self(Uuid::now_v7())
            }

            /// The id in its only accepted form, 36 characters with hyphens; else the nil id, which
            /// no row has: a malformed id is an unknown one.
            pub fn parse(text: &str) -> Self {
                let known = if text.len() == 36 { Uuid::try_parse(text).ok() } else { None };
                Self(known.unwrap_or(Uuid::nil()))
            }
        }

        impl ParseFromParameter for $name {
            fn parse_from_parameter(value: &str) -> ParseResult<Self> {
                Ok(Self::parse(value))
            }
        }

        impl FromField for $name {
            fn from_field(value: &Value) -> Result<Self, Invalid> {
                text(value).map(Self::parse)
            }
        }

        documented!($name, {
            let mut schema = MetaSchema::new_with_format("string", "uuid");
            schema.example = Some("019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071".into());
            schema
        });
    )*};
}

ids! {
    /// A company: the tenant.
    CompanyId,
    /// A payment of a company.
    PaymentId,
    /// An API key of a company.
    ApiKeyId,
    /// A session of a company.
    SessionId,
    /// An event that a company was told.
    EventId,
    /// A webhook of a company.
    WebhookId,
    /// An event on its way to a webhook.
    DeliveryId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_malformed_id_is_an_unknown_one() {
        let id = PaymentId::draw();
        assert_eq!(PaymentId::parse(&id.0.to_string()), id);
        for text in [
            "",
            "1",
            &id.0.simple().to_string(),
            &id.0.braced().to_string(),
        ] {
            assert_eq!(PaymentId::parse(text).0, Uuid::nil());
        }
    }
}
