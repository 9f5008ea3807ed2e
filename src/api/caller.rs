//! Who asks: read from the `Authorization` header before anything else of a request. The database
//! decides whether it is true.

use std::ops::Deref;

use poem::http::header;
use poem::{Request, RequestBody, Result};
use poem_openapi::registry::Registry;
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};

use super::reception::{Needs, Reception};
use super::refusal::Refusal;
use super::request::RequestId;
use crate::auth::{Caller, credential};

/// Who asks for what only one who has logged in may do.
pub(super) struct LoggedIn(Caller);

impl Deref for LoggedIn {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.0
    }
}

/// An extractor that reads a caller in this way.
macro_rules! reads_caller {
    ($type:ty, $needs:expr, $of:expr) => {
        impl<'a> ApiExtractor<'a> for $type {
            const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
            type ParamType = ();
            type ParamRawType = ();

            fn register(registry: &mut Registry) {
                credential::document(registry);
            }

            fn security_schemes() -> Vec<&'static str> {
                vec![credential::SECURITY_SCHEME]
            }

            async fn from_request(
                request: &'a Request,
                _: &mut RequestBody,
                _: ExtractParamOptions<()>,
            ) -> Result<Self> {
                Ok($of(read(request, $needs).await?))
            }
        }
    };
}

reads_caller!(Caller, Needs::Credential, |caller| caller);
reads_caller!(LoggedIn, Needs::Session, LoggedIn);

async fn read(request: &Request, needs: Needs) -> Result<Caller, Refusal> {
    let value = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|v| v.to_str().ok());
    match value.and_then(|value| value.split_once(' ')) {
        Some((scheme, text)) if scheme.eq_ignore_ascii_case("bearer") => {
            let mut caller = credential::read(text.trim(), RequestId::of(request))
                .ok_or_else(Refusal::unauthenticated)?;
            Reception::receive(request, &mut caller, needs).await?;
            Ok(caller)
        }
        _ => Err(Refusal::unauthenticated()),
    }
}
